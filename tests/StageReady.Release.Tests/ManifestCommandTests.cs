using System.Text;
using System.Text.Json;

namespace StageReady.Release.Tests;

public sealed class ManifestCommandTests
{
    private const string Create = "manifest create publish --name Storefront --version 1.4.0";

    [Fact]
    public void Without_a_key_the_manifest_is_unsigned_and_says_so()
    {
        using var process = new ReleaseProcess();
        var result = process.Run($"{Create} --sequence 1");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("notice: the manifest is not signed", Assert.Single(result.ErrorLines));
        Assert.Equal(0, process.Run("keys create --out k").ExitCode);
        var verification = process.Run("verify publish --key k.pub.pem");
        Assert.Equal(3, verification.ExitCode);
        Assert.Contains("signature-missing", verification.Output);
    }

    [Fact]
    public void The_key_may_come_from_the_environment_and_the_option_wins()
    {
        using var process = new ReleaseProcess();
        Assert.Equal(0, process.Run("keys create --out env").ExitCode);
        Assert.Equal(0, process.Run("keys create --out file").ExitCode);
        var variable = ("STAGEREADY_SIGNING_KEY", process.Read("env.pem"));
        Assert.Equal(0, process.Run(Create, variable).ExitCode);
        Assert.Equal(0, process.Run("verify publish --key env.pub.pem").ExitCode);
        Assert.Equal(0, process.Run($"{Create} --key file.pem", variable).ExitCode);
        Assert.Equal(0, process.Run("verify publish --key file.pub.pem").ExitCode);
        Assert.Equal(4, process.Run("verify publish --key env.pub.pem").ExitCode);
    }

    [Fact]
    public void An_encrypted_key_is_opened_with_the_pass_phrase_from_the_environment()
    {
        using var process = new ReleaseProcess();
        Assert.Equal(0, process.Run("keys create --out k").ExitCode);
        Assert.Equal(0, process.Start("openssl", ["pkcs8", "-topk8", "-in", "k.pem", "-out", "encrypted.pem", "-passout", "pass:correct horse"]).ExitCode);
        Assert.Equal(0, process.Run($"{Create} --key encrypted.pem", ("STAGEREADY_SIGNING_KEY_PASSPHRASE", "correct horse")).ExitCode);
        Assert.Equal(0, process.Run("verify publish --key k.pub.pem").ExitCode);
        Assert.Equal(2, process.Run($"{Create} --key encrypted.pem").ExitCode);
    }

    [Theory]
    [InlineData("--key absent.pem", null)]
    [InlineData("--key publish/app.dll", null)]
    [InlineData("--key k.pub.pem", null)]
    [InlineData("", "")]
    [InlineData("", "hunter2")]
    public void An_unusable_key_is_exit_2_and_leaves_no_manifest_not_even_an_older_one(string option, string? variable)
    {
        using var process = new ReleaseProcess().Signed();
        var result = process.Run($"{Create} {option}", variable is null ? [] : [("STAGEREADY_SIGNING_KEY", variable)]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: ", Assert.Single(result.ErrorLines));
        Assert.DoesNotContain("hunter2", result.Error);
        Assert.False(File.Exists(process.PathOf("publish/release.intoto.jsonl")));
        Assert.False(File.Exists(process.PathOf("publish/release.sha256sums")));
    }

    [Theory]
    [InlineData("manifest create")]
    [InlineData("manifest create publish")]
    [InlineData("manifest create publish --name a")]
    [InlineData("manifest create publish --name a --version 1 --sequence x")]
    [InlineData("manifest create publish --name a --version 1 --sequence -1")]
    [InlineData("manifest create absent --name a --version 1")]
    [InlineData("manifest create publish --name a --version 1 --facts absent.json")]
    [InlineData("manifest create publish --name a --version 1 --facts publish/app.dll")]
    [InlineData("manifest create publish --name a --version 1 --output publish/m.jsonl")]
    [InlineData("manifest create publish --name a --version 1 --base-image \u0001")]
    [InlineData("manifest create publish --name a --version 1 --output absent/m.jsonl")]
    [InlineData("keys create")]
    public void An_unusable_command_line_is_one_line_and_exit_2(string arguments)
    {
        using var process = new ReleaseProcess();
        var result = process.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: ", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public void A_file_that_no_release_may_have_is_named_and_nothing_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights on Windows");
        using var process = new ReleaseProcess().Signed();
        File.CreateSymbolicLink(process.PathOf("publish/link"), "app.dll");
        var result = process.Run($"{Create} --key k.pem");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("link: link: ", Assert.Single(result.ErrorLines));
        Assert.False(File.Exists(process.PathOf("publish/release.intoto.jsonl")));
    }

    [Fact]
    public void Facts_of_the_build_are_taken_over()
    {
        using var process = new ReleaseProcess();
        process.Put("facts.json", """{"target":{"framework":"net10.0"},"packages":[{"id":"A","version":"1.0.0"}]}""");
        Assert.Equal(0, process.Run($"{Create} --facts facts.json").ExitCode);
        var predicate = Predicate(process);
        Assert.Equal("net10.0", predicate.GetProperty("target").GetProperty("framework").GetString());
        Assert.Equal("A", predicate.GetProperty("packages")[0].GetProperty("id").GetString());
        Assert.False(predicate.TryGetProperty("source", out _));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" --facts facts.json", "net10.0")]
    public void The_base_image_may_be_known_to_nobody_but_who_calls(string facts, string framework)
    {
        using var process = new ReleaseProcess();
        process.Put("facts.json", """{"target":{"framework":"net10.0","baseImage":"example.com/base:1.0"},"packages":[{"id":"A","version":"1.0.0"}]}""");
        Assert.Equal(0, process.Run($"{Create}{facts} --base-image example.com/base:1.0@sha256:00").ExitCode);
        var predicate = Predicate(process);
        Assert.Equal("example.com/base:1.0@sha256:00", predicate.GetProperty("target").GetProperty("baseImage").GetString());
        Assert.Equal(framework, predicate.GetProperty("target").TryGetProperty("framework", out var known) ? known.GetString() : "");
        Assert.Equal(facts.Length > 0, predicate.TryGetProperty("packages", out _));
    }

    [Theory]
    [InlineData("https://me:secret@example.com/shop.git", "https://example.com/shop.git")]
    [InlineData("https://secret@example.com/shop.git?token=secret#secret", "https://example.com/shop.git")]
    [InlineData("ssh://git@example.com/shop.git", "ssh://example.com/shop.git")]
    [InlineData("git@example.com:shop.git", "git@example.com:shop.git")]
    [InlineData("/srv/shop.git", null)]
    [InlineData("../shop.git", null)]
    [InlineData("file:///srv/shop.git", null)]
    public void Without_facts_git_tells_the_source_but_neither_credentials_nor_local_paths(string remote, string? uri)
    {
        using var process = new ReleaseProcess();
        Git(process, "init -q", "add -A", "commit -q -m one", $"remote add origin {remote}", "commit -q --allow-empty -m two", "tag v1.4.0");
        Assert.Equal(0, process.Run(Create).ExitCode);
        var predicate = Predicate(process);
        var source = predicate.GetProperty("source");
        Assert.Equal(uri, source.TryGetProperty("uri", out var value) ? value.GetString() : null);
        Assert.Matches("^[0-9a-f]{40}$", source.GetProperty("commit").GetString());
        Assert.Equal("v1.4.0", source.GetProperty("tag").GetString());
        Assert.True(source.GetProperty("clean").GetBoolean());
        Assert.Equal(2, predicate.GetProperty("sequence").GetInt64());
    }

    [Fact]
    public void An_uncommitted_change_is_told_and_the_release_itself_is_none()
    {
        using var process = new ReleaseProcess();
        process.Put("program.cs", "");
        Git(process, "init -q", "add program.cs", "commit -q -m one");
        Assert.Equal(0, process.Run(Create).ExitCode);
        Assert.True(Predicate(process).GetProperty("source").GetProperty("clean").GetBoolean());
        process.Put("program.cs", "changed");
        Assert.Equal(0, process.Run(Create).ExitCode);
        Assert.False(Predicate(process).GetProperty("source").GetProperty("clean").GetBoolean());
    }

    [Fact]
    public void Nothing_that_the_repository_configures_is_executed()
    {
        using var process = new ReleaseProcess();
        Git(process, "init -q", "add -A", "commit -q -m one");
        var configured = process.Start("git", ["config", "core.fsmonitor", $"touch {process.PathOf("executed")} #"]);
        Assert.Equal(0, configured.ExitCode);
        Assert.Equal(0, process.Run(Create).ExitCode);
        Assert.True(Predicate(process).TryGetProperty("source", out _));
        Assert.False(File.Exists(process.PathOf("executed")));
    }

    [Fact]
    public void A_shallow_clone_gives_no_sequence_because_it_would_be_too_low()
    {
        using var process = new ReleaseProcess();
        Git(process, "init -q origin", "-C origin commit -q --allow-empty -m one", "-C origin commit -q --allow-empty -m two");
        Git(process, $"clone -q --depth 1 file://{process.PathOf("origin")} clone");
        Directory.Move(process.PathOf("publish"), process.PathOf("clone/publish"));
        var result = process.Run("manifest create clone/publish --name a --version 1");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("no sequence number", result.Error);
    }

    [Fact]
    public void Without_git_the_source_is_left_out()
    {
        using var process = new ReleaseProcess();
        Git(process, "init -q", "add -A", "commit -q -m one");
        var dotnet = Path.GetDirectoryName(Environment.ProcessPath)!;
        var result = process.Start(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "stageready-verify.dll"), .. Create.Split(' ')],
            ("PATH", process.PathOf("publish")));
        Assert.Equal((0, ""), (result.ExitCode, result.Error.Contains("sequence") ? "" : result.Error));
        Assert.False(Predicate(process).TryGetProperty("source", out _));
        Assert.NotNull(dotnet);
    }

    [Fact]
    public void The_payload_is_the_same_whatever_the_directory_the_culture_and_the_time_zone()
    {
        using var one = new ReleaseProcess();
        using var two = new ReleaseProcess();
        Assert.Equal(0, one.Run(Create, ("LANG", "tr_TR.UTF-8"), ("TZ", "Asia/Tokyo")).ExitCode);
        Assert.Equal(0, two.Run(Create, ("LANG", "C"), ("TZ", "UTC"), ("USER", "someone")).ExitCode);
        Assert.Equal(one.Read("publish/release.intoto.jsonl"), two.Read("publish/release.intoto.jsonl"));
    }

    [Fact]
    public void The_signature_verifies_with_openssl_over_the_PAE()
    {
        using var process = new ReleaseProcess().Signed();
        using var envelope = JsonDocument.Parse(process.Read("publish/release.intoto.jsonl"));
        File.WriteAllBytes(process.PathOf("pae"), Pae(envelope.RootElement.GetProperty("payload").GetBytesFromBase64()));
        File.WriteAllBytes(process.PathOf("sig"), envelope.RootElement.GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64());
        var result = process.Start("openssl", ["dgst", "-sha256", "-verify", "k.pub.pem", "-signature", "sig", "pae"]);
        Assert.Equal((0, "Verified OK"), (result.ExitCode, result.Output.Trim()));
    }

    public static TheoryData<string, string[], string[]> OpensslKeys => new()
    {
        { "P-256", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], ["-sha256"] },
        { "P-384", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], ["-sha384"] },
        { "RSA-PSS", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"], ["-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"] },
        { "RSA PKCS#1", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"], ["-sha256"] },
    };

    [Theory]
    [MemberData(nameof(OpensslKeys))]
    public void A_signature_made_by_openssl_is_verified(string algorithm, string[] generate, string[] sign)
    {
        using var process = new ReleaseProcess();
        Assert.Equal((algorithm, 0), (algorithm, process.Run($"{Create} --sequence 1").ExitCode));
        using var envelope = JsonDocument.Parse(process.Read("publish/release.intoto.jsonl"));
        var payload = envelope.RootElement.GetProperty("payload").GetBytesFromBase64();
        File.WriteAllBytes(process.PathOf("pae"), Pae(payload));
        Assert.Equal(0, process.Start("openssl", ["genpkey", .. generate, "-out", "o.pem"]).ExitCode);
        Assert.Equal(0, process.Start("openssl", ["pkey", "-in", "o.pem", "-pubout", "-out", "o.pub.pem"]).ExitCode);
        Assert.Equal(0, process.Start("openssl", ["dgst", .. sign, "-sign", "o.pem", "-out", "sig", "pae"]).ExitCode);
        var signature = Convert.ToBase64String(File.ReadAllBytes(process.PathOf("sig")));
        process.Put("publish/release.intoto.jsonl", $$"""{"payload":"{{Convert.ToBase64String(payload)}}","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"{{signature}}"}]}""");
        var result = process.Run("verify publish --key o.pub.pem");
        Assert.Equal((0, "VERIFIED"), (result.ExitCode, result.OutputLines[^1]));
        Assert.Equal(0, process.Run($"{Create} --key o.pem").ExitCode);
        Assert.Equal(0, process.Run("verify publish --key o.pub.pem").ExitCode);
    }

    [Theory]
    [InlineData("inspect publish/release.intoto.jsonl")]
    [InlineData("inspect publish")]
    [InlineData("manifest inspect publish/release.intoto.jsonl")]
    public void Inspect_shows_what_the_manifest_says_and_that_it_verifies_nothing(string arguments)
    {
        using var process = new ReleaseProcess().Signed();
        process.Put("publish/app.dll", "changed");
        var result = process.Run(arguments);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Storefront", result.Output);
        Assert.Contains("wwwroot/index.html", result.Output);
        Assert.Contains("Nothing was verified", result.OutputLines[^1]);
        using var json = JsonDocument.Parse(process.Run($"{arguments} --format json").Output);
        Assert.False(json.RootElement.GetProperty("verified").GetBoolean());
        Assert.Equal("Storefront", json.RootElement.GetProperty("lines")[0].GetProperty("statement").GetProperty("predicate").GetProperty("name").GetString());
    }

    [Fact]
    public void Inspect_tells_of_each_migration_whose_it_is_and_whether_it_can_be_taken_back()
    {
        using var process = new ReleaseProcess();
        process.Put("facts.json", """
            {"migrations":[
              {"context":"Shop.Db","id":"1_A","reversibility":"reversible"},
              {"context":"Shop.Db","id":"2_B","reversibility":"unverified"},
              {"context":"Log.Db","id":"1_A","reversibility":"declaredIrreversible","reason":"rows are archived"}]}
            """);
        Assert.Equal(0, process.Run($"{Create} --facts facts.json").ExitCode);

        var lines = process.Run("inspect publish").OutputLines.Select(line => line.Trim()).ToList();

        var at = lines.FindIndex(line => line.StartsWith("migrations", StringComparison.Ordinal));
        Assert.Equal(["migrations     Log.Db 1_A: declared irreversible: rows are archived", "Shop.Db 1_A: reversible", "Shop.Db 2_B: not verified"], lines[at..(at + 3)]);
    }

    [Theory]
    [InlineData("absent", 2)]
    [InlineData("publish/app.dll", 5)]
    [InlineData("empty", 3)]
    public void Inspect_of_something_else_is_one_line(string path, int exitCode)
    {
        using var process = new ReleaseProcess();
        process.Put("empty", "");
        var result = process.Run($"inspect {path}");
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Single(result.ErrorLines);
    }

    private static JsonElement Predicate(ReleaseProcess process)
    {
        using var envelope = JsonDocument.Parse(process.Read("publish/release.intoto.jsonl"));
        using var statement = JsonDocument.Parse(envelope.RootElement.GetProperty("payload").GetBytesFromBase64());
        return statement.RootElement.GetProperty("predicate").Clone();
    }

    private static byte[] Pae(byte[] payload) => [.. Encoding.UTF8.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "), .. payload];

    private static void Git(ReleaseProcess process, params string[] commands)
    {
        foreach (var command in commands)
        {
            var result = process.Start("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", .. command.Split(' ')]);
            Assert.True(result.ExitCode == 0, $"git {command}: {result.Error}");
        }
    }
}
