using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace StageReady.Manifest;

/// <summary>What a PKCS#12 file holds. It is read here, because loading it as a certificate leaves the private key in a key store on some systems.</summary>
/// <param name="PrivateKey">The one private key, PKCS#8.</param>
/// <param name="Certificates">The certificates.</param>
internal sealed record Pkcs12Content(byte[] PrivateKey, IReadOnlyList<X509Certificate2> Certificates)
{
    /// <exception cref="UnusableInputException">It is no such file, or the pass phrase is wrong.</exception>
    public static Pkcs12Content Read(ReadOnlyMemory<byte> bytes, string name, string? passPhrase)
    {
        try
        {
            var file = Pkcs12Info.Decode(bytes, out _, skipCopy: true);
            if (file.IntegrityMode != Pkcs12IntegrityMode.Password || !file.VerifyMac(passPhrase ?? ""))
                throw string.IsNullOrEmpty(passPhrase) ? PassPhrase.Missing(name) : PassPhrase.Wrong(name);

            var (keys, certificates) = (new List<byte[]>(), new List<X509Certificate2>());
            foreach (var contents in file.AuthenticatedSafe)
            {
                if (contents.ConfidentialityMode == Pkcs12ConfidentialityMode.Password)
                    contents.Decrypt(passPhrase ?? "");
                foreach (var bag in contents.GetBags())
                {
                    if (bag is Pkcs12ShroudedKeyBag shrouded)
                        keys.Add(Pkcs8PrivateKeyInfo.DecryptAndDecode(passPhrase ?? "", shrouded.EncryptedPkcs8PrivateKey, out _).Encode());
                    else if (bag is Pkcs12KeyBag key)
                        keys.Add(key.Pkcs8PrivateKey.ToArray());
                    else if (bag is Pkcs12CertBag { IsX509Certificate: true } certificate)
                        certificates.Add(certificate.GetCertificate());
                }
            }

            return keys is [var only] ? new Pkcs12Content(only, certificates) : throw new UnusableInputException($"{name} holds {keys.Count} private keys; expected one");
        }
        catch (CryptographicException)
        {
            throw new UnusableInputException($"{name} is damaged: it is no PKCS#12 file that can be read");
        }
    }
}
