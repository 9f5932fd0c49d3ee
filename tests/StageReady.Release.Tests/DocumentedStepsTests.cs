using System.Text.RegularExpressions;

namespace StageReady.Release.Tests;

/// <summary>The scripts of docs/verify-in-production.md do what the page says: they are taken from it and run, with the host's directories in a temporary one.</summary>
public sealed partial class DocumentedStepsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "verify-in-production.md"));

    [Fact]
    public void The_deploy_script_and_the_service_start_what_was_verified_and_nothing_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is of Linux");
        using var host = new ReleaseProcess();
        host.Put("publish/Storefront", "#!/bin/sh\nhead -c 16 \"$(dirname \"$0\")/app.dll\" >> \"$LOG\"\n");
        Assert.Equal(0, host.Start("chmod", ["755", "publish/Storefront"]).ExitCode);
        host.Signed();
        Directory.CreateDirectory(host.PathOf("srv/storefront/releases"));
        Prepare(host, evidence: "[]");
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

    [Theory]
    [InlineData("run", "GITHUB_REF_NAME")]
    [InlineData("bash", "BUILD_BUILDNUMBER")]
    public void The_steps_of_the_pipelines_deploy_what_was_signed_and_tested_and_nothing_else(string key, string version)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The steps are for bash");
        using var host = new ReleaseProcess().Signed();
        File.Delete(host.PathOf("publish/release.intoto.jsonl"));
        Prepare(host, """[ { "kind": "test-result", "signer": "build", "environment": "ci" } ]""");
        host.Put("results/tests.trx", """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="A" outcome="Passed" /></Results>
            <ResultSummary outcome="Completed" /></TestRun>
            """);
        Install(host, "usr/local/bin/deploy-to-hosts", "cp \"$1/app.dll\" \"$LOG\"");
        var steps = Steps(key, host);
        Assert.Equal(2, steps.Count);

        var result = Step(steps[0]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("test-result passed (1 passed, 0 failed, 0 skipped)", result.Output, StringComparison.Ordinal);
        Directory.Delete(host.PathOf("publish"), recursive: true);
        result = Step(steps[1]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("the application", host.Read("log"));

        File.Delete(host.PathOf("log"));
        Directory.Delete(host.PathOf("temporary/next"), recursive: true);
        host.Put("publish/app.dll", "EVIL");
        Assert.Equal(0, host.Start("tar", ["--create", "--file", "publish.tar", "publish"]).ExitCode);
        Assert.NotEqual(0, Step(steps[1]).ExitCode);
        Assert.False(File.Exists(host.PathOf("log")));

        // GitHub's runner adds -e; Azure's does not.
        ProcessResult Step(string script)
        {
            File.WriteAllText(host.PathOf("step.sh"), script);
            if (File.Exists(host.PathOf("publish.tar")))
                File.Copy(host.PathOf("publish.tar"), Path.Combine(Directory.CreateDirectory(host.PathOf("workspace/publish")).FullName, "publish.tar"), overwrite: true);
            return host.Start("bash", key == "run" ? ["-e", "step.sh"] : ["step.sh"],
            [
                .. Environment(host), ("STAGEREADY_SIGNING_KEY", host.Read("k.pem")), (version, "v1.4.0"), ("GITHUB_RUN_ID", "1"), ("GITHUB_RUN_NUMBER", "1"), ("BUILD_BUILDID", "1"),
                ("RUNNER_TEMP", Directory.CreateDirectory(host.PathOf("temporary")).FullName), ("AGENT_TEMPDIRECTORY", host.PathOf("temporary")), ("PIPELINE_WORKSPACE", host.PathOf("workspace")),
            ]);
        }
    }

    [Fact]
    public void The_deploy_tool_of_the_samples_copies_what_its_policy_admits_and_nothing_else()
    {
        using var host = new ReleaseProcess().Signed();
        Prepare(host, evidence: "[]");

        Assert.Equal((0, "Storefront 1.4.0 is verified and in next\n", ""), Tool("publish", "etc/storefront/deploy-policy.json", "production", "state.json", "next"));
        Assert.Equal("the application", host.Read("next/app.dll"));
        Assert.Equal(2, Tool("publish", "etc/storefront/deploy-policy.json", "production", "state.json", "next").ExitCode);
        Assert.Equal(2, Tool("publish", "absent.json", "production", "state.json", "other").ExitCode);
        Assert.Equal(2, Tool("publish").ExitCode);

        host.Put("publish/app.dll", "EVIL");
        var refused = Tool("publish", "etc/storefront/deploy-policy.json", "production", "state.json", "other");
        Assert.Equal((1, "", "file-changed: app.dll: The content is not what was released\n"), refused);
        Assert.False(Directory.Exists(host.PathOf("other")));

        (int ExitCode, string Output, string Error) Tool(params string[] arguments)
        {
            var result = host.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "DeployTool.dll"), .. arguments]);
            return (result.ExitCode, result.Output, result.Error);
        }
    }

    /// <summary>The programs and files that a host has before anything is deployed to it.</summary>
    private static void Prepare(ReleaseProcess host, string evidence)
    {
        Directory.CreateDirectory(host.PathOf("var/lib/storefront"));
        host.Put("etc/storefront/release.pub.pem", host.Read("k.pub.pem"));
        host.Put("etc/storefront/deploy-policy.json", $$"""
            { "version": 1, "application": "Storefront", "keys": [ { "name": "build", "pem": "{{host.Read("k.pub.pem").Replace("\n", "\\n")}}", "roles": ["build"] } ],
              "environments": { "production": { "manifest": { "signer": "build" }, "evidence": {{evidence}} } } }
            """);
        foreach (var name in new[] { "stageready-verify", "stageready" })
            Install(host, $"usr/local/bin/{name}", $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "stageready-verify.dll")}' \"$@\"");
    }

    /// <summary>The scripts under a key of the page's pipelines, each without the indentation of its first line.</summary>
    private static List<string> Steps(string key, ReleaseProcess host)
    {
        var scripts = new List<string>();
        var lines = HostDirectory().Replace(Page, match => host.PathOf(match.Value[1..])).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim(' ', '-') != $"{key}: |")
                continue;
            var indentation = lines[i + 1].Length - lines[i + 1].TrimStart().Length;
            scripts.Add(string.Concat(lines.Skip(i + 1).TakeWhile(line => line.Length > indentation && string.IsNullOrWhiteSpace(line[..indentation])).Select(line => line[indentation..] + "\n")));
        }

        return scripts;
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

    // By another process: a program cannot be started while a file that is open for writing was inherited by some child of this one.
    private static void Install(ReleaseProcess host, string path, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(host.PathOf(path))!);
        var program = script.StartsWith("#!", StringComparison.Ordinal) ? script : $"#!/bin/sh\n{script}\n";
        Assert.Equal(0, host.Start("sh", ["-ec", "printf %s \"$1\" > \"$2\"; chmod 755 \"$2\"", "sh", program, path]).ExitCode);
    }

    [GeneratedRegex(@"^ *```(?<language>\w+)\n(?<code>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"/(?:srv|etc|var/lib)/storefront|/usr/local/bin")]
    private static partial Regex HostDirectory();
}
