using Microsoft.CodeAnalysis.CSharp;
using StageReady.Analyzers.Migrations;
using StageReady.Migrations;

namespace StageReady.CodeFixes.Migrations;

/// <summary>Writes operations as C#, with each argument on its own line and in the order of EF Core's scaffolder.</summary>
internal sealed class OperationWriter(string builder, string indent, string unit, string newLine)
{
    private static readonly string[] ColumnFacets =
        ["type", "unicode", "fixedLength", "maxLength", "precision", "scale", "rowVersion", "nullable", "defaultValueSql", "computedColumnSql", "stored", "defaultValue", "comment", "collation"];

    private static readonly string[] SequenceFacets = ["startValue", "incrementBy", "minValue", "maxValue", "cyclic"];

    private static readonly string[] IndexFacets = ["unique", "descending", "filter"];

    private static readonly string[] ForeignKeyFacets = ["onUpdate", "onDelete"];

    private static readonly string[] CheckFacets = ["sql"];

    private static readonly string[] TableFacets = ["comment"];

    private static readonly string[] DatabaseFacets = ["collation"];

    /// <summary>The statements of one step, with what does not come back said before them.</summary>
    public string Write(ReversalStep step)
    {
        var comment = step.Caution is null ? "" : $"{indent}// {step.Caution}{newLine}";
        return comment + string.Join(newLine, step.Inverse!.Select(Write));
    }

    private string Write(Operation operation)
    {
        if (operation.Text is not null)
            return $"{indent}{builder}.Sql({Literal(operation.Text)});{newLine}";
        var arguments = Arguments(operation).Select(argument => newLine + indent + unit + $"{argument.Name}: {argument.Code}");
        var annotations = Annotations(operation).Select(annotation => newLine + indent + unit + annotation);
        return $"{indent}{builder}.{BuilderMethod.For(operation).Name}{TypeArgument(operation)}({string.Join(",", arguments)}){string.Concat(annotations)};{newLine}";
    }

    private IEnumerable<(string Name, string Code)> Arguments(Operation operation)
    {
        var subject = operation.Subject;
        return operation.Verb switch
        {
            Verb.Insert or Verb.Update or Verb.Delete => [.. Names(("schema", subject.WrittenSchema), ("table", subject.Name)), .. Rows("key", operation.Keys, operation.Verb != Verb.Insert), .. Rows("", operation.Values, true)],
            Verb.Rename => Renaming(subject, operation.NewName!),
            Verb.Create when subject.Kind == ObjectKind.Table =>
            [
                .. Names(("name", subject.Name), ("schema", subject.WrittenSchema)),
                ("columns", Columns(operation)),
                ("constraints", Constraints(operation)),
                .. Facets(operation),
            ],
            Verb.Create or Verb.Alter or Verb.Restart =>
            [
                .. subject.Kind == ObjectKind.Database ? [] : Names(("name", subject.Name), ("schema", subject.WrittenSchema), ("table", subject.Table)),
                .. Listed("column", operation.Columns),
                .. subject.Kind == ObjectKind.ForeignKey ? References(operation) : [],
                .. Facets(operation),
            ],
            _ => Names(("name", subject.Name), ("schema", subject.WrittenSchema), ("table", subject.Table)),
        };
    }

    private static IEnumerable<(string Name, string Code)> Renaming(SchemaName subject, SchemaName renamed)
    {
        var movesSchema = renamed.WrittenSchema != subject.WrittenSchema || (subject.Kind is ObjectKind.Table or ObjectKind.Sequence && renamed.WrittenSchema is not null);
        return Names(("name", subject.Name), ("schema", subject.WrittenSchema), ("table", subject.Table), ("newName", renamed.Name), ("newSchema", movesSchema ? renamed.WrittenSchema : null));
    }

    private static IEnumerable<(string Name, string Code)> Names(params (string Parameter, string? Value)[] names) =>
        names.Where(name => name.Value is not null).Select(name => (name.Parameter, Literal(name.Value!)));

    /// <summary>One name, or an array under the plural of the parameter.</summary>
    private static IEnumerable<(string Name, string Code)> Listed(string parameter, IReadOnlyList<string> names) => names.Count switch
    {
        0 => [],
        1 => [(parameter, Literal(names[0]))],
        _ => [(parameter + "s", $"new[] {{ {string.Join(", ", names.Select(Literal))} }}")],
    };

    private static IEnumerable<(string Name, string Code)> References(Operation key) =>
        [.. Names(("principalSchema", key.Principal!.WrittenSchema), ("principalTable", key.Principal.Name)), .. Listed("principalColumn", key.PrincipalColumns)];

    private IEnumerable<(string Name, string Code)> Rows(string prefix, RowValues? values, bool areWritten)
    {
        if (values is null || !areWritten)
            return [];
        var (column, value) = prefix.Length == 0 ? ("column", "value") : (prefix + "Column", prefix + "Value");
        return [.. Listed(column, values.Columns), values is { Columns.Count: 1, Rows.Count: 1 } ? (value, values.Rows[0][0]) : (value + "s", Table(values))];
    }

    private string Table(RowValues values)
    {
        if (values.Columns.Count == 1 || values.Rows.Count == 1)
            return $"new object[] {{ {string.Join(", ", values.Rows.SelectMany(row => row))} }}";
        var inner = newLine + indent + unit;
        return $"new object[,]{inner}{{{string.Join(",", values.Rows.Select(row => $"{inner}{unit}{{ {string.Join(", ", row)} }}"))}{inner}}}";
    }

    private string Columns(Operation table)
    {
        var inner = newLine + indent + unit;
        var columns = table.Parts.Where(part => part.Subject.Kind == ObjectKind.Column).Select(column =>
        {
            var property = PropertyName(column.Subject.Name);
            var facets = Facets(column, isInNewTable: true);
            var arguments = property == column.Subject.Name ? facets : [("name", Literal(column.Subject.Name)), .. facets];
            var annotations = Annotations(column).Select(annotation => inner + unit + unit + annotation);
            return $"{inner}{unit}{property} = table.Column{TypeArgument(column)}({string.Join(", ", arguments.Select(argument => $"{argument.Name}: {argument.Code}"))}){string.Concat(annotations)}";
        });
        return $"table => new{inner}{{{string.Join(",", columns)}{inner}}}";
    }

    private string Constraints(Operation table)
    {
        var inner = newLine + indent + unit;
        var constraints = table.Parts.Where(part => part.Subject.IsConstraint).OrderBy(part => Array.IndexOf(ConstraintOrder, part.Subject.Kind)).Select(part =>
        {
            var name = Literal(part.Subject.Name);
            var call = part.Subject.Kind switch
            {
                ObjectKind.PrimaryKey => $"PrimaryKey({name}, {Selector(part.Columns)})",
                ObjectKind.UniqueConstraint => $"UniqueConstraint({name}, {Selector(part.Columns)})",
                ObjectKind.CheckConstraint => $"CheckConstraint({name}, {part.New.Stated["sql"].Code})",
                _ => $"ForeignKey({string.Join(",", ForeignKey(part, name).Select(argument => $"{inner}{unit}{unit}{argument.Name}: {argument.Code}"))})",
            };
            var annotations = Annotations(part).Select(annotation => inner + unit + unit + annotation);
            return $"{inner}{unit}table.{call}{string.Concat(annotations)};";
        });
        return $"table =>{inner}{{{string.Concat(constraints)}{inner}}}";
    }

    private static readonly ObjectKind[] ConstraintOrder = [ObjectKind.PrimaryKey, ObjectKind.UniqueConstraint, ObjectKind.CheckConstraint, ObjectKind.ForeignKey];

    private static IEnumerable<(string Name, string Code)> ForeignKey(Operation key, string name) =>
        [("name", name), (key.Columns.Count == 1 ? "column" : "columns", Selector(key.Columns)), .. References(key), .. Facets(key)];

    private static string Selector(IReadOnlyList<string> columns) =>
        columns.Count == 1 ? $"x => x.{PropertyName(columns[0])}" : $"x => new {{ {string.Join(", ", columns.Select(column => "x." + PropertyName(column)))} }}";

    /// <summary>The column's name as C# can say it.</summary>
    private static string PropertyName(string column)
    {
        var name = string.Concat(column.Where(SyntaxFacts.IsIdentifierPartCharacter));
        if (name.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(name[0]))
            name = "_" + name;
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    private static IEnumerable<(string Name, string Code)> Facets(Operation operation, bool isInNewTable = false)
    {
        var order = operation.Subject.Kind switch
        {
            ObjectKind.Column => ColumnFacets,
            ObjectKind.Sequence => SequenceFacets,
            ObjectKind.Index => IndexFacets,
            ObjectKind.ForeignKey => ForeignKeyFacets,
            ObjectKind.CheckConstraint => CheckFacets,
            ObjectKind.Table => TableFacets,
            ObjectKind.Database => DatabaseFacets,
            _ => [],
        };
        foreach (var facet in order)
        {
            if (operation.New.Stated.TryGetValue(facet, out var value))
                yield return (facet, value.Code!);
            else if (facet == "nullable" && operation.Subject.Kind == ObjectKind.Column)
                yield return (facet, "false");
            else if (facet == "defaultValue" && !isInNewTable && NeedsDefault(operation) && ClrDefault(operation) is { } clrDefault)
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

    /// <summary>Rows that are there already, or hold null, need a value then; EF Core gives them the type's default.</summary>
    private static bool NeedsDefault(Operation operation) =>
        operation.Subject.Kind == ObjectKind.Column && !operation.New.Stated.ContainsKey("nullable")
        && (operation.Verb == Verb.Create ? operation.IsRequiredWithoutDefault : operation.Old.Stated.ContainsKey("nullable"))
        && !operation.New.Stated.ContainsKey("defaultValueSql") && !operation.New.Stated.ContainsKey("computedColumnSql");

    private static string? ClrDefault(Operation operation) => operation.New.Stated.TryGetValue("clrType", out var type) ? ClrDefaults.Of(type.Value.TrimEnd('?')) : null;

    private static string TypeArgument(Operation operation) =>
        operation.Subject.Kind is ObjectKind.Column or ObjectKind.Sequence && operation.Verb is Verb.Create or Verb.Alter && operation.New.Stated.TryGetValue("clrType", out var type)
            && !(operation is { Verb: Verb.Alter, Subject.Kind: ObjectKind.Sequence })
            ? $"<{type.Code!.TrimEnd('?')}>"
            : "";

    private static IEnumerable<string> Annotations(Operation operation) =>
        Annotations(operation.New, "Annotation").Concat(Annotations(operation.Old, "OldAnnotation"));

    private static IEnumerable<string> Annotations(Facets facets, string method) =>
        facets.Stated.Where(facet => facet.Key[0] == '@').Select(facet => $".{method}({Literal(facet.Key.Substring(1))}, {facet.Value.Code})");

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
