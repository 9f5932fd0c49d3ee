namespace StageReady.Manifest;

/// <summary>Reads facts from JSON: a build's facts file, where an unknown member is an error, or a manifest, where a later version's members are ignored.</summary>
internal sealed class FactsReader(bool refuseUnknown)
{
    private static readonly string[] Kinds = ["string", "number", "boolean", "null"];

    public ReleaseFacts ReadFacts(JsonObjectReader facts)
    {
        Known(facts, "source", "toolchain", "target", "packages", "configuration", "migrations", "checks", "documents");
        return new ReleaseFacts
        {
            Source = facts.OptionalObject("source") is { } source ? ReadSource(source) : null,
            Toolchain = facts.OptionalObject("toolchain") is { } toolchain ? ReadToolchain(toolchain) : null,
            Target = facts.OptionalObject("target") is { } target ? ReadTarget(target) : null,
            Packages = Sorted(facts, "packages", ReadPackage, package => $"{package.Id.ToLowerInvariant()}\n{package.Version}"),
            Configuration = Sorted(facts, "configuration", ReadEnvironment, environment => environment.Environment),
            Migrations = Sorted(facts, "migrations", ReadMigration, migration => $"{migration.Context}\n{migration.Id}"),
            Checks = facts.OptionalObject("checks") is { } checks ? ReadChecks(checks) : null,
            Documents = Sorted(facts, "documents", ReadDocument, document => document.Path),
        };
    }

    private SourceFacts ReadSource(JsonObjectReader source)
    {
        Known(source, "uri", "commit", "tag", "clean");
        var commit = source.Text("commit");
        if (commit.Length is not (40 or 64) || !commit.All(char.IsAsciiHexDigitLower))
            throw source.Wrong("commit", "a full commit id in lower-case hexadecimal", "other text");
        return new SourceFacts
        {
            Uri = Address(source, "uri"),
            Commit = commit,
            Tag = source.OptionalLabel("tag"),
            Clean = source.Flag("clean"),
        };
    }

    private ToolchainFacts ReadToolchain(JsonObjectReader toolchain)
    {
        Known(toolchain, "sdk", "runtime", "compiler", "stageready");
        return new ToolchainFacts
        {
            Sdk = toolchain.OptionalLabel("sdk"),
            Runtime = toolchain.OptionalLabel("runtime"),
            Compiler = toolchain.OptionalLabel("compiler"),
            StageReady = toolchain.OptionalLabel("stageready"),
        };
    }

    private TargetFacts ReadTarget(JsonObjectReader target)
    {
        Known(target, "framework", "runtimeIdentifier", "configuration", "baseImage");
        return new TargetFacts
        {
            Framework = target.OptionalLabel("framework"),
            RuntimeIdentifier = target.OptionalLabel("runtimeIdentifier"),
            Configuration = target.OptionalLabel("configuration"),
            BaseImage = target.OptionalLabel("baseImage"),
        };
    }

    private PackageFacts ReadPackage(JsonObjectReader package)
    {
        Known(package, "id", "version", "contentHash", "sha512", "source", "signer");
        return new PackageFacts
        {
            Id = package.Label("id"),
            Version = package.Label("version"),
            ContentHash = package.OptionalLabel("contentHash"),
            Sha512 = package.OptionalLabel("sha512"),
            Source = Address(package, "source"),
            Signer = package.OptionalLabel("signer"),
        };
    }

    private EnvironmentFacts ReadEnvironment(JsonObjectReader environment)
    {
        Known(environment, "environment", "keys");
        return new EnvironmentFacts
        {
            Environment = environment.Label("environment"),
            Keys = Sorted(environment, "keys", ReadKey, key => key.Key) ?? throw environment.Wrong("keys", "an array", "nothing"),
        };
    }

    private ConfigurationKeyFacts ReadKey(JsonObjectReader key)
    {
        Known(key, "key", "kind", "secret", "external", "differs");
        var kind = key.Text("kind");
        if (!Kinds.Contains(kind))
            throw key.Wrong("kind", string.Join(", ", Kinds), "other text");
        return new ConfigurationKeyFacts
        {
            Key = key.Label("key"),
            Kind = kind,
            Secret = key.OptionalFlag("secret") ?? false,
            External = key.OptionalFlag("external") ?? false,
            Differs = key.OptionalFlag("differs") ?? false,
        };
    }

    private MigrationFacts ReadMigration(JsonObjectReader migration)
    {
        Known(migration, "context", "id", "reversibility", "reason");
        var text = migration.Text("reversibility");
        var reversibility = Enum.GetValues<Reversibility>().Cast<Reversibility?>().FirstOrDefault(value => FactsWriter.NameOf(value!.Value) == text)
            ?? throw migration.Wrong("reversibility", "reversible, declaredIrreversible or unverified", "other text");
        var reason = migration.OptionalLabel("reason");
        if ((reason is not null) != (reversibility == Reversibility.DeclaredIrreversible))
            throw migration.Wrong("reason", "a reason if and only if the migration is declaredIrreversible", reason is null ? "none" : "one");
        return new MigrationFacts { Context = migration.Label("context"), Id = migration.Label("id"), Reversibility = reversibility, Reason = reason };
    }

    private CheckFacts ReadChecks(JsonObjectReader checks)
    {
        Known(checks, "rules", "counts", "suppressions", "baseline");
        var counts = checks.Object("counts");
        Known(counts, "error", "warning", "info");
        var rules = checks.OptionalLabels("rules") ?? throw checks.Wrong("rules", "an array", "nothing");
        return new CheckFacts
        {
            Rules = [.. rules.Distinct().Order(ReleasePath.Utf8Order)],
            Errors = counts.Count("error"),
            Warnings = counts.Count("warning"),
            Infos = counts.Count("info"),
            Suppressions = ReadSuppressions(checks, "suppressions"),
            Baseline = ReadSuppressions(checks, "baseline"),
        };
    }

    private IReadOnlyList<SuppressionFacts> ReadSuppressions(JsonObjectReader checks, string name)
    {
        var read = (checks.OptionalObjects(name) ?? []).Select(suppression =>
        {
            Known(suppression, "rule", "path", "reason");
            return new SuppressionFacts { Rule = suppression.Label("rule"), Path = RelativePath(suppression), Reason = suppression.OptionalLabel("reason") };
        });
        return [.. read.OrderBy(item => $"{item.Rule}\n{item.Path}\n{item.Reason}", ReleasePath.Utf8Order)];
    }

    private DocumentFacts ReadDocument(JsonObjectReader document)
    {
        Known(document, "path", "sha256");
        return new DocumentFacts { Path = RelativePath(document) ?? throw document.Wrong("path", "text", "nothing"), Sha256 = document.Sha256("sha256") };
    }

    private void Known(JsonObjectReader reader, params ReadOnlySpan<string> members)
    {
        if (refuseUnknown)
            reader.RefuseUnknown(members);
    }

    private static string? RelativePath(JsonObjectReader reader)
    {
        var path = reader.OptionalLabel("path");
        return path is not null && ReleasePath.Objection(path) is { } objection ? throw reader.Wrong("path", "a relative path with /", objection) : path;
    }

    // A password in an address would be published with the release.
    private static string? Address(JsonObjectReader reader, string name)
    {
        var text = reader.OptionalLabel(name);
        return text is not null && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Contains(':')
            ? throw reader.Wrong(name, "an address without credentials", "one with a password")
            : text;
    }

    private static IReadOnlyList<T>? Sorted<T>(JsonObjectReader parent, string name, Func<JsonObjectReader, T> read, Func<T, string> keyOf)
    {
        if (parent.OptionalObjects(name) is not { } objects)
            return null;
        var items = new SortedDictionary<string, T>(ReleasePath.Utf8Order);
        foreach (var item in objects.Select(read))
        {
            if (!items.TryAdd(keyOf(item), item))
                throw parent.Wrong(name, "each entry once", $"'{keyOf(item).Replace('\n', ' ')}' twice");
        }

        return [.. items.Values];
    }
}
