using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class DownTouchesWhatUpDidNotTests
{
    private const string AddNote = """migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);""";
    private const string DropNote = """migrationBuilder.DropColumn("Note", "Orders");""";

    [Theory]
    [InlineData("""migrationBuilder.{|#0:DropTable|}("Notes");""", "Down drops table Notes, which Up does not create: a rollback destroys what was there before. Remove it from Down")]
    [InlineData("""migrationBuilder.{|#0:DropColumn|}("Memo", "Orders");""", "Down drops column Orders.Memo, which Up does not add: a rollback destroys what was there before. Remove it from Down")]
    [InlineData("""migrationBuilder.{|#0:DropIndex|}("IX_A", "Orders");""", "Down drops index IX_A on Orders, which Up does not create: a rollback destroys what was there before. Remove it from Down")]
    [InlineData("""migrationBuilder.{|#0:Sql|}("DROP VIEW v");""", "Down drops view v, which Up does not create: a rollback destroys what was there before. Remove it from Down")]
    [InlineData("""migrationBuilder.{|#0:RenameTable|}("A", newName: "B");""", "Down renames table A to B, which Up does not touch: after a rollback it is not what it was before. Remove it from Down")]
    [InlineData("""migrationBuilder.{|#0:AlterColumn<string>|}("C", "Orders", maxLength: 5, oldClrType: typeof(string), oldMaxLength: 9);""",
        "Down alters column Orders.C, which Up does not touch: after a rollback it is not what it was before. Remove it from Down")]
    public Task What_was_there_before_is_an_error(string down, string message) => Expect(DropNote + down, message, DiagnosticSeverity.Error);

    [Theory]
    [InlineData(AddNote, """migrationBuilder.{|#0:AlterColumn<string>|}("C", "Orders", type: "varchar(9)", oldClrType: typeof(string), oldType: "varchar(20) CHARACTER SET utf8mb4");""", "alters column Orders.C, which Up does not touch: after a rollback it is not what it was before")]
    [InlineData("""migrationBuilder.Sql("ALTER TYPE mood ADD VALUE 'calm'");""", """migrationBuilder.{|#0:Sql|}("ALTER TABLE days ALTER COLUMN feeling TYPE text"); migrationBuilder.Sql("ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet'");""", "alters column days.feeling, which Up does not touch: after a rollback it is not what it was before")]
    public Task What_only_looks_like_something_of_Up_is_an_error(string up, string down, string deed) =>
        Expect((up.StartsWith(AddNote, StringComparison.Ordinal) ? DropNote : "") + down, $"Down {deed}. Remove it from Down", DiagnosticSeverity.Error, up);

    [Fact]
    public Task What_stays_behind_is_information() => Expect(
        DropNote + """migrationBuilder.{|#0:CreateIndex|}("IX_A", "Orders", "A");""",
        "Down creates index IX_A on Orders, which Up does not drop: it stays behind after a rollback. Remove it from Down, or drop it in Up",
        DiagnosticSeverity.Info);

    public static TheoryData<string, string> Fine => new()
    {
        { AddNote, DropNote },
        { """migrationBuilder.CreateTable("T", table => new { Id = table.Column<int>() });""", """migrationBuilder.DropTable("T");""" },
        { """migrationBuilder.CreateTable("T", table => new { Id = table.Column<int>() }, schema: "dbo");""", """migrationBuilder.DropTable("T");""" },
        { """migrationBuilder.RenameTable("A", newName: "B"); migrationBuilder.AddColumn<int>("C", "B");""", """migrationBuilder.DropColumn("C", "B"); migrationBuilder.RenameTable("B", newName: "A");""" },
        { """migrationBuilder.RenameTable("A", newName: "B"); migrationBuilder.AddColumn<int>("C", "B");""", """migrationBuilder.RenameTable("B", newName: "A"); migrationBuilder.DropColumn("C", "A");""" },

        // What goes and comes with its table or its column.
        { """migrationBuilder.DropTable("T");""", """migrationBuilder.CreateTable("T", table => new { Id = table.Column<int>() }); migrationBuilder.CreateIndex("IX_T", "T", "Id");""" },
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.AddColumn<string>("Memo", "Orders", nullable: true); migrationBuilder.CreateIndex("IX_Memo", "Orders", "Memo");""" },

        // An index is dropped and created again because its column changes.
        { """migrationBuilder.AlterColumn<string>("C", "Orders", maxLength: 9, oldClrType: typeof(string), oldMaxLength: 5);""",
            """migrationBuilder.DropIndex("IX_C", "Orders"); migrationBuilder.AlterColumn<string>("C", "Orders", maxLength: 5, oldClrType: typeof(string), oldMaxLength: 9); migrationBuilder.CreateIndex("IX_C", "Orders", "C");""" },

        // Raw SQL made it, or may never have been there.
        { """migrationBuilder.Sql("ALTER TABLE Orders ADD Memo int CONSTRAINT DF_Memo DEFAULT 0");""", """migrationBuilder.Sql("ALTER TABLE Orders DROP CONSTRAINT DF_Memo; ALTER TABLE Orders DROP COLUMN Memo");""" },
        { AddNote, """migrationBuilder.Sql("ALTER TABLE Orders DROP CONSTRAINT DF_Orders_Note");""" + DropNote },
        { "migrationBuilder.Sql(\"EXEC('CREATE TABLE T (a int)')\");", """migrationBuilder.DropTable("T");""" },
        { "migrationBuilder.Sql(File.ReadAllText(\"up.sql\"));", """migrationBuilder.DropTable("T");""" },
        { AddNote, DropNote + """migrationBuilder.Sql("DROP TABLE IF EXISTS T");""" },
        { AddNote, DropNote + """if (Environment.ProcessorCount > 1) migrationBuilder.DropTable("T");""" },
        { AddNote, DropNote + """foreach (var name in new[] { "A" }) migrationBuilder.DropTable(name);""" },

        // Changes nothing, or belongs to the database.
        { AddNote, DropNote + """migrationBuilder.AlterColumn<string>("C", "Orders", maxLength: 5, oldClrType: typeof(string), oldMaxLength: 5);""" },
        { AddNote, DropNote + """migrationBuilder.EnsureSchema("sales"); migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:citext", ",,");""" },

        // MySQL's character set, which EF Core 5 took out of the type.
        { AddNote, DropNote + """
          migrationBuilder.AlterColumn<string>("C", "Orders", type: "longtext CHARACTER SET utf8mb4", nullable: true, oldClrType: typeof(string), oldType: "longtext", oldNullable: true)
              .Annotation("MySql:CharSet", "utf8mb4").OldAnnotation("MySql:CharSet", "utf8mb4");
          """ },

        // The only way to take a value from an enum of PostgreSQL.
        { """migrationBuilder.Sql("ALTER TYPE mood ADD VALUE 'calm'");""",
            """
            migrationBuilder.Sql("CREATE TYPE mood_before AS ENUM ('glad', 'sad')");
            migrationBuilder.Sql("ALTER TABLE days ALTER COLUMN feeling TYPE mood_before USING feeling::text::mood_before");
            migrationBuilder.Sql("DROP TYPE mood; ALTER TYPE mood_before RENAME TO mood;");
            """ },

        // Temporary.
        { AddNote, DropNote + """migrationBuilder.Sql("CREATE TEMP TABLE IF NOT EXISTS parked AS SELECT * FROM Orders"); migrationBuilder.Sql("CREATE INDEX ix ON parked (Id)"); migrationBuilder.Sql("DROP TABLE parked");""" },

        // Declared.
        { AddNote, "// stageready: irreversible The merged accounts cannot be told apart\n" + DropNote + """migrationBuilder.DropTable("T");""" },

        // What Up renames and Down drops is another rule's.
        { """migrationBuilder.RenameColumn("A", "Orders", "B");""", """migrationBuilder.DropColumn("B", "Orders"); migrationBuilder.AddColumn<string>("A", "Orders", nullable: true);""" },
    };

    [Theory]
    [MemberData(nameof(Fine))]
    public Task Is_touched_by_Up_or_not_known(string up, string down) => MigrationVerifier.Only(Catalogue.DownTouchesWhatUpDidNot, up, down).RunAsync(TestContext.Current.CancellationToken);

    private static Task Expect(string down, string message, DiagnosticSeverity severity, string up = AddNote)
    {
        var test = MigrationVerifier.Only(Catalogue.DownTouchesWhatUpDidNot, up, down);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Catalogue.DownTouchesWhatUpDidNot.Id, severity).WithLocation(0).WithMessage(message));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
