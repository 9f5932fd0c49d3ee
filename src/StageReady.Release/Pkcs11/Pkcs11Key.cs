using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>A private key in a token that a PKCS#11 module reaches: a smart card, a hardware security module. It never comes here.</summary>
internal static class Pkcs11Key
{
    public const string PinVariable = "STAGEREADY_PKCS11_PIN";
    private const int PinBytes = 1024;

    /// <exception cref="UnusableInputException">There is no such module, token or key, or the PIN is wrong.</exception>
    public static SigningKey Load(string text)
    {
        var uri = Pkcs11Uri.Parse(text);
        using var session = Pkcs11Session.Open(uri, Pin(uri));
        var pem = uri.HasCertificate ? session.CertificatePem() : session.PublicKeyPem();
        return SigningKey.FromSigner(pem, uri.Name, data => Sign(uri, pem, data.Span));
    }

    private static byte[] Sign(Pkcs11Uri uri, string pem, ReadOnlySpan<byte> data)
    {
        using var session = Pkcs11Session.Open(uri, Pin(uri));
        switch (session.KeyType)
        {
            case Pkcs11Module.Ec:
                var hash = IsP384(pem, uri.HasCertificate) ? SHA384.HashData(data) : SHA256.HashData(data);
                return ToDer(session.Sign(Pkcs11Module.Ecdsa, [], hash));
            case Pkcs11Module.Edwards:
                return session.Sign(Pkcs11Module.Eddsa, [], data.ToArray());
            default:
                return SignRsa(session, SHA256.HashData(data));
        }
    }

    // Smart cards often know PKCS#1 v1.5 only.
    private static byte[] SignRsa(Pkcs11Session session, byte[] hash)
    {
        const uint Sha256 = 0x250, Mgf1Sha256 = 2;
        try
        {
            return session.Sign(Pkcs11Module.RsaPkcsPss, Pkcs11Module.Number(Sha256, Mgf1Sha256, (uint)hash.Length), hash);
        }
        catch (Pkcs11Exception exception) when (exception.Code == Pkcs11Module.MechanismInvalid)
        {
            // DigestInfo of SHA-256 (RFC 8017, 9.2)
            return session.Sign(Pkcs11Module.RsaPkcs, [], [.. Convert.FromHexString("3031300d060960864801650304020105000420"), .. hash]);
        }
    }

    private static bool IsP384(string pem, bool isCertificate)
    {
        using var key = ECDsa.Create();
        if (isCertificate)
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            key.ImportSubjectPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo(), out _);
        }
        else
        {
            key.ImportFromPem(pem);
        }

        return key.KeySize == 384;
    }

    // Tokens give r and s one after the other.
    private static byte[] ToDer(byte[] signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Shortened(signature.AsSpan(0, signature.Length / 2)));
            writer.WriteIntegerUnsigned(Shortened(signature.AsSpan(signature.Length / 2)));
        }

        return writer.Encode();
    }

    private static ReadOnlySpan<byte> Shortened(ReadOnlySpan<byte> number) => number.TrimStart((byte)0) is { IsEmpty: false } digits ? digits : [0];

    private static byte[]? Pin(Pkcs11Uri uri)
    {
        if (uri.PinSource is not { } source)
            return Environment.GetEnvironmentVariable(PinVariable) is { Length: > 0 } pin ? Encoding.UTF8.GetBytes(pin) : null;
        // file:/path, file:///path (RFC 8089), or a path.
        const string Scheme = "file:";
        var path = !source.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? source
            : Uri.TryCreate(source, UriKind.Absolute, out var file) && file.IsFile ? file.LocalPath
            : source[Scheme.Length..];
        try
        {
            return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(InputFile.Read(path, "PIN", PinBytes)).TrimEnd('\r', '\n'));
        }
        catch (UnusableInputException exception)
        {
            throw new UnusableInputException($"{uri.Name}: {exception.Message}");
        }
    }
}
