using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

/// <summary>How C# is read: values, branches, helpers, raw SQL. What is left when it has been read is for <see cref="NetStateTests"/>.</summary>
public sealed class DownDoesNotReverseUpTests
{
    private const string Other = """migrationBuilder.DropIndex("IX_Other", "Orders");""";

    [Fact]
    public async Task Each_operation_that_is_left_is_named()
    {
        var test = MigrationVerifier.Test(null, MigrationVerifier.Class(
            """
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.{|#0:AddColumn<string>|}(name: "Note", table: "Orders", schema: "sales", nullable: true);
                    migrationBuilder.{|#1:DropColumn|}("Memo", "Orders");
                    migrationBuilder.{|#2:RenameTable|}(name: "A", newName: "B");
                    migrationBuilder.{|#3:Sql|}("CREATE VIEW v AS SELECT 1");
                    migrationBuilder.{|#4:AlterColumn<string>|}("C", "Orders", maxLength: 9, oldClrType: typeof(string), oldMaxLength: 5);
                    migrationBuilder.CreateIndex("IX_C", "Orders", "C");
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropIndex("IX_C", "Orders");
                    migrationBuilder.AlterColumn<string>("C", "Orders", maxLength: 7, oldClrType: typeof(string), oldMaxLength: 9);
                }
            """));
        string[] messages =
        [
            "Up adds column sales.Orders.Note; Down does not drop it",
            "Up drops column Orders.Memo; Down does not add it again",
            "Up renames table A to B; Down does not rename it back",
            "Up creates view v; Down does not drop it",
            "Up alters column Orders.C; after Down its maxLength is 7 and was 5",
        ];
        for (var i = 0; i < messages.Length; i++)
            test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.For(Catalogue.DownDoesNotReverseUp)).WithLocation(i).WithArguments(messages[i]));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static TheoryData<string, string> Reversed => new()
    {
        // Names by constants of every kind.
        { """migrationBuilder.AddColumn<int>(Names.Column, "Or" + "ders");""", """migrationBuilder.DropColumn("Note", table: Names.Table);""" },
        { """migrationBuilder.AddColumn<int>($"{Names.Column}Id", nameof(Names));""", """migrationBuilder.DropColumn("NoteId", "Names");""" },
        { """migrationBuilder.AddColumn<int>(Column, ReadOnly);""", """migrationBuilder.DropColumn("Note", "Orders");""" },
        { """var table = "Orders"; const string column = "A"; migrationBuilder.AddColumn<int>(column, table);""", """migrationBuilder.DropColumn("A", "Orders");""" },

        // Raw SQL on either side.
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """migrationBuilder.Sql("ALTER TABLE \"Orders\" DROP COLUMN \"A\"");""" },
        { """migrationBuilder.Sql("ALTER TABLE dbo.Orders ADD A int");""", """migrationBuilder.DropColumn("A", "Orders");""" },
        { """migrationBuilder.AddForeignKey("FK", "Orders", "A", "B");""", """migrationBuilder.Sql("ALTER TABLE Orders DROP CONSTRAINT FK");""" },
        { """var sql = "CREATE VIEW v AS "; sql += "SELECT 1"; migrationBuilder.Sql(sql);""", """migrationBuilder.Sql("DROP VIEW v");""" },
        { "migrationBuilder.Sql(\"\"\"\n                CREATE VIEW v AS\n                SELECT 1\n                \"\"\");", """migrationBuilder.Sql("DROP VIEW v");""" },

        // Helpers of the same compilation.
        { """AddAudit(migrationBuilder, "Orders");""", """migrationBuilder.DropColumn("CreatedBy", "Orders"); migrationBuilder.DropColumn("CreatedAt", "Orders");""" },
        { """migrationBuilder.AddAudit("Orders");""", """migrationBuilder.RemoveAudit();""" },
        { """Add("A"); void Add(string column) => migrationBuilder.AddColumn<int>(column, "Orders");""", """migrationBuilder.DropColumn("A", "Orders");""" },

        // Providers, each a world of its own.
        { """if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.AddColumn<int>("A", "Orders"); else migrationBuilder.AddColumn<int>("B", "Orders");""",
            """if (ActiveProvider != "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.DropColumn("B", "Orders"); else migrationBuilder.DropColumn("A", "Orders");""" },
        { """if (!migrationBuilder.IsNpgsql()) return; migrationBuilder.AddColumn<int>("A", "Orders");""", """if (migrationBuilder.IsNpgsql()) { migrationBuilder.DropColumn("A", "Orders"); }""" },
        { """switch (migrationBuilder.ActiveProvider) { case "Npgsql.EntityFrameworkCore.PostgreSQL": migrationBuilder.AddColumn<int>("A", "Orders"); break; default: migrationBuilder.AddColumn<int>("B", "Orders"); break; }""",
            """var isNpgsql = migrationBuilder.ActiveProvider.Contains("Npgsql"); if (isNpgsql) migrationBuilder.DropColumn("A", "Orders"); else migrationBuilder.DropColumn("B", "Orders");""" },
        { """var type = migrationBuilder.IsNpgsql() ? "text" : "TEXT"; migrationBuilder.AddColumn<string>(migrationBuilder.IsNpgsql() ? "a" : "A", "Orders", type: type);""",
            """migrationBuilder.DropColumn(ActiveProvider switch { "Npgsql.EntityFrameworkCore.PostgreSQL" => "a", _ => "A" }, "Orders");""" },
        { """migrationBuilder.Sql(ActiveProvider switch { "Npgsql.EntityFrameworkCore.PostgreSQL" or "Microsoft.EntityFrameworkCore.Sqlite" => "CREATE VIEW v AS SELECT 1", _ => "CREATE VIEW w AS SELECT 1" });""",
            """if (ActiveProvider.Contains("Npgsql") || ActiveProvider.Contains("Sqlite")) migrationBuilder.Sql("DROP VIEW v"); else migrationBuilder.Sql("DROP VIEW w");""" },
        { """_ = migrationBuilder.IsNpgsql() ? migrationBuilder.Sql("CREATE VIEW v AS SELECT 1") : migrationBuilder.Sql("CREATE VIEW w AS SELECT 1");""",
            """migrationBuilder.Sql(migrationBuilder.IsNpgsql() ? "DROP VIEW v" : "DROP VIEW w");""" },

        // What cannot be known is never "not reversed".
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """migrationBuilder.DropColumn(Environment.ProcessorCount > 1 ? "A" : "B", "Orders");""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """migrationBuilder.Sql(ActiveProvider switch { var other when other.Length > 3 => "DROP VIEW v", _ => "DROP VIEW w" });""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """foreach (var column in new[] { "A" }) migrationBuilder.DropColumn(column, "Orders");""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """Unknown.Undo(migrationBuilder);""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """migrationBuilder.Operations.Add(null!);""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """migrationBuilder.Sql(File.ReadAllText("down.sql"));""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """migrationBuilder.DropColumn(Environment.MachineName, "Orders");""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """if (Environment.ProcessorCount > 1) migrationBuilder.DropColumn("A", "Orders");""" },
        { """if (Environment.ProcessorCount > 1) return; migrationBuilder.AddColumn<int>("A", "Orders");""", Other },
        { """Unknown.Undo(migrationBuilder); migrationBuilder.AddColumn<int>("A", "Orders");""", Other },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """migrationBuilder.Sql("DECLARE @s nvarchar(max); EXEC('ALTER TABLE Orders DROP COLUMN A');");""" },
        { """AddDeep(migrationBuilder, 5);""", Other },

        // The migration is not for other databases.
        { """switch (ActiveProvider) { case "Npgsql.EntityFrameworkCore.PostgreSQL": migrationBuilder.AddColumn<int>("A", "Orders"); break; default: throw new NotSupportedException("No such database"); }""",
            """if (!migrationBuilder.IsNpgsql()) throw new NotSupportedException("No such database as this"); migrationBuilder.DropColumn("A", "Orders");""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders");""", """if (!migrationBuilder.IsNpgsql()) throw new NotSupportedException("No such database as this"); migrationBuilder.DropColumn("A", "Orders");""" },

        // Declared.
        { """migrationBuilder.AddColumn<int>("A", "Orders"); migrationBuilder.CreateIndex("IX_Other", "Orders", "B");""", "// stageready: no-op An older version ignores the column\n" + Other },
    };

    public static TheoryData<string, string> NotReversed => new()
    {
        { """migrationBuilder.{|STG2003:AddColumn<int>|}(Names.Column, "Orders");""", """migrationBuilder.DropColumn("Other", "Orders");""" },
        { """{|STG2003:{|STG2003:AddAudit|}|}(migrationBuilder, "Orders");""", """migrationBuilder.DropColumn("Other", "Orders");""" },
        { """migrationBuilder.{|STG2003:AddColumn<int>|}("A", "Orders"); migrationBuilder.Sql("UPDATE Orders SET A = 1");""", """migrationBuilder.Sql("DELETE FROM Orders");""" },
        { """migrationBuilder.{|STG2003:AddColumn<int>|}("A", "Orders");""", """if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.DropColumn("A", "Orders");""" },
        { """if (migrationBuilder.IsNpgsql()) migrationBuilder.{|STG2003:AddColumn<int>|}("A", "Orders");""", """if (!migrationBuilder.IsNpgsql()) migrationBuilder.Sql("DELETE FROM Orders");""" },
        { """migrationBuilder.{|STG2003:Sql|}(migrationBuilder.IsNpgsql() ? "CREATE VIEW v AS SELECT 1" : "CREATE VIEW w AS SELECT 1");""", """migrationBuilder.Sql("DROP VIEW w");""" },
        { """migrationBuilder.{|STG2003:Sql|}("EXEC(N'CREATE PROCEDURE p AS SELECT 1')");""", """migrationBuilder.Sql("DELETE FROM Orders");""" },
        { """migrationBuilder.{|STG2003:CreateTable|}("T", table => new { Id = table.Column<int>() }).Annotation("A", 1).Annotation("B", 2);""", """migrationBuilder.Sql("DELETE FROM Orders");""" },
        { """migrationBuilder.Sql($"UPDATE Orders SET A = {Environment.ProcessorCount}"); migrationBuilder.{|STG2003:DropTable|}("T");""", """migrationBuilder.Sql("DELETE FROM Orders");""" },
        { """using (new MemoryStream()) { try { migrationBuilder.{|STG2003:DropTable|}("T"); } finally { } }""", """migrationBuilder.Sql("DELETE FROM Orders");""" },
    };

    [Theory]
    [MemberData(nameof(Reversed))]
    public Task Is_reversed_or_not_known(string up, string down) => MigrationVerifier.Files(null, Source(up, down));

    [Theory]
    [MemberData(nameof(NotReversed))]
    public Task Is_not_reversed(string up, string down) => MigrationVerifier.Files(null, Source(up, down));

    [Fact]
    public async Task The_databases_are_named_where_it_is_not_so_on_all()
    {
        var test = MigrationVerifier.Test(null, Source(
            """migrationBuilder.{|#0:AddColumn<int>|}("A", "Orders");""",
            """if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.DropColumn("A", "Orders");"""));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.For(Catalogue.DownDoesNotReverseUp)).WithLocation(0).WithArguments(
            "Up adds column Orders.A; Down does not drop it on the other databases"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Source(string up, string down) =>
        $$"""
        using System;
        using System.IO;
        using Microsoft.EntityFrameworkCore.Migrations;
        using static Names;

        public class AddThings : Migration
        {
            private static readonly string ReadOnly = Names.Table;

            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                {{down}}
            }

            private static void AddAudit(MigrationBuilder builder, string table, string prefix = "Created")
            {
                builder.AddColumn<string>($"{prefix}By", table, nullable: true);
                builder.AddColumn<string>(prefix + "At", table, nullable: true);
            }

            private static void AddDeep(MigrationBuilder builder, int depth)
            {
                builder.AddColumn<int>("A", "Orders");
                AddDeep(builder, depth - 1);
            }
        }

        public static class Names
        {
            public const string Column = "Note";
            public const string Table = "Orders";
        }

        public static class Extensions
        {
            public static bool IsNpgsql(this MigrationBuilder builder) => builder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";

            public static void AddAudit(this MigrationBuilder builder, string table) => builder.AddColumn<int>("AuditId", table);

            public static void RemoveAudit(this MigrationBuilder builder) => builder.DropColumn("AuditId", "Orders");
        }

        public static class Unknown
        {
            public static readonly Action<MigrationBuilder> Undo = static _ => { };
        }
        """;
}
