using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads one call of a MigrationBuilder method, with the annotations chained to it, as an operation.</summary>
/// <param name="folder">Knows the constants.</param>
/// <param name="isWhole">Whether the parts of created tables and the rows of seed data are read too, which only a fix and few findings need.</param>
internal sealed class OperationReader(ConstantFolder folder, bool isWhole = false)
{
    private const string OldPrefix = "old";

    private static readonly HashSet<string> Identity = new(StringComparer.Ordinal) { "name", "table", "schema", "newName", "newSchema", "principalTable", "principalSchema" };

    /// <summary>Null if a name is not constant.</summary>
    public Operation? Read(BuilderMethod method, InvocationExpressionSyntax call, IReadOnlyList<InvocationExpressionSyntax> annotations, Locals locals)
    {
        var arguments = Arguments(method, call);
        if (!TryName("name", out var name) || !TryName("table", out var table) || !TryName("schema", out var schema)
            || !TryName("newName", out var newName) || !TryName("newSchema", out var newSchema)
            || !TryName("principalTable", out var principalTable) || !TryName("principalSchema", out var principalSchema))
        {
            return null;
        }

        var isData = method.Verb is Verb.Insert or Verb.Update or Verb.Delete;
        if (method.Kind != ObjectKind.Database && (isData ? table : name) is null)
            return null;

        var subject = isData ? new SchemaName(ObjectKind.Table, table!, WrittenSchema: schema) : new SchemaName(method.Kind, name ?? "", table, schema);
        var columns = Columns();
        return new Operation(method.Verb, subject)
        {
            NewName = method.Verb != Verb.Rename ? null
                : method.Kind is ObjectKind.Table or ObjectKind.Sequence ? subject with { Name = newName ?? name!, WrittenSchema = newSchema }
                : newName is null ? null : subject with { Name = newName },
            Principal = principalTable is null ? null : new SchemaName(ObjectKind.Table, principalTable, WrittenSchema: principalSchema),
            Columns = columns,
            PrincipalColumns = principalTable is not null && arguments.TryGetValue("principalColumns", out var principalColumns) ? Names(principalColumns) : [],
            References = method is { Verb: Verb.Create, Kind: ObjectKind.Table } ? References() : [],
            Parts = isWhole && method is { Verb: Verb.Create, Kind: ObjectKind.Table } ? Parts() : [],
            Keys = method.Verb == Verb.Insert ? EvidentKeys() : isWhole && isData && arguments.TryGetValue("keyColumns", out var keyColumns) ? Rows(Names(keyColumns), "keyValues") : null,
            Values = isWhole && isData && columns.Count > 0 ? Rows(columns, "values") : null,
            DefaultSql = method.Verb == Verb.Create ? DefaultSql() : [],
            OnlyReplacesNull = method.Verb == Verb.Update && OnlyReplacesNull(),
            New = NewFacets(),
            Old = method.Verb == Verb.Alter ? OldFacets() : Facets.Unknown,
        };

        bool TryName(string parameter, out string? value)
        {
            value = null;
            if (!arguments.TryGetValue(parameter, out var argument))
                return true;
            if (folder.Fold(argument, locals) is not { HasValue: true } folded)
                return false;
            value = folded.Value as string;
            return true;
        }

        IReadOnlyList<string> Columns() => arguments.TryGetValue("columns", out var argument) ? Names(argument) : [];

        List<string> Names(ExpressionSyntax argument) => Elements(argument).ConvertAll(element => folder.Fold(element, locals).Value as string ?? "");

        IReadOnlyList<TableReference> References()
        {
            if (!arguments.TryGetValue("constraints", out var constraints) || !IsWritten("ForeignKey", constraints))
                return [];
            var references = new List<TableReference>();
            foreach (var key in constraints.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (NameOf(key) == "ForeignKey" && Text(key, "principalTable", 2) is { } principal)
                    references.Add(new TableReference(Text(key, "name", 0), new SchemaName(ObjectKind.Table, principal, WrittenSchema: Text(key, "principalSchema", 4))));
            }

            return references;

            string? Text(InvocationExpressionSyntax key, string parameter, int position) => Argument(key, parameter, position) is { } written ? folder.Fold(written, locals).Value as string : null;
        }

        IReadOnlyList<string> DefaultSql()
        {
            if (method.Kind is not (ObjectKind.Table or ObjectKind.Column))
                return [];
            var defaults = new List<string>();
            if (arguments.TryGetValue("defaultValueSql", out var own) && folder.FoldText(own, locals) is { } text)
                defaults.Add(text);
            if (method.Kind == ObjectKind.Table && arguments.TryGetValue("columns", out var ofTable) && IsWritten("defaultValueSql", ofTable))
            {
                foreach (var argument in ofTable.DescendantNodes().OfType<ArgumentSyntax>())
                {
                    if (argument.NameColon?.Name.Identifier.ValueText == "defaultValueSql" && folder.FoldText(argument.Expression, locals) is { } ofColumn)
                        defaults.Add(ofColumn);
                }
            }

            return defaults;
        }

        bool OnlyReplacesNull() =>
            arguments.TryGetValue("keyColumns", out var keys) && arguments.TryGetValue("keyValues", out var values)
            && columns is [var updated] && Elements(keys) is [var key] && folder.Fold(key, locals).Value as string == updated
            && Elements(values).TrueForAll(value => value.RawKind == (int)SyntaxKind.NullLiteralExpression);

        Facets NewFacets() => method.Verb switch
        {
            // A table's columns are compared with the previous model, not with another operation.
            Verb.Create when method.Kind == ObjectKind.Table && !isWhole => Facets.Unknown,
            Verb.Create when method.Kind == ObjectKind.Table => ReadFacets(parameter => parameter == "comment" ? parameter : null, "Annotation", null, locals, arguments, annotations, isComplete: true),
            Verb.Create or Verb.Alter => ReadFacets(parameter => !Identity.Contains(parameter) && !IsOld(parameter) ? parameter : null, "Annotation", TypeArgument(call), locals, arguments, annotations, isComplete: true),
            _ => Facets.Unknown,
        };

        Facets OldFacets()
        {
            // Without the old CLR type the migration is older than the old facets, or written by hand.
            var isComplete = method.Kind != ObjectKind.Column || arguments.ContainsKey("oldClrType");
            var type = arguments.TryGetValue("oldClrType", out var old) && old is TypeOfExpressionSyntax typeOf ? typeOf.Type : null;
            return ReadFacets(
                parameter => IsOld(parameter) && parameter != "oldClrType" ? char.ToLowerInvariant(parameter[OldPrefix.Length]) + parameter.Substring(OldPrefix.Length + 1) : null,
                "OldAnnotation", type, locals, arguments, annotations, isComplete);
        }

        List<Operation> Parts()
        {
            var parts = new TableDefinitionReader(this, subject, locals);
            if (arguments.TryGetValue("columns", out var ofTable))
                parts.ReadColumns(ofTable);
            if (arguments.TryGetValue("constraints", out var constraints))
                parts.ReadConstraints(constraints);
            return parts.Parts;
        }

        // The key of seed data is evident only where it goes by the name that EF Core gives it.
        RowValues? EvidentKeys()
        {
            for (var i = columns.Count - 1; i >= 0; i--)
            {
                if (string.Equals(columns[i], "Id", StringComparison.OrdinalIgnoreCase))
                    return Rows(columns, "values") is { } rows ? new RowValues([columns[i]], [.. rows.Rows.Select(row => (IReadOnlyList<string>)[row[i]])]) : null;
            }

            return null;
        }

        RowValues? Rows(IReadOnlyList<string> of, string parameter)
        {
            if (!arguments.TryGetValue(parameter, out var values))
                return null;
            var rows = new List<IReadOnlyList<string>>();
            foreach (var row in ElementsOfRows(values, of.Count))
            {
                var codes = row.Select(value => Code(value, locals)).OfType<string>().ToList();
                if (codes.Count != of.Count || row.Count != of.Count)
                    return null;
                rows.Add(codes);
            }

            return rows.Count == 0 ? null : new RowValues(of, rows);
        }
    }

    /// <summary>A table of values, the values of one row, or a value of the one column for each row.</summary>
    private static IEnumerable<IReadOnlyList<ExpressionSyntax>> ElementsOfRows(ExpressionSyntax values, int columns) => values switch
    {
        ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Rank: 2 }], Initializer: { } table } => table.Expressions.OfType<InitializerExpressionSyntax>().Select(row => (IReadOnlyList<ExpressionSyntax>)row.Expressions),
        _ when columns == 1 => Elements(values).Select(value => (IReadOnlyList<ExpressionSyntax>)[value]),
        _ => [Elements(values)],
    };

    public Facets ReadFacets(
        Func<string, string?> facetOf,
        string annotationMethod,
        TypeSyntax? type,
        Locals locals,
        Dictionary<string, ExpressionSyntax> arguments,
        IReadOnlyList<InvocationExpressionSyntax> annotations,
        bool isComplete)
    {
        var facets = new Dictionary<string, Facet>(StringComparer.Ordinal);
        if (type is not null)
            facets["clrType"] = new Facet(Written(type), Written(type));
        foreach (var argument in arguments)
        {
            if (facetOf(argument.Key) is { } facet && !IsDefault(facet, argument.Value))
                facets[facet] = facet == "type" ? WithoutCharacterSet(FacetOf(argument.Value, locals)) : FacetOf(argument.Value, locals);
        }

        foreach (var annotation in annotations)
        {
            // EF Core 5 made a facet of what had been an annotation.
            if (annotation is { Expression: MemberAccessExpressionSyntax member, ArgumentList.Arguments: [var key, var value] }
                && member.Name.Identifier.ValueText == annotationMethod
                && folder.Fold(key.Expression, locals).Value is string name)
            {
                facets[name == "Relational:Collation" ? "collation" : "@" + name] = FacetOf(value.Expression, locals);
            }
        }

        return new Facets(facets, isComplete);
    }

    /// <summary>Before EF Core 5 the type of MySQL said the character set too: it is the same type without it.</summary>
    private static Facet WithoutCharacterSet(Facet type) =>
        type.Text is { } text && text.IndexOf(" CHARACTER SET ", StringComparison.OrdinalIgnoreCase) is > 0 and var end ? type with { Value = Facet.OfText(text.Substring(0, end)).Value } : type;

    public Facet FacetOf(ExpressionSyntax value, Locals locals)
    {
        if (Code(value, locals) is { } code)
            return Facet.OfCode(code) with { Text = (value as LiteralExpressionSyntax)?.Token.Value as string };
        return new Facet(value.NormalizeWhitespace().ToFullString(), null);
    }

    /// <summary>The value as C# that means the same in another method; null if it depends on a local.</summary>
    private string? Code(ExpressionSyntax value, Locals locals)
    {
        // Constants and static members are compared and copied by name: no need to bind them.
        if (value is LiteralExpressionSyntax or MemberAccessExpressionSyntax)
            return Written(value);
        if (value is not BaseObjectCreationExpressionSyntax && folder.Fold(value, locals) is { HasValue: true, Value: string text })
            return Literal(text);
        foreach (var node in value.DescendantNodesAndSelf())
        {
            if (node is AnonymousFunctionExpressionSyntax || (node is IdentifierNameSyntax name && locals.Contains(name.Identifier.ValueText)))
                return null;
        }

        return Written(value);
    }

    /// <summary>As it stands in the file: a node's own text would be put together from its tokens, by code that nothing else in a compile needs.</summary>
    private static string Written(SyntaxNode node) => node.SyntaxTree.GetText().ToString(node.Span);

    /// <summary>Whether a name is in the text at all: a search in it costs less than the nodes of a large table.</summary>
    private static bool IsWritten(string name, SyntaxNode node) => Written(node).IndexOf(name, StringComparison.Ordinal) >= 0;

    /// <summary>The text of a constant; null for another expression.</summary>
    public string? Text(ExpressionSyntax expression, Locals locals) => folder.Fold(expression, locals).Value as string;

    private static string? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    private static ExpressionSyntax? Argument(InvocationExpressionSyntax call, string name, int position)
    {
        var list = call.ArgumentList.Arguments;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i].NameColon is { } written ? written.Name.Identifier.ValueText == name : i == position)
                return list[i].Expression;
        }

        return null;
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool IsDefault(string facet, ExpressionSyntax value) =>
        value.RawKind is (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.FalseLiteralExpression && facet is not ("defaultValue" or "unicode")
        || value.RawKind == (int)SyntaxKind.NullLiteralExpression
        || (facet == "incrementBy" && Written(value) == "1");

    private static bool IsOld(string parameter) => parameter.StartsWith(OldPrefix, StringComparison.Ordinal);

    public static TypeSyntax? TypeArgument(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: [var type] } } ? type : null;

    private static Dictionary<string, ExpressionSyntax> Arguments(BuilderMethod method, InvocationExpressionSyntax call)
    {
        var arguments = new Dictionary<string, ExpressionSyntax>(StringComparer.Ordinal);
        var list = call.ArgumentList.Arguments;
        for (var i = 0; i < list.Count; i++)
        {
            var name = list[i].NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i] : null);
            if (name is not null)
                arguments[BuilderMethod.Canonical(name)] = list[i].Expression;
        }

        return arguments;
    }

    /// <summary>The elements of an array or collection expression, or the one value itself.</summary>
    public static List<ExpressionSyntax> Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
        CollectionExpressionSyntax collection => [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression)],
        _ => [expression],
    };
}
