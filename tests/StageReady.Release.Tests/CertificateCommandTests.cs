namespace StageReady.Release.Tests;

/// <summary>The way of a certificate through the command line, with a root, an intermediate and a time-stamping authority that openssl makes.</summary>
public sealed class CertificateCommandTests : IDisposable
{
    private const string Create = "manifest create publish --name Storefront --version 1.4.0 --sequence 7 --key";
    private const string Stamp = "cat > request; openssl ts -reply -config tsa.cnf -section tsa -queryfile request -signer tsa.pem -inkey tsa.key";

    private readonly ReleaseProcess _process = new();

    public CertificateCommandTests()
    {
        Root("ca");
        Issue("intermediate", "ca", "basicConstraints=critical,CA:true");
        Issue("leaf", "intermediate", "extendedKeyUsage=codeSigning\nkeyUsage=digitalSignature");
        Root("tsa-root");
        Issue("tsa", "tsa-root", "extendedKeyUsage=critical,timeStamping");
        _process.Put("tsa.cnf", "[tsa]\nserial = serial\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\ness_cert_id_alg = sha256\n");
        _process.Put("k.pem", _process.Read("leaf.key") + _process.Read("leaf.pem") + _process.Read("intermediate.pem") + _process.Read("ca.pem"));
    }

    [Fact]
    public void A_release_with_a_timestamp_outlives_the_certificate()
    {
        var created = _process.Run($"{Create} k.pem", ("STAGEREADY_TIMESTAMP_COMMAND", Stamp));
        Assert.True(created.ExitCode == 0, created.Error);

        Assert.Equal("VERIFIED", Last("verify publish --key ca.pem", 0));
        Assert.Equal("VERIFIED", Last("verify publish --key ca.pem --timestamp-authority tsa-root.pem --now 2090-01-01T00:00:00Z", 0));
        Assert.Equal("REFUSED", Last("verify publish --key tsa-root.pem", 4));
        var refused = _process.Run("verify publish --key ca.pem --now 2090-01-01T00:00:00Z");
        Assert.Equal(4, refused.ExitCode);
        Assert.StartsWith("key-expired: release.intoto.jsonl: expected ", refused.Output);
        Assert.Contains(", found the certificate of CN=leaf is valid from ", refused.Output);
    }

    [Fact]
    public void Sigstore_js_verifies_a_line_with_certificate_and_timestamp_and_its_bundle()
    {
        Assert.SkipUnless(Directory.Exists(InteropTests.NodeModules), "@sigstore/verify is not installed in artifacts/interop");
        Assert.Equal(0, _process.Run($"{Create} k.pem", ("STAGEREADY_TIMESTAMP_COMMAND", Stamp)).ExitCode);
        Assert.Equal(0, _process.Run("manifest export publish --as sigstore --output bundles").ExitCode);

        string[] files = ["publish/release.intoto.jsonl", "bundles/1-release.sigstore.json"];
        var result = _process.Start("node", [Path.Combine(InteropTests.Scripts, "certificate.js"), .. files], ("NODE_PATH", InteropTests.NodeModules));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(files.Select(file => $"verified {file}"), result.OutputLines);
    }

    [Fact]
    public void A_PKCS12_file_of_openssl_signs_evidence_too()
    {
        Openssl("pkcs12 -export -inkey leaf.key -in leaf.pem -certfile intermediate.pem -passout pass:correct-horse -out k.pfx");
        Assert.Equal(0, _process.Run($"{Create} k.pfx", ("STAGEREADY_SIGNING_KEY_PASSPHRASE", "correct-horse")).ExitCode);
        Assert.Equal(0, _process.Run("attest acknowledgement --manifest publish/release.intoto.jsonl --environment staging --suite runbook --key k.pfx", ("STAGEREADY_SIGNING_KEY_PASSPHRASE", "correct-horse")).ExitCode);
        Assert.Equal("VERIFIED", Last("verify publish --key ca.pem", 0));

        var wrong = _process.Run($"{Create} k.pfx", ("STAGEREADY_SIGNING_KEY_PASSPHRASE", "wrong-horse"));
        Assert.Equal((2, "error: k.pfx cannot be decrypted: the pass phrase in STAGEREADY_SIGNING_KEY_PASSPHRASE is wrong, or the file is damaged\n"), (wrong.ExitCode, wrong.Error));
    }

    [Theory]
    [InlineData("k.pem", "exit 3", "The command in STAGEREADY_TIMESTAMP_COMMAND fails with exit code 3")]
    [InlineData("k.pem", "cat", "The time-stamping authority gives no timestamp of the signature: ")]
    [InlineData("k.pem", " ", "STAGEREADY_TIMESTAMP_COMMAND is empty: expected a command, or no such variable")]
    [InlineData("leaf.key", "cat", "STAGEREADY_TIMESTAMP_COMMAND is set, but leaf.key holds no certificate that a signature could outlive")]
    [InlineData("expired.bundle.pem", "cat", "expired.bundle.pem cannot sign: the certificate of CN=expired is valid from ")]
    public void What_stands_in_the_way_of_a_timestamp_is_exit_2_and_leaves_no_manifest(string key, string command, string message)
    {
        Issue("expired", "ca", "extendedKeyUsage=codeSigning", "-days -1");
        _process.Put("expired.bundle.pem", _process.Read("expired.key") + _process.Read("expired.pem"));

        var result = _process.Run($"{Create} {key}", ("STAGEREADY_TIMESTAMP_COMMAND", command));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"error: {message}", Assert.Single(result.ErrorLines));
        Assert.False(File.Exists(_process.PathOf("publish/release.intoto.jsonl")));
    }

    public void Dispose() => _process.Dispose();

    private string Last(string arguments, int exitCode)
    {
        var result = _process.Run(arguments);
        Assert.True(result.ExitCode == exitCode, result.Output + result.Error);
        return result.OutputLines[^1];
    }

    private void Root(string name) =>
        Openssl($"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {name}.key -out {name}.pem -subj /CN={name} -days 36500 -addext basicConstraints=critical,CA:true");

    private void Issue(string name, string issuer, string extensions, string days = "-days 2")
    {
        _process.Put($"{name}.ext", extensions + "\n");
        Openssl($"req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {name}.key -out {name}.csr -subj /CN={name}");
        Openssl($"x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -CAcreateserial -extfile {name}.ext -out {name}.pem {days}");
    }

    private void Openssl(string arguments)
    {
        var result = _process.Start("openssl", arguments.Split(' '));
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
