using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

/// <summary>What Up of a FluentMigrator migration drops and Down adds again, and columns that both alter, compared with what the migrations before have made of them.</summary>
public sealed class FluentRestoredPartsTests
{
    private const string Start = """
        Create.Table("Orders")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey().Identity()
            .WithColumn("CustomerId").AsInt32().NotNullable().ForeignKey("FK_Customers", "Customers", "Id").OnDelete(Rule.Cascade)
            .WithColumn("Code").AsString(20).Unique("IX_Code")
            .WithColumn("Note").AsString().Nullable()
            .WithColumn("Total").AsDecimal(18, 2).NotNullable()
            .WithColumn("Placed").AsDateTime().NotNullable().WithDefault(SystemMethods.CurrentUTCDateTime)
            .WithColumn("Raw").AsCustom("nvarchar(50)").NotNullable()
            .WithColumn("Special").AsSpecial();
        Create.Index("IX_Note").OnTable("Orders").OnColumn("Note").Ascending().WithOptions().NonClustered();
        Create.UniqueConstraint("UC_Orders").OnTable("Orders").Columns("CustomerId", "Code");
        """;

    private const string DropCode = """Delete.Column("Code").FromTable("Orders")""";

    private const string AlterCode = """Alter.Column("Code").OnTable("Orders").AsString(80).Nullable()""";

    private const string CodeAsNumber = """Create.Column("Code").OnTable("Orders").AsInt32().NotNullable()""";

    private const string CodeIsNumber = "Up drops column Orders.Code; Down adds it again of type int32, which was string(20)";

    private const string CodeWasLong = "Up drops column Orders.Code; Down adds it again of type int32, which was int64";

    public static TheoryData<string, string, string> Different => new()
    {
        { DropCode, CodeAsNumber, CodeIsNumber },
        { DropCode, """Alter.Table("Orders").AddColumn("Code").AsString(20).Nullable()""", "Up drops column Orders.Code; Down adds it again nullable, which it was not" },
        { DropCode, """Create.Column("Code").OnTable("Orders").AsString(50)""", "Up drops column Orders.Code; Down adds it again of type string(50), which was string(20)" },
        { DropCode, """Create.Column("Code").OnTable("Orders").AsString().NotNullable()""", "Up drops column Orders.Code; Down adds it again of type string, which was string(20)" },
        { """Delete.Column("Note").FromTable("Orders")""", """Create.Column("Note").OnTable("Orders").AsString()""", "Up drops column Orders.Note; Down adds it again required, which it was not" },
        { """Delete.Column("Total").FromTable("Orders")""", """Create.Column("Total").OnTable("Orders").AsDecimal().NotNullable()""", "Up drops column Orders.Total; Down adds it again of type decimal(19,5), which was decimal(18,2)" },
        { """Delete.Column("Raw").FromTable("Orders")""", """Create.Column("Raw").OnTable("Orders").AsCustom("nvarchar(max)").NotNullable()""", "Up drops column Orders.Raw; Down adds it again of type nvarchar(max), which was nvarchar(50)" },
        { """Delete.Index("IX_Note").OnTable("Orders")""", """Create.Index("IX_Note").OnTable("Orders").OnColumn("Note").Unique()""", "Up drops index IX_Note on Orders; Down creates it again unique, which it was not" },
        { """Delete.Index("IX_Code").OnTable("Orders")""", """Create.Index("IX_Code").OnTable("Orders").OnColumn("Code")""", "Up drops index IX_Code on Orders; Down creates it again without being unique, which it was" },
        { """Delete.Index("IX_Note").OnTable("Orders")""", """Create.Index("IX_Note").OnTable("Orders").OnColumn("Note").Ascending().OnColumn("Id").Descending()""", "Up drops index IX_Note on Orders; Down creates it again on Note, Id, which was on Note" },
        { """Delete.ForeignKey("FK_Customers").OnTable("Orders")""", """Create.ForeignKey("FK_Customers").FromTable("Orders").ForeignColumn("CustomerId").ToTable("Customers").PrimaryColumn("Id")""", "Up drops foreign key FK_Customers on Orders; Down adds it again with onDelete NoAction, which was Cascade" },
        { """Delete.ForeignKey("FK_Customers").OnTable("Orders")""", """Create.ForeignKey("FK_Customers").FromTable("Orders").ForeignColumn("CustomerId").ToTable("People").PrimaryColumn("Id").OnDelete(Rule.Cascade)""", "Up drops foreign key FK_Customers on Orders; Down adds it again to People, which was to Customers" },
        { """Delete.PrimaryKey("PK_Orders").FromTable("Orders")""", """Create.PrimaryKey("PK_Orders").OnTable("Orders").Columns("Id", "Code")""", "Up drops primary key PK_Orders on Orders; Down adds it again on Id, Code, which was on Id" },
        { """Delete.UniqueConstraint("UC_Orders").FromTable("Orders")""", """Create.UniqueConstraint("UC_Orders").OnTable("Orders").Column("Code")""", "Up drops unique constraint UC_Orders on Orders; Down adds it again on Code, which was on CustomerId, Code" },
        { """Delete.DefaultConstraint().OnTable("Orders").OnColumn("Code"); Delete.Column("Code").FromTable("Orders")""", CodeAsNumber, CodeIsNumber },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public Task What_comes_back_otherwise_is_found(string drop, string again, string message) => Restores(drop, again, message);

    public static TheoryData<string, string, string> Same => new()
    {
        { "it is the same", DropCode, """Create.Column("Code").OnTable("Orders").AsString(20).NotNullable().WithDefaultValue("")""" },
        { "without a word a column is required", DropCode, """Alter.Table("Orders").AddColumn("Code").AsString(20).WithDefaultValue("")""" },
        { "only few databases tell Unicode apart", DropCode, """Create.Column("Code").OnTable("Orders").AsAnsiString(20)""" },
        { "SQL Server has 255 without a size", """Delete.Column("Note").FromTable("Orders")""", """Create.Column("Note").OnTable("Orders").AsString(255).Nullable()""" },
        { "PostgreSQL has no limit without a size", """Delete.Column("Note").FromTable("Orders")""", """Create.Column("Note").OnTable("Orders").AsString(int.MaxValue).Nullable()""" },
        { "PostgreSQL has one type for both", """Delete.Column("Placed").FromTable("Orders")""", """Create.Column("Placed").OnTable("Orders").AsDateTime2().NotNullable()""" },
        { "only one of the two is the database's own type", """Delete.Column("Raw").FromTable("Orders")""", """Create.Column("Raw").OnTable("Orders").AsString(20).NotNullable()""" },
        { "the type is written otherwise", """Delete.Column("Raw").FromTable("Orders")""", """Create.Column("Raw").OnTable("Orders").AsCustom("NVARCHAR (50)").NotNullable()""" },
        { "a text may say more than the type", """Delete.Column("Raw").FromTable("Orders")""", """Create.Column("Raw").OnTable("Orders").AsCustom("nvarchar(80) default ''").NotNullable()""" },
        { "an extension of the project made it", """Delete.Column("Special").FromTable("Orders")""", """Create.Column("Special").OnTable("Orders").AsInt32()""" },
        { "an extension of the project makes it", DropCode, """Create.Column("Code").OnTable("Orders").AsSpecial()""" },
        { "the size is not constant", DropCode, """Create.Column("Code").OnTable("Orders").AsString(Environment.ProcessorCount)""" },
        { "rows that are there get their value first", DropCode, """Create.Column("Code").OnTable("Orders").AsString(20).SetExistingRowsTo("")""" },
        { "the expression goes on", DropCode, """var column = Create.Column("Code").OnTable("Orders").AsString(20).NotNullable(); column.Nullable()""" },
        { "the index is the same", """Delete.Index("IX_Note").OnTable("Orders")""", """Create.Index("IX_Note").OnTable("Orders").OnColumn("Note")""" },
        { "the index stands at its column", """Delete.Index("IX_Code").OnTable("Orders")""", """Create.Index("IX_Code").OnTable("Orders").OnColumn("Code").Ascending().WithOptions().Unique()""" },
        { "the key is the same", """Delete.ForeignKey("FK_Customers").OnTable("Orders")""", """Create.ForeignKey("FK_Customers").FromTable("Orders").ForeignColumn("CustomerId").ToTable("Customers").PrimaryColumn("Id").OnDelete(Rule.Cascade).OnUpdate(Rule.None)""" },
        { "the action is not constant", """Delete.ForeignKey("FK_Customers").OnTable("Orders")""", """Create.ForeignKey("FK_Customers").FromTable("Orders").ForeignColumn("CustomerId").ToTable("Customers").PrimaryColumn("Id").OnDelete((Rule)Environment.ProcessorCount)""" },
        { "it is only there under a condition", """if (Schema.Table("Orders").Column("Code").Exists()) Delete.Column("Code").FromTable("Orders")""", CodeAsNumber },
        { "Up has altered it first", """Alter.Column("Code").OnTable("Orders").AsInt32().NotNullable(); Delete.Column("Code").FromTable("Orders")""", CodeAsNumber },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public Task Nothing_is_said_where(string reason, string drop, string again)
    {
        Assert.NotEmpty(reason);
        return Restores(drop, again);
    }

    public static TheoryData<string, string, string?> Between => new()
    {
        { "the last alteration counts", """Alter.Column("Code").OnTable("Orders").AsInt32().NotNullable();""", null },
        { "the last alteration counts", """Alter.Table("Orders").AlterColumn("Code").AsInt64().NotNullable();""", CodeWasLong },
        { "it may be required after an alteration that does not say so", """Alter.Table("Orders").AlterColumn("Code").AsInt32();""", null },
        { "its type is known after an alteration that says nothing of nulls", """Alter.Table("Orders").AlterColumn("Code").AsInt64();""", CodeWasLong },
        { "another column is altered", """Alter.Column("Note").OnTable("Orders").AsInt32().NotNullable(); Update.Table("Orders").Set(new { Code = "" }).AllRows();""", CodeIsNumber },
        { "only its default is dropped", """Delete.DefaultConstraint().OnTable("Orders").OnColumn("Code");""", CodeIsNumber },
        { "it is another column under that name", """Delete.Column("Code").FromTable("Orders"); Rename.Column("Note").OnTable("Orders").To("Code");""", "Up drops column Orders.Code; Down adds it again required, which it was not" },
        { "raw SQL has altered it", """Execute.Sql("ALTER TABLE Orders ALTER COLUMN Code int NOT NULL");""", null },
        { "raw SQL names it", """Execute.Sql("CALL widen('Orders')");""", null },
        { "a script may do anything", """Execute.Script("widen.sql");""", null },
        { "a helper that cannot be followed may do anything", "GC.KeepAlive(this);", null },
        { "a helper is followed", "Helper.Widen(this, 30);", "Up drops column Orders.Code; Down adds it again of type int32, which was string(30)" },
        { "a loop may do anything", """foreach (var name in Environment.GetCommandLineArgs()) Alter.Column(name).OnTable("Orders").AsInt32();""", null },
        { "a condition decides", """if (Schema.Table("Orders").Exists()) Alter.Column("Code").OnTable("Orders").AsInt32().NotNullable();""", null },
        { "a database decides", """IfDatabase("postgres").Alter.Column("Code").OnTable("Orders").AsInt32().NotNullable();""", null },
        { "the table is not of the migrations before", """Delete.Table("Orders");""", null },
    };

    [Theory]
    [MemberData(nameof(Between))]
    public Task What_migrations_between_do_is_followed(string reason, string later, string? message)
    {
        Assert.NotEmpty(reason);
        return Restores(DropCode, CodeAsNumber, message, later);
    }

    public static TheoryData<string, string, string, string?> Altered => new()
    {
        { "another type", AlterCode, """Alter.Column("Code").OnTable("Orders").AsInt32().NotNullable()""", "Up alters column Orders.Code; Down makes it of type int32, which was string(20)" },
        { "another length, where nulls depend on the database", AlterCode, """Alter.Table("Orders").AlterColumn("Code").AsString(10)""", "Up alters column Orders.Code; Down makes it of type string(10), which was string(20)" },
        { "nulls", AlterCode, """Alter.Column("Code").OnTable("Orders").AsString(20).Nullable()""", "Up alters column Orders.Code; Down makes it nullable, which it was not" },
        { "it is the same", AlterCode, """Alter.Column("Code").OnTable("Orders").AsString(20).NotNullable()""", null },
        { "whether nulls are the same depends on the database", AlterCode, """Alter.Column("Code").OnTable("Orders").AsString(20)""", null },
        { "only the last alteration of Down counts", AlterCode, """Alter.Column("Code").OnTable("Orders").AsInt32(); Alter.Column("Code").OnTable("Orders").AsString(20)""", null },
        { "Down adds it", $"{AlterCode}; {DropCode}", """Create.Column("Code").OnTable("Orders").AsInt32()""", null },
        { "Up has added it", """Create.Column("New").OnTable("Orders").AsInt32(); Alter.Column("New").OnTable("Orders").AsInt64()""", """Alter.Column("New").OnTable("Orders").AsString(20); Delete.Column("New").FromTable("Orders")""", null },
        { "it had another name", """Rename.Column("Code").OnTable("Orders").To("Sign"); Alter.Column("Sign").OnTable("Orders").AsInt32()""", """Alter.Column("Sign").OnTable("Orders").AsInt64(); Rename.Column("Sign").OnTable("Orders").To("Code")""", null },
        { "a condition decides", $"""if (Schema.Table("Orders").Exists()) {AlterCode}""", """Alter.Column("Code").OnTable("Orders").AsInt32()""", null },
        { "an extension of the project decides", AlterCode, """Alter.Column("Code").OnTable("Orders").AsSpecial()""", null },
        { "the migrations before do not tell", """Alter.Column("Name").OnTable("Customers").AsString(20)""", """Alter.Column("Name").OnTable("Customers").AsInt32()""", null },
    };

    [Theory]
    [MemberData(nameof(Altered))]
    public Task What_is_altered_back_is_compared(string reason, string up, string down, string? message)
    {
        Assert.NotEmpty(reason);
        return Restores(up, down, message);
    }

    [Fact]
    public Task Tables_are_followed_through_renames() => Restores(
        """Delete.Column("Code").FromTable("Sales")""",
        """Create.Column("Code").OnTable("Sales").AsInt32().NotNullable()""",
        "Up drops column Sales.Code; Down adds it again of type int32, which was string(20)",
        """Rename.Table("Orders").To("Sales");""");

    [Theory]
    [InlineData("[Migration(9)]", CodeWasLong)]
    [InlineData("[Migration(9), Obsolete]", CodeWasLong)]
    [InlineData("[Migration(11)]", CodeIsNumber)]
    [InlineData("[TimestampedMigration(2020, 1, 2, 3, 4)]", CodeIsNumber)]
    [InlineData("[Migration(9), Tags(\"Test\")]", null)]
    [InlineData("[Profile(\"Test\")]", null)]
    [InlineData("[Maintenance(MigrationStage.BeforeEach)]", null)]
    [InlineData("[Release(9)]", null)]
    [InlineData("[ReleaseMigration(9)]", null)]
    [InlineData("[MigrationOf(9)]", null)]
    public Task Only_what_has_certainly_run_before_tells(string attributes, string? message) =>
        Restores(DropCode, CodeAsNumber, message, """Alter.Table("Orders").AlterColumn("Code").AsInt64().NotNullable();""", attributes);

    [Theory]
    [InlineData("""Create.Table("Orders").WithColumn("Id").AsInt32();""", null)]
    [InlineData("""Create.Table("Notes").WithColumn("Id").AsInt32();""", CodeIsNumber)]
    public Task Two_tables_of_one_name_may_be_of_two_databases(string other, string? message) => Restores(DropCode, CodeAsNumber, message, others: $$"""
        namespace Other
        {
            [Migration(100)]
            public class Elsewhere : AutoReversingMigration { public override void Up() { {{other}} } }
        }
        """);

    [Fact]
    public Task A_database_has_a_history_of_its_own() => Restores(
        """IfDatabase("postgres").Delete.Column("Code").FromTable("Orders")""",
        """IfDatabase("postgres").Create.Column("Code").OnTable("Orders").AsInt32().NotNullable()""",
        $"{CodeWasLong} on PostgreSQL",
        """
        IfDatabase("postgres").Alter.Column("Code").OnTable("Orders").AsInt64().NotNullable();
        IfDatabase("sqlite").Alter.Column("Code").OnTable("Orders").AsInt32().NotNullable();
        """);

    [Fact]
    public Task A_key_that_Up_replaces_by_the_same_one_is_not_replaced() => Restores(
        """Delete.Index("IX_Note").OnTable("Orders"); Create.Index("IX_Note").OnTable("Orders").OnColumn("Note")""",
        """Delete.Index("IX_Note").OnTable("Orders"); Create.Index("IX_Note").OnTable("Orders").OnColumn("Note")""");

    /// <param name="drop">The last expression of it is what a finding is about.</param>
    private static Task Restores(string drop, string again, string? message = null, string later = "", string attributes = "[Migration(9)]", string others = "")
    {
        var at = Math.Max(drop.LastIndexOf("Delete.", StringComparison.Ordinal) + "Delete.".Length, drop.LastIndexOf("Alter.", StringComparison.Ordinal) + "Alter.".Length);
        var dropped = message is null ? drop : drop[..at] + "{|#0:" + drop[at..].Insert(drop[at..].IndexOf('(', StringComparison.Ordinal), "|}");
        var test = FluentMigrationTests.Test($$"""
            using System;
            using System.Data;
            using FluentMigrator;
            using FluentMigrator.Builders.Alter.Column;
            using FluentMigrator.Builders.Create.Column;
            using FluentMigrator.Builders.Create.Table;

            public static class Helper
            {
                public static void Widen(Migration migration, int size) => migration.Alter.Column("Code").OnTable("Orders").AsString(size).NotNullable();

                public static ICreateTableColumnOptionOrWithColumnSyntax AsSpecial(this ICreateTableColumnAsTypeSyntax column) => column.AsInt64().Nullable();

                public static IAlterColumnOptionSyntax AsSpecial(this IAlterColumnAsTypeOrInSchemaSyntax column) => column.AsInt64().Nullable();

                public static ICreateColumnOptionSyntax AsSpecial(this ICreateColumnAsTypeOrInSchemaSyntax column) => column.AsInt64().Nullable();
            }

            public class ReleaseMigrationAttribute(int release, int step = 0) : MigrationAttribute(release * 100 + step);

            public class ReleaseAttribute(int release) : MigrationAttribute(release);

            public class MigrationOfAttribute(int release) : MigrationAttribute(release * 100);

            namespace Shop
            {
                [Migration(2)]
                public class Start : AutoReversingMigration
                {
                    public override void Up()
                    {
                        {{Start}}
                    }
                }

                {{attributes}}
                public class Later : ForwardOnlyMigration
                {
                    public override void Up() { {{later}} }
                }

                [Migration(10)]
                public class Last : Migration
                {
                    public override void Up()
                    {
                        {{dropped}};
                    }

                    public override void Down()
                    {
                        {{again}};
                    }
                }
            }

            {{others}}
            """);
        test.DisabledDiagnostics.AddRange([Catalogue.DeclaredIrreversible.Id, Catalogue.AutoReversalFails.Id]);
        if (message is not null)
            test.ExpectedDiagnostics.Add(new DiagnosticResult(Catalogue.DownDoesNotReverseUp.Id, DiagnosticSeverity.Error).WithLocation(0).WithMessage(message));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
