using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>Writes facts in canonical form: one order of members, unknown ones left out.</summary>
internal static class FactsWriter
{
    public static void WriteBeforeFiles(Utf8JsonWriter writer, ReleaseFacts facts)
    {
        if (facts.Source is { } source)
        {
            writer.WriteStartObject("source");
            Optional(writer, "uri", source.Uri);
            writer.WriteString("commit", source.Commit);
            Optional(writer, "tag", source.Tag);
            writer.WriteBoolean("clean", source.Clean);
            writer.WriteEndObject();
        }

        if (facts.Toolchain is { } toolchain)
        {
            writer.WriteStartObject("toolchain");
            Optional(writer, "sdk", toolchain.Sdk);
            Optional(writer, "runtime", toolchain.Runtime);
            Optional(writer, "compiler", toolchain.Compiler);
            Optional(writer, "stageready", toolchain.StageReady);
            writer.WriteEndObject();
        }

        if (facts.Target is { } target)
        {
            writer.WriteStartObject("target");
            Optional(writer, "framework", target.Framework);
            Optional(writer, "runtimeIdentifier", target.RuntimeIdentifier);
            Optional(writer, "configuration", target.Configuration);
            Optional(writer, "baseImage", target.BaseImage);
            writer.WriteEndObject();
        }
    }

    public static void WriteAfterFiles(Utf8JsonWriter writer, ReleaseFacts facts)
    {
        Array(writer, "packages", facts.Packages, package =>
        {
            writer.WriteString("id", package.Id);
            writer.WriteString("version", package.Version);
            Optional(writer, "contentHash", package.ContentHash);
            Optional(writer, "sha512", package.Sha512);
            Optional(writer, "source", package.Source);
            Optional(writer, "signer", package.Signer);
        });
        Array(writer, "configuration", facts.Configuration, environment =>
        {
            writer.WriteString("environment", environment.Environment);
            Array(writer, "keys", environment.Keys, key => WriteKey(writer, key));
        });
        Array(writer, "migrations", facts.Migrations, migration =>
        {
            writer.WriteString("context", migration.Context);
            writer.WriteString("id", migration.Id);
            writer.WriteString("reversibility", NameOf(migration.Reversibility));
            Optional(writer, "reason", migration.Reason);
        });
        if (facts.Checks is { } checks)
            WriteChecks(writer, checks);
        Array(writer, "documents", facts.Documents, document =>
        {
            writer.WriteString("path", document.Path);
            writer.WriteString("sha256", document.Sha256);
        });
    }

    public static string NameOf(Reversibility reversibility) => reversibility switch
    {
        Reversibility.Reversible => "reversible",
        Reversibility.DeclaredIrreversible => "declaredIrreversible",
        _ => "unverified",
    };

    private static void WriteKey(Utf8JsonWriter writer, ConfigurationKeyFacts key)
    {
        writer.WriteString("key", key.Key);
        writer.WriteString("kind", key.Kind);
        writer.WriteBoolean("secret", key.Secret);
        writer.WriteBoolean("external", key.External);
        writer.WriteBoolean("differs", key.Differs);
    }

    private static void WriteChecks(Utf8JsonWriter writer, CheckFacts checks)
    {
        writer.WriteStartObject("checks");
        writer.WriteStartArray("rules");
        foreach (var rule in checks.Rules)
            writer.WriteStringValue(rule);
        writer.WriteEndArray();
        writer.WriteStartObject("counts");
        writer.WriteNumber("error", checks.Errors);
        writer.WriteNumber("warning", checks.Warnings);
        writer.WriteNumber("info", checks.Infos);
        writer.WriteEndObject();
        Array(writer, "suppressions", checks.Suppressions, suppression => WriteSuppression(writer, suppression));
        Array(writer, "baseline", checks.Baseline, suppression => WriteSuppression(writer, suppression));
        writer.WriteEndObject();
    }

    private static void WriteSuppression(Utf8JsonWriter writer, SuppressionFacts suppression)
    {
        writer.WriteString("rule", suppression.Rule);
        Optional(writer, "path", suppression.Path);
        Optional(writer, "reason", suppression.Reason);
    }

    private static void Array<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T>? items, Action<T> writeMembers)
    {
        if (items is null)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeMembers(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
