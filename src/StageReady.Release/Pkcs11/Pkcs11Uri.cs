using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Names a private key in a token (RFC 7512), by these attributes and no others: what is not understood could have named another key.</summary>
internal sealed class Pkcs11Uri
{
    private const string Scheme = "pkcs11:";

    private readonly Dictionary<string, byte[]> _attributes = new(StringComparer.Ordinal);

    private Pkcs11Uri(string name) => Name = name;

    /// <summary>The URI without its query, for messages.</summary>
    public string Name { get; }

    public string? Token => Text("token");

    public string? Serial => Text("serial");

    /// <summary>The label of the key.</summary>
    public string? Object => Text("object");

    public byte[]? Id => _attributes.GetValueOrDefault("id");

    /// <summary>Whether the certificate of the key is wanted too.</summary>
    public bool HasCertificate => Text("type") == "cert";

    public string ModulePath => Text("module-path") ?? throw new UnusableInputException($"{Name} does not say which module to load; append ?module-path=FILE");

    public string? PinSource => Text("pin-source");

    public static bool Is(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UnusableInputException">It is none, or says what is not understood.</exception>
    public static Pkcs11Uri Parse(string text)
    {
        text = text.Trim();
        var query = text.IndexOf('?');
        var path = query < 0 ? text : text[..query];
        var uri = new Pkcs11Uri(path);
        foreach (var attribute in path[Scheme.Length..].Split(';', StringSplitOptions.RemoveEmptyEntries))
            uri.Add(attribute, "token", "serial", "object", "id", "type");
        foreach (var attribute in query < 0 ? [] : text[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
            uri.Add(attribute, "module-path", "pin-source");
        return uri.Text("type") is null or "private" or "cert" ? uri : throw new UnusableInputException($"{path}: expected type=private or type=cert");
    }

    private void Add(string attribute, params ReadOnlySpan<string> known)
    {
        var equals = attribute.IndexOf('=');
        var name = equals < 0 ? attribute : attribute[..equals];
        if (name == "pin-value")
            throw new UnusableInputException($"{Name}: a PIN does not belong into the URI, which others can read; set {Pkcs11Key.PinVariable}, or give pin-source=FILE");
        if (equals < 0 || !known.Contains(name))
            throw new UnusableInputException($"{Name}: '{name}' is not understood; expected token, serial, object, id and type, and after the ? module-path and pin-source");
        if (!_attributes.TryAdd(name, Decode(attribute[(equals + 1)..])))
            throw new UnusableInputException($"{Name}: '{name}' stands there twice");
    }

    private string? Text(string name) => _attributes.TryGetValue(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    // The id of a key is bytes and no text.
    private static byte[] Decode(string value)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && byte.TryParse(value.AsSpan(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var octet))
            {
                bytes.Add(octet);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(value, i, 1));
            }
        }

        return [.. bytes];
    }
}
