using Microsoft.CodeAnalysis.CSharp;
using StageReady.Analyzers.Migrations;
using StageReady.Migrations;

namespace StageReady.CodeFixes.Migrations;

/// <summary>Writes operations as C#, with each argument on its own line and in the order of EF Core's scaffolder.</summary>
internal sealed class OperationWriter(string builder, string indent, string unit, string newLine)
{
    private static readonly string[] ColumnFacets =
        ["type", "unicode", "fixedLength", "maxLength", "precision", "scale", "rowVersion", "nullable", "defaultValueSql", "computedColumnSql", "stored", "defaultValue", "comment", "collation"];

    private static readonly string[] SequenceFacets = ["incrementBy", "minValue", "maxValue", "cyclic"];

    private static readonly string[] TableFacets = ["comment"];

    private static readonly string[] DatabaseFacets = ["collation"];

    public string Write(Operation operation, string? caution)
    {
        var arguments = Arguments(operation).Select(argument => newLine + indent + unit + $"{argument.Name}: {argument.Code}");
        var method = operation.Text is not null ? "Sql" : BuilderMethod.For(operation).Name + TypeArgument(operation);
        var call = operation.Text is not null
            ? $"{builder}.Sql({SymbolDisplay.FormatLiteral(operation.Text, quote: true)})"
            : $"{builder}.{method}({string.Join(",", arguments)})";
        var annotations = Annotations(operation).Select(annotation => newLine + indent + unit + annotation);
        var comment = caution is null ? "" : $"{indent}// {caution}{newLine}";
        return $"{comment}{indent}{call}{string.Concat(annotations)};{newLine}";
    }

    private static IEnumerable<(string Name, string Code)> Arguments(Operation operation)
    {
        var subject = operation.Subject;
        switch (operation.Verb)
        {
            case Verb.Delete:
                foreach (var argument in Names(("schema", subject.WrittenSchema), ("table", subject.Name)))
                    yield return argument;
                yield return ("keyColumn", operation.New.Stated["keyColumn"].Code!);
                var values = operation.New.Stated["keyValues"].Code!;
                yield return (values.StartsWith("new object[]", StringComparison.Ordinal) ? "keyValues" : "keyValue", values);
                break;

            case Verb.Rename:
                var renamed = operation.NewName!;
                var movesSchema = renamed.WrittenSchema != subject.WrittenSchema || (subject.Kind is ObjectKind.Table or ObjectKind.Sequence && renamed.WrittenSchema is not null);
                foreach (var argument in Names(("name", subject.Name), ("schema", subject.WrittenSchema), ("table", subject.Table), ("newName", renamed.Name), ("newSchema", movesSchema ? renamed.WrittenSchema : null)))
                    yield return argument;
                break;

            case Verb.Alter:
                foreach (var argument in subject.Kind == ObjectKind.Database ? [] : Names(("name", subject.Name), ("schema", subject.WrittenSchema), ("table", subject.Table)))
                    yield return argument;
                foreach (var argument in Facets(operation))
                    yield return argument;
                break;

            default:
                foreach (var argument in Names(("name", subject.Name), ("schema", subject.WrittenSchema), ("table", subject.Table)))
                    yield return argument;
                break;
        }
    }

    private static IEnumerable<(string Name, string Code)> Names(params (string Parameter, string? Value)[] names) =>
        names.Where(name => name.Value is not null).Select(name => (name.Parameter, SymbolDisplay.FormatLiteral(name.Value!, quote: true)));

    private static IEnumerable<(string Name, string Code)> Facets(Operation operation)
    {
        var order = operation.Subject.Kind switch
        {
            ObjectKind.Column => ColumnFacets,
            ObjectKind.Sequence => SequenceFacets,
            ObjectKind.Table => TableFacets,
            _ => DatabaseFacets,
        };
        foreach (var facet in order)
        {
            if (operation.New.Stated.TryGetValue(facet, out var value))
                yield return (facet, value.Code!);
            else if (facet == "nullable" && operation.Subject.Kind == ObjectKind.Column)
                yield return (facet, "false");
            else if (facet == "defaultValue" && BecomesRequired(operation) && ClrDefault(operation) is { } clrDefault)
                yield return (facet, clrDefault);
        }

        if (operation.Old.Stated.TryGetValue("clrType", out var type))
            yield return ("oldClrType", $"typeof({type.Code!.TrimEnd('?')})");
        foreach (var facet in order)
        {
            if (operation.Old.Stated.TryGetValue(facet, out var value))
                yield return ("old" + char.ToUpperInvariant(facet[0]) + facet.Substring(1), value.Code!);
        }
    }

    /// <summary>Rows that hold null need a value then; EF Core gives them the type's default.</summary>
    private static bool BecomesRequired(Operation operation) =>
        operation.Subject.Kind == ObjectKind.Column
        && !operation.New.Stated.ContainsKey("nullable") && operation.Old.Stated.ContainsKey("nullable")
        && !operation.New.Stated.ContainsKey("defaultValueSql") && !operation.New.Stated.ContainsKey("computedColumnSql");

    private static string? ClrDefault(Operation operation) => operation.New.Stated.TryGetValue("clrType", out var type) ? ClrDefaults.Of(type.Value.TrimEnd('?')) : null;

    private static string TypeArgument(Operation operation) =>
        operation is { Verb: Verb.Alter, Subject.Kind: ObjectKind.Column } && operation.New.Stated.TryGetValue("clrType", out var type) ? $"<{type.Code!.TrimEnd('?')}>" : "";

    private static IEnumerable<string> Annotations(Operation operation) =>
        Annotations(operation.New, "Annotation").Concat(Annotations(operation.Old, "OldAnnotation"));

    private static IEnumerable<string> Annotations(Facets facets, string method) =>
        facets.Stated.Where(facet => facet.Key[0] == '@').Select(facet => $".{method}({SymbolDisplay.FormatLiteral(facet.Key.Substring(1), quote: true)}, {facet.Value.Code})");
}
