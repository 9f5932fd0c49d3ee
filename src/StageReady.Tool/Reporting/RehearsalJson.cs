using System.Text.Json;
using StageReady.Rehearsal;

namespace StageReady.Tool.Reporting;

/// <summary>For scripts: the schema that docs/rehearse.md describes. The same result gives the same bytes.</summary>
internal static class RehearsalJson
{
    private const int SchemaVersion = 1;

    public static void Write(RehearsalResult result, TextWriter output) => IndentedJson.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", SchemaVersion);
        json.WriteString("result", result.Succeeded ? "passed" : "failed");
        json.WriteString("tool", result.Tool);
        json.WriteString("provider", result.Provider.Name());
        json.WriteString("database", result.Version);
        json.WriteStartObject("summary");
        json.WriteNumber("applied", result.Before);
        json.WriteNumber("rehearsed", result.Migrations.Count);
        json.WriteNumber("restored", result.Count(RehearsalOutcome.Restored));
        json.WriteNumber("repeated", result.Count(RehearsalOutcome.Repeated));
        json.WriteNumber("forwardOnly", result.Count(RehearsalOutcome.ForwardOnly));
        json.WriteNumber("failed", result.Count(RehearsalOutcome.Failed));
        json.WriteNumber("notRun", result.Count(RehearsalOutcome.NotRun));
        json.WriteEndObject();
        json.WriteStartArray("migrations");
        foreach (var migration in result.Migrations)
            WriteMigration(json, migration);
        json.WriteEndArray();
        json.WriteStartArray("tablesWithoutRows");
        foreach (var table in result.TablesWithoutRows)
            json.WriteStringValue(table);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteMigration(Utf8JsonWriter json, MigrationResult migration)
    {
        json.WriteStartObject();
        json.WriteString("id", migration.Step.Id);
        json.WriteString("path", migration.Step.Path);
        json.WriteNumber("line", migration.Step.Line);
        json.WriteString("outcome", migration.Outcome.Name());
        json.WriteString("reason", migration.Step.Reason);
        json.WriteStartArray("problems");
        foreach (var problem in migration.Problems)
        {
            json.WriteStartObject();
            json.WriteString("phase", problem.Phase.Name());
            json.WriteString("message", problem.Message);
            json.WriteStartArray("differences");
            foreach (var difference in problem.Differences)
                WriteDifference(json, difference);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter json, SchemaDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("change", difference.Change switch { SchemaChange.Missing => "missing", SchemaChange.LeftBehind => "left-behind", _ => "changed" });
        json.WriteString("kind", difference.Kind);
        json.WriteString("name", difference.Name);
        json.WriteString("property", difference.Facet);
        json.WriteString("before", difference.Before);
        json.WriteString("after", difference.After);
        json.WriteEndObject();
    }
}
