using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace StageReady.Manifest.Tests;

/// <summary>A root certificate vouches for the keys of those that it has certified for code signing, while they are valid or were when a trusted authority saw the signature.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.UtcNow.AddDays(1);

    private readonly TemporaryRelease _release = new TemporaryRelease().Signed();
    private readonly TestCertificate _root = new("Root", to: Tomorrow.AddYears(1));
    private readonly TestCertificate _intermediate;
    private readonly TestCertificate _leaf;
    private readonly TestTimestampAuthority _authority = new();

    public CertificateTests()
    {
        _intermediate = new TestCertificate("Intermediate", _root, to: Tomorrow.AddYears(1));
        _leaf = new TestCertificate("Release", _intermediate, TestCertificate.CodeSigning);
    }

    [Fact]
    public void A_root_vouches_for_a_chain_that_comes_with_the_signature()
    {
        using var key = _leaf.SigningKey();
        ReleaseWriter.Write(_release.Root, _release.Description, key);

        Assert.Equal("", Codes(_root.Pem));
        var bundle = JsonNode.Parse(_release.ManifestLine())!;
        Assert.Equal("application/vnd.dev.sigstore.bundle+json;version=0.2", (string?)bundle["mediaType"]);
        Assert.Equal(
            [_leaf.Certificate.RawData, _intermediate.Certificate.RawData],
            bundle["verificationMaterial"]!["x509CertificateChain"]!["certificates"]!.AsArray().Select(one => Convert.FromBase64String((string)one!["rawBytes"]!)));
    }

    [Fact]
    public void Where_whoever_verifies_has_the_intermediate_one_certificate_is_enough_as_readers_of_bundles_want_it()
    {
        using var key = SigningKey.FromPem(_leaf.Pem + _leaf.PrivateKeyPem, "k.pem");
        ReleaseWriter.Write(_release.Root, _release.Description, key);

        var bundle = JsonNode.Parse(_release.ManifestLine())!;
        Assert.Equal("application/vnd.dev.sigstore.bundle.v0.3+json", (string?)bundle["mediaType"]);
        Assert.Equal(_leaf.Certificate.RawData, Convert.FromBase64String((string)bundle["verificationMaterial"]!["certificate"]!["rawBytes"]!));
        Assert.Equal("", Codes(_intermediate.Pem + _root.Pem));
        Assert.Equal("key-untrusted", Codes(_root.Pem));
    }

    [Fact]
    public void A_certificate_that_is_no_root_stands_for_itself_alone()
    {
        using var other = new TestCertificate("Other", _intermediate, TestCertificate.CodeSigning);
        _release.WriteLines(_leaf.Line(_release.Payload(), [], _intermediate));
        Assert.Equal("", Codes(_leaf.Pem));
        Assert.Equal("signature-invalid", CodesFor(other.Line(_release.Payload(), [], _intermediate), _leaf.Pem, graft: _leaf));
        Assert.Equal("key-untrusted", CodesFor(other.Line(_release.Payload(), [], _intermediate), _leaf.Pem));
    }

    [Fact]
    public void The_key_of_a_certificate_is_trusted_by_itself_too_whatever_the_certificate_says()
    {
        using var expired = new TestCertificate("Expired", _root, TestCertificate.CodeSigning, Tomorrow.AddDays(-9), Tomorrow.AddDays(-8));
        Assert.Equal("", CodesFor(expired.Line(_release.Payload(), []), SigningKey.FromPem(expired.PrivateKeyPem, "k.pem").ExportPublicKeyPem()));
    }

    [Fact]
    public void Another_root_of_the_same_name_is_another_root()
    {
        using var other = new TestCertificate("Root");
        var problem = Assert.Single(Verify(_leaf.Line(_release.Payload(), [], _intermediate), other.Pem).Problems);
        Assert.Equal(ProblemCode.KeyUntrusted, problem.Code);
        Assert.StartsWith("the certificate of CN=Release is not issued by CN=Root", problem.Actual);
    }

    [Fact]
    public void A_root_that_the_signer_brings_is_not_trusted()
    {
        using var root = new TestCertificate("Root");
        using var leaf = new TestCertificate("Release", root, TestCertificate.CodeSigning);
        Assert.Equal("key-untrusted", CodesFor(leaf.Line(_release.Payload(), [], root), _root.Pem));
    }

    [Fact]
    public void A_certificate_for_something_else_is_refused()
    {
        using var server = new TestCertificate("Server", _root, "1.3.6.1.5.5.7.3.1");
        using var encryption = new TestCertificate("Encryption", _root, TestCertificate.CodeSigning, usage: X509KeyUsageFlags.KeyEncipherment);
        foreach (var leaf in new[] { server, encryption, _intermediate })
        {
            var problem = Assert.Single(Verify(leaf.Line(_release.Payload(), []), _root.Pem).Problems);
            Assert.Equal((ProblemCode.KeyUntrusted, $"the certificate of {leaf.Certificate.Subject} is not for code signing"), (problem.Code, problem.Actual));
        }
    }

    [Fact]
    public void A_certificate_that_a_signer_issues_is_not_trusted()
    {
        using var child = new TestCertificate("Child", _leaf, TestCertificate.CodeSigning);
        Assert.Equal("key-untrusted", CodesFor(child.Line(_release.Payload(), [], _leaf, _intermediate), _root.Pem));
    }

    [Fact]
    public void A_signature_that_does_not_fit_the_certificate_is_invalid()
    {
        using var other = new TestCertificate("Other", _root, TestCertificate.CodeSigning);
        Assert.Equal("signature-invalid", CodesFor(other.Line(_release.Payload(), []), _root.Pem, graft: _leaf));
    }

    [Fact]
    public void A_root_vouches_for_no_line_without_a_certificate()
    {
        Assert.Equal("key-untrusted", Codes(_root.Pem));
    }

    [Fact]
    public void After_the_certificate_has_expired_a_trusted_timestamp_is_needed()
    {
        using var key = _leaf.SigningKey();
        ReleaseWriter.Write(_release.Root, _release.Description, key);
        var problem = Assert.Single(Verify(_release.ManifestLine(), _root.Pem, Tomorrow, _authority.Root.Pem).Problems);
        Assert.Equal(ProblemCode.KeyExpired, problem.Code);
        Assert.StartsWith("the certificate of CN=Release is valid from ", problem.Actual);

        key.TimestampAuthority = _authority.Answer;
        ReleaseWriter.Write(_release.Root, _release.Description, key);
        Assert.Equal("", Codes(_root.Pem, Tomorrow, _authority.Root.Pem));
        Assert.Equal("", Codes(_root.Pem, Tomorrow, _authority.Pem));
        Assert.Equal("", Codes(_root.Pem));
        Assert.Equal("key-expired", Codes(_root.Pem, Tomorrow));
    }

    [Fact]
    public void A_timestamp_by_an_authority_that_nobody_trusts_proves_nothing()
    {
        using var other = new TestTimestampAuthority();
        Assert.Equal("key-expired", CodesFor(Stamped(_leaf, other), _root.Pem, Tomorrow, _authority.Root.Pem));
        Assert.Equal("key-expired", CodesFor(Stamped(_leaf, _authority), _root.Pem, Tomorrow, _root.Pem));
    }

    [Fact]
    public void A_timestamp_of_another_signature_proves_nothing()
    {
        var line = _leaf.Line(_release.Payload(), [_authority.Timestamp(_leaf.Sign("something else"))], _intermediate);
        Assert.Equal("key-expired", CodesFor(line, _root.Pem, Tomorrow, _authority.Root.Pem));
    }

    [Fact]
    public void A_timestamp_after_the_certificate_has_expired_does_not_bring_it_back()
    {
        using var expired = new TestCertificate("Expired", _root, TestCertificate.CodeSigning, Tomorrow.AddDays(-9), Tomorrow.AddDays(-8));
        Assert.Equal("key-expired", CodesFor(Stamped(expired, _authority), _root.Pem, null, _authority.Root.Pem));
    }

    [Fact]
    public void A_timestamp_of_a_time_that_has_not_come_proves_nothing()
    {
        Assert.Equal("key-expired", CodesFor(Stamped(_leaf, _authority), _root.Pem, Tomorrow.AddDays(-3), _authority.Root.Pem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MAA=")]
    [InlineData("MAUwAwIBAg==")]
    [InlineData("MIIDAjADAgEAMIIC+QYJKoZIhvcNAQcC")]
    public void A_damaged_timestamp_proves_nothing(string timestamp)
    {
        var line = _leaf.Line(_release.Payload(), [Convert.FromBase64String(timestamp)], _intermediate);
        Assert.Equal("key-expired", CodesFor(line, _root.Pem, Tomorrow, _authority.Root.Pem));
        Assert.Equal("", CodesFor(line, _root.Pem, null, _authority.Root.Pem));
    }

    [Theory]
    [InlineData("""{"certificate":{"rawBytes":"AAAA"}}""", "signature-invalid")]
    [InlineData("""{"certificate":{"rawBytes":"AA A"}}""", "malformed")]
    [InlineData("""{"certificate":{}}""", "malformed")]
    [InlineData("""{"certificate":{"rawBytes":"AAAA"},"x509CertificateChain":{"certificates":[{"rawBytes":"AAAA"}]}}""", "malformed")]
    [InlineData("""{"x509CertificateChain":{"certificates":[]}}""", "key-untrusted")]
    [InlineData("""{"publicKey":{"hint":"x"}}""", "key-untrusted")]
    public void Other_material_is_no_certificate(string material, string codes)
    {
        var line = JsonNode.Parse(_leaf.Line(_release.Payload(), []))!;
        line["verificationMaterial"] = JsonNode.Parse(material);
        Assert.Equal(codes, CodesFor(line.ToJsonString(), _root.Pem));
    }

    [Fact]
    public void More_certificates_than_any_chain_has_are_refused()
    {
        Assert.Equal("limit-exceeded", CodesFor(_leaf.Line(_release.Payload(), [], [.. Enumerable.Repeat(_intermediate, 16)]), _root.Pem));
    }

    [Fact]
    public void No_key_with_a_certificate_that_could_not_be_verified_signs()
    {
        using var expired = new TestCertificate("Expired", _root, TestCertificate.CodeSigning, Tomorrow.AddDays(-9), Tomorrow.AddDays(-8));
        using var server = new TestCertificate("Server", _root, "1.3.6.1.5.5.7.3.1");
        Refuses(expired.Bundle, "k.pem cannot sign: the certificate of CN=Expired is valid from ");
        Refuses(server.Bundle, "k.pem cannot sign: the certificate of CN=Server is not for code signing");
        Refuses(_leaf.PrivateKeyPem + server.Pem, "None of the certificates in k.pem is of the key that it holds");
        Refuses(_leaf.Chain, "k.pem is a certificate; signing wants its private key too");
        Refuses(_leaf.PrivateKeyPem + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "k.pem is damaged: its CERTIFICATE block holds no certificate");

        static void Refuses(string pem, string message) => Assert.StartsWith(message, Assert.Throws<UnusableInputException>(() => SigningKey.FromPem(pem, "k.pem")).Message);
    }

    [Fact]
    public void Authorities_may_have_keys_that_releases_are_not_signed_with_and_stand_in_any_order()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=Old root", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-2), Tomorrow);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leafRequest = new CertificateRequest("CN=Release", ecdsa, HashAlgorithmName.SHA256);
        leafRequest.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TestCertificate.CodeSigning)], critical: true));
        using var leaf = leafRequest.Create(root.SubjectName, X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1), DateTimeOffset.UtcNow.AddHours(-1), Tomorrow, [1, 2, 3]);

        using var key = SigningKey.FromPem($"{root.ExportCertificatePem()}\n{leaf.ExportCertificatePem()}\n{ecdsa.ExportPkcs8PrivateKeyPem()}", "k.pem");
        ReleaseWriter.Write(_release.Root, _release.Description, key);
        Assert.Equal("", Codes(root.ExportCertificatePem()));
    }

    [Fact]
    public void A_signer_elsewhere_brings_its_certificate_in_the_place_of_its_public_key()
    {
        using var inner = SigningKey.FromPem(_leaf.PrivateKeyPem, "inner");
        using var key = SigningKey.FromSigner(_leaf.Chain, "chain.pem", data => inner.Sign(data.Span));
        ReleaseWriter.Write(_release.Root, _release.Description, key);
        Assert.Equal("", Codes(_root.Pem));
    }

    [Fact]
    public void Exported_bundles_have_the_certificate_alone_and_the_timestamp_and_exported_layers_the_envelope()
    {
        using var key = _leaf.SigningKey();
        key.TimestampAuthority = _authority.Answer;
        ReleaseWriter.Write(_release.Root, _release.Description, key);
        var lines = ManifestFile.Read(_release.ManifestPath);

        var bundle = System.Text.Encoding.UTF8.GetString(Assert.Single(ManifestExport.SigstoreBundles(lines)).Content.Span);
        Assert.Equal(_leaf.Certificate.RawData, Convert.FromBase64String((string)JsonNode.Parse(bundle)!["verificationMaterial"]!["certificate"]!["rawBytes"]!));
        Assert.Equal("", TemporaryRelease.CodesOf(Verify(bundle.ReplaceLineEndings(""), _intermediate.Pem + _root.Pem, Tomorrow, _authority.Root.Pem)));

        var layer = Assert.Single(ManifestExport.CosignLayers(lines), file => file.Content.Span.IndexOf("payloadType"u8) >= 0);
        Assert.Equal(["payloadType", "payload", "signatures"], JsonNode.Parse(layer.Content.Span)!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void A_PKCS12_file_holds_the_key_and_its_certificates()
    {
        using var withKey = X509Certificate2.CreateFromPem(_leaf.Pem, _leaf.PrivateKeyPem);
        var file = new X509Certificate2Collection { withKey, _intermediate.Certificate, _root.Certificate }.Export(X509ContentType.Pkcs12, "correct-horse")!;
        using var key = SigningKey.FromPkcs12(file, "k.pfx", "correct-horse");
        ReleaseWriter.Write(_release.Root, _release.Description, key);
        Assert.Equal("", Codes(_root.Pem));

        Refuses(file, null, "k.pfx is encrypted; set STAGEREADY_SIGNING_KEY_PASSPHRASE to its pass phrase");
        Refuses(file, "wrong-horse", "k.pfx cannot be decrypted: the pass phrase in STAGEREADY_SIGNING_KEY_PASSPHRASE is wrong, or the file is damaged");
        Refuses(file[..^20], "correct-horse", "k.pfx is damaged: it is no PKCS#12 file that can be read");
        Refuses(new X509Certificate2Collection(_root.Certificate).Export(X509ContentType.Pkcs12, "correct-horse")!, "correct-horse", "k.pfx holds 0 private keys; expected one");

        static void Refuses(byte[] bytes, string? passPhrase, string message) =>
            Assert.Equal(message, Assert.Throws<UnusableInputException>(() => SigningKey.FromPkcs12(bytes, "k.pfx", passPhrase)).Message);
    }

    [Fact]
    public void An_authority_that_gives_no_timestamp_of_the_signature_is_an_error()
    {
        using var key = _leaf.SigningKey();
        foreach (var answer in new Func<ReadOnlyMemory<byte>, byte[]>[]
        {
            _ => [],
            _ => [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02],
            _ => _authority.Answer(Rfc3161TimestampRequest.CreateFromData("other"u8, HashAlgorithmName.SHA256).Encode()),
        })
        {
            key.TimestampAuthority = answer;
            Assert.StartsWith("The time-stamping authority gives no timestamp", Assert.Throws<UnusableInputException>(() => ReleaseWriter.Write(_release.Root, _release.Description, key)).Message);
            Assert.False(File.Exists(_release.ManifestPath));
        }
    }

    [Theory]
    [InlineData("private", "k.pem is a PRIVATE KEY; expected a CERTIFICATE")]
    [InlineData("intermediate", "k.pem holds no root certificate; give the one that issued CN=Intermediate too")]
    [InlineData("roots", "k.pem holds 2 root certificates; give a file for each")]
    [InlineData("damaged", "k.pem is damaged: its CERTIFICATE block holds no certificate")]
    public void What_cannot_be_trusted_is_refused_in_one_line(string what, string message)
    {
        var pem = what switch
        {
            "private" => _root.Pem + _root.PrivateKeyPem,
            "intermediate" => _intermediate.Pem,
            "roots" => _root.Pem + _authority.Root.Pem,
            _ => "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        };
        Assert.Equal(message, Assert.Throws<UnusableInputException>(() => TrustedKey.FromPem(pem, "k.pem")).Message);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _leaf.Dispose();
        _intermediate.Dispose();
        _root.Dispose();
        _release.Dispose();
    }

    private string Stamped(TestCertificate leaf, TestTimestampAuthority authority)
    {
        // The very signature that was stamped: each signing gives another.
        using var key = SigningKey.FromPem(leaf.PrivateKeyPem, "k.pem");
        var payload = System.Text.Encoding.UTF8.GetBytes(_release.Payload());
        var signature = key.Sign(DsseEnvelope.PreAuthenticationEncoding(ReleaseStatement.PayloadType, payload));
        var envelope = new DsseEnvelope(ReleaseStatement.PayloadType, payload, [new DsseSignature(null, signature)])
        {
            Material = new VerificationMaterial([leaf.Certificate.RawData, _intermediate.Certificate.RawData], [authority.Timestamp(signature)]),
        };
        return System.Text.Encoding.UTF8.GetString(envelope.ToUtf8());
    }

    private string CodesFor(string line, string trusted, TestCertificate? graft = null)
    {
        if (graft is not null)
        {
            var bundle = JsonNode.Parse(line)!;
            bundle["verificationMaterial"] = JsonNode.Parse(graft.Line("", [], _intermediate))!["verificationMaterial"]!.DeepClone();
            line = bundle.ToJsonString();
        }

        return TemporaryRelease.CodesOf(Verify(line, trusted));
    }

    private string CodesFor(string line, string trusted, DateTimeOffset? now, string authority) => TemporaryRelease.CodesOf(Verify(line, trusted, now, authority));

    private string Codes(string trusted, DateTimeOffset? now = null, string? authority = null) => TemporaryRelease.CodesOf(Verify(_release.ManifestLine(), trusted, now, authority));

    private VerificationResult Verify(string line, string trusted, DateTimeOffset? now = null, string? authority = null)
    {
        _release.WriteLines(line);
        using var key = TrustedKey.FromPem(trusted, "trusted.pem");
        using var timestamps = authority is null ? null : TrustedCertificate.FromPem(authority, "tsa.pem");
        return ReleaseVerifier.Verify(_release.Root, [key], timestampAuthorities: timestamps is null ? [] : [timestamps], now: now);
    }
}
