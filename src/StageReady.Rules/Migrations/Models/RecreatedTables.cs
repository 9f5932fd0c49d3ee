using static StageReady.Migrations.Models.TableModel;

namespace StageReady.Migrations.Models;

/// <summary>Tables that Up drops and Down creates again: what they lack then of what they were.</summary>
internal static class RecreatedTables
{
    private const int Listed = 3;

    /// <summary>Whether there are any, which the operations tell without their parts.</summary>
    public static bool Are(IReadOnlyList<Operation> up, IReadOnlyList<Operation> down) => up.Any(dropped =>
        dropped is { Verb: Verb.Drop, Subject.Kind: ObjectKind.Table } && down.Any(created => created is { Verb: Verb.Create, Subject.Kind: ObjectKind.Table } && SameText(created.Subject.Name, dropped.Subject.Name)));

    /// <summary>Runs Up and Down on the schema before them. What cannot be known does not differ.</summary>
    /// <param name="model">The schema before Up, which is taken through Up and Down.</param>
    /// <param name="up">The operations of Up with their parts.</param>
    /// <param name="down">The operations of Down with their parts.</param>
    public static IReadOnlyList<Residue> Compare(DatabaseModel model, IReadOnlyList<Operation> up, IReadOnlyList<Operation> down)
    {
        var before = new List<(Operation Drop, List<Operation> Parts)>();
        foreach (var operation in up)
        {
            if (operation is { Verb: Verb.Drop, Subject.Kind: ObjectKind.Table } && model.Find(operation.Subject) is { IsKnown: true } table)
                before.Add((operation, [.. table.Parts]));
        }

        // Found at their first names: what Up does to a table before it drops it is compared on its own.
        if (before.Count == 0 || !up.Concat(down).All(model.Apply))
            return [];

        return
        [
            .. before
                .Where(table => !up.Concat(down).Any(operation => IsUnreadFor(operation, table.Drop.Subject)))
                .Select(table => (table.Drop, Differences: model.Find(table.Drop.Subject) is { IsKnown: true } again ? Differences(table.Parts, again, up) : []))
                .Where(table => table.Differences.Count > 0)
                .Select(table => new Residue(ResidueKind.NotCreatedAsItWas, table.Drop, InUp: true, $"Down creates it again {List(table.Differences)}")),
        ];
    }

    private static bool IsUnreadFor(Operation operation, SchemaName table) =>
        operation.Text is { } text && (operation.Verb == Verb.Unknown || operation.IsStructural) && NetState.Mentions(text, table.Name);

    private static List<string> Differences(List<Operation> before, TableModel again, IReadOnlyList<Operation> up)
    {
        var differences = new List<string>();
        foreach (var part in before)
        {
            // What Up drops by itself is missed by itself, and what it alters is altered back or not.
            if (up.Any(operation => operation is { Verb: Verb.Drop or Verb.Alter or Verb.Rename, Subject.Kind: not ObjectKind.Table } && IsSame(operation.Subject, part.Subject)))
                continue;
            if (part.Subject.Kind == ObjectKind.Column)
                AddColumn(part, again.Column(part.Subject.Name), differences);
            else if (!again.Parts.Exists(other => IsLike(other, part)))
                differences.Add($"without {part.Subject.KindName} {part.Subject.Name}");
        }

        return differences;
    }

    private static void AddColumn(Operation before, Operation? again, List<string> differences)
    {
        if (again is null)
            differences.Add($"without column {before.Subject.Name}");
        else if (PartDifference.Of(before, again) is { } difference)
            differences.Add($"with column {before.Subject.Name} {difference}");
    }

    /// <summary>Whether two keys, checks or indexes are the same, whatever they are called.</summary>
    public static bool IsLike(Operation left, Operation right) =>
        left.Subject.Kind == right.Subject.Kind
        && (left.Subject.Kind == ObjectKind.CheckConstraint ? SameText(left.Subject.Name, right.Subject.Name) : left.Columns.SequenceEqual(right.Columns, StringComparer.OrdinalIgnoreCase))
        && SameText(left.Principal?.Name, right.Principal?.Name)
        && (left.Subject.Kind != ObjectKind.Index || left.New.Stated.ContainsKey("unique") == right.New.Stated.ContainsKey("unique"));

    private static bool IsSame(SchemaName left, SchemaName right) => SameText(left.Name, right.Name) && SameText(left.Table ?? right.Table, right.Table);

    private static string List(List<string> differences) =>
        differences.Count > Listed ? $"{string.Join(", ", differences.Take(Listed))} and {differences.Count - Listed} more differences" : string.Join(" and ", differences);
}
