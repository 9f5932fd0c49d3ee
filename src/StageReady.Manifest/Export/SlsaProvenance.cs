using System.Text.Json.Nodes;

namespace StageReady.Manifest;

/// <summary>What a manifest says of how the release came about, as SLSA provenance v1 (https://slsa.dev/spec/v1.0/provenance): one signed line, whose subject is that of the manifest.</summary>
internal static class SlsaProvenance
{
    private const string PredicateType = "https://slsa.dev/provenance/v1";
    private const string BuildType = "https://stageready.dev/build/v1";

    public static IReadOnlyList<ExportedFile> Export(ExportedRelease release, SigningKey key, Uri builder)
    {
        release.RequireSignatureOf(key);
        var statement = new JsonObject
        {
            ["_type"] = ReleaseStatement.StatementType,
            ["subject"] = new JsonArray(new JsonObject { ["name"] = ReleaseFileNames.Sums, ["digest"] = Sha256(release.SumsDigest) }),
            ["predicateType"] = PredicateType,
            ["predicate"] = new JsonObject { ["buildDefinition"] = Definition(release.Manifest), ["runDetails"] = Details(release, builder) },
        };
        var line = DsseEnvelope.Create(ReleaseStatement.PayloadType, ExportedJson.Write(statement), key).ToUtf8();
        return [new ExportedFile("provenance.intoto.jsonl", (byte[])[.. line, (byte)'\n'])];
    }

    private static JsonObject Definition(ReleaseManifest release)
    {
        var (source, target) = (release.Facts.Source, release.Facts.Target);
        return new JsonObject
        {
            ["buildType"] = BuildType,
            ["externalParameters"] = Known(
                ("name", release.Name),
                ("version", release.Version),
                ("source", source is null ? null : SourceUri(source)),
                ("framework", target?.Framework),
                ("runtimeIdentifier", target?.RuntimeIdentifier),
                ("configuration", target?.Configuration)),
            ["resolvedDependencies"] = new JsonArray([.. Dependencies(release.Facts)]),
        };
    }

    private static IEnumerable<JsonObject> Dependencies(ReleaseFacts facts)
    {
        if (facts.Source is { } source)
            yield return Dependency("source", SourceUri(source), CommitOf(source));
        if (facts.Target?.BaseImage is { } image)
        {
            var digest = image.IndexOf("@sha256:", StringComparison.Ordinal) is >= 0 and var at ? Sha256(image[(at + "@sha256:".Length)..]) : null;
            yield return Dependency("base image", $"docker://{image}", digest);
        }

        foreach (var package in facts.Packages ?? [])
            yield return Dependency(null, PackageUrl.Of(package), PackageUrl.Sha512(package) is { } sha512 ? new JsonObject { ["sha512"] = sha512 } : null);
    }

    private static JsonObject Dependency(string? name, string? uri, JsonObject? digest)
    {
        var dependency = Known(("name", name), ("uri", uri));
        if (digest is not null)
            dependency["digest"] = digest;
        return dependency;
    }

    // What was not committed is not of the commit.
    private static JsonObject? CommitOf(SourceFacts source) => source.Clean ? new JsonObject { ["gitCommit"] = source.Commit } : null;

    // The form that SPDX gave to addresses of repositories, in which host:path of git is a URI too.
    private static string? SourceUri(SourceFacts source)
    {
        if (source.Uri is not { } address)
            return null;
        var uri = address.Contains("://", StringComparison.Ordinal) ? address : $"ssh://{ReplaceFirst(address, ':', '/')}";
        return $"git+{uri}{(source.Tag is { } tag ? $"@refs/tags/{tag}" : "")}";
    }

    private static string ReplaceFirst(string text, char old, char with) => text.IndexOf(old) is >= 0 and var at ? $"{text[..at]}{with}{text[(at + 1)..].TrimStart('/')}" : text;

    private static JsonObject Details(ExportedRelease release, Uri builder)
    {
        var toolchain = release.Manifest.Facts.Toolchain;
        var version = Known(("sdk", toolchain?.Sdk), ("runtime", toolchain?.Runtime), ("compiler", toolchain?.Compiler), ("stageready", toolchain?.StageReady));
        return new JsonObject
        {
            ["builder"] = new JsonObject { ["id"] = builder.OriginalString, ["version"] = version },
            ["byproducts"] = new JsonArray(new JsonObject { ["name"] = ReleaseManifest.PredicateType, ["digest"] = Sha256(release.Digest), ["mediaType"] = ReleaseStatement.PayloadType }),
        };
    }

    private static JsonObject Sha256(string digest) => new() { ["sha256"] = digest };

    private static JsonObject Known(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var known = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
                known[name] = value;
        }

        return known;
    }
}
