using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Sql;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads one expression of FluentMigrator as operations. Names that it leaves out are those of FluentMigrator's conventions.</summary>
/// <param name="folder">Knows the constants.</param>
/// <param name="conditions">Decides for which databases an expression is.</param>
/// <param name="reversals">Knows what FluentMigrator reverses by itself.</param>
/// <param name="isWhole">Whether the facets of columns, indexes and keys are read too.</param>
internal sealed class FluentExpressionReader(ConstantFolder folder, ProviderCondition conditions, FluentReversals reversals, bool isWhole)
{
    private FluentExpression _expression = null!;
    private Locals _locals = Locals.Empty;
    private bool _isKnown;
    private FluentFacetReader? _facets;

    /// <summary>Null if a name is not constant, or if the expression is none that is known.</summary>
    public IReadOnlyList<Operation>? Read(FluentExpression expression, Locals locals)
    {
        (_expression, _locals, _isKnown) = (expression, locals, true);
        _facets = isWhole ? new FluentFacetReader(expression, folder, locals) : null;
        var parts = expression.Parts;
        var isConditional = parts[0].Name == "IfDatabase";
        var first = isConditional ? 1 : 0;
        if (parts.Count < first + 2)
            return null;
        var applies = isConditional ? AppliesTo(parts[0], locals) : true;
        if (applies == false)
            return [];

        IReadOnlyList<Operation>? operations = (parts[first].Name, parts[first + 1].Name) switch
        {
            ("Create", "Table") => [CreatedTable(Table(parts[first + 1]))],
            ("Create", "Column") => [new Operation(Verb.Create, Column(parts[first + 1], "OnTable")) { New = _facets?.Column(parts[first + 1]) ?? Facets.Unknown }],
            ("Create", "Index") => [Index(Verb.Create, parts[first + 1])],
            ("Create", "ForeignKey") => [ForeignKey(Verb.Create, parts[first + 1])],
            ("Create", "PrimaryKey") => [Key(Verb.Create, ObjectKind.PrimaryKey, "PK", parts[first + 1], "OnTable")],
            ("Create", "UniqueConstraint") => [Key(Verb.Create, ObjectKind.UniqueConstraint, "UC", parts[first + 1], "OnTable")],
            ("Create", "Schema") => [new Operation(Verb.Ensure, new SchemaName(ObjectKind.Schema, Name(parts[first + 1])))],
            ("Create", "Sequence") => [Irreversible(new Operation(Verb.Create, new SchemaName(ObjectKind.Sequence, Name(parts[first + 1]), WrittenSchema: Schema())), "Create.Sequence", "CreateSequenceExpression")],
            ("Alter", "Table") => AlterTable(parts[first + 1]),
            ("Alter", "Column") => [Irreversible(Altered(Column(parts[first + 1], "OnTable"), parts[first + 1]), "Alter.Column", "AlterColumnExpression")],
            ("Delete", "Table") => [Irreversible(new Operation(Verb.Drop, Table(parts[first + 1])), "Delete.Table", "DeleteTableExpression")],
            ("Delete", "Column") => DeleteColumns(),
            ("Delete", "Index") => [Irreversible(Index(Verb.Drop, parts[first + 1]), "Delete.Index", "DeleteIndexExpression")],
            ("Delete", "ForeignKey") => [DeleteForeignKey(parts[first + 1])],
            ("Delete", "PrimaryKey") => [Irreversible(Key(Verb.Drop, ObjectKind.PrimaryKey, "PK", parts[first + 1], "FromTable"), "Delete.PrimaryKey", "DeleteConstraintExpression")],
            ("Delete", "UniqueConstraint") => [Irreversible(Key(Verb.Drop, ObjectKind.UniqueConstraint, "UC", parts[first + 1], "FromTable"), "Delete.UniqueConstraint", "DeleteConstraintExpression")],
            ("Delete", "Sequence") => [Irreversible(new Operation(Verb.Drop, new SchemaName(ObjectKind.Sequence, Name(parts[first + 1]), WrittenSchema: Schema())), "Delete.Sequence", "DeleteSequenceExpression")],
            ("Delete", "Schema") => [Irreversible(new Operation(Verb.Drop, new SchemaName(ObjectKind.Schema, Name(parts[first + 1]))), "Delete.Schema", "DeleteSchemaExpression")],
            ("Delete", "FromTable") => [new Operation(Verb.Delete, Table(parts[first + 1]))],
            ("Rename", "Table") => Rename(Table(parts[first + 1])),
            ("Rename", "Column") => Rename(Column(parts[first + 1], "OnTable")),
            ("Insert", "IntoTable") => [new Operation(Verb.Insert, Table(parts[first + 1]))],
            ("Update", "Table") => [Irreversible(Update(parts[first + 1]), "Update.Table", "UpdateDataExpression")],
            ("Execute", "Sql") => ExecuteSql(parts[first + 1]),
            ("Execute", var how) => [Irreversible(Operation.NotRead(null), $"Execute.{how}")],

            // Nothing but its column is unknown then, and what is compared of that are not defaults.
            ("Delete", "DefaultConstraint") => isWhole ? [] : [Irreversible(Operation.NotRead(null, NameOf(Find("OnColumn"))) with { IsCertain = false }, "Delete.DefaultConstraint")],
            ("Delete", var what) => [Irreversible(Operation.NotRead(null), $"Delete.{what}")],
            _ => null,
        };
        if (operations is null || !_isKnown)
            return null;
        if (parts[first].Name is "Create" or "Alter" && parts[first + 1].Name is "Table" or "Column")
            operations = [.. operations, .. KeysOfColumns(parts[first + 1].Name == "Table" ? Table(parts[first + 1]) : operations[0].Subject)];
        if (!_isKnown)
            return null;
        if (Find("IfExists") is not null)
            operations = [.. operations.Select(operation => operation with { IfExists = true })];
        return applies is null ? [.. operations.Select(operation => operation with { IsCertain = false })] : operations;
    }

    /// <summary>
    /// Whether <c>IfDatabase("sqlite", "postgres")</c> is for the database of the world that is read. Null where only running it tells: a predicate, a database that is not known, one version of a
    /// database among others.
    /// </summary>
    public bool? AppliesTo(FluentPart databases, Locals locals)
    {
        bool? applies = false;
        foreach (var argument in databases.Arguments)
        {
            var isVersion = folder.Fold(argument.Expression, locals).Value is string name && name.Any(char.IsDigit);
            applies |= conditions.Matches(argument.Expression, locals) is { } matches && !(matches && isVersion) ? matches : null;
        }

        return databases.Arguments.Count == 0 ? null : applies;
    }

    private IReadOnlyList<Operation> ExecuteSql(FluentPart part)
    {
        var sql = part.Arguments.Count > 0 ? folder.FoldText(part.Arguments[0].Expression, _locals) : null;
        var operations = sql is null ? [] : SqlReader.Read(sql);
        return operations.Count == 0
            ? [Irreversible(Operation.NotRead(null, sql), "Execute.Sql")]
            : [.. operations.Select(operation => Irreversible(operation, "Execute.Sql"))];
    }

    /// <summary>With its columns and its key, where facets are asked for.</summary>
    private Operation CreatedTable(SchemaName table)
    {
        var created = new Operation(Verb.Create, table);
        if (_facets is null)
            return created;

        var parts = _facets.Columns().ConvertAll(column => CreatedColumn(table, column));
        var keyColumns = _facets.KeyColumns();
        if (keyColumns.SelectMany(_facets.SegmentOf).FirstOrDefault(part => part.Name == "PrimaryKey") is { } key)
        {
            var name = key.Arguments.Count > 0 ? Name(key) : $"PK_{table.Name}";
            parts.Add(new Operation(Verb.Create, new SchemaName(ObjectKind.PrimaryKey, name, table.Name, table.WrittenSchema)) { Columns = keyColumns.ConvertAll(Name), New = _facets.IndexOfColumn(key) });
        }

        return created with { Parts = parts };
    }

    private Operation CreatedColumn(SchemaName table, FluentPart column) => new(Verb.Create, ColumnOf(table, column)) { New = _facets?.Column(column) ?? Facets.Unknown };

    private Operation Altered(SchemaName column, FluentPart part) => new(Verb.Alter, column) { New = _facets?.Column(part, isAltered: true) ?? Facets.Unknown };

    private SchemaName ColumnOf(SchemaName table, FluentPart column) => new(ObjectKind.Column, Name(column), table.Name, table.WrittenSchema);

    /// <summary>One expression can do several things, each at a place of its own.</summary>
    private List<Operation> AlterTable(FluentPart table)
    {
        var subject = Table(table);
        var operations = new List<Operation>();
        foreach (var part in _expression.Parts)
        {
            var operation = part.Name switch
            {
                "AddColumn" => CreatedColumn(subject, part),
                "AlterColumn" => Irreversible(Altered(ColumnOf(subject, part), part), "AlterColumn", "AlterColumnExpression"),
                "ToSchema" => Irreversible(new Operation(Verb.Rename, subject) { NewName = subject with { WrittenSchema = Name(part) } }, "ToSchema", "AlterSchemaExpression"),
                _ => null,
            };
            if (operation is not null)
                operations.Add(operation with { Place = part.Syntax });
        }

        // Alter.Table is an expression of its own, which older versions cannot reverse whatever else it says.
        if (operations.Count > 0 && reversals.Has("AlterTableExpression") == false)
            operations[0] = operations[0] with { Place = table.Syntax, IrreversibleExpression = "Alter.Table" };
        return operations;
    }

    /// <summary>Indexes and foreign keys that stand at the columns.</summary>
    private List<Operation> KeysOfColumns(SchemaName subject)
    {
        var table = subject.Table ?? subject.Name;
        var column = subject.Kind == ObjectKind.Column ? subject.Name : "";
        var keys = new List<Operation>();
        foreach (var part in _expression.Parts)
        {
            switch (part.Name)
            {
                case "WithColumn" or "AddColumn" or "AlterColumn":
                    column = Name(part);
                    break;
                case "Indexed" or "Unique":
                    keys.Add(Key(ObjectKind.Index, part.Arguments.Count > 0 ? Name(part) : $"IX_{table}_{column}", _facets?.IndexOfColumn(part)));
                    break;
                case "ForeignKey" when part.Arguments.Count >= 2:
                    var name = part.Arguments.Count > 2 ? Name(part) : $"FK_{table}_{column}_{Name(part)}_{Text(part.Arguments[1].Expression)}";
                    keys.Add(Key(ObjectKind.ForeignKey, name, _facets?.ForeignKeyOfColumn(part)) with
                    {
                        Principal = _facets is null ? null : new SchemaName(ObjectKind.Table, Text(part.Arguments[part.Arguments.Count - 2].Expression)),
                    });
                    break;
            }
        }

        return keys;

        Operation Key(ObjectKind kind, string name, Facets? facets) => new(Verb.Create, new SchemaName(kind, name, table, subject.WrittenSchema)) { Columns = [column], New = facets ?? Facets.Unknown };
    }

    private List<Operation> DeleteColumns()
    {
        var table = Find("FromTable");
        return [.. _expression.Parts.Where(part => part.Name == "Column").Select(part => Irreversible(new Operation(Verb.Drop, Part(ObjectKind.Column, Name(part), table)), "Delete.Column", "DeleteColumnExpression"))];
    }

    /// <summary>Of <c>Set(new { A = 1 })</c> the columns are known; of another object they are not.</summary>
    private Operation Update(FluentPart table)
    {
        var update = new Operation(Verb.Update, Table(table));
        return Find("Set") is { Arguments: [{ Expression: AnonymousObjectCreationExpressionSyntax row }] }
            ? update with { Columns = [.. row.Initializers.Select(column => column.NameEquals?.Name.Identifier.ValueText ?? "")] }
            : update with { IsCertain = false };
    }

    private List<Operation> Rename(SchemaName subject) => [new Operation(Verb.Rename, subject) { NewName = subject with { Name = NameOf(Find("To")) } }];

    private Operation Index(Verb verb, FluentPart index)
    {
        var table = Find("OnTable");
        var columns = Columns("OnColumn", "OnColumns");
        return new Operation(verb, Part(ObjectKind.Index, index.Arguments.Count > 0 ? Name(index) : $"IX_{NameOf(table)}_{string.Join("_", columns)}", table)) { Columns = columns, New = _facets?.Index(index) ?? Facets.Unknown };
    }

    private Operation Key(Verb verb, ObjectKind kind, string prefix, FluentPart key, string on)
    {
        var table = Find(on);
        var columns = Columns("Column", "Columns");
        var name = key.Arguments.Count > 0 ? Name(key) : string.Join("_", new[] { prefix, NameOf(table) }.Concat(kind == ObjectKind.PrimaryKey ? [] : columns));
        return new Operation(verb, Part(kind, name, table)) { Columns = columns, New = _facets?.Key(key) ?? Facets.Unknown };
    }

    private Operation ForeignKey(Verb verb, FluentPart key)
    {
        var from = Find("FromTable");
        var to = Find("ToTable");
        var columns = Columns("ForeignColumn", "ForeignColumns");
        var name = key.Arguments.Count > 0
            ? Name(key)
            : string.Join("_", new[] { "FK", NameOf(from) }.Concat(columns).Concat([NameOf(to)]).Concat(Columns("PrimaryColumn", "PrimaryColumns")));
        return new Operation(verb, new SchemaName(ObjectKind.ForeignKey, name, NameOf(from), SchemaOf(from)))
        {
            Columns = columns,
            New = _facets?.ForeignKey(key) ?? Facets.Unknown,
            Principal = to is null ? null : new SchemaName(ObjectKind.Table, NameOf(to), WrittenSchema: SchemaOf(to)),
        };
    }

    /// <summary>Each of the two tables of a foreign key has a schema of its own.</summary>
    private string? SchemaOf(FluentPart? table)
    {
        var at = table is null ? -1 : _expression.Parts.IndexOf(table) + 1;
        return at > 0 && at < _expression.Parts.Count && _expression.Parts[at] is { Name: "InSchema" } schema ? Name(schema) : null;
    }

    /// <summary>By its columns the key is known well enough to be created again; by its name it is not.</summary>
    private Operation DeleteForeignKey(FluentPart key)
    {
        if (key.Arguments.Count == 0)
            return ForeignKey(Verb.Drop, key);
        return Irreversible(new Operation(Verb.Drop, Part(ObjectKind.ForeignKey, Name(key), Find("OnTable"))), "Delete.ForeignKey by name");
    }

    /// <summary>Marks what FluentMigrator cannot reverse by itself, unless the version that is referenced can.</summary>
    private Operation Irreversible(Operation operation, string expression, string type = "") =>
        type.Length > 0 && reversals.Has(type) == true ? operation : operation with { IrreversibleExpression = expression };

    private SchemaName Table(FluentPart part) => new(ObjectKind.Table, Name(part), WrittenSchema: Schema());

    private SchemaName Column(FluentPart part, string on) => Part(ObjectKind.Column, Name(part), Find(on));

    private SchemaName Part(ObjectKind kind, string name, FluentPart? table) => new(kind, name, NameOf(table), Schema());

    private string NameOf(FluentPart? table)
    {
        if (table is not null)
            return Name(table);
        _isKnown = false;
        return "";
    }

    private string? Schema() => (Find("InSchema") ?? Find("WithSchema")) is { } schema ? Name(schema) : null;

    private List<string> Columns(string one, string several = "")
    {
        var columns = new List<string>();
        foreach (var part in _expression.Parts)
        {
            if (part.Name == one)
                columns.Add(Name(part));
            else if (part.Name == several)
                columns.AddRange(part.Arguments.Select(argument => Text(argument.Expression)));
        }

        return columns;
    }

    private FluentPart? Find(string name) => _expression.Parts.Find(part => part.Name == name);

    private string Name(FluentPart part)
    {
        if (part.Arguments.Count > 0)
            return Text(part.Arguments[0].Expression);
        _isKnown = false;
        return "";
    }

    private string Text(ExpressionSyntax expression)
    {
        if (folder.Fold(expression, _locals) is { HasValue: true, Value: string text })
            return Unquoted(text);
        _isKnown = false;
        return "";
    }

    /// <summary>FluentMigrator quotes names itself, and leaves alone those that are quoted already.</summary>
    private static string Unquoted(string name) =>
        name.Length > 2 && (name[0], name[name.Length - 1]) is ('[', ']') or ('"', '"') or ('`', '`') ? name.Substring(1, name.Length - 2) : name;
}
