using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Migrations;

namespace StageReady.Analyzers.Tests.Migrations;

/// <summary>FluentMigrator's expressions in the terms of the net state, and the rules that judge them.</summary>
public sealed class FluentMigrationTests
{
    private const string AddNote = """Alter.Table("Orders").AddColumn("Note").AsString().Nullable();""";

    public static TheoryData<string, string> Reversed => new()
    {
        { AddNote, """Delete.Column("Note").FromTable("Orders");""" },
        { """Create.Column("A").OnTable("Orders").AsInt32(); Create.Column("B").OnTable("Orders").AsInt32();""", """Delete.Column("A").Column("B").FromTable("Orders");""" },
        { """Create.Table("Notes").WithColumn("Id").AsInt32().PrimaryKey().Identity(); Create.Index("IX_N").OnTable("Notes").OnColumn("Id");""", """Delete.Table("Notes");""" },
        { """Create.Table("Notes").InSchema("sales").WithColumn("Id").AsInt32();""", """Delete.Table("Notes").InSchema("sales");""" },
        { """Create.Index().OnTable("Orders").OnColumn("A").Ascending();""", """Delete.Index("IX_Orders_A").OnTable("Orders");""" },
        { """Create.Index().OnTable("Orders").OnColumn("A").Ascending().OnColumn("B").Descending();""", """Delete.Index().OnTable("Orders").OnColumns("A", "B");""" },
        { """Create.Index("IX").OnTable("Orders").OnColumn("A").Unique();""", """Delete.Index("IX").OnTable("Orders");""" },
        { """Create.ForeignKey("FK").FromTable("Orders").ForeignColumn("A").ToTable("Customers").PrimaryColumn("Id");""", """Delete.ForeignKey("FK").OnTable("Orders");""" },
        { """Create.ForeignKey().FromTable("Orders").ForeignColumn("A").ToTable("Customers").PrimaryColumn("Id");""",
            """Delete.ForeignKey().FromTable("Orders").ForeignColumn("A").ToTable("Customers").PrimaryColumn("Id");""" },
        { """Create.PrimaryKey("PK").OnTable("Orders").Column("Id");""", """Delete.PrimaryKey("PK").FromTable("Orders");""" },
        { """Create.UniqueConstraint("UC").OnTable("Orders").Columns("A", "B");""", """Delete.UniqueConstraint("UC").FromTable("Orders");""" },
        { """Create.Column("A").OnTable("Orders").AsInt32().Indexed("IX_A").ForeignKey("FK_A", "Customers", "Id");""",
            """Delete.ForeignKey("FK_A").OnTable("Orders"); Delete.Index("IX_A").OnTable("Orders"); Delete.Column("A").FromTable("Orders");""" },
        { """Alter.Table("Orders").AddColumn("A").AsInt32().Unique().AddColumn("B").AsInt32().ForeignKey("Customers", "Id");""",
            """Delete.ForeignKey("FK_Orders_B_Customers_Id").OnTable("Orders"); Delete.Index("IX_Orders_A").OnTable("Orders"); Delete.Column("A").Column("B").FromTable("Orders");""" },
        { """Create.Column("A").OnTable("Orders").AsInt32().Indexed();""", """Delete.Column("A").FromTable("Orders");""" },
        { """Create.PrimaryKey("PK").OnTable("Orders").WithSchema("sales").Column("Id");""", """Delete.PrimaryKey("PK").FromTable("Orders").InSchema("sales");""" },
        { """Create.ForeignKey("FK").FromTable("Orders").ForeignColumn("A").ToTable("Customers").InSchema("crm").PrimaryColumn("Id");""", """Delete.ForeignKey("FK").OnTable("Orders");""" },
        { """Begin("A").AsInt32().Nullable();""", """Delete.Column("A").FromTable("Orders");""" },
        { """Alter.Table("Orders").AddColumn("A").AsInt32().WithDefaultValue(0);""", """Delete.DefaultConstraint().OnTable("Orders").OnColumn("A"); Delete.Column("A").FromTable("Orders");""" },
        { """Delete.DefaultConstraint().OnTable("Orders").OnColumn("A"); Alter.Column("A").OnTable("Orders").AsInt64();""", """Execute.Sql("CALL restore('A')");""" },
        { """Create.Sequence("Numbers");""", """Delete.Sequence("Numbers");""" },
        { """Rename.Table("A").To("B"); Create.Column("C").OnTable("B").AsInt32();""", """Delete.Column("C").FromTable("B"); Rename.Table("B").To("A");""" },
        { """Rename.Column("A").OnTable("Orders").To("B");""", """Rename.Column("B").OnTable("Orders").To("A");""" },
        { """Alter.Column("A").OnTable("Orders").AsString(50);""", """Alter.Table("Orders").AlterColumn("A").AsString(20);""" },
        { AddNote, """Execute.Sql("ALTER TABLE Orders DROP COLUMN Note");""" },
        { """Execute.Sql("CREATE VIEW v AS SELECT 1");""", """Execute.Sql("DROP VIEW v");""" },
        { """const string table = "Orders"; Create.Column(nameof(Note)).OnTable(table).AsInt32();""", """Remove(); void Remove() => Delete.Column("Note").FromTable(Orders);""" },
        { """AddColumn("A");""", """this.DropColumn("A");""" },
        { """this.AddNote("A");""", """Helper.DropNote(this, "A");""" },
        { """this.AddNote("A");""", """Helper.Do(() => Delete.Column("A").FromTable("Orders"));""" },
        { """this.AddNote("A");""", """new Worker(this).Work();""" },
        { """this.AddNote("A");""", """this.Self().DropNote("A");""" },
        { """new[] { "A" }.Each(this);""", """Create.Column("B").OnTable("Orders").AsInt32();""" },

        // VocaDB: the key comes back with its column, under the name of FluentMigrator's convention.
        { """Delete.ForeignKey("FK_Own").OnTable("Orders"); Delete.Column("A").FromTable("Orders");""", """Create.Column("A").OnTable("Orders").AsInt32().Nullable().ForeignKey("Customers", "Id");""" },
        { """Create.Column("[A]").OnTable("Orders").AsInt32(); Rename.Column("`B`").OnTable("[Orders]").To("C");""", """Rename.Column("C").OnTable("Orders").To("B"); Delete.Column("A").FromTable("Orders");""" },

        // Only a description, only data, or nothing at all.
        { """Alter.Table("Orders").WithDescription("What customers ordered");""", "" },
        { """Insert.IntoTable("Orders").Row(new { Id = 1 }); Update.Table("Orders").Set(new { A = 1 }).AllRows(); Delete.FromTable("Orders").AllRows();""", "" },
        { "", "" },

        // What cannot be known is never "not reversed".
        { AddNote, """Execute.Script("down.sql");""" },
        { AddNote, """Delete.Column(Environment.MachineName).FromTable("Orders");""" },
        { AddNote, """foreach (var name in new[] { "Note" }) Delete.Column(name).FromTable("Orders");""" },
        { AddNote, """if (Schema.Table("Orders").Column("Note").Exists()) Delete.Column("Note").FromTable("Orders");""" },
        { """if (!Schema.Table("Notes").Exists()) Create.Table("Notes").WithColumn("Id").AsInt32();""", "" },
        { """IfDatabase(name => name.Length > 3).Create.Table("Notes").WithColumn("Id").AsInt32();""", "" },
        { """IfDatabase("SqlServer2016").Create.Table("Notes").WithColumn("Id").AsInt32();""", "" },
        { """IfDatabase("firebird").Create.Table("Notes").WithColumn("Id").AsInt32();""", "" },
        { """IfDatabase("sqlite", "postgres").Create.Table("Notes").WithColumn("Id").AsInt32();""", """IfDatabase("sqlite").Delete.Table("Notes"); IfDatabase("postgres").Execute.Sql("DROP TABLE Notes");""" },
        { AddNote, """IfDatabase("sqlite").Delegate(() => Delete.Column("Note").FromTable("Orders")); IfDatabase("postgres").Delegate(() => { Delete.Column("Note").FromTable("Orders"); return; });""" },
        { """IfDatabase("sqlite").Delegate(() => { Create.Table("Notes").WithColumn("Id").AsInt32(); });""", """IfDatabase("sqlite").Delete.Table("Notes");""" },
        { """IfDatabase(name => name.Length > 3).Delegate(() => Create.Table("Notes").WithColumn("Id").AsInt32());""", "" },
        { """IfDatabase("sqlite").Delegate(Down);""", "" },
        { AddNote, """IfDatabase("sqlite").Delete.Column("Note").FromTable("Orders"); IfDatabase("postgres").Execute.Sql("ALTER TABLE Orders DROP COLUMN Note");""" },

        // Declared.
        { """Delete.Table("Notes");""", "// stageready: no-op An older version ignores the table" },
    };

    public static TheoryData<string, string, string> NotReversed => new()
    {
        { AddNote, "{|STG2001:Down|}", "" },
        { """Delete.Table("Notes");""", "{|STG2001:Down|}", "throw new NotSupportedException();" },
        { AddNote, "{|STG2002:Down|}", "throw new NotImplementedException();" },
        { """IfDatabase("sqlite").Create.Table("Notes").WithColumn("Id").AsInt32();""", "{|STG2001:Down|}", "" },
        { """Create.{|STG2003:Table|}("Notes").WithColumn("Id").AsInt32();""", "Down", """IfDatabase("sqlite").Delete.Table("Notes");""" },
        { """Create.{|STG2003:Table|}("Notes").WithColumn("Id").AsInt32();""", "Down", """IfDatabase("sqlite").Delegate(() => Delete.Table("Notes"));""" },
        { """IfDatabase("sqlite").Delegate(() => Create.Table("Notes").WithColumn("Id").AsInt32());""", "{|STG2001:Down|}", "" },
        { """Create.{|STG2003:Table|}("Notes").WithColumn("Id").AsInt32();""", "Down", """IfDatabase("sqlite").Delete.Table("Notes"); IfDatabase("postgres").Delete.Table("Pages").IfExists();""" },
        { """Delete.Table("Notes");""", "{|STG2008:Down|}", """throw new NotSupportedException("The merged accounts cannot be told apart");""" },
        { """Delete.{|STG2003:ForeignKey|}("FK_Own").OnTable("Orders"); Delete.Column("A").FromTable("Orders");""", "Down", """Create.Column("A").OnTable("Orders").AsInt32().Nullable();""" },
        { """Alter.Table("Orders").{|STG2003:AddColumn|}("Note").AsString().AddColumn("Memo").AsString();""", "Down", """Delete.Column("Memo").FromTable("Orders");""" },
        { """this.{|STG2003:AddNote|}("A"); this.AddNote("B");""", "Down", """Helper.DropNote(this, "B");""" },
        { """{|STG2003:Begin|}("A").AsInt32().Nullable(); Begin("B").AsInt32();""", "Down", """Delete.Column("B").FromTable("Orders");""" },
        { """Delete.DefaultConstraint().OnTable("Orders").OnColumn("A"); Alter.Column("A").OnTable("Orders").AsInt64();""", "{|STG2001:Down|}", "" },
        { """Alter.Table("Orders").AddColumn("A").AsInt32().WithDefaultValue(0).{|STG2003:AddColumn|}("B").AsInt32();""", "Down", """Delete.DefaultConstraint().OnTable("Orders").OnColumn("A"); Delete.Column("A").FromTable("Orders");""" },
        { """Create.{|STG2003:Table|}("Notes").WithColumn("Id").AsInt32(); Create.Table("Pages").WithColumn("Id").AsInt32();""", "Down", """Delete.Table("Pages");""" },
        { """Create.Index("IX").OnTable("Orders").OnColumn("A"); Rename.{|STG2003:Column|}("A").OnTable("Orders").To("B");""", "Down", """Delete.Index("IX").OnTable("Orders");""" },
        { AddNote, "Down", """Delete.Column("Note").FromTable("Orders"); Delete.{|STG2004:Table|}("Notes");""" },
    };

    [Theory]
    [MemberData(nameof(Reversed))]
    public Task Is_reversed_or_not_known(string up, string down) => Verify(Source(up, "Down", down));

    [Theory]
    [MemberData(nameof(NotReversed))]
    public Task Is_not_reversed(string up, string name, string down) => Verify(Source(up, name, down));

    [Fact]
    public Task A_forward_only_migration_is_declared_at_its_class() => Verify(
        """
        using FluentMigrator;

        [Migration(1)]
        public class {|STG2008:DropNotes|} : ForwardOnlyMigration
        {
            public override void Up() => Delete.Table("Notes");
        }
        """);

    [Theory]
    [InlineData("[Profile(\"Development\")]")]
    [InlineData("[Maintenance(MigrationStage.BeforeAll)]")]
    public Task Profiles_and_maintenance_have_no_version(string attribute) => Verify(
        $$"""
        using FluentMigrator;

        {{attribute}}
        public class Seed : Migration
        {
            public override void Up() => Create.Table("Notes").WithColumn("Id").AsInt32();

            public override void Down() { }
        }
        """);

    [Fact]
    public Task A_base_class_that_calls_what_each_migration_fills_in_is_reported_once() => Verify(
        """
        using System;
        using FluentMigrator;

        public abstract class ShopMigration : Migration
        {
            public override void Up() => Upgrade();

            public override void {|STG2012:Down|}() => throw new NotImplementedException();

            protected virtual void Upgrade() { }
        }

        [Migration(1)]
        public class AddNotes : ShopMigration
        {
            protected override void Upgrade() => Create.Table("Notes").WithColumn("Id").AsInt32();
        }

        [Migration(2)]
        public class AddPages : ShopMigration
        {
            protected override void Upgrade() => Create.Table("Pages").WithColumn("Id").AsInt32();
        }
        """);

    [Theory]
    [InlineData("9", "{|STG2001:Down|}")]
    [InlineData("10", "Down")]
    [InlineData("20250101000000", "Down")]
    public async Task Versions_up_to_the_cut_off_are_not_judged_and_compare_as_numbers(string cutOff, string down)
    {
        var test = Test(Source(AddNote, down, "").Replace("20260101120000", "10", StringComparison.Ordinal));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.StageReadyMigrationsAfter = {cutOff}\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Names_decide_where_types_do_not_bind()
    {
        var test = Test(Source(AddNote, "{|STG2001:Down|}", ""));
        test.ReferenceAssemblies = Framework;
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""this.{|STG2003:AddNote|}("A"); this.AddNote("B");""", """this.DropNote("B");""")]
    [InlineData("""this.AddNote("A");""", """Helper.DropNote(this, "A");""")]
    [InlineData("""this.AddNote("A");""", """this.DropSomething("A");""")]
    public async Task Helpers_are_followed_where_types_do_not_bind(string up, string down)
    {
        var test = Test(Source(up, "Down", down));
        test.ReferenceAssemblies = Framework;
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static readonly ReferenceAssemblies Framework = new("net10.0", new PackageIdentity("Microsoft.NETCore.App.Ref", "10.0.12"), Path.Combine("ref", "net10.0"));

    private static readonly ReferenceAssemblies FluentMigrator = Framework.AddPackages(ImmutableArray.Create(new PackageIdentity("FluentMigrator", "8.0.1"), new PackageIdentity("FluentMigrator.Abstractions", "8.0.1")));

    internal static Task Verify(string source) => Test(source).RunAsync(TestContext.Current.CancellationToken);

    internal static CSharpAnalyzerTest<MigrationAnalyzer, DefaultVerifier> Test(string source)
    {
        var test = new CSharpAnalyzerTest<MigrationAnalyzer, DefaultVerifier> { ReferenceAssemblies = FluentMigrator };
        test.TestState.Sources.Add(source);
        test.DisabledDiagnostics.AddRange(OfData);
        return test;
    }

    private static readonly string[] OfData = [Catalogue.DataNotUndone.Id, Catalogue.UpDestroysData.Id, Catalogue.DownFails.Id, Catalogue.RollbackUnknown.Id];

    [Theory]
    [InlineData("""Insert.{|STG2005:IntoTable|}("Orders").Row(new { Id = 1 });""", "")]
    [InlineData("""Update.{|STG2005:Table|}("Orders").Set(new { A = 1 }).AllRows();""", "")]
    [InlineData("""Execute.{|STG2005:Sql|}("CALL repair()");""", "")]
    [InlineData("""Create.Table("Notes").WithColumn("Id").AsInt32(); Insert.IntoTable("Notes").Row(new { Id = 1 });""", """Delete.Table("Notes");""")]
    [InlineData("""Create.Column("A").OnTable("Orders").AsInt32().Nullable(); Update.Table("Orders").Set(new { A = 1 }).AllRows();""", """Delete.Column("A").FromTable("Orders");""")]
    [InlineData("""Update.{|STG2013:Table|}("Orders").Set(Row()).AllRows();""", "")]
    [InlineData("""Insert.IntoTable("Orders").Row(new { Id = 1 });""", """Delete.FromTable("Orders").Row(new { Id = 1 });""")]
    [InlineData("""Insert.IntoTable("Orders").Row(new { Id = 1 });""", "// stageready: no-op An older version ignores the row")]
    [InlineData("""Delete.{|STG2006:Column|}("A").FromTable("Orders");""", """Create.Column("A").OnTable("Orders").AsInt32().Nullable();""")]
    [InlineData("""Delete.Column("A").FromTable("Orders"); // stageready: data-loss Nothing has read it since version 3""", """Create.Column("A").OnTable("Orders").AsInt32().Nullable();""")]
    [InlineData("""Execute.Sql("UPDATE Orders SET B = A"); Delete.Column("A").FromTable("Orders");""", """Create.Column("A").OnTable("Orders").AsInt32().Nullable(); Execute.Sql("UPDATE Orders SET A = B");""")]
    [InlineData("""Create.Table("Notes").WithColumn("Id").AsInt32(); Create.ForeignKey("FK").FromTable("Orders").ForeignColumn("NoteId").ToTable("Notes").PrimaryColumn("Id");""",
        """Delete.{|STG2007:Table|}("Notes"); Delete.ForeignKey("FK").OnTable("Orders");""")]
    public Task What_becomes_of_the_data(string up, string down)
    {
        var test = Test(Source(up, "Down", down).Replace("private void AddColumn", "private static object Row() => new();\n\n    private void AddColumn", StringComparison.Ordinal));
        test.DisabledDiagnostics.Clear();
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task FluentMigrator_itself_deletes_the_rows_that_it_inserted()
    {
        var test = Test("""
            using FluentMigrator;

            [Migration(1)]
            public class AddStatus : AutoReversingMigration
            {
                public override void Up() => Insert.IntoTable("Orders").Row(new { Id = 1 });
            }
            """);
        test.DisabledDiagnostics.Clear();
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Source(string up, string name, string down) =>
        $$"""
        using System;
        using FluentMigrator;

        public class Worker(Migration worked)
        {
            public void Work() => worked.Delete.Column("A").FromTable("Orders");
        }

        public static class Helper
        {
            public static void AddNote(this Migration migration, string column) => migration.Create.Column(column).OnTable("Orders").AsInt32();

            public static void DropNote(this Migration migration, string column) => migration.Delete.Column(column).FromTable("Orders");

            public static Migration Self(this Migration migration) => migration;

            public static void Do(Action action) => action?.Invoke();

            public static void Each(this string[] columns, Migration migration) => Array.ForEach(columns, column => migration.Delete.Column(column));
        }

        [Migration(20260101120000)]
        public class AddThings : Migration
        {
            private const string Orders = "Orders";
            private const string Note = "Note";

            public override void Up()
            {
                {{up}}
            }

            public override void {{name}}()
            {
                {{down}}
            }

            private void AddColumn(string column) => Create.Column(column).OnTable(Orders).AsInt32();

            private FluentMigrator.Builders.Create.Column.ICreateColumnAsTypeOrInSchemaSyntax Begin(string column) => Create.Column(column).OnTable(Orders);

            private void DropColumn(string column) => Delete.Column(column).FromTable(Orders);
        }
        """;
}
