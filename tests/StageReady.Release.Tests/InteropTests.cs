using System.Security.Cryptography;
using StageReady.Manifest;

namespace StageReady.Release.Tests;

/// <summary>
/// Other people's programs take what is signed and exported here, and what they sign is taken here. The gate installs them (.ci/run); where they are not, the tests say that they were skipped.
/// </summary>
public sealed class InteropTests
{
    private const string Python = "/usr/bin/python3";
    private const string InTotoVerify = "/usr/bin/in-toto-verify";
    internal static readonly string Scripts = Path.Combine(RepositoryFolder.Root, "tests", "StageReady.Release.Tests", "Interop");
    internal static readonly string NodeModules = Path.Combine(RepositoryFolder.Root, "artifacts", "interop", "node_modules");

    [Fact]
    public void Openssl_verifies_the_signatures()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "openssl is not of Windows");
        using var process = new ReleaseProcess();
        SignWithEachKindOfKey(process);
        foreach (var name in new[] { "p256", "p384", "rsa" })
        {
            var envelope = ManifestFile.Read(process.PathOf($"{name}.jsonl"))[0].Envelope;
            File.WriteAllBytes(process.PathOf($"{name}.pae"), DsseEnvelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span));
            File.WriteAllBytes(process.PathOf($"{name}.sig"), envelope.Signatures[0].Value.ToArray());
        }

        var result = process.Start("sh", ["-ec", """
            openssl dgst -sha256 -verify p256.pub.pem -signature p256.sig p256.pae
            openssl dgst -sha384 -verify p384.pub.pem -signature p384.sig p384.pae
            openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -verify rsa.pub.pem -signature rsa.sig rsa.pae
            if openssl dgst -sha256 -verify p256.pub.pem -signature p256.sig p384.sig; then exit 9; fi
            """]);
        Assert.Equal((0, "Verified OK\nVerified OK\nVerified OK\nVerification failure\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void Securesystemslib_verifies_the_signatures_and_its_own_are_verified()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/securesystemslib"), "Debian's python3-securesystemslib is not installed");
        using var process = new ReleaseProcess();
        SignWithEachKindOfKey(process);

        var result = process.Start(Python, [Path.Combine(Scripts, "dsse.py"), "p256", "p384", "rsa"]);

        Assert.Equal((0, "verified p256\nverified p384\nverified rsa\n", ""), (result.ExitCode, result.Output, result.Error));
        AssertTaken(process, "their-ecdsa");
        AssertTaken(process, "their-rsa");
    }

    [Fact]
    public void Sigstore_js_verifies_exported_bundles_with_a_bare_key_and_its_own_are_verified()
    {
        Assert.SkipUnless(Directory.Exists(NodeModules), "@sigstore/verify is not installed in artifacts/interop");
        using var process = new ReleaseProcess().Signed();
        File.WriteAllBytes(process.PathOf("payload"), ManifestFile.Read(process.PathOf("publish/release.intoto.jsonl"))[0].Envelope.Payload.ToArray());
        Assert.Equal(0, process.Run("attest acknowledgement --manifest publish/release.intoto.jsonl --key k.pem --environment staging").ExitCode);
        Assert.Equal(0, process.Run("manifest export publish --as sigstore --output bundles").ExitCode);

        Assert.Equal(0, process.Run("manifest export publish --as slsa --builder https://ci.example.com/runners --key k.pem --output provenance").ExitCode);
        Assert.Equal(0, process.Run("manifest export provenance/provenance.intoto.jsonl --as sigstore --output provenance-bundles").ExitCode);
        File.Move(process.PathOf("provenance-bundles/1-statement.sigstore.json"), process.PathOf("bundles/3-provenance.sigstore.json"));

        var result = process.Start("node", [Path.Combine(Scripts, "sigstore.js")], ("NODE_PATH", NodeModules));

        Assert.Equal((0, "verified 1-release.sigstore.json\nverified 2-acknowledgement.sigstore.json\nverified 3-provenance.sigstore.json\n", ""), (result.ExitCode, result.Output, result.Error));
        AssertTaken(process, "theirs");
    }

    [Fact]
    public void CycloneDX_takes_the_exported_bill_of_materials()
    {
        Assert.SkipUnless(Directory.Exists(NodeModules), "@cyclonedx/cyclonedx-library is not installed in artifacts/interop");
        using var process = new ReleaseProcess();
        process.Put("facts.json", $$"""
            {
              "source": { "commit": "0123456789012345678901234567890123456789", "clean": false, "uri": "https://example.com/a b/ü.git" },
              "toolchain": { "stageready": "0.1.0" },
              "packages": [
                { "id": "Dapper", "version": "2.1.0-beta.1+build", "contentHash": "AA==", "sha512": "{{new string('A', 86)}}==", "source": "https://api.nuget.org/v3/index.json", "signer": "ab" },
                { "id": "Serilog", "version": "4.0.0", "source": "packages" }
              ]
            }
            """);
        foreach (var (name, facts) in new[] { ("full", " --facts facts.json"), ("bare", "") })
        {
            Assert.Equal(0, process.Run($"manifest create publish --name Storefront --version 1.4.0 --sequence 7{facts}").ExitCode);
            Assert.Equal(0, process.Run($"manifest export publish --as cyclonedx --output {name}").ExitCode);
        }

        process.Put("broken.json", process.Read("full/bom.cdx.json").Replace("SHA-512", "SHA-513", StringComparison.Ordinal));
        var result = process.Start("node", [Path.Combine(Scripts, "bom.js"), "full/bom.cdx.json", "bare/bom.cdx.json", "broken.json"], ("NODE_PATH", NodeModules));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["valid full/bom.cdx.json", "valid bare/bom.cdx.json"], result.OutputLines[..2]);
        Assert.StartsWith("invalid broken.json: ", result.OutputLines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ecdsa", "key.pub.json")]
    [InlineData("ed25519", "key.pub.json")]
    [InlineData("rsa", "key.pub.pem")]
    public void In_toto_verify_passes_on_the_exported_layout_and_link_and_on_nothing_else(string keyType, string keyFile)
    {
        Assert.SkipUnless(File.Exists(InTotoVerify), "Debian's in-toto is not installed");
        using var process = new ReleaseProcess();
        process.Put("publish/with space ü \"quoted\".txt", "content");
        using (var key = keyType == "rsa" ? Rsa() : SigningKey.Generate(keyType == "ecdsa" ? SignatureAlgorithm.EcdsaP256 : SignatureAlgorithm.Ed25519))
        {
            process.Put("k.pem", key.ExportPrivateKeyPem());
            ReleaseWriter.Write(process.PathOf("publish"), new ReleaseDescription { Name = "Storefront", Version = "1.4.0" }, key);
        }

        Assert.Equal(0, process.Run("manifest export publish --as in-toto --output layout --key k.pem").ExitCode);
        Assert.Equal((0, ""), InToto(process));
        if (keyType != "ecdsa")
            return;

        process.Put("publish/app.dll", "changed");
        Assert.Equal(1, InToto(process).ExitCode);
        process.Put("publish/app.dll", "the application");
        Assert.Equal((0, ""), InToto(process));
        process.Put("publish/extra.dll", "");
        Assert.Contains("'extra.dll'", InToto(process).Error, StringComparison.Ordinal);
        File.Delete(process.PathOf("publish/extra.dll"));
        File.Delete(process.PathOf("publish/wwwroot/index.html"));
        Assert.Contains("'REQUIRE wwwroot/index.html'", InToto(process).Error, StringComparison.Ordinal);
        process.Put("publish/wwwroot/index.html", "<p>hello");
        File.Delete(Assert.Single(Directory.GetFiles(process.PathOf("layout"), "release.*.link")));
        Assert.Contains("link", InToto(process).Error, StringComparison.Ordinal);

        (int ExitCode, string Error) InToto(ReleaseProcess process)
        {
            var result = process.Start("sh", ["-c", $"cd publish && {InTotoVerify} --layout ../layout/release.layout --layout-keys ../layout/{keyFile} --key-types {keyType} --link-dir ../layout && rm deployed.link"]);
            return (result.ExitCode, result.Error);
        }
    }

    private static SigningKey Rsa() => SigningKey.FromPem(RSA.Create(3072).ExportPkcs8PrivateKeyPem(), "test key");

    /// <summary>Leaves NAME.jsonl and NAME.pub.pem, and the payload of all.</summary>
    private static void SignWithEachKindOfKey(ReleaseProcess process)
    {
        using var p256 = SigningKey.Generate();
        using var p384 = SigningKey.FromPem(ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportPkcs8PrivateKeyPem(), "test key");
        using var rsa = Rsa();
        foreach (var (name, key) in new[] { ("p256", p256), ("p384", p384), ("rsa", rsa) })
        {
            ReleaseWriter.Write(process.PathOf("publish"), new ReleaseDescription { Name = "Storefront", Version = "1.4.0" }, key, process.PathOf($"{name}.jsonl"));
            process.Put($"{name}.pub.pem", key.ExportPublicKeyPem());
        }

        File.WriteAllBytes(process.PathOf("payload"), ManifestFile.Read(process.PathOf("p256.jsonl"))[0].Envelope.Payload.ToArray());
    }

    /// <summary>What others signed is verified here, and not any more if a letter of it is another.</summary>
    private static void AssertTaken(ReleaseProcess process, string name)
    {
        using var key = TrustedKey.FromPem(process.Read($"{name}.pub.pem"), name);
        Assert.Equal([], Problems());
        var line = process.Read($"{name}.jsonl");
        var envelope = ManifestFile.Read(process.PathOf($"{name}.jsonl"))[0].Envelope;
        var payload = Convert.ToBase64String(envelope.Payload.Span);
        var changed = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(envelope.Payload.Span).Replace("1.4.0", "1.4.1", StringComparison.Ordinal)));
        Assert.Contains(payload, line, StringComparison.Ordinal);
        process.Put($"{name}.jsonl", line.Replace(payload, changed, StringComparison.Ordinal));
        Assert.Contains(Problems().Single(), new[] { "signature-invalid", "key-untrusted" });

        string[] Problems() => [.. ReleaseVerifier.Verify(process.PathOf("publish"), [key], process.PathOf($"{name}.jsonl")).Problems.Select(problem => problem.Code.Name)];
    }
}
