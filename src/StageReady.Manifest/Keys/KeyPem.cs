using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StageReady.Manifest;

/// <summary>A PEM block of a key file.</summary>
internal sealed record KeyPem(string Label, string Block)
{
    public const string Certificate = "CERTIFICATE";

    /// <summary>The bytes of the block.</summary>
    public byte[] Der()
    {
        var fields = PemEncoding.Find(Block);
        return Convert.FromBase64String(Block[fields.Base64Data]);
    }

    /// <exception cref="UnusableInputException">The block holds no certificate.</exception>
    public X509Certificate2 LoadCertificate(string name)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Der());
        }
        catch (CryptographicException)
        {
            throw new UnusableInputException($"{name} is damaged: its CERTIFICATE block holds no certificate");
        }
    }

    /// <summary>Finds the one block of a text.</summary>
    /// <exception cref="UnusableInputException">There is no block, or more than one.</exception>
    public static KeyPem Find(string text, string name) => Only(All(text, name), name);

    /// <exception cref="UnusableInputException">There is more than one.</exception>
    public static KeyPem Only(IReadOnlyList<KeyPem> blocks, string name) =>
        blocks is [var only] ? only : throw new UnusableInputException($"{name} holds more than one PEM block; give a file for each key");

    /// <summary>Finds the blocks; EC PARAMETERS before a key, which openssl writes, are skipped.</summary>
    /// <exception cref="UnusableInputException">There is none.</exception>
    public static IReadOnlyList<KeyPem> All(string text, string name)
    {
        var found = new List<KeyPem>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label].ToString();
            if (label != "EC PARAMETERS")
                found.Add(new KeyPem(label, rest[fields.Location].ToString()));
            rest = rest[fields.Location.End..];
        }

        return found.Count > 0 ? found : throw new UnusableInputException($"{name} holds no key: expected PEM, a text that begins with -----BEGIN");
    }
}
