using static StageReady.Migrations.Models.TableModel;

namespace StageReady.Migrations.Models;

/// <summary>A column that Up and Down alter without saying what it was.</summary>
/// <param name="Up">The first that Up does to it.</param>
/// <param name="Down">The last that Down does to it.</param>
internal sealed record AlteredColumn(Operation Up, Operation Down)
{
    /// <summary>Whether there may be any, which the operations tell without their facets.</summary>
    public static bool MayBe(IReadOnlyList<Operation> up, IReadOnlyList<Operation> down) => up.Any(altered => IsAlteration(altered) && down.Any(again => IsAlteration(again) && IsSame(again, altered)));

    public static List<AlteredColumn> Find(IReadOnlyList<Operation> up, IReadOnlyList<Operation> down)
    {
        var found = new List<AlteredColumn>();
        for (var i = 0; i < up.Count; i++)
        {
            var altered = up[i];
            if (IsAlteration(altered) && !up.Take(i).Any(earlier => IsSame(earlier, altered) || IsRename(earlier, altered))
                && down.LastOrDefault(again => again.IsStructural && (IsSame(again, altered) || IsRename(again, altered))) is { New.IsComplete: true } last && IsAlteration(last))
            {
                found.Add(new AlteredColumn(altered, last));
            }
        }

        return found;
    }

    /// <param name="was">What the column was before Up.</param>
    public Residue? Judge(Operation was) => PartDifference.Of(was, Down) is { } difference ? new Residue(ResidueKind.NotAlteredBack, Up, InUp: true, $"Down makes it {difference}") : null;

    private static bool IsAlteration(Operation operation) => operation is { Verb: Verb.Alter, Subject: { Kind: ObjectKind.Column, Table: not null }, Text: null, IsCertain: true };

    private static bool IsSame(Operation left, Operation right) => left.Subject.IsSame(right.Subject) && SameText(left.Subject.Table, right.Subject.Table);

    /// <summary>The column or its table gets or had another name.</summary>
    private static bool IsRename(Operation rename, Operation column) =>
        rename.NewName is { } renamed
        && (renamed.Kind == ObjectKind.Table ? SameText(rename.Subject.Name, column.Subject.Table) || SameText(renamed.Name, column.Subject.Table) : renamed.IsSame(column.Subject) && SameText(renamed.Table, column.Subject.Table));
}
