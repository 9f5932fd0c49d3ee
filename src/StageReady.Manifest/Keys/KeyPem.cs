using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>The one PEM block that a key file holds.</summary>
internal readonly record struct KeyPem(string Label, string Block)
{
    /// <summary>The bytes of the block.</summary>
    public byte[] Der()
    {
        var fields = PemEncoding.Find(Block);
        return Convert.FromBase64String(Block[fields.Base64Data]);
    }

    /// <summary>Finds the block; EC PARAMETERS before a key, which openssl writes, are skipped.</summary>
    /// <exception cref="UnusableInputException">There is no block, or more than one.</exception>
    public static KeyPem Find(string text, string name)
    {
        KeyPem? found = null;
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label].ToString();
            if (label != "EC PARAMETERS")
            {
                if (found is not null)
                    throw new UnusableInputException($"{name} holds more than one PEM block; give a file for each key");
                found = new KeyPem(label, rest[fields.Location].ToString());
            }

            rest = rest[fields.Location.End..];
        }

        return found ?? throw new UnusableInputException($"{name} holds no key: expected PEM, a text that begins with -----BEGIN");
    }
}
