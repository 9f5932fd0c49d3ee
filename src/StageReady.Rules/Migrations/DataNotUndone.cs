namespace StageReady.Migrations;

/// <summary>STG2005: Up changes data, or runs SQL that is not recognised, and Down does nothing about it.</summary>
internal static class DataNotUndone
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        if (migration.Declarations.ExcuseDown || migration.Down == DownKind.Generated)
            return [];

        var left = new List<Operation>();
        foreach (var world in migration.Worlds)
        {
            foreach (var operation in LeftIn(world))
            {
                if (!left.Exists(other => Equals(other.Place, operation.Place)))
                    left.Add(operation);
            }
        }

        if (left.Count == 0)
            return [];
        var deed = left[0].Verb == Verb.Unknown ? "runs SQL that is not recognised" : left[0].ToString();
        var more = left.Count > 1 ? $" and {left.Count - 1} more" : "";
        return
        [
            new MigrationFinding(
                Catalogue.DataNotUndone, left[0], $"Up {deed}{more}; Down does nothing about it. Undo it in Down, or say with a comment 'stageready: no-op REASON' why that need not be"),
        ];
    }

    /// <summary>What of the data that one database holds is not as it was before.</summary>
    public static IReadOnlyList<Operation> LeftIn(World world)
    {
        var left = new List<Operation>();
        if (world.Down.Any(operation => operation is { Verb: Verb.Unknown, Text: null }))
            return left;

        for (var i = 0; i < world.Up.Count; i++)
        {
            var operation = world.Up[i];
            var applies = operation.IsData || operation.Verb == Verb.Replace || operation is { Verb: Verb.Unknown, Text: not null };
            if (applies && operation.IsCertain && !IsTemporary(operation) && !IsCovered(operation, i, world.Up) && !HasCounterpart(operation, world.Down))
                left.Add(operation);
        }

        return left;
    }

    private static bool IsTemporary(Operation operation) => operation.Subject.Name.Length > 0 && operation.Subject.Name[0] is '#' or '@';

    /// <summary>It comes and goes with an object that Up creates or drops, or only prepares a column for becoming required.</summary>
    private static bool IsCovered(Operation operation, int at, IReadOnlyList<Operation> up)
    {
        if (operation.Verb == Verb.Update && operation.Columns.Count > 0 && operation.Columns.All(column => up.Any(other => IsOfColumn(other, column))))
            return true;

        for (var i = 0; i < up.Count; i++)
        {
            var other = up[i];
            if (other.Verb is not (Verb.Create or Verb.Ensure or Verb.Rename or Verb.Drop) || other.Subject.Kind is ObjectKind.Column or ObjectKind.Index or ObjectKind.Schema)
                continue;
            if (other.Verb == Verb.Rename && !WasCreated(other.Subject, i, up))
                continue;
            if (other.Verb == Verb.Drop && i < at)
                continue;
            var name = (other.NewName ?? other.Subject).Name;
            if (Same(operation.Subject.Name, name) || Same(operation.Subject.Name, other.Subject.Name) || (operation is { Verb: Verb.Unknown, Text: { } text } && NetState.Mentions(text, name)))
                return true;
        }

        return false;

        bool IsOfColumn(Operation other, string column) => other.Subject.Kind == ObjectKind.Column && Same(other.Subject.Name, column)
            && (other.Verb is Verb.Create or Verb.Drop || (other.Verb == Verb.Alter && operation.OnlyReplacesNull && other.New.ValueOf("nullable") is not { Value: "true" }));
    }

    private static bool WasCreated(SchemaName name, int before, IReadOnlyList<Operation> up)
    {
        for (var i = 0; i < before; i++)
        {
            if (up[i].Verb == Verb.Create && up[i].Subject.Kind == name.Kind && Same(up[i].Subject.Name, name.Name))
                return true;
        }

        return false;
    }

    private static bool HasCounterpart(Operation operation, IReadOnlyList<Operation> down)
    {
        foreach (var other in down)
        {
            if (Same(other.Subject.Name, operation.Subject.Name) && (other.IsData || other.Verb is Verb.Create or Verb.Drop or Verb.Replace))
                return true;
            if ((other.Text ?? operation.Text) is not null && (other.Verb == Verb.Unknown || (other.IsData && (Names(other, operation.Subject) || Names(operation, other.Subject)))) && operation.Verb != Verb.Replace)
                return true;
            if (other.Text is { } text && operation.Verb is Verb.Replace && NetState.Mentions(text, operation.Subject.Name))
                return true;

            // What SQL does under a condition is not read, but it names what Down takes back.
            if (operation is { Verb: Verb.Unknown, Text: { } unread } && other.IsStructural && NetState.Mentions(unread, other.Subject.Name))
                return true;
        }

        return operation.Verb == Verb.Unknown && down.Any(other => other.Text is not null);
    }

    /// <summary>Raw SQL may read from a table what it changes in another one.</summary>
    private static bool Names(Operation operation, SchemaName table) => operation.Text is { } text && NetState.Mentions(text, table.Name);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
