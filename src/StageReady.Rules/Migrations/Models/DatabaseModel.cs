using static StageReady.Migrations.Models.TableModel;

namespace StageReady.Migrations.Models;

/// <summary>The schema at some point between migrations, with its seed data. Operations take it to the next point, and it tells what would undo them.</summary>
internal sealed class DatabaseModel
{
    private readonly List<TableModel> _tables = [];
    private readonly List<Operation> _sequences = [];

    public TableModel? Find(SchemaName table) => _tables.Find(candidate => candidate.Is(table));

    public TableModel Add(SchemaName name)
    {
        var table = new TableModel(name);
        _tables.Add(table);
        return table;
    }

    public void Add(Operation sequence) => _sequences.Add(sequence);

    /// <summary>False if what the operation does cannot be known: then the schema after it is not known either.</summary>
    public bool Apply(Operation operation)
    {
        if (!operation.IsCertain || operation is { Verb: Verb.Unknown, Text: null })
            return false;

        switch (operation.Verb)
        {
            case Verb.Create:
                Create(operation);
                break;
            case Verb.Drop:
                Drop(operation.Subject);
                break;
            case Verb.Rename:
                Rename(operation.Subject, operation.NewName!);
                break;
            case Verb.Alter:
                Alter(operation);
                break;
            case Verb.Insert when operation.Values is { } inserted && Find(operation.Subject) is { } table:
                table.Rows.AddRange(inserted.Rows.Select(row => Row(inserted.Columns, row)));
                break;
            case Verb.Update when operation is { Keys: { } keys, Values: { } updated } && Find(operation.Subject) is { } table:
                for (var i = 0; i < keys.Rows.Count && i < updated.Rows.Count; i++)
                {
                    if (table.Row(keys.Columns, keys.Rows[i]) is { } row)
                    {
                        for (var column = 0; column < updated.Columns.Count; column++)
                            row[updated.Columns[column]] = updated.Rows[i][column];
                    }
                }

                break;
            case Verb.Delete when operation.Keys is { } deleted && Find(operation.Subject) is { } table:
                foreach (var key in deleted.Rows)
                {
                    if (table.Row(deleted.Columns, key) is { } row)
                        table.Rows.Remove(row);
                }

                break;
        }

        return true;
    }

    /// <summary>What undoes the operation if it is the next to run; null if the schema does not tell.</summary>
    public IReadOnlyList<Operation>? Undo(Operation operation) => operation.Verb switch
    {
        Verb.Drop when operation.Subject.Kind == ObjectKind.Table => Find(operation.Subject) is { IsKnown: true } table ? Recreate(table, operation.Subject) : null,
        Verb.Drop when operation.Subject.Kind == ObjectKind.Column => TableOf(operation.Subject) is { } table && table.Column(operation.Subject.Name) is { New.IsComplete: true } column ? AddAgain(table, column) : null,
        Verb.Drop when operation.Subject.Kind == ObjectKind.Sequence => Sequence(operation.Subject) is { New.IsComplete: true } sequence ? [sequence with { Subject = operation.Subject }] : null,
        Verb.Drop => Part(operation.Subject) is { New.IsComplete: true } part && HasPlace(part) ? [part with { Subject = part.Subject with { Name = operation.Subject.Name } }] : null,
        Verb.Alter when operation.Subject.Kind == ObjectKind.Column && operation.New.IsComplete =>
            TableOf(operation.Subject)?.Column(operation.Subject.Name) is { New.IsComplete: true } column ? [new Operation(Verb.Alter, operation.Subject) { New = column.New, Old = operation.New }] : null,
        Verb.Restart => Sequence(operation.Subject) is { New: { IsComplete: true } sequence } ? [operation with { New = new Facets(StartOf(sequence), IsComplete: true) }] : null,
        Verb.Insert when operation.Values is { } inserted => Find(operation.Subject) is { } table ? DeleteAgain(operation, inserted, table.KeyColumns) : null,
        Verb.Update or Verb.Delete when operation.Keys is { } keys => Find(operation.Subject) is { } table ? PutBack(operation, keys, table) : null,
        _ => null,
    };

    /// <summary>The table with its indexes, its seed data, its own foreign keys and those that refer to it.</summary>
    private List<Operation> Recreate(TableModel table, SchemaName subject)
    {
        var parts = table.Parts.Where(part => part.Subject.Kind != ObjectKind.Index).ToList();
        var references = parts.Where(part => part.Principal is not null).Select(part => new TableReference(part.Subject.Name, part.Principal!)).ToList();
        var created = new Operation(Verb.Create, subject) { Parts = parts, References = references, New = table.Facets };
        return [created, .. Seed(table), .. table.Indexes, .. Incoming(table)];
    }

    private IEnumerable<Operation> Incoming(TableModel table) =>
        _tables.Where(other => other != table).SelectMany(other => other.Parts.Where(part => part.Principal is { } principal && table.Is(principal)));

    /// <summary>All rows together with nulls for what they leave out, as EF Core writes them.</summary>
    private static IEnumerable<Operation> Seed(TableModel table)
    {
        if (table.Rows.Count == 0)
            return [];
        var keys = table.KeyColumns;
        var others = table.Rows.SelectMany(row => row.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Except(keys, StringComparer.OrdinalIgnoreCase).OrderBy(column => column, StringComparer.Ordinal);
        List<string> columns = [.. keys, .. others];
        return [new Operation(Verb.Insert, table.Name) { Columns = columns, Values = Values(columns, table.Rows) }];
    }

    private static RowValues Values(IReadOnlyList<string> columns, IEnumerable<Dictionary<string, string>> rows) =>
        new(columns, [.. rows.Select(row => (IReadOnlyList<string>)[.. columns.Select(column => row.TryGetValue(column, out var value) ? value : "null")])]);

    /// <summary>The column with its values in seed data, and the keys and indexes that went with it.</summary>
    private static List<Operation> AddAgain(TableModel table, Operation column)
    {
        var undone = new List<Operation> { column };
        var keys = table.KeyColumns;
        var seeded = table.Rows.Where(row => row.TryGetValue(column.Subject.Name, out var value) && value != "null" && keys.All(row.ContainsKey)).ToList();
        if (keys.Count > 0 && !keys.Contains(column.Subject.Name, StringComparer.OrdinalIgnoreCase))
            undone.AddRange(seeded.Select(row => new Operation(Verb.Update, table.Name) { Columns = [column.Subject.Name], Keys = Values(keys, [row]), Values = Values([column.Subject.Name], [row]) }));
        undone.AddRange(table.Parts.Where(part => part.Columns.Contains(column.Subject.Name, StringComparer.OrdinalIgnoreCase)));
        return undone;
    }

    private static IReadOnlyList<Operation>? DeleteAgain(Operation insert, RowValues inserted, IReadOnlyList<string> keyColumns)
    {
        var rows = inserted.Rows.Select(row => Row(inserted.Columns, row)).ToList();
        return keyColumns.Count > 0 && rows.TrueForAll(row => keyColumns.All(row.ContainsKey)) ? [new Operation(Verb.Delete, insert.Subject) { Keys = Values(keyColumns, rows) }] : null;
    }

    private static IReadOnlyList<Operation>? PutBack(Operation operation, RowValues keys, TableModel table)
    {
        var rows = keys.Rows.Select(key => table.Row(keys.Columns, key)).ToList();
        if (rows.Contains(null))
            return null;
        if (operation.Verb == Verb.Delete)
            return [.. rows.GroupBy(row => string.Join("|", row!.Keys), StringComparer.Ordinal).Select(group => new Operation(Verb.Insert, operation.Subject) { Columns = [.. group.First()!.Keys], Values = Values([.. group.First()!.Keys], group!) })];
        return operation.Values is { } updated
            ?
            [
                new Operation(Verb.Update, operation.Subject)
                {
                    Columns = updated.Columns,
                    Keys = keys,
                    Values = new RowValues(updated.Columns, [.. rows.Select(row => (IReadOnlyList<string>)[.. updated.Columns.Select(column => row!.TryGetValue(column, out var value) ? value : "null")])]),
                },
            ]
            : null;
    }

    private static Dictionary<string, string> Row(IReadOnlyList<string> columns, IReadOnlyList<string> values)
    {
        var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < columns.Count && i < values.Count; i++)
            row[columns[i]] = values[i];
        return row;
    }

    private static Dictionary<string, Facet> StartOf(Facets sequence) =>
        new(StringComparer.Ordinal) { ["startValue"] = sequence.Stated.TryGetValue("startValue", out var start) ? start : new Facet("1L", "1L") };

    private void Create(Operation operation)
    {
        var subject = operation.Subject;
        if (subject.Kind == ObjectKind.Table)
        {
            _tables.RemoveAll(table => table.Is(subject));
            var created = Add(subject);
            created.IsUnclear = operation.Parts.Count == 0;
            created.Facets = operation.New;
            created.Parts.AddRange(operation.Parts);
        }
        else if (subject.Kind == ObjectKind.Sequence)
        {
            _sequences.Add(operation);
        }
        else if (subject.Kind is ObjectKind.Column or ObjectKind.Index || subject.IsConstraint)
        {
            if (TableOf(subject) is not { } table)
                return;
            table.Parts.Add(operation.Text is null ? operation : operation with { New = Facets.Unknown });
        }
    }

    private void Drop(SchemaName subject)
    {
        if (subject.Kind == ObjectKind.Table && Find(subject) is { } dropped)
        {
            foreach (var table in _tables)
                table.Parts.RemoveAll(part => part.Principal is { } principal && dropped.Is(principal) && table != dropped);
            _tables.Remove(dropped);
        }
        else if (subject.Kind == ObjectKind.Sequence && Sequence(subject) is { } sequence)
        {
            _sequences.Remove(sequence);
        }
        else if (Part(subject) is { } part && TableOf(part.Subject) is { } owner)
        {
            owner.Parts.Remove(part);
            if (subject.Kind == ObjectKind.Column)
            {
                owner.Parts.RemoveAll(user => user.Columns.Contains(subject.Name, StringComparer.OrdinalIgnoreCase));
                owner.Rows.ForEach(row => row.Remove(part.Subject.Name));
            }
        }
    }

    private void Rename(SchemaName subject, SchemaName renamed)
    {
        if (subject.Kind == ObjectKind.Table)
        {
            if (Find(subject) is not { } table)
                return;
            ChangePrincipals(part => table.Is(part.Principal!), part => part with { Principal = renamed });
            table.Rename(renamed);
        }
        else if (subject.Kind == ObjectKind.Sequence)
        {
            if (Sequence(subject) is { } sequence)
                _sequences[_sequences.IndexOf(sequence)] = sequence with { Subject = renamed };
        }
        else if (Part(subject) is { } part && TableOf(part.Subject) is { } owner)
        {
            owner.Parts[owner.Parts.IndexOf(part)] = part with { Subject = part.Subject with { Name = renamed.Name } };
            if (subject.Kind == ObjectKind.Column)
            {
                owner.RenameColumn(part.Subject.Name, renamed.Name);
                ChangePrincipals(key => owner.Is(key.Principal!), key => key with { PrincipalColumns = Renamed(key.PrincipalColumns, part.Subject.Name, renamed.Name) });
            }
        }
    }

    private void ChangePrincipals(Func<Operation, bool> applies, Func<Operation, Operation> change)
    {
        foreach (var table in _tables)
        {
            for (var i = 0; i < table.Parts.Count; i++)
            {
                if (table.Parts[i].Principal is not null && applies(table.Parts[i]))
                    table.Parts[i] = change(table.Parts[i]);
            }
        }
    }

    private void Alter(Operation operation)
    {
        var known = operation.Text is null ? operation.New : Facets.Unknown;
        if (operation.Subject.Kind == ObjectKind.Table)
        {
            if (Find(operation.Subject) is { } table)
                table.Facets = known;
        }
        else if (operation.Subject.Kind == ObjectKind.Sequence)
        {
            // Where it started stays as it was.
            if (Sequence(operation.Subject) is { } sequence)
                _sequences[_sequences.IndexOf(sequence)] = sequence with { New = WithStart(known, sequence.New) };
        }
        else if (Part(operation.Subject) is { } part && TableOf(part.Subject) is { } owner)
        {
            owner.Parts[owner.Parts.IndexOf(part)] = part with { New = known };
        }
    }

    private static Facets WithStart(Facets altered, Facets before)
    {
        var facets = altered.Stated.ToDictionary(facet => facet.Key, facet => facet.Value, StringComparer.Ordinal);
        foreach (var kept in new[] { "startValue", "clrType" })
        {
            if (before.Stated.TryGetValue(kept, out var value))
                facets[kept] = value;
        }

        return new Facets(facets, altered.IsComplete);
    }

    private TableModel? TableOf(SchemaName part) => part.Owner is { } owner ? Find(owner) : null;

    private Operation? Sequence(SchemaName name) => _sequences.Find(sequence => SameText(sequence.Subject.Name, name.Name) && SameText(sequence.Subject.Schema, name.Schema));

    /// <summary>A part of a table. Some databases name indexes without their table.</summary>
    private Operation? Part(SchemaName name)
    {
        if (name.Owner is not null)
            return TableOf(name)?.Find(name);
        var found = _tables.Select(table => table.Find(name)).Where(part => part is not null).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>A foreign key can come back only where the table that it refers to is.</summary>
    private bool HasPlace(Operation part) => part.Principal is not { } principal || Find(principal) is not null;
}
