using StageReady.Migrations.Sql;

namespace StageReady.Migrations;

/// <summary>Reads the SQL of a script as the operations that migrations in C# are read as.</summary>
internal static class ScriptReader
{
    // What is beyond it fills tables; nobody reviews it statement by statement.
    private const int MaxUnknown = 500;

    public static Migration Read(ScriptMigration script)
    {
        var declared = Declarations.In(script.Up.Text).Or(script.Down is { } undo ? Declarations.In(undo.Text) : Declarations.None);

        // To the tool it has been said that there is nothing to undo, or where the undo is.
        if (script.Undo is Undo.NotNeeded or Undo.Elsewhere)
            declared = declared.Or(new Declarations(NoOp: script.Undo.ToString()));

        // What only stops a rollback undoes nothing.
        var down = script.Down is { IsUnfinished: false } written ? written : null;
        return new Migration(script.Version.Written, down is null ? DownKind.Missing : DownKind.Written, [new World(Provider: null, Operations(script.Up), Operations(down))], declared);
    }

    private static IReadOnlyList<Operation> Operations(ScriptSection? section)
    {
        if (section is null)
            return [];

        var operations = new List<Operation>();
        var data = new HashSet<(Verb, SchemaName, string)>();
        var unknown = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var operation in SqlReader.Read(section.Text, section.Delimiter, (start, length) => section.Span(start, length)))
        {
            var isNew = operation.IsData ? data.Add((operation.Verb, operation.Subject, string.Join(",", operation.Columns)))
                : operation.Verb != Verb.Unknown || (unknown.Count <= MaxUnknown && unknown.Add(unknown.Count == MaxUnknown ? null : operation.Text));
            if (isNew)
                operations.Add(operation.Verb == Verb.Unknown && unknown.Count > MaxUnknown ? Operation.NotRead(operation.Place) : operation);
        }

        return operations;
    }
}
