using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads the two lambdas of CreateTable: its columns, and its keys and checks. What is not understood makes its part incomplete.</summary>
internal sealed class TableDefinitionReader(OperationReader operations, SchemaName table, Locals locals)
{
    private static readonly string[] ColumnParameters =
        ["type", "unicode", "maxLength", "rowVersion", "name", "nullable", "defaultValue", "defaultValueSql", "computedColumnSql", "fixedLength", "comment", "collation", "precision", "scale", "stored"];

    private static readonly string[] KeyParameters = ["name", "columns"];

    private static readonly string[] CheckParameters = ["name", "sql"];

    private static readonly string[] ForeignKeyParameters = ["name", "columns", "principalTable", "principalColumns", "principalSchema", "onUpdate", "onDelete"];

    // The keys name the columns by the properties of the anonymous type.
    private readonly Dictionary<string, string> _columns = new(StringComparer.Ordinal);

    public List<Operation> Parts { get; } = [];

    public void ReadColumns(ExpressionSyntax lambda)
    {
        if (lambda is not LambdaExpressionSyntax { ExpressionBody: AnonymousObjectCreationExpressionSyntax columns })
        {
            AddUnknown();
            return;
        }

        foreach (var column in columns.Initializers)
        {
            if (column is { NameEquals: { } property, Expression: InvocationExpressionSyntax call })
                ReadColumn(property.Name.Identifier.ValueText, call);
            else
                AddUnknown();
        }
    }

    public void ReadConstraints(ExpressionSyntax lambda)
    {
        IEnumerable<ExpressionSyntax> calls = lambda switch
        {
            LambdaExpressionSyntax { Block: { } block } => block.Statements.OfType<ExpressionStatementSyntax>().Select(statement => statement.Expression),
            LambdaExpressionSyntax { ExpressionBody: { } expression } => [expression],
            _ => [],
        };
        foreach (var call in calls.OfType<InvocationExpressionSyntax>())
            ReadConstraint(call);
    }

    private void ReadColumn(string property, InvocationExpressionSyntax outer)
    {
        var (call, annotations) = Split(outer);
        var arguments = Arguments(call, ColumnParameters);
        var name = arguments.TryGetValue("name", out var written) ? operations.Text(written, locals) : property;
        if (name is null || Name(call) != "Column")
        {
            AddUnknown();
            return;
        }

        _columns[property] = name;
        arguments.Remove("name");
        Parts.Add(new Operation(Verb.Create, Subject(ObjectKind.Column, name))
        {
            New = Whole(operations.ReadFacets(parameter => parameter, "Annotation", OperationReader.TypeArgument(call), locals, arguments, annotations, isComplete: true)),
        });
    }

    private void ReadConstraint(InvocationExpressionSyntax outer)
    {
        var (call, annotations) = Split(outer);
        ObjectKind? found = Name(call) switch
        {
            "PrimaryKey" => ObjectKind.PrimaryKey,
            "UniqueConstraint" => ObjectKind.UniqueConstraint,
            "CheckConstraint" => ObjectKind.CheckConstraint,
            "ForeignKey" => ObjectKind.ForeignKey,
            _ => null,
        };
        var arguments = Arguments(call, found switch { ObjectKind.ForeignKey => ForeignKeyParameters, ObjectKind.CheckConstraint => CheckParameters, _ => KeyParameters });
        if (found is not { } kind || Text(arguments, "name") is not { } name)
        {
            AddUnknown();
            return;
        }

        var columns = arguments.TryGetValue("columns", out var lambda) ? ColumnsOf(lambda) : [];
        var facets = operations.ReadFacets(parameter => parameter is "sql" or "onUpdate" or "onDelete" ? parameter : null, "Annotation", null, locals, arguments, annotations, isComplete: columns is not null);
        Parts.Add(new Operation(Verb.Create, Subject(kind, name))
        {
            Columns = columns ?? [],
            Principal = Text(arguments, "principalTable") is { } principal ? new SchemaName(ObjectKind.Table, principal, WrittenSchema: Text(arguments, "principalSchema")) : null,
            PrincipalColumns = arguments.TryGetValue("principalColumns", out var referred) ? OperationReader.Elements(referred).ConvertAll(element => operations.Text(element, locals) ?? "") : [],
            New = Whole(facets),
        });
    }

    private SchemaName Subject(ObjectKind kind, string name) => new(kind, name, table.Name, table.WrittenSchema);

    private void AddUnknown() => Parts.Add(new Operation(Verb.Create, Subject(ObjectKind.Column, "")));

    private static Facets Whole(Facets facets) => facets.Stated.Values.All(facet => facet.Code is not null) ? facets : facets with { IsComplete = false };

    private string? Text(Dictionary<string, ExpressionSyntax> arguments, string parameter) => arguments.TryGetValue(parameter, out var argument) ? operations.Text(argument, locals) : null;

    /// <summary>Of <c>x => x.Id</c> or <c>x => new { x.A, x.B }</c>.</summary>
    private List<string>? ColumnsOf(ExpressionSyntax lambda)
    {
        List<ExpressionSyntax> members = lambda switch
        {
            LambdaExpressionSyntax { ExpressionBody: AnonymousObjectCreationExpressionSyntax several } => [.. several.Initializers.Select(initializer => initializer.Expression)],
            LambdaExpressionSyntax { ExpressionBody: { } one } => [one],
            _ => [],
        };
        var columns = new List<string>();
        foreach (var member in members)
        {
            if (member is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var property })
                return null;
            columns.Add(_columns.TryGetValue(property, out var column) ? column : property);
        }

        return columns.Count == 0 ? null : columns;
    }

    private static string Name(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? "";

    private static (InvocationExpressionSyntax Call, List<InvocationExpressionSyntax> Annotations) Split(InvocationExpressionSyntax outer)
    {
        var annotations = new List<InvocationExpressionSyntax>();
        var call = outer;
        while (call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner })
        {
            annotations.Insert(0, call);
            call = inner;
        }

        return (call, annotations);
    }

    private static Dictionary<string, ExpressionSyntax> Arguments(InvocationExpressionSyntax call, string[] parameters)
    {
        var arguments = new Dictionary<string, ExpressionSyntax>(StringComparer.Ordinal);
        var list = call.ArgumentList.Arguments;
        for (var i = 0; i < list.Count; i++)
        {
            if ((list[i].NameColon?.Name.Identifier.ValueText ?? parameters.ElementAtOrDefault(i)) is { } name)
                arguments[BuilderMethod.Canonical(name)] = list[i].Expression;
        }

        return arguments;
    }
}
