namespace StageReady.Migrations;

/// <summary>A database object as the net state follows it: where it was before Up, where it is now, and who moved it.</summary>
internal sealed class SchemaObject(SchemaName name, SchemaObject? table, Operation? createdBy, bool createdInUp)
{
    private readonly Dictionary<string, Alteration> _alterations = new(StringComparer.Ordinal);

    /// <summary>Null for an object that was there before Up.</summary>
    public Operation? CreatedBy { get; } = createdBy;

    public bool CreatedInUp { get; } = createdInUp;

    public bool IsOriginal => CreatedBy is null;

    /// <summary>Goes with the session that runs the migration.</summary>
    public bool IsTemporary => CreatedBy is { Verb: Verb.Ensure };

    /// <summary>Where an original object was before Up.</summary>
    public SchemaName FirstName { get; } = name;

    public SchemaName Name { get; private set; } = name;

    /// <summary>The owner; null for an object on its own, or one whose table raw SQL leaves out.</summary>
    public SchemaObject? Table { get; } = table;

    public bool IsAlive { get; private set; } = true;

    public Operation? DroppedBy { get; private set; }

    public bool DroppedInUp { get; private set; }

    /// <summary>Its name when Up was done; null if it was not there then.</summary>
    public SchemaName? NameAfterUp { get; set; }

    /// <summary>Whether the object was there before Up is not known.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>Raw SQL has deleted the rows of the table, or some of them.</summary>
    public bool IsEmptied { get; set; }

    /// <summary>Its column was dropped before it was.</summary>
    public bool LostItsColumn { get; set; }

    public List<string> Columns { get; } = [.. createdBy?.Columns ?? []];

    /// <summary>The names that its expressions use.</summary>
    public List<string> UsedNames { get; } = [.. createdBy?.UsedNames ?? []];

    /// <summary>Whether it cannot be without a column.</summary>
    public bool UsesColumn(string column) =>
        Columns.Contains(column, StringComparer.OrdinalIgnoreCase) || UsedNames.Contains(column, StringComparer.OrdinalIgnoreCase)
        || (CreatedBy is { Subject.Kind: ObjectKind.Index or ObjectKind.CheckConstraint, New.Stated: { Count: > 0 } stated }
            && (stated.TryGetValue("filter", out var expression) || stated.TryGetValue("sql", out expression)) && NetState.Mentions(expression.Value, column));

    /// <summary>The tables that a foreign key, or the keys within a created table, refer to.</summary>
    public List<SchemaObject> Principals { get; init; } = [];

    /// <summary>The table that it is a partition of, and goes with.</summary>
    public SchemaObject? Whole { get; set; }

    /// <summary>Down dropped what this object uses while it was still there.</summary>
    public Operation? LostItsBase { get; set; }

    public List<ObjectChange> Moves { get; } = [];

    public List<ObjectChange> Alters { get; } = [];

    /// <summary>Whether this object's table is still the one that was there before Up. Otherwise the object comes and goes with its table.</summary>
    public bool CountsByItself => Table is null || (Table.IsOriginal && Table.IsAlive);

    public void Drop(Operation by, bool inUp)
    {
        IsAlive = false;
        DroppedBy = by;
        DroppedInUp = inUp;
    }

    public void Rename(Operation by, bool inUp)
    {
        Name = by.NewName!;
        Moves.Add(new ObjectChange(by, inUp));
    }

    public void Alter(Operation by, bool inUp)
    {
        Alters.Add(new ObjectChange(by, inUp));

        // Where the first alteration does not say what was before it, no later one can; one property that no other has touched is what it was.
        var isPartial = IsPartial(by);
        var knowsStart = isPartial ? Alters.TrueForAll(alter => IsPartial(alter.Operation)) : Alters[0].Operation.Old.IsComplete || Alters.Count == 1;
        foreach (var facet in by.New.Stated.Keys.Concat(by.Old.Stated.Keys).Distinct())
        {
            var earlier = _alterations.TryGetValue(facet, out var known) ? known : null;
            var before = earlier is not null ? earlier.Before : knowsStart ? by.Old.ValueOf(facet) : null;

            // A default that Up sets and drops again was for the rows that were there.
            if (before is null && isPartial && inUp && earlier is not null && by.New.Stated[facet].Value == "none")
                before = by.New.Stated[facet];
            _alterations[facet] = new Alteration(before, by.New.ValueOf(facet), isPartial && inUp && earlier?.OnlyInUp != false);
        }

        // What this alteration does not state goes back to its default too, unless SQL says of one property what becomes of it.
        foreach (var facet in _alterations.Keys.Where(facet => !by.New.Stated.ContainsKey(facet) && !by.Old.Stated.ContainsKey(facet)).ToList())
        {
            if (!isPartial || facet[0] != Facets.InSql[0])
                _alterations[facet] = _alterations[facet] with { After = facet[0] == Facets.InSql[0] ? null : by.New.ValueOf(facet), OnlyInUp = false };
        }
    }

    /// <summary>Raw SQL that alters one property and leaves the others alone.</summary>
    private static bool IsPartial(Operation alter) => alter.New is { IsComplete: false, Stated.Count: > 0 };

    /// <summary>What differs from before Up, or null if nothing does. Differences that cannot be judged are none.</summary>
    public IReadOnlyList<string> Differences()
    {
        if (Alters.TrueForAll(alter => alter.InUp == Alters[0].InUp))
        {
            // The other side does nothing about it: it must not have changed anything.
            return _alterations.Count == 0 || Alters.Exists(alter => alter.Operation.New is { IsComplete: false, Stated.Count: 0 }) || _alterations.Any(pair => Changes(pair.Key, pair.Value)) ? ["all"] : [];
        }

        var differences = new List<string>();
        foreach (var pair in _alterations)
        {
            if (pair.Key[0] == '@' || pair.Key == "clrType" || !Differs(pair.Key, pair.Value))
                continue;
            var name = pair.Key.TrimStart(Facets.InSql[0]);
            differences.Add(pair.Value.Before is { } before ? $"{name} is {Shown(pair.Value.After!)} and was {Shown(before)}" : $"{name} is still what Up made of it");
        }

        return differences;
    }

    private bool Changes(string facet, Alteration change)
    {
        // What is added to a database as a whole (an extension, a character set) does no harm when it stays.
        if (Name.Kind == ObjectKind.Database && facet[0] == '@' && change.Before is { Code: null, Value: "default" })
            return false;
        return change.Before is not { } before || change.After is not { } after || before.Value != after.Value;
    }

    private bool Differs(string facet, Alteration change)
    {
        if (change is { Before: null, OnlyInUp: true })
            return true;
        if (change.Before is not { } before || change.After is not { } after || before.Value == after.Value)
            return false;

        // EF Core gives a column that becomes required again the default of its CLR type.
        var becomesRequired = _alterations.TryGetValue("nullable", out var nullable) && nullable.After is { Value: not "true" };
        return !(facet == "defaultValue" && before.Code is null && before.Value == "default" && becomesRequired && ClrDefaults.Contains(after.Value));
    }

    private static string Shown(Facet facet) => facet.Code is null && facet.Value == "default" ? "not set" : facet.Value;

    /// <param name="OnlyInUp">Up says in SQL what becomes of this property, and Down says nothing about it.</param>
    private sealed record Alteration(Facet? Before, Facet? After, bool OnlyInUp);
}

/// <summary>An operation on an object.</summary>
/// <param name="InUp">Otherwise it stands in Down.</param>
internal sealed record ObjectChange(Operation Operation, bool InUp);
