namespace StageReady.Migrations;

/// <summary>
/// The schema before Up, followed through Up and Down as far as they touch it. What differs at the end is what Down does not reverse.
/// The schema itself is not known: an object that is first dropped, renamed or altered must have been there.
/// </summary>
internal sealed class NetState
{
    private readonly string? _provider;
    private readonly List<SchemaObject> _objects = [];
    private readonly Dictionary<string, List<SchemaObject>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _unknownText = [];
    private readonly List<SchemaName> _uncertain = [];
    private readonly List<DownFailure> _failures = [];
    private readonly List<Operation> _down = [];
    private bool _allUncertain;
    private bool _inUp = true;

    private NetState(string? provider) => _provider = provider;

    /// <summary>What is left of <paramref name="up"/> when <paramref name="down"/> has run after it. What cannot be known is not left.</summary>
    /// <param name="provider">The family of the database, or null if it is not known.</param>
    public static IReadOnlyList<Residue> Compare(IReadOnlyList<Operation> up, IReadOnlyList<Operation> down, string? provider) => Run(up, down, provider).Residues;

    /// <summary>The same, with what Down cannot do and what Up destroys on the way.</summary>
    public static Outcome Run(IReadOnlyList<Operation> up, IReadOnlyList<Operation> down, string? provider)
    {
        var state = new NetState(provider);

        // An empty Down reverses nothing, however little of Up is known.
        foreach (var operation in up)
        {
            if (down.Count > 0 || operation.Verb != Verb.Unknown)
                state.Apply(operation);
        }

        state.EndUp();
        foreach (var operation in down)
        {
            state.Apply(operation);
            state._down.Add(operation);
        }

        var residues = state.Residues(up);
        return new Outcome(residues, state._allUncertain ? [] : state._failures, new DataLosses(state._objects, up, provider).Find());
    }

    private void Apply(Operation operation)
    {
        if (operation.Verb == Verb.Unknown)
        {
            if (operation.Text is null)
                _allUncertain = true;
            else
                _unknownText.Add(operation.Text);
            return;
        }

        if (operation is { Verb: Verb.Delete, Text: not null, IsCertain: true })
            FindOrAssume(operation.Subject).IsEmptied = true;
        if (operation.Subject.Kind == ObjectKind.Schema || !(operation.IsStructural || operation.Verb == Verb.Ensure))
            return;

        if (!operation.IsCertain)
        {
            _uncertain.Add(operation.Subject);
            if (operation.NewName is not null)
                _uncertain.Add(operation.NewName);
            return;
        }

        switch (operation.Verb)
        {
            case Verb.Create or Verb.Ensure:
                Create(operation);
                break;
            case Verb.Drop:
                Drop(operation);
                break;
            case Verb.Rename:
                Rename(operation);
                break;
            case Verb.Alter:
                var altered = FindOrAssume(operation.Subject);
                if (!_inUp && altered.IsOriginal && KeepsRows(operation) && operation.BecomesRequired && !IsFilled(operation))
                    Fail(operation, $"Down makes {operation.Subject} required without a default: it fails on rows that have none. Give it a default, or fill the column first");
                altered.Alter(operation, _inUp);
                break;
            default:
                Replace(operation);
                break;
        }
    }

    /// <summary>What was dropped before is created again; of what is there, the old definition is not known.</summary>
    private void Replace(Operation operation)
    {
        if (_byName.TryGetValue(Key(operation.Subject), out var sameName)
            && sameName.Exists(other => other is { IsOriginal: true, IsAlive: false } && SamePlace(other.Name, operation.Subject) && SameText(other.Name.Table, operation.Subject.Table)))
        {
            Create(operation);
        }
        else
        {
            FindOrAssume(operation.Subject).IsUncertain = true;
        }
    }

    private void Create(Operation operation)
    {
        if (Find(operation.Subject) is { } present)
        {
            // It cannot be created twice: whatever happened before was not understood.
            present.Drop(operation, _inUp);
            present.IsUncertain = true;
        }

        var created = new SchemaObject(operation.Subject, OwnerOf(operation.Subject), operation, _inUp);
        if (operation.Principal is not null)
            created.Principals.Add(FindOrAssume(operation.Principal));

        if (operation.PartOf is not null)
            created.Whole = FindOrAssume(operation.PartOf);

        // Added first: a table may refer to itself.
        Add(created);
        foreach (var reference in operation.References)
        {
            if (Find(reference.Table) is { } principal)
                created.Principals.Add(principal);
        }

        if (!_inUp && created.Table is { IsOriginal: true } && operation.IsRequiredWithoutDefault && _provider != DatabaseProvider.MySql && KeepsRows(operation))
            Fail(operation, $"Down adds {operation.Subject} as required without a default: it fails on a table that has rows. Give it a default, or make it required after it is filled");
        if (!_inUp && operation is { Subject.Kind: ObjectKind.ForeignKey, Principal: { } referred } && RefersToNothing(created) is { } value)
            Fail(operation, $"Down adds {operation.Subject} where each row has {value.Code}: it fails on a table that has rows, unless {referred.Path} has that one. Fill the column first");
    }

    /// <summary>The default that EF Core writes for a required column, if Down has only just added the column of a foreign key with it.</summary>
    private Facet? RefersToNothing(SchemaObject key)
    {
        if (_provider == DatabaseProvider.Sqlite || key.Columns is not [var name] || key.Table is not { IsOriginal: true }
            || _objects.Find(other => other is { IsAlive: true, CreatedInUp: false, CreatedBy.Subject.Kind: ObjectKind.Column } && other.Table == key.Table && SameText(other.Name.Name, name)) is not { CreatedBy: { } column }
            || !column.New.IsComplete || column.New.ValueOf("nullable") is { Value: "true" } || !column.New.Stated.TryGetValue("defaultValue", out var value) || !ClrDefaults.Contains(value.Value)
            || !KeepsRows(column) || IsFilled(column) || _down.Exists(earlier => earlier.Verb == Verb.Insert && key.CreatedBy!.Principal!.IsSame(earlier.Subject)))
        {
            return null;
        }

        return value;
    }

    private void Drop(Operation operation)
    {
        var known = Find(operation.Subject) ?? Unnamed(operation.Subject);
        if (known is null && WentWith(operation.Subject) is { } gone)
        {
            if (!operation.IfExists)
                FailIfTooEarly(gone, gone.DroppedBy ?? gone.Table!.DroppedBy!);
            return;
        }

        var dropped = known ?? FindOrAssume(operation.Subject);
        if (dropped.LostItsBase is { } early)
            FailIfTooEarly(dropped, early);
        if (known is null && operation.IfExists)
            dropped.IsUncertain = true;
        dropped.Drop(operation, _inUp);

        if (operation.Subject.Kind == ObjectKind.Column)
        {
            var refuses = DatabaseProvider.RefusesToDropUsedColumn(_provider, isSql: operation.Text is not null);
            foreach (var user in _objects)
            {
                if (!user.IsAlive || user.Table != dropped.Table || !user.UsesColumn(dropped.Name.Name))
                    continue;
                if (refuses)
                    (user.LostItsColumn, user.LostItsBase) = (true, _inUp ? null : operation);
                else
                    user.Drop(operation, _inUp);
            }
        }
        else if (operation.Subject.Kind == ObjectKind.ForeignKey && known is null && dropped.Table is { CreatedBy: { } creation } table)
        {
            // One of the keys that the table was created with: it uses what the others refer to.
            var left = creation.References.Where(reference => reference.Key is not null && !_objects.Exists(other => other.Table == table && !other.IsAlive && SameText(other.Name.Name, reference.Key)));
            table.Principals.RemoveAll(principal => !left.Any(reference => Find(reference.Table) == principal));
        }
        else if (operation.Subject.Kind is ObjectKind.Table or ObjectKind.Sequence)
        {
            foreach (var user in _objects)
            {
                if (user.Whole == dropped && user.IsAlive)
                    user.Drop(operation, _inUp);
                if (!user.IsAlive || user == dropped || user.Table == dropped || user.Table is { IsAlive: false } || !Uses(user, dropped))
                    continue;
                if (operation.Cascades && user.Name.IsConstraint)
                    user.Drop(operation, _inUp);
                else if (!_inUp && !operation.Cascades)
                    user.LostItsBase = operation;
            }

            // The keys of a table go with it.
            if (dropped.Name.Kind == ObjectKind.Table && !_inUp)
            {
                foreach (var part in _objects)
                {
                    if (part.Table == dropped && part.LostItsBase is { } tooEarly && part.IsAlive)
                        FailIfTooEarly(part, tooEarly);
                }
            }
        }
    }

    /// <summary>A key or an index that Up created without a name: a Down that drops one which is not known means it.</summary>
    private SchemaObject? Unnamed(SchemaName name)
    {
        if (_inUp || (!name.IsConstraint && name.Kind != ObjectKind.Index))
            return null;
        var table = name.Owner is { } owner ? FindOwner(owner) : null;
        return _objects.Find(other => other is { IsAlive: true, CreatedInUp: true, CreatedBy.IsUnnamed: true } && (name.Table is null ? other.Name.Kind == name.Kind : other.Table == table));
    }

    private static bool Uses(SchemaObject user, SchemaObject used) =>
        user.Principals.Contains(used)
        || (used.Name.Kind == ObjectKind.Sequence && user.CreatedBy is { } creation && creation.DefaultSql.Any(sql => Mentions(sql, used.Name.Name)));

    /// <summary>An index or a key that Down drops after the column or the table that it went with.</summary>
    private SchemaObject? WentWith(SchemaName name)
    {
        if (_inUp || !(name.IsConstraint || name.Kind is ObjectKind.Index or ObjectKind.Trigger) || !_byName.TryGetValue(Key(name), out var sameName))
            return null;

        return sameName.FindLast(candidate =>
            SameText(candidate.Name.Table, name.Table)
            && ((!candidate.IsAlive && !candidate.DroppedInUp && candidate.DroppedBy!.Subject.Kind == ObjectKind.Column)
                || (candidate.IsAlive && candidate.Table is { IsAlive: false, DroppedInUp: false })));
    }

    private void FailIfTooEarly(SchemaObject user, Operation by)
    {
        var isEarly = by.Subject.Kind != ObjectKind.Column
            || !(_provider == DatabaseProvider.Sqlite || (_provider == DatabaseProvider.MySql && user.Name.Kind == ObjectKind.Index && user.Columns.Count > 1));
        if (isEarly)
            Fail(by, $"Down {by} while {user.Name} still uses it. Drop the {user.Name.KindName} first");
    }

    private void Fail(Operation operation, string message) => _failures.Add(new DownFailure(operation, message));

    /// <summary>Neither direction has emptied the table.</summary>
    private bool KeepsRows(Operation operation) =>
        !_objects.Exists(other => other.Name.Kind == ObjectKind.Table && other.IsEmptied && SameText(other.Name.Name, operation.Subject.Table));

    /// <summary>Something before it in Down may have put values where there were none.</summary>
    private bool IsFilled(Operation operation) => _down.Exists(earlier =>
        (earlier.Verb == Verb.Unknown && earlier.Text is null)
        || (earlier.Text is { } text && Mentions(text, operation.Subject.Name))
        || (earlier.IsData && earlier.Columns.Contains(operation.Subject.Name, StringComparer.OrdinalIgnoreCase) && SameText(earlier.Subject.Name, operation.Subject.Table)));

    private void Rename(Operation operation)
    {
        var renamed = FindOrAssume(operation.Subject);
        if (renamed.Name.Kind == ObjectKind.Column)
        {
            foreach (var user in _objects)
            {
                if (user.Table != renamed.Table)
                    continue;
                RenameIn(user.Columns, renamed.Name.Name, operation.NewName!.Name);
                RenameIn(user.UsedNames, renamed.Name.Name, operation.NewName.Name);
            }
        }

        renamed.Rename(operation, _inUp);
        Index(renamed);
    }

    private static void RenameIn(List<string> columns, string name, string newName)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (SameText(columns[i], name))
                columns[i] = newName;
        }
    }

    private void EndUp()
    {
        foreach (var present in _objects)
        {
            if (present is { IsAlive: true, IsTemporary: true })
                present.Drop(present.CreatedBy!, inUp: true);
            if (present.IsAlive)
                present.NameAfterUp = present.Name;
        }

        _inUp = false;
    }

    private List<Residue> Residues(IReadOnlyList<Operation> up)
    {
        var residues = new List<Residue>();
        if (_allUncertain)
            return residues;

        var standIns = new HashSet<SchemaObject>();
        foreach (var original in _objects)
        {
            if (!original.IsOriginal || !original.CountsByItself)
                continue;
            if (original.IsAlive)
            {
                if (JudgeMoved(original) is { } moved)
                    Report(original, moved);
                else if (JudgeAltered(original) is { } altered)
                    Report(original, altered);
            }
            else if (Find(original.FirstName, original.Table) is { } standIn)
            {
                standIns.Add(standIn);
                if (IsRenamedAway(original) && !IsUncertain(original))
                    Fail(original.DroppedBy!, $"Down {original.DroppedBy}, which Up renamed from {original.FirstName.Name}: what it holds is lost. Rename it back");
                if (JudgeReplaced(original, standIn, up) is { } replaced)
                    Report(original, replaced);
            }
            else if (IsRenamedAway(original))
            {
                Report(original, new Residue(ResidueKind.NotRenamedBack, original.Moves.Find(move => move.InUp)!.Operation, InUp: true, "Down drops it instead of renaming it back"));
            }
            else if (!CameBackUnderAnotherName(original))
            {
                Report(original, new Residue(ResidueKind.NotCreatedAgain, original.DroppedBy!, original.DroppedInUp));
            }
        }

        foreach (var created in _objects)
        {
            if (!created.IsOriginal && created is { IsAlive: true, CountsByItself: true, IsTemporary: false } && !standIns.Contains(created) && !CameBackWithItsColumn(created) && !StandsIn(created))
                Report(created, new Residue(created.LostItsColumn ? ResidueKind.ColumnDroppedFirst : ResidueKind.NotDropped, created.CreatedBy!, created.CreatedInUp));
        }

        return residues;

        void Report(SchemaObject about, Residue residue)
        {
            if (!IsUncertain(about))
                residues.Add(residue);
        }
    }

    /// <summary>An index or a key went with a column that Up dropped, and Down creates it together with the column.</summary>
    private bool CameBackWithItsColumn(SchemaObject created) =>
        !created.CreatedInUp
        && _objects.Exists(column => column is { DroppedInUp: true, IsAlive: false, FirstName.Kind: ObjectKind.Column }
            && column.Table == created.Table && created.Columns.Contains(column.FirstName.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>A key that Up dropped by its name, and that Down creates without one or, before its column was dropped, where the column is.</summary>
    private bool CameBackUnderAnotherName(SchemaObject original) =>
        original.DroppedInUp
        && _objects.Exists(created => created is { IsOriginal: false, IsAlive: true, CreatedInUp: false } && created.Table == original.Table
            && (IsUnnamedAgain(created, original) || (created.Name.Kind == ObjectKind.ForeignKey && original.FirstName.Kind == ObjectKind.ForeignKey && CameBackWithItsColumn(created))));

    private static bool IsUnnamedAgain(SchemaObject created, SchemaObject original) =>
        created.CreatedBy!.IsUnnamed && (original.FirstName.Kind == created.Name.Kind || (original.FirstName.IsConstraint && created.Name.IsConstraint));

    /// <summary>Down creates without a name what Up dropped.</summary>
    private bool StandsIn(SchemaObject created) =>
        !created.CreatedInUp && created.CreatedBy!.IsUnnamed
        && _objects.Exists(original => original is { IsOriginal: true, IsAlive: false, DroppedInUp: true } && original.Table == created.Table && IsUnnamedAgain(created, original));

    private static bool IsRenamedAway(SchemaObject original) =>
        !original.DroppedInUp && original.FirstName.Kind is ObjectKind.Table or ObjectKind.Column && original.Moves.Exists(move => move.InUp) && original.NameAfterUp is { } after
        && !SamePlace(after, original.FirstName);

    private static Residue? JudgeMoved(SchemaObject original)
    {
        if (original.Moves.Count == 0 || (original.Name.Name == original.FirstName.Name && SameText(original.Name.Schema, original.FirstName.Schema)))
            return null;

        // Down may undo part of a chain of renames: what it leaves is the one that led to the name it has now.
        var inUp = original.Moves.Where(move => move.InUp).Select(move => move.Operation).ToList();
        if (inUp.Count == 0)
            return new Residue(ResidueKind.NotRenamedBack, original.Moves[original.Moves.Count - 1].Operation, InUp: false);
        var stays = original.Name.Name == original.FirstName.Name && inUp.Count < original.Moves.Count ? $"Down leaves it in {(original.Name.Schema is { } schema ? $"schema {schema}" : "the default schema")}" : null;
        return new Residue(ResidueKind.NotRenamedBack, inUp.Find(move => move.NewName!.Name == original.Name.Name) ?? inUp[inUp.Count - 1], InUp: true, stays);
    }

    private static Residue? JudgeAltered(SchemaObject original)
    {
        if (original.Alters.Count == 0 || original.Differences() is not [_, ..] differences)
            return null;

        var detail = differences[0] == "all" ? null : $"after Down its {string.Join(", its ", differences)}";
        return original.Alters.FindLast(alter => alter.InUp) is { } inUp
            ? new Residue(ResidueKind.NotAlteredBack, inUp.Operation, InUp: true, detail)
            : new Residue(ResidueKind.NotAlteredBack, original.Alters[0].Operation, InUp: false, detail);
    }

    private Residue? JudgeReplaced(SchemaObject original, SchemaObject standIn, IReadOnlyList<Operation> up)
    {
        if (!original.DroppedInUp || IsTechnical(original, standIn, up))
            return null;

        if (standIn.CreatedInUp)
        {
            // What was created under another name first is not what the finding is about, and what Down makes of a column again has not been read.
            return standIn.Alters.TrueForAll(alter => alter.InUp) && standIn.NameAfterUp is { } after && SamePlace(after, original.FirstName)
                ? new Residue(ResidueKind.NotReplacedBack, SamePlace(standIn.FirstName, original.FirstName) ? standIn.CreatedBy! : original.DroppedBy!, InUp: true)
                : null;
        }

        // Down creates it once more. With Up's definition it is not the one that Up dropped; a column may have been recreated to empty it.
        var fromUp = _objects.Find(other => other.CreatedInUp && other.NameAfterUp is { } after && other.Table == original.Table && SamePlace(after, original.FirstName));
        return fromUp is not null && original.FirstName.Kind != ObjectKind.Column
            && fromUp.CreatedBy!.New.Same(standIn.CreatedBy!.New) && fromUp.CreatedBy.Columns.SequenceEqual(standIn.CreatedBy.Columns, StringComparer.OrdinalIgnoreCase)
            ? new Residue(ResidueKind.NotReplacedBack, fromUp.CreatedBy, InUp: true, "Down creates it again with Up's definition")
            : null;
    }

    /// <summary>Keys, indexes and views are also dropped and created only because something else changes that they depend on.</summary>
    private static bool IsTechnical(SchemaObject original, SchemaObject standIn, IReadOnlyList<Operation> up)
    {
        if (original.FirstName.Kind is ObjectKind.Table or ObjectKind.Column)
            return false;

        string?[] tables = [standIn.FirstName.Table, standIn.CreatedBy!.Principal?.Name];

        // What raw SQL writes of the old key is not known: one that is taken away from rows that change is put back as it was.
        if (original.FirstName.IsConstraint && original.DroppedBy!.Text is not null && standIn.CreatedBy.Text is not null
            && up.Any(other => other.IsData && tables.Contains(other.Subject.Name, StringComparer.OrdinalIgnoreCase)))
        {
            return true;
        }

        return up.Any(other =>
            other.IsStructural
            && other.Subject.Kind is ObjectKind.Table or ObjectKind.Column or ObjectKind.PrimaryKey or ObjectKind.UniqueConstraint or ObjectKind.Index
            && !(other is { Verb: Verb.Create, Subject.Kind: ObjectKind.Table or ObjectKind.Column })
            && (other.Subject.Kind != ObjectKind.Index || original.FirstName.IsConstraint)
            && other != standIn.CreatedBy && other != original.DroppedBy
            && (standIn.FirstName.Table is null || tables.Any(table => table is not null && (SameText(table, other.Subject.Table ?? other.Subject.Name) || SameText(table, other.NewName?.Name)))));
    }

    private bool IsUncertain(SchemaObject about)
    {
        if (about.IsUncertain || about.Table is { IsUncertain: true })
            return true;

        string?[] names = [about.FirstName.Name, about.Name.Name, about.FirstName.Kind == ObjectKind.Column ? null : about.Table?.FirstName.Name];
        return _uncertain.Exists(name => SameText(name.Name, about.FirstName.Name) || SameText(name.Name, about.Name.Name) || (about.Table is { } table && SameText(name.Name, table.Name.Name)))
            || _unknownText.Exists(text => names.Any(name => name is not null && Mentions(text, name)));
    }

    public static bool Mentions(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0 && name.Length > 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !IsWordPart(text[at - 1])) && (end == text.Length || !IsWordPart(text[end])))
                return true;
        }

        return false;

        static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';
    }

    private SchemaObject? OwnerOf(SchemaName name) => name.Owner is { } owner ? FindOwner(owner) ?? FindOrAssume(owner) : null;

    /// <summary>A table, or a view that has indexes or triggers.</summary>
    private SchemaObject? FindOwner(SchemaName owner) => Find(owner) ?? Find(owner with { Kind = ObjectKind.View });

    private SchemaObject FindOrAssume(SchemaName name) => Find(name) ?? Add(new SchemaObject(name, OwnerOf(name), createdBy: null, createdInUp: false));

    private SchemaObject Add(SchemaObject added)
    {
        _objects.Add(added);
        Index(added);
        return added;
    }

    private void Index(SchemaObject added)
    {
        var key = Key(added.Name);
        if (!_byName.TryGetValue(key, out var sameName))
            _byName.Add(key, sameName = []);
        if (!sameName.Contains(added))
            sameName.Add(added);
    }

    private SchemaObject? Find(SchemaName name) => Find(name, name.Owner is { } owner ? FindOwner(owner) : null, name.Table is not null);

    private SchemaObject? Find(SchemaName name, SchemaObject? table) => Find(name, table, table is not null);

    private SchemaObject? Find(SchemaName name, SchemaObject? table, bool hasTable)
    {
        if (!_byName.TryGetValue(Key(name), out var sameName))
            return null;

        for (var i = sameName.Count - 1; i >= 0; i--)
        {
            var candidate = sameName[i];
            if (!candidate.IsAlive || !SameText(candidate.Name.Name, name.Name) || candidate.Table is { IsAlive: false })
                continue;
            if (candidate.Table is null ? IsLoose(name) || SameText(candidate.Name.Schema, name.Schema) : hasTable ? candidate.Table == table : IsLoose(name))
                return candidate;
        }

        return null;
    }

    /// <summary>Indexes and triggers belong to a table, but some databases name them without it.</summary>
    private static bool IsLoose(SchemaName name) => name.Kind is ObjectKind.Index or ObjectKind.Trigger;

    // A letter for the kind: what formats an enum's name would be the slowest part of a compile's first migrations.
    private static string Key(SchemaName name) => (char)('A' + (int)(name.IsConstraint ? ObjectKind.Constraint : name.Kind)) + name.Name;

    private static bool SamePlace(SchemaName left, SchemaName right) => SameText(left.Name, right.Name) && SameText(left.Schema, right.Schema);

    private static bool SameText(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
