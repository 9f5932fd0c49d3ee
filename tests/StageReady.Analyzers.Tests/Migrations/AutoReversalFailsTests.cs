namespace StageReady.Analyzers.Tests.Migrations;

public sealed class AutoReversalFailsTests
{
    [Theory]
    [InlineData("""Alter.{|STG2009:Column|}("A").OnTable("Orders").AsString(50);""")]
    [InlineData("""Alter.Table("Orders").{|STG2009:AlterColumn|}("A").AsString(50);""")]
    [InlineData("""Alter.Table("Orders").InSchema("sales").{|STG2009:ToSchema|}("archive");""")]
    [InlineData("""Create.{|STG2009:Sequence|}("Numbers");""")]
    [InlineData("""IfDatabase("sqlite").Execute.{|STG2009:Sql|}("UPDATE Orders SET A = 1");""")]
    [InlineData("""IfDatabase("sqlite").Delete.{|STG2009:Table|}("Notes");""")]
    [InlineData("""IfDatabase("sqlite").Update.{|STG2009:Table|}("Orders").Set(new { A = 1 }).AllRows();""")]
    public Task What_throws_when_it_is_reversed_is_found(string up) => Verify(up);

    [Theory]
    [InlineData("""Create.Table("Notes").WithColumn("Id").AsInt32();""")]
    [InlineData("""Create.Column("A").OnTable("Orders").AsInt32();""")]
    [InlineData("""Alter.Table("Orders").AddColumn("A").AsInt32();""")]
    [InlineData("""Create.Index("IX").OnTable("Orders").OnColumn("A"); Create.PrimaryKey("PK").OnTable("Orders").Column("A"); Create.UniqueConstraint("UC").OnTable("Orders").Column("A");""")]
    [InlineData("""Create.ForeignKey("FK").FromTable("Orders").ForeignColumn("A").ToTable("Customers").PrimaryColumn("Id"); Create.Schema("sales");""")]
    [InlineData("""Insert.IntoTable("Orders").Row(new { Id = 1 }); Rename.Table("A").To("B"); Rename.Column("A").OnTable("Orders").To("B");""")]
    [InlineData("""IfDatabase("sqlite").Create.Table("Notes").WithColumn("Id").AsInt32();""")]
    [InlineData("""IfDatabase("sqlite").Delete.ForeignKey().FromTable("Orders").ForeignColumn("A").ToTable("Customers").PrimaryColumn("Id");""")]
    [InlineData("")]
    public Task What_FluentMigrator_reverses_is_fine(string up) => Verify(up);

    [Fact]
    public Task Declared_irreversible_it_is_no_surprise() => FluentMigrationTests.Verify(
        """
        using FluentMigrator;

        [Migration(1)]
        public class {|STG2008:Widen|} : AutoReversingMigration
        {
            public override void Up()
            {
                // stageready: irreversible The longer names would be cut
                Alter.Column("A").OnTable("Orders").AsString(50);
            }
        }
        """);

    [Theory]
    [InlineData("public override object Reverse() => this;", "")]
    [InlineData("", "Alter.{|STG2009:Table|}(\"Orders\").AddColumn(\"A\").AsInt32();")]
    [InlineData("", "Alter.{|STG2009:Table|}(\"Orders\").AddColumn(\"A\").AsInt32().AddColumn(\"B\").AsInt32();")]
    public Task The_referenced_version_decides_on_Alter_Table(string reverse, string up)
    {
        var test = new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<StageReady.Analyzers.Migrations.MigrationAnalyzer, Microsoft.CodeAnalysis.Testing.DefaultVerifier>
        {
            CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
            TestCode = $$"""
                using FluentMigrator;

                [Migration(1)]
                public class AddThings : AutoReversingMigration
                {
                    public override void Up()
                    {
                        {{(up.Length > 0 ? up : "Alter.Table(\"Orders\").AddColumn(\"A\").AsInt32();")}}
                    }
                }

                namespace FluentMigrator
                {
                    public abstract class MigrationBase { public abstract void Up(); }
                    public abstract class AutoReversingMigration : MigrationBase;
                }

                namespace FluentMigrator.Expressions
                {
                    public abstract class MigrationExpressionBase { public virtual object Reverse() => throw new System.NotSupportedException(); }
                    public class AlterTableExpression : MigrationExpressionBase { {{reverse}} }
                }
                """,
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task Verify(string up) => FluentMigrationTests.Verify(
        $$"""
        using FluentMigrator;

        [Migration(1)]
        public class AddThings : AutoReversingMigration
        {
            public override void Up()
            {
                {{up}}
            }
        }
        """);
}
