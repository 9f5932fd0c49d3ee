using System.Text.Json;

namespace StageReady.Release.Tests;

public sealed class VerifyCommandTests
{
    [Fact]
    public void An_untouched_release_ends_with_VERIFIED()
    {
        using var process = new ReleaseProcess().Signed();
        var result = process.Run("verify publish --key k.pub.pem");
        Assert.Equal((0, "VERIFIED", ""), (result.ExitCode, result.OutputLines[^1], result.Error));
    }

    [Fact]
    public void A_changed_file_is_named_on_a_line_and_the_last_line_is_REFUSED()
    {
        using var process = new ReleaseProcess().Signed();
        process.Put("publish/app.dll", "changed");
        var result = process.Run("verify publish --key k.pub.pem");
        Assert.Equal((1, "REFUSED"), (result.ExitCode, result.OutputLines[^1]));
        Assert.Matches("^file-changed: app.dll: expected [0-9a-f]{64}, found [0-9a-f]{64}. ", result.OutputLines[0]);
    }

    [Fact]
    public void Json_has_one_shape_whatever_the_result()
    {
        using var process = new ReleaseProcess().Signed();
        AssertShape(process.Run("verify publish --key k.pub.pem --format json"), "verified");
        process.Put("publish/extra", "");
        AssertShape(process.Run("verify publish --key k.pub.pem --format json"), "refused");
        File.Delete(process.PathOf("publish/release.intoto.jsonl"));
        AssertShape(process.Run("verify publish --key k.pub.pem --format json"), "refused");
    }

    public static TheoryData<string, Action<ReleaseProcessAccess>, int, string> Attacks => new()
    {
        { "content", access => access.Put("publish/extra", ""), 1, "file-extra" },
        { "absence", access => access.Delete("publish/release.intoto.jsonl"), 3, "manifest-missing" },
        { "trust", access => access.Put("publish/release.sha256sums", ""), 4, "subject-mismatch" },
        { "malformed", access => access.Put("publish/release.intoto.jsonl", "\0\u0001\u0002"), 5, "malformed" },
        { "empty", access => access.Put("publish/release.intoto.jsonl", ""), 3, "manifest-missing" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void The_exit_code_is_the_class_of_the_problem(string @class, Action<ReleaseProcessAccess> attack, int exitCode, string code)
    {
        using var process = new ReleaseProcess().Signed();
        attack(new ReleaseProcessAccess(process.Folder));
        var result = process.Run("verify publish --key k.pub.pem --format json");
        Assert.Equal((@class, exitCode), (@class, result.ExitCode));
        using var json = JsonDocument.Parse(result.Output);
        Assert.Contains(json.RootElement.GetProperty("problems").EnumerateArray(), problem => problem.GetProperty("code").GetString() == code);
    }

    [Fact]
    public void Another_key_is_untrusted_and_a_second_key_is_tried_too()
    {
        using var process = new ReleaseProcess().Signed();
        Assert.Equal(0, process.Run("keys create --out other").ExitCode);
        var result = process.Run("verify publish --key other.pub.pem");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("key-untrusted", result.Output);
        Assert.Equal(0, process.Run("verify publish --key other.pub.pem --key k.pub.pem").ExitCode);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("verify publish")]
    [InlineData("verify publish --key")]
    [InlineData("verify publish --key k.pub.pem --no-such-option")]
    [InlineData("verify publish --key k.pub.pem --format xml")]
    [InlineData("verify publish --key k.pub.pem another")]
    [InlineData("verify absent --key k.pub.pem")]
    [InlineData("verify publish/app.dll --key k.pub.pem")]
    [InlineData("verify publish --key absent.pem")]
    [InlineData("verify publish --key publish")]
    [InlineData("verify publish --key k.pem")]
    [InlineData("verify publish --key publish/app.dll")]
    [InlineData("verify publish --key /dev/zero")]
    [InlineData("verify publish --key k.pub.pem --manifest absent.jsonl")]
    [InlineData("verify publish --key k.pub.pem --manifest publish")]
    [InlineData("")]
    [InlineData("no-such-command")]
    public void An_unusable_command_line_is_one_line_and_exit_2(string arguments)
    {
        using var process = new ReleaseProcess().Signed();
        var result = process.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: ", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public void Names_from_a_release_cannot_command_a_terminal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        using var process = new ReleaseProcess().Signed();
        process.Put("publish/\u001B[2Jevil\u202E", "");
        var result = process.Run("verify publish --key k.pub.pem");
        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain('\u001B', result.Output);
        Assert.DoesNotContain('\u202E', result.Output);
    }

    [Fact]
    public void Nothing_in_the_directory_or_the_working_directory_configures_it()
    {
        using var process = new ReleaseProcess().Signed();
        process.Put("stageready.json", "{ broken");
        process.Put("deploy-policy.json", "{ broken");
        process.Put("stageready-verify.rsp", "--key other");
        Assert.Equal(0, process.Run("verify publish --key k.pub.pem").ExitCode);
        Assert.Equal(2, process.Run("verify publish @stageready-verify.rsp").ExitCode);
    }

    [Fact]
    public void An_endless_line_is_refused_in_little_memory()
    {
        using var process = new ReleaseProcess().Signed();
        using (var stream = File.OpenWrite(process.PathOf("publish/release.intoto.jsonl")))
            stream.SetLength(300L * 1024 * 1024);
        var result = process.Run("verify publish --key k.pub.pem", ("DOTNET_GCHeapHardLimit", "0x2000000"));
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("limit-exceeded", result.Output);
    }

    [Theory]
    [InlineData("publish/app.dll", "file-unreadable: app.dll: ")]
    [InlineData("publish/wwwroot", "file-unreadable: wwwroot: ")]
    [InlineData("publish/release.intoto.jsonl", "file-unreadable: release.intoto.jsonl: ")]
    public void What_may_not_be_read_is_named(string path, string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "Rights are taken away with setpriv, which root may use");
        using var process = new ReleaseProcess().Signed();
        Assert.Equal(0, process.Start("chmod", ["755", "."]).ExitCode);
        Assert.Equal(0, process.Start("chmod", ["000", path]).ExitCode);
        var tool = process.PathOf("tool");
        Directory.CreateDirectory(tool);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*.*").Where(file => Path.GetFileName(file).StartsWith("stageready", StringComparison.OrdinalIgnoreCase) || file.EndsWith("System.CommandLine.dll", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(tool, Path.GetFileName(file)));
        var result = process.Start("setpriv", ["--reuid=65534", "--clear-groups", "dotnet", Path.Combine(tool, "stageready-verify.dll"), "verify", "publish", "--key", "k.pub.pem"]);
        Assert.Contains(result.OutputLines, output => output.StartsWith(line, StringComparison.Ordinal));
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void A_verified_release_is_copied_to_where_it_will_run()
    {
        using var process = new ReleaseProcess().Signed();
        var result = process.Run("verify publish --key k.pub.pem --stage-to next");
        Assert.Equal((0, "VERIFIED", ""), (result.ExitCode, result.OutputLines[^1], result.Error));
        Assert.Equal("the application", process.Read("next/app.dll"));
        Assert.Equal(0, process.Run("verify next --key k.pub.pem").ExitCode);

        result = process.Run("verify publish --key k.pub.pem --stage-to next");
        Assert.Equal((2, "error: next exists; a release is copied to a directory that does not exist or is empty"), (result.ExitCode, Assert.Single(result.ErrorLines)));

        process.Put("publish/app.dll", "changed");
        Assert.Equal(1, process.Run("verify publish --key k.pub.pem --stage-to other").ExitCode);
        Assert.Equal(["next", "publish"], Directory.GetDirectories(process.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void An_interrupted_copy_leaves_nothing(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals");
        using var process = new ReleaseProcess();
        using (var large = File.OpenWrite(process.PathOf("publish/large.bin")))
            large.SetLength(512L * 1024 * 1024);
        process.Signed();

        var result = process.RunAndSignal("verify publish --key k.pub.pem --stage-to next", () => Directory.GetFiles(process.Folder, "large.bin", SearchOption.AllDirectories).Length > 1, signal);

        Assert.Equal((130, "error: interrupted"), (result.ExitCode, Assert.Single(result.ErrorLines)));
        Assert.Equal(["publish"], Directory.GetDirectories(process.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Sha256sum_agrees()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sha256sum is a tool of Linux");
        using var process = new ReleaseProcess();
        process.Put("publish/with space \u00FC \U0001F600.txt", "content");
        process.Signed();
        Assert.Equal(0, process.Start("sh", ["-c", "cd publish && sha256sum --strict --quiet -c release.sha256sums"]).ExitCode);
    }

    private static void AssertShape(ProcessResult result, string expected)
    {
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(["result", "release", "problems", "evaluated"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(expected, json.RootElement.GetProperty("result").GetString());
        Assert.Equal(["name", "version", "sequence", "digest"], json.RootElement.GetProperty("release").EnumerateObject().Select(member => member.Name));
        var problems = json.RootElement.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(expected == "verified", problems.Count == 0);
        foreach (var problem in problems)
        {
            Assert.Equal(["code", "path", "expected", "actual", "message"], problem.EnumerateObject().Select(member => member.Name));
            Assert.All(problem.EnumerateObject(), member => Assert.Equal(JsonValueKind.String, member.Value.ValueKind));
        }

        foreach (var evaluation in json.RootElement.GetProperty("evaluated").EnumerateArray())
            Assert.Equal(["check", "subject", "result"], evaluation.EnumerateObject().Select(member => member.Name));
    }
}

/// <summary>Where an attack is made.</summary>
public sealed class ReleaseProcessAccess(string folder)
{
    internal void Put(string path, string content) => File.WriteAllText(Path.Combine(folder, path), content);

    internal void Delete(string path) => File.Delete(Path.Combine(folder, path));
}
