using static StageReady.Migrations.Models.TableModel;

namespace StageReady.Migrations.Models;

/// <summary>A column, a key, a check or an index that Up drops and Down adds again.</summary>
/// <param name="Drop">The operation of Up.</param>
/// <param name="Again">The operation of Down.</param>
internal sealed record RestoredPart(Operation Drop, Operation Again)
{
    /// <summary>Whether there may be any, which the operations tell without their facets.</summary>
    public static bool MayBe(IReadOnlyList<Operation> up, IReadOnlyList<Operation> down) => up.Any(dropped =>
        dropped is { Verb: Verb.Drop, Text: null, Subject.Table: not null } && down.Any(again => again is { Verb: Verb.Create, Text: null } && IsSame(again.Subject, dropped.Subject)));

    /// <summary>Those of which nothing but the migrations before can tell whether they come back as they were.</summary>
    public static List<RestoredPart> Find(IReadOnlyList<Operation> up, IReadOnlyList<Operation> down, string? provider)
    {
        var found = new List<RestoredPart>();
        for (var i = 0; i < up.Count; i++)
        {
            if (up[i] is { Verb: Verb.Drop, Text: null, IsCertain: true, Subject: { Table: not null } subject } && !IsTouched(subject, up, i)
                && Last(subject, down) is { Verb: Verb.Create, Text: null, IsCertain: true, New.IsComplete: true } again
                && !IsMoved(again, up) && !IsMoved(again, down) && !MayBeRebuilt(subject.Owner!, down, provider))
            {
                found.Add(new RestoredPart(up[i], again));
            }
        }

        return found;
    }

    /// <param name="was">What the part was before Up.</param>
    public Residue? Judge(Operation was) => PartDifference.Of(was, Again) is { } difference
        ? new Residue(ResidueKind.NotCreatedAsItWas, Drop, InUp: true, $"Down {(Drop.Subject.Kind == ObjectKind.Index ? "creates" : "adds")} it again {difference}")
        : null;

    /// <summary>The operation that Down needs; null if it cannot be written.</summary>
    public Operation? AsItWas(Operation? was) => was is not null && was.New.Stated.Values.All(facet => facet.Code is not null)
        ? Again with { New = was.New, Columns = was.Columns, Principal = was.Principal, PrincipalColumns = was.PrincipalColumns }
        : null;

    /// <summary>What Up does to it before it drops it is judged as an alteration, a rename or a replacement.</summary>
    private static bool IsTouched(SchemaName part, IReadOnlyList<Operation> up, int before)
    {
        for (var i = 0; i < before; i++)
        {
            if (IsSame(up[i].Subject, part) || (up[i].NewName is { } renamed && IsSame(renamed, part)))
                return true;
        }

        return false;
    }

    private static Operation? Last(SchemaName part, IReadOnlyList<Operation> down)
    {
        for (var i = down.Count - 1; i >= 0; i--)
        {
            if (down[i].IsStructural && IsSame(down[i].Subject, part))
                return down[i];
        }

        return null;
    }

    /// <summary>A table or a column that it names has another name at some point of the migration.</summary>
    private static bool IsMoved(Operation part, IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is { Subject: var name, NewName: { } renamed } && (IsNamed(part, name) || IsNamed(part, renamed)))
                return true;
        }

        return false;
    }

    private static bool IsNamed(Operation part, SchemaName name) => name.Kind switch
    {
        ObjectKind.Table => SameText(name.Name, part.Subject.Table) || SameText(name.Name, part.Principal?.Name),
        ObjectKind.Column => (SameText(name.Table, part.Subject.Table) && part.Columns.Contains(name.Name, StringComparer.OrdinalIgnoreCase))
            || (SameText(name.Table, part.Principal?.Name) && part.PrincipalColumns.Contains(name.Name, StringComparer.OrdinalIgnoreCase)),
        _ => false,
    };

    private static bool MayBeRebuilt(SchemaName table, IReadOnlyList<Operation> down, string? provider)
    {
        foreach (var operation in down)
        {
            if (SameText(operation.Subject.Table ?? operation.Subject.Name, table.Name) && DatabaseProvider.MayRebuildTable(provider, operation))
                return true;
        }

        return false;
    }

    private static bool IsSame(SchemaName left, SchemaName right) => left.IsSame(right) && SameText(left.Table, right.Table);
}
