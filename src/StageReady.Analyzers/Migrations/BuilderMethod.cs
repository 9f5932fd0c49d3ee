using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>A method of EF Core's MigrationBuilder: what it does, and its parameters in their order, for arguments without a name.</summary>
internal sealed class BuilderMethod(string name, Verb verb, ObjectKind kind, string parameters)
{
    private string[]? _parameters;

    private static readonly BuilderMethod[] All =
    [
        new("CreateTable", Verb.Create, ObjectKind.Table, "name columns schema constraints comment"),
        new("DropTable", Verb.Drop, ObjectKind.Table, "name schema"),
        new("RenameTable", Verb.Rename, ObjectKind.Table, "name schema newName newSchema"),
        new("AlterTable", Verb.Alter, ObjectKind.Table, "name schema comment oldComment"),

        new("AddColumn", Verb.Create, ObjectKind.Column, "name table type unicode maxLength rowVersion schema nullable defaultValue defaultValueSql computedColumnSql fixedLength comment collation precision scale stored"),
        new("DropColumn", Verb.Drop, ObjectKind.Column, "name table schema"),
        new("RenameColumn", Verb.Rename, ObjectKind.Column, "name table newName schema"),
        new("AlterColumn", Verb.Alter, ObjectKind.Column, "name table type unicode maxLength rowVersion schema nullable defaultValue defaultValueSql computedColumnSql oldClrType oldType oldUnicode oldMaxLength oldRowVersion oldNullable oldDefaultValue oldDefaultValueSql oldComputedColumnSql fixedLength oldFixedLength comment oldComment collation oldCollation precision oldPrecision scale oldScale stored oldStored"),

        new("CreateIndex", Verb.Create, ObjectKind.Index, "name table columns schema unique filter descending"),
        new("DropIndex", Verb.Drop, ObjectKind.Index, "name table schema"),
        new("RenameIndex", Verb.Rename, ObjectKind.Index, "name newName table schema"),

        new("AddPrimaryKey", Verb.Create, ObjectKind.PrimaryKey, "name table columns schema"),
        new("DropPrimaryKey", Verb.Drop, ObjectKind.PrimaryKey, "name table schema"),
        new("AddForeignKey", Verb.Create, ObjectKind.ForeignKey, "name table columns principalTable schema principalSchema principalColumns onUpdate onDelete"),
        new("DropForeignKey", Verb.Drop, ObjectKind.ForeignKey, "name table schema"),
        new("AddUniqueConstraint", Verb.Create, ObjectKind.UniqueConstraint, "name table columns schema"),
        new("DropUniqueConstraint", Verb.Drop, ObjectKind.UniqueConstraint, "name table schema"),
        new("AddCheckConstraint", Verb.Create, ObjectKind.CheckConstraint, "name table sql schema"),
        new("CreateCheckConstraint", Verb.Create, ObjectKind.CheckConstraint, "name table sql schema"),
        new("DropCheckConstraint", Verb.Drop, ObjectKind.CheckConstraint, "name table schema"),

        new("CreateSequence", Verb.Create, ObjectKind.Sequence, "name schema startValue incrementBy minValue maxValue cyclic"),
        new("DropSequence", Verb.Drop, ObjectKind.Sequence, "name schema"),
        new("RenameSequence", Verb.Rename, ObjectKind.Sequence, "name schema newName newSchema"),
        new("AlterSequence", Verb.Alter, ObjectKind.Sequence, "name schema incrementBy minValue maxValue cyclic oldIncrementBy oldMinValue oldMaxValue oldCyclic"),
        new("RestartSequence", Verb.Restart, ObjectKind.Sequence, "name startValue schema"),

        new("EnsureSchema", Verb.Ensure, ObjectKind.Schema, "name"),
        new("DropSchema", Verb.Drop, ObjectKind.Schema, "name"),
        new("AlterDatabase", Verb.Alter, ObjectKind.Database, "collation oldCollation"),

        new("InsertData", Verb.Insert, ObjectKind.Table, "table columns values schema"),
        new("UpdateData", Verb.Update, ObjectKind.Table, "table keyColumns keyValues columns values schema"),
        new("DeleteData", Verb.Delete, ObjectKind.Table, "table keyColumns keyValues schema"),
    ];

    private static readonly Dictionary<string, BuilderMethod> ByName = All.ToDictionary(method => method.Name, StringComparer.Ordinal);

    public string Name => name;

    public Verb Verb => verb;

    public ObjectKind Kind => kind;

    public string[] Parameters => _parameters ??= parameters.Split(' ');

    /// <summary>Null for a method that is none of EF Core's, and for Sql.</summary>
    public static BuilderMethod? Find(string name) => ByName.TryGetValue(name, out var method) ? method : null;

    public static BuilderMethod For(Operation operation) => All.First(method => method.Verb == operation.Verb && method.Kind == operation.Subject.Kind);

    /// <summary>One name for the overloads that take one column and those that take several.</summary>
    public static string Canonical(string parameter) => parameter switch
    {
        "column" => "columns",
        "value" => "values",
        "principalColumn" => "principalColumns",
        "keyColumn" => "keyColumns",
        "keyValue" => "keyValues",
        _ => parameter,
    };
}
