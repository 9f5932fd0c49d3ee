using System.Text.RegularExpressions;

namespace StageReady.Release.Tests;

/// <summary>The scripts of docs/verify-in-production.md do what the page says: they are taken from it and run, with the host's directories in a temporary one.</summary>
public sealed partial class DocumentedStepsTests
{
    private static readonly string Page = RepositoryFolder.Page("verify-in-production.md");

    [Fact]
    public void The_deploy_script_and_the_service_start_what_was_verified_and_nothing_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is of Linux");
        using var host = new ReleaseProcess();
        host.Put("publish/Storefront", "#!/bin/sh\nhead -c 16 \"$(dirname \"$0\")/app.dll\" >> \"$LOG\"\n");
        Executable(host, "publish/Storefront");
        host.Signed();
        foreach (var directory in new[] { "srv/storefront/releases", "var/lib/storefront" })
            Directory.CreateDirectory(host.PathOf(directory));
        host.Put("etc/storefront/release.pub.pem", host.Read("k.pub.pem"));
        host.Put("etc/storefront/deploy-policy.json", $$"""
            { "version": 1, "application": "Storefront", "keys": [ { "name": "build", "pem": "{{host.Read("k.pub.pem").Replace("\n", "\\n")}}", "roles": ["build"] } ],
              "environments": { "production": { "manifest": { "signer": "build" }, "rollback": "refuse" } } }
            """);
        Install(host, "usr/local/bin/stageready-verify", $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "stageready-verify.dll")}' \"$@\"");
        Install(host, "usr/local/bin/deploy-storefront", Block("sh", "stage-to", host));
        // As systemd does it: what comes before must succeed.
        host.Put("storefront.service", Block("ini", "ExecStartPre", host));
        Install(host, "usr/local/bin/systemctl", $"set -e\ntest \"$*\" = 'restart storefront'\nsed -n 's/^ExecStartPre=//p; s/^ExecStart=//p' '{host.PathOf("storefront.service")}' | while read -r line; do $line; done");

        Assert.Equal((0, ""), Deploy(host));
        Assert.Equal("the application", host.Read("log"));
        var current = Current(host);

        host.Put("publish/app.dll", "EVIL");
        Assert.Equal(1, Deploy(host).ExitCode);
        Assert.Equal(("the application", current), (host.Read("log"), Current(host)));
        Assert.Equal([Path.GetFileName(current)], Directory.GetFileSystemEntries(host.PathOf("srv/storefront/releases")).Select(Path.GetFileName));

        File.WriteAllText(Path.Combine(current, "app.dll"), "EVIL");
        Assert.Equal(1, host.Start("sh", ["-c", "systemctl restart storefront"], Environment(host)).ExitCode);
        Assert.Equal("the application", host.Read("log"));
    }

    private static (int ExitCode, string Error) Deploy(ReleaseProcess host)
    {
        var result = host.Start("sh", ["-c", "deploy-storefront publish"], Environment(host));
        return (result.ExitCode, result.Error);
    }

    private static string Current(ReleaseProcess host) => new DirectoryInfo(host.PathOf("srv/storefront/current")).LinkTarget!;

    private static (string, string)[] Environment(ReleaseProcess host) =>
        [("PATH", $"{host.PathOf("usr/local/bin")}:{System.Environment.GetEnvironmentVariable("PATH")}"), ("LOG", host.PathOf("log"))];

    /// <summary>The block of the page that has a word, with the directories of the host under test.</summary>
    private static string Block(string language, string word, ReleaseProcess host)
    {
        var block = Assert.Single(CodeBlock().Matches(Page), block => block.Groups["language"].Value == language && block.Groups["code"].Value.Contains(word, StringComparison.Ordinal));
        return HostDirectory().Replace(block.Groups["code"].Value, match => host.PathOf(match.Value[1..]));
    }

    private static void Install(ReleaseProcess host, string path, string script)
    {
        host.Put(path, script.StartsWith("#!", StringComparison.Ordinal) ? script : $"#!/bin/sh\n{script}\n");
        Executable(host, path);
    }

    private static void Executable(ReleaseProcess host, string path) => Assert.Equal(0, host.Start("chmod", ["755", path]).ExitCode);

    [GeneratedRegex(@"^ *```(?<language>\w+)\n(?<code>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"/(?:srv|etc|var/lib)/storefront|/usr/local/bin")]
    private static partial Regex HostDirectory();
}
