using StageReady.Migrations.Models;
using StageReady.Migrations.Sql;

namespace StageReady.Migrations;

/// <summary>One operation of Up with the operations that undo it.</summary>
/// <param name="Inverse">Null if nothing tells them; empty if nothing can undo it, which <see cref="Caution"/> says then.</param>
internal sealed record ReversalStep(Operation Up, IReadOnlyList<Operation>? Inverse)
{
    /// <summary>What does not come back, or null.</summary>
    public string? Caution => Up switch
    {
        { Verb: Verb.Drop, Subject.Kind: ObjectKind.Schema } => "What the schema held does not come back.",
        { Verb: Verb.Drop, Subject.Kind: ObjectKind.Table } when Inverse is { } created && created.Any(operation => operation.Verb == Verb.Insert) => $"Of the rows of {Up.Subject.Path} only the seed data comes back.",
        { Verb: Verb.Drop, Subject.Kind: ObjectKind.Table } => $"The rows of {Up.Subject.Path} do not come back.",
        { Verb: Verb.Drop, Subject.Kind: ObjectKind.Column } when Inverse is [{ New: var column }, ..] && !IsComputed(column) => $"The values of {Up.Subject.Path} do not come back.",
        { Verb: Verb.Restart } => $"The value that {Up.Subject.Path} had reached does not come back.",
        { Verb: Verb.Alter, Subject.Kind: ObjectKind.Column } when Changes("computedColumnSql") => "Values that Up replaced by computed ones do not come back.",
        { Verb: Verb.Alter, Subject.Kind: ObjectKind.Column } when Changes("type") || Changes("clrType") || Changes("maxLength") || Changes("precision") || Changes("scale") =>
            "Values that Up converted may not come back as they were.",
        _ when Inverse is { Count: 0 } => $"What Up's SQL {(Up.Verb == Verb.Insert ? "inserts into" : Up.Verb == Verb.Update ? "changes in" : "deletes from")} {Up.Subject.Path} is not undone.",
        _ => null,
    };

    private static bool IsComputed(Facets column) => column.Stated.ContainsKey("computedColumnSql") || column.Stated.ContainsKey("rowVersion");

    private bool Changes(string facet) => Up.Old.ValueOf(facet)?.Value is { } before && Up.New.ValueOf(facet)?.Value is { } after && before != after;
}

/// <summary>The Down that follows from Up, and from the schema before it where that is known.</summary>
internal static class Reversal
{
    /// <summary>The steps in the order of Down, without what goes with a table that Up creates and what Up itself undoes.</summary>
    /// <param name="up">The operations.</param>
    /// <param name="previous">The schema before Up, which is taken through Up; null if only Up is known.</param>
    public static IReadOnlyList<ReversalStep> Of(IReadOnlyList<Operation> up, DatabaseModel? previous = null)
    {
        var known = previous is null ? [] : Undone(up, previous);
        var steps = WithoutAbsorbed(up)
            .Where(operation => operation.Verb != Verb.Ensure)
            .Select(operation => new ReversalStep(
                operation,
                Inverse(operation) is { } inverse ? [inverse] : known.TryGetValue(operation, out var undone) ? undone : previous is not null && operation is { IsData: true, Text: not null } ? [] : null))
            .ToList();
        steps.Reverse();
        return steps;
    }

    /// <summary>Whether Up alone tells how to reverse all of it.</summary>
    public static bool IsComplete(IReadOnlyList<Operation> up) => Of(up).All(step => step.Inverse is not null);

    /// <summary>What undoes each operation at the point where it runs.</summary>
    private static Dictionary<Operation, IReadOnlyList<Operation>> Undone(IReadOnlyList<Operation> up, DatabaseModel model)
    {
        var undone = new Dictionary<Operation, IReadOnlyList<Operation>>();
        var created = new List<SchemaName>();
        foreach (var operation in up)
        {
            if (operation is { Verb: Verb.Create, Subject.Kind: ObjectKind.Column })
                created.Add(operation.Subject);
            if (model.Undo(operation) is { } inverse)
                undone[operation] = [.. inverse.Select(step => WithoutColumns(step, created))];
            if (!model.Apply(operation))
                break;
        }

        return undone;
    }

    /// <summary>The values of a column that Up adds go with it.</summary>
    private static Operation WithoutColumns(Operation update, List<SchemaName> created)
    {
        if (update is not { Verb: Verb.Update, Values: { } values })
            return update;
        var kept = Enumerable.Range(0, values.Columns.Count)
            .Where(i => !created.Exists(column => string.Equals(column.Name, values.Columns[i], StringComparison.OrdinalIgnoreCase) && string.Equals(column.Table, update.Subject.Name, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        return update with
        {
            Columns = [.. kept.Select(i => values.Columns[i])],
            Values = new RowValues([.. kept.Select(i => values.Columns[i])], [.. values.Rows.Select(row => (IReadOnlyList<string>)[.. kept.Select(i => row[i])])]),
        };
    }

    /// <summary>Leaves out what goes with a table that Up creates, and what Up itself undoes.</summary>
    private static List<Operation> WithoutAbsorbed(IReadOnlyList<Operation> up)
    {
        var kept = new List<Operation>();
        var created = new Dictionary<string, Operation>(StringComparer.OrdinalIgnoreCase);
        var createdTables = new List<string>();
        foreach (var operation in up)
        {
            var key = Key(operation.Subject);
            var owner = operation.Subject.Owner;
            var ofCreatedTable = owner is not null && created.ContainsKey(Key(owner));
            switch (operation.Verb)
            {
                case Verb.Drop when created.TryGetValue(key, out var creation):
                    // A temporary object leaves nothing, nor does anything that was done to it.
                    created.Remove(key);
                    createdTables.Remove(key);
                    kept.RemoveAll(earlier => ReferenceEquals(earlier, creation) || Concerns(earlier, operation.Subject));
                    break;

                case Verb.Rename when created.TryGetValue(key, out var creation):
                    // What Up creates under one name and renames is dropped under the new one.
                    created.Remove(key);
                    var renamed = creation with { Subject = operation.NewName! };
                    created[Key(renamed.Subject)] = renamed;
                    var at = kept.FindIndex(earlier => ReferenceEquals(earlier, creation));
                    if (at >= 0)
                        kept[at] = renamed;
                    if (operation.Subject.Kind == ObjectKind.Table)
                        MoveParts(operation.Subject, operation.NewName!);
                    break;

                case Verb.Create:
                    created[key] = operation;
                    if (operation.Subject.Kind == ObjectKind.Table)
                        createdTables.Add(key);
                    if (!ofCreatedTable || RefersToLaterTable(operation))
                        kept.Add(operation);
                    break;

                case Verb.Alter or Verb.Insert or Verb.Update or Verb.Delete or Verb.Restart when created.ContainsKey(key) || ofCreatedTable:
                    break;

                case Verb.Update when operation.Columns is [_, ..] && operation.Columns.All(column => created.ContainsKey(Key(new SchemaName(ObjectKind.Column, column, operation.Subject.Name, operation.Subject.Schema)))):
                    break;

                default:
                    if (!ofCreatedTable)
                        kept.Add(operation);
                    break;
            }
        }

        return kept;

        // What was created on the table is dropped from it under the table's last name.
        void MoveParts(SchemaName from, SchemaName to)
        {
            createdTables[createdTables.IndexOf(Key(from))] = Key(to);
            foreach (var part in created.Values.Where(part => part.Subject.Owner is { } owner && Key(owner) == Key(from)).ToList())
            {
                var moved = part with { Subject = part.Subject with { Table = to.Name, WrittenSchema = to.WrittenSchema } };
                created.Remove(Key(part.Subject));
                created[Key(moved.Subject)] = moved;
                var at = kept.FindIndex(earlier => ReferenceEquals(earlier, part));
                if (at >= 0)
                    kept[at] = moved;
            }
        }

        // A key between two created tables must go first if the table it refers to is dropped before its own.
        bool RefersToLaterTable(Operation operation) =>
            operation is { Principal: { } principal, Subject.Owner: { } owner }
            && createdTables.IndexOf(Key(principal)) > createdTables.IndexOf(Key(owner));
    }

    /// <summary>The operation that undoes another one; null if it does not follow from that one alone.</summary>
    public static Operation? Inverse(Operation operation) => operation.Verb switch
    {
        _ when !operation.IsCertain => null,
        Verb.Create when operation.Text is null || SqlReversal.Of(operation) is not null => new Operation(Verb.Drop, operation.Subject) { Text = SqlReversal.Of(operation) },
        Verb.Rename when operation.Text is null || SqlReversal.Of(operation) is not null => new Operation(Verb.Rename, operation.NewName!) { NewName = operation.Subject, Text = SqlReversal.Of(operation) },
        Verb.Drop when operation.Subject.Kind == ObjectKind.Schema => new Operation(Verb.Ensure, operation.Subject),
        Verb.Alter when operation.Old.IsComplete && operation.Old.Stated.Values.Concat(operation.New.Stated.Values).All(facet => facet.Code is not null) =>
            new Operation(Verb.Alter, operation.Subject) { New = operation.Old, Old = operation.New },
        Verb.Insert when operation.Keys is not null => new Operation(Verb.Delete, operation.Subject) { Keys = operation.Keys },
        _ => null,
    };

    private static bool Concerns(Operation operation, SchemaName dropped) =>
        Key(operation.Subject) == Key(dropped)
        || (operation.Subject.Owner is { } owner && Key(owner) == Key(dropped));

    private static string Key(SchemaName name) => $"{(name.IsConstraint ? ObjectKind.Constraint : name.Kind)}|{name.Schema}|{name.Table}|{name.Name}".ToUpperInvariant();
}
