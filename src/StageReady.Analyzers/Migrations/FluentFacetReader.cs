using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads what an expression of FluentMigrator says of a column, an index or a key. What is not FluentMigrator's own, or not constant, makes the part incomplete.</summary>
/// <param name="expression">The expression, which is all that is said of the part.</param>
/// <param name="folder">Knows the constants.</param>
/// <param name="locals">Those of the place where the expression stands.</param>
internal sealed class FluentFacetReader(FluentExpression expression, ConstantFolder folder, Locals locals)
{
    private static readonly HashSet<string> OfColumn = WordSet.Of(
        "OnTable InSchema WithDefaultValue WithDefault WithColumnDescription WithColumnAdditionalDescription WithColumnAdditionalDescriptions SetExistingRowsTo "
        + "Identity PrimaryKey Indexed Unique ForeignKey ReferencedBy OnDelete OnUpdate OnDeleteOrUpdate Nullable NotNullable");

    private static readonly HashSet<string> OfIndex = WordSet.Of("OnTable InSchema OnColumn OnColumns Ascending Descending WithOptions Unique Clustered NonClustered");

    private static readonly HashSet<string> OfKey = WordSet.Of("OnTable WithSchema InSchema Column Columns Clustered NonClustered");

    private static readonly HashSet<string> OfForeignKey = WordSet.Of("FromTable InSchema ForeignColumn ForeignColumns ToTable PrimaryColumn PrimaryColumns OnDelete OnUpdate OnDeleteOrUpdate");

    /// <summary>Without a word a column is required. Whether an altered one is depends on the database then.</summary>
    public Facets Column(FluentPart column, bool isAltered = false)
    {
        Facet? type = null;
        Facet? nullable = isAltered ? FluentColumnType.Unknown : null;
        var isComplete = expression.IsStatement;
        foreach (var part in SegmentOf(column))
        {
            if (FluentColumnType.Is(part.Name))
                type = FluentColumnType.Of(part, folder, locals);
            else if (!OfColumn.Contains(part.Name))
                isComplete = false;
            else if (part.Name is "Nullable" or "NotNullable")
                nullable = part.Name == "Nullable" ? Facet.OfCode("true") : null;
        }

        // Rows that are there get their value while the column still may hold nulls, which it goes on to do where nothing else is said.
        if (nullable is null && SegmentOf(column).Any(part => part.Name == "SetExistingRowsTo") && !SegmentOf(column).Any(part => part.Name == "NotNullable"))
            nullable = FluentColumnType.Unknown;
        var stated = new Dictionary<string, Facet>(StringComparer.Ordinal);
        if (type is not null)
            stated["type"] = type;
        if (nullable is not null)
            stated["nullable"] = nullable;
        return new Facets(stated, isComplete && type is not null);
    }

    public Facets Index(FluentPart index) => new(Unique(expression.Parts.Exists(part => part.Name == "Unique")), Knows(OfIndex, index));

    /// <summary>An index that stands at its column.</summary>
    public Facets IndexOfColumn(FluentPart index) => new(Unique(index.Name == "Unique"), expression.IsStatement);

    public Facets Key(FluentPart key) => new(new Dictionary<string, Facet>(), Knows(OfKey, key));

    public Facets ForeignKey(FluentPart key) => Actions(After(key), Knows(OfForeignKey, key));

    /// <summary>A foreign key that stands at its column.</summary>
    public Facets ForeignKeyOfColumn(FluentPart key) =>
        Actions(SegmentOf(key).TakeWhile(part => part.Name is not ("ForeignKey" or "ReferencedBy")), expression.IsStatement && SegmentOf(key).All(part => OfColumn.Contains(part.Name) || FluentColumnType.Is(part.Name)));

    /// <summary>The columns of a created table's primary key, which has the name that it is given at the first of them.</summary>
    public List<FluentPart> KeyColumns() => Columns().FindAll(column => SegmentOf(column).Any(part => part.Name == "PrimaryKey"));

    public List<FluentPart> Columns() => expression.Parts.FindAll(part => part.Name == "WithColumn");

    /// <summary>What is said of a column, up to the next one.</summary>
    public IEnumerable<FluentPart> SegmentOf(FluentPart column) => After(column).TakeWhile(part => part.Name is not ("WithColumn" or "AddColumn" or "AlterColumn"));

    private IEnumerable<FluentPart> After(FluentPart part) => expression.Parts.Skip(expression.Parts.IndexOf(part) + 1);

    private bool Knows(HashSet<string> members, FluentPart from) => expression.IsStatement && After(from).All(part => members.Contains(part.Name));

    private static Dictionary<string, Facet> Unique(bool isUnique) => isUnique ? new(StringComparer.Ordinal) { ["unique"] = Facet.OfCode("true") } : new(StringComparer.Ordinal);

    private static Facets Actions(IEnumerable<FluentPart> parts, bool isComplete)
    {
        var stated = new Dictionary<string, Facet>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Name is not ("OnDelete" or "OnUpdate" or "OnDeleteOrUpdate"))
                continue;
            var action = part.Arguments is [{ Expression: MemberAccessExpressionSyntax rule }] ? rule.Name.Identifier.ValueText : null;
            isComplete &= action is not null;
            if (action is null or "None")
                continue;
            if (part.Name != "OnUpdate")
                stated["onDelete"] = Facet.OfCode(action);
            if (part.Name != "OnDelete")
                stated["onUpdate"] = Facet.OfCode(action);
        }

        return new Facets(stated, isComplete);
    }
}
