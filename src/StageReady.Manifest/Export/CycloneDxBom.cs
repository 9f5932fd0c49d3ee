using System.Text.Json.Nodes;

namespace StageReady.Manifest;

/// <summary>
/// The packages of a release as a CycloneDX 1.6 bill of materials (https://cyclonedx.org/docs/1.6/json/). Its files are not listed again: the bill refers to the sums, by their hash. It holds
/// no time, and its number follows from the release, so that the same release gives the same bill.
/// </summary>
internal static class CycloneDxBom
{
    private const string Root = "release";

    public static IReadOnlyList<ExportedFile> Export(ExportedRelease release)
    {
        var facts = release.Manifest.Facts;
        var bom = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{SerialNumber(release.Digest)}",
            ["version"] = 1,
            ["metadata"] = Metadata(release),
        };
        if (facts.Packages is { } packages)
        {
            bom["components"] = new JsonArray([.. packages.Select(Component)]);
            // Which of them asked for which is not in the manifest.
            bom["compositions"] = new JsonArray(new JsonObject { ["aggregate"] = "unknown", ["dependencies"] = new JsonArray((JsonNode)Root) });
        }

        return [new ExportedFile("bom.cdx.json", ExportedJson.Write(bom))];
    }

    // A version 8 UUID (RFC 9562, 5.8) of the first bytes of the release's identity.
    private static Guid SerialNumber(string digest)
    {
        var bytes = Convert.FromHexString(digest.AsSpan(0, 32));
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static JsonObject Metadata(ExportedRelease release)
    {
        var facts = release.Manifest.Facts;
        var references = new JsonArray(
            Reference("attestation", ReleaseFileNames.Manifest, $"The release manifest. The SHA-256 of its payload, which is the release's identity: {release.Digest}"),
            Reference("other", ReleaseFileNames.Sums, "The files of the release", ("SHA-256", release.SumsDigest)));
        // The schema wants the reference of an IRI, and host:path of git is none.
        if (facts.Source is { Uri: { } uri } source && uri.Contains("://", StringComparison.Ordinal))
            references.Add((JsonNode)Reference("vcs", uri, source.Clean ? $"Commit {source.Commit}" : $"Commit {source.Commit}, and changes that were not committed"));

        var metadata = new JsonObject
        {
            ["component"] = new JsonObject
            {
                ["type"] = "application",
                ["bom-ref"] = Root,
                ["name"] = release.Manifest.Name,
                ["version"] = release.Manifest.Version,
                ["externalReferences"] = references,
            },
        };
        if (facts.Toolchain?.StageReady is { } version)
            metadata["tools"] = new JsonObject { ["components"] = new JsonArray(new JsonObject { ["type"] = "application", ["name"] = "StageReady", ["version"] = version }) };
        return metadata;
    }

    private static JsonObject Component(PackageFacts package)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = PackageUrl.Of(package),
            ["name"] = package.Id,
            ["version"] = package.Version,
            ["purl"] = PackageUrl.Of(package),
        };
        if (PackageUrl.Sha512(package) is { } sha512)
            component["hashes"] = new JsonArray(Hash("SHA-512", sha512));
        if (package.Source is { } source && source.Contains("://", StringComparison.Ordinal))
            component["externalReferences"] = new JsonArray(Reference("distribution", source, "The feed that it came from"));
        var properties = new JsonArray();
        foreach (var (name, value) in new[] { ("contentHash", package.ContentHash), ("signer", package.Signer) })
        {
            if (value is not null)
                properties.Add((JsonNode)new JsonObject { ["name"] = $"stageready:{name}", ["value"] = value });
        }

        if (properties.Count > 0)
            component["properties"] = properties;
        return component;
    }

    private static JsonObject Reference(string type, string url, string comment, (string Algorithm, string Value)? hash = null)
    {
        var reference = new JsonObject { ["type"] = type, ["url"] = url, ["comment"] = comment };
        if (hash is { } known)
            reference["hashes"] = new JsonArray(Hash(known.Algorithm, known.Value));
        return reference;
    }

    private static JsonObject Hash(string algorithm, string value) => new() { ["alg"] = algorithm, ["content"] = value };
}
