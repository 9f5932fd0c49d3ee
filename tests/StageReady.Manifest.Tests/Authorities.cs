using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StageReady.Manifest.Tests;

/// <summary>A certificate with its key and those above it, as PEM.</summary>
internal sealed class TestCertificate : IDisposable
{
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TestCertificate? _issuer;

    public TestCertificate(string name, TestCertificate? issuer = null, string? purpose = null, DateTimeOffset? from = null, DateTimeOffset? to = null, X509KeyUsageFlags? usage = null)
    {
        _issuer = issuer;
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: purpose is null, false, 0, critical: true));
        if (purpose is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: true));
        if (usage is not null)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage.Value, critical: true));
        var (start, end) = (from ?? DateTimeOffset.UtcNow.AddHours(-1), to ?? DateTimeOffset.UtcNow.AddHours(1));
        Certificate = request.Create(
            issuer?.Certificate.SubjectName ?? request.SubjectName, X509SignatureGenerator.CreateForECDsa((issuer ?? this)._key), start, end, RandomNumberGenerator.GetBytes(8));
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem() + "\n";

    public string PrivateKeyPem => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The key, its certificate and all above it, the root too.</summary>
    public string Bundle => PrivateKeyPem + Chain;

    public string Chain => Pem + _issuer?.Chain;

    public SigningKey SigningKey() => Manifest.SigningKey.FromPem(Bundle, "k.pem");

    /// <summary>A line as somebody writes it whom no <see cref="SigningKey"/> keeps from it.</summary>
    public string Line(string payload, byte[][] timestamps, params TestCertificate[] above) => Encoding.UTF8.GetString(Envelope(payload, timestamps, above).ToUtf8());

    public byte[] Sign(string payload) =>
        _key.SignData(DsseEnvelope.PreAuthenticationEncoding(ReleaseStatement.PayloadType, Encoding.UTF8.GetBytes(payload)), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private DsseEnvelope Envelope(string payload, byte[][] timestamps, TestCertificate[] above) =>
        new(ReleaseStatement.PayloadType, Encoding.UTF8.GetBytes(payload), [new DsseSignature("a hint", Sign(payload))])
        {
            Material = new VerificationMaterial([Certificate.RawData, .. above.Select(one => one.Certificate.RawData)], timestamps),
        };

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}

/// <summary>A time-stamping authority: openssl.</summary>
internal sealed class TestTimestampAuthority : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stageready-tsa-");
    private readonly TestCertificate _signer;

    public TestTimestampAuthority(string name = "Timestamps")
    {
        Root = new TestCertificate($"{name} root");
        _signer = new TestCertificate(name, Root, TestCertificate.TimeStamping);
        File.WriteAllText(PathOf("key.pem"), _signer.PrivateKeyPem);
        File.WriteAllText(PathOf("tsa.pem"), _signer.Pem);
        File.WriteAllText(PathOf("tsa.cnf"), $"""
            [tsa]
            serial = {PathOf("serial")}
            signer_digest = sha256
            default_policy = 1.2.3.4
            digests = sha256
            ess_cert_id_alg = sha256
            """);
    }

    public TestCertificate Root { get; }

    /// <summary>The authority's own certificate.</summary>
    public string Pem => _signer.Pem;

    public byte[] Answer(ReadOnlyMemory<byte> request)
    {
        File.WriteAllBytes(PathOf("request"), request.ToArray());
        var start = new ProcessStartInfo("openssl", ["ts", "-reply", "-config", PathOf("tsa.cnf"), "-section", "tsa", "-queryfile", PathOf("request"), "-signer", PathOf("tsa.pem"), "-inkey", PathOf("key.pem"), "-out", PathOf("response")])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return File.ReadAllBytes(PathOf("response"));
    }

    public byte[] Timestamp(byte[] signature) => Manifest.Timestamp.Ask(signature, Answer);

    public TrustedCertificate Trusted() => TrustedCertificate.FromPem(Root.Pem, "tsa.pem");

    public void Dispose()
    {
        _signer.Dispose();
        Root.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
