using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace StageReady.Manifest;

/// <summary>
/// Layouts and links of in-toto 0.9 (https://github.com/in-toto/docs/blob/v0.9/in-toto-spec.md). The one step of the layout is the release, and its inspection compares the directory, in which
/// in-toto-verify is started, with the files of the release: none other, and none missing.
/// </summary>
internal sealed class InTotoMetadata
{
    private const string Step = "release";
    private const string Inspection = "deployed";

    private readonly SigningKey _key;
    private readonly JsonObject _publicKey;
    private readonly string _keyId;

    /// <exception cref="UnusableInputException">in-toto knows no such key.</exception>
    public InTotoMetadata(SigningKey key)
    {
        _key = key;
        var pem = key.ExportPublicKeyPem().TrimEnd();
        var (type, scheme, value) = key.Algorithm.Split(' ') switch
        {
            ["ECDSA", "P-256", ..] => ("ecdsa", "ecdsa-sha2-nistp256", pem),
            ["ECDSA", "P-384", ..] => ("ecdsa", "ecdsa-sha2-nistp384", pem),
            ["RSA", ..] => ("rsa", "rsassa-pss-sha256", pem),
            ["Ed25519"] => ("ed25519", "ed25519", BareKey(pem)),
            _ => throw new UnusableInputException($"in-toto knows no keys of the kind {key.Algorithm}"),
        };
        _publicKey = new JsonObject
        {
            ["keyid_hash_algorithms"] = new JsonArray((JsonNode)"sha256", (JsonNode)"sha512"),
            ["keytype"] = type,
            ["keyval"] = new JsonObject { ["public"] = value },
            ["scheme"] = scheme,
        };
        _keyId = Sha256Hex.Of(CanonicalJson.Encode(_publicKey));
    }

    /// <exception cref="UnusableInputException">The key did not sign the manifest.</exception>
    public IReadOnlyList<ExportedFile> Export(ExportedRelease exported, DateTimeOffset expires)
    {
        exported.RequireSignatureOf(_key);
        return
        [
            new ExportedFile($"{Step}.layout", Sign(Layout(exported, expires))),
            new ExportedFile($"{Step}.{_keyId[..8]}.link", Sign(Link(exported.Manifest))),
            IsRsa ? new ExportedFile("key.pub.pem", Encoding.UTF8.GetBytes(_key.ExportPublicKeyPem())) : new ExportedFile("key.pub.json", ExportedJson.Write(_publicKey)),
        ];
    }

    // SubjectPublicKeyInfo ends with the 32 bytes of the key (RFC 8410).
    private static string BareKey(string pem)
    {
        var body = pem.AsSpan()[PemEncoding.Find(pem).Base64Data];
        return Convert.ToHexStringLower(Convert.FromBase64String(body.ToString()).AsSpan(^32..));
    }

    // in-toto-verify reads RSA keys in PEM, and others in the form that layouts have.
    private bool IsRsa => (string?)_publicKey["keytype"] == "rsa";

    private JsonObject Layout(ExportedRelease exported, DateTimeOffset expires)
    {
        var release = exported.Manifest;
        var ofLayout = _publicKey.DeepClone().AsObject();
        ofLayout["keyid"] = _keyId;
        // Whatever is required must be there; whatever is there must be of the release, but for the manifest, which names them.
        var rules = new JsonArray([.. Products(release).Select(product => Rule("REQUIRE", product.Path))]);
        foreach (var rule in new[] { Rule("MATCH", "*", "WITH", "PRODUCTS", "FROM", Step), Rule("ALLOW", ReleaseFileNames.Manifest), Rule("DISALLOW", "*") })
            rules.Add((JsonNode)rule);
        return new JsonObject
        {
            ["_type"] = "layout",
            ["expires"] = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["inspect"] = new JsonArray(new JsonObject
            {
                ["_type"] = "inspection",
                ["name"] = Inspection,
                ["expected_materials"] = rules,
                ["expected_products"] = new JsonArray(),
                ["run"] = new JsonArray((JsonNode)"true"),
            }),
            ["keys"] = new JsonObject { [_keyId] = ofLayout },
            ["readme"] = $"{release.Name} {release.Version}, release {exported.Digest}",
            ["steps"] = new JsonArray(new JsonObject
            {
                ["_type"] = "step",
                ["name"] = Step,
                ["expected_command"] = new JsonArray(),
                ["expected_materials"] = new JsonArray(),
                ["expected_products"] = new JsonArray(),
                ["pubkeys"] = new JsonArray((JsonNode)_keyId),
                ["threshold"] = 1,
            }),
        };
    }

    private static JsonObject Link(ReleaseManifest release)
    {
        var products = new JsonObject();
        foreach (var file in Products(release))
            products[file.Path] = new JsonObject { ["sha256"] = file.Sha256 };
        return new JsonObject
        {
            ["_type"] = "link",
            ["byproducts"] = new JsonObject(),
            ["command"] = new JsonArray(),
            ["environment"] = new JsonObject(),
            ["materials"] = new JsonObject(),
            ["name"] = Step,
            ["products"] = products,
        };
    }

    private static IEnumerable<(string Path, string Sha256)> Products(ReleaseManifest release) =>
        [.. release.Files.Select(file => (file.Path, file.Sha256)), (ReleaseFileNames.Sums, Sha256Hex.Of(SumsFile.Write(release.Files)))];

    private static JsonArray Rule(params ReadOnlySpan<string> words)
    {
        var rule = new JsonArray();
        foreach (var word in words)
            rule.Add((JsonNode?)word);
        return rule;
    }

    private byte[] Sign(JsonObject signed)
    {
        var signature = new JsonObject { ["keyid"] = _keyId, ["sig"] = Convert.ToHexStringLower(_key.Sign(CanonicalJson.Encode(signed))) };
        return ExportedJson.Write(new JsonObject { ["signatures"] = new JsonArray(signature), ["signed"] = signed });
    }
}
