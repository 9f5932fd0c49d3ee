using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class DownIsMissingTests
{
    private const string AddNote = """migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);""";

    [Fact]
    public async Task An_empty_Down_lists_what_Up_leaves_behind()
    {
        var test = MigrationVerifier.Test(null, MigrationVerifier.Class(
            $$"""
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    {{AddNote}}
                    migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });
                    migrationBuilder.RenameTable(name: "A", newName: "B");
                    migrationBuilder.DropIndex("IX_A", "Orders");
                }

                protected override void {|#0:Down|}(MigrationBuilder migrationBuilder)
                {
                    return;
                }
            """));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.For(Catalogue.DownIsMissing)).WithLocation(0).WithArguments(
            "Down is empty, but Up adds column Orders.Note, creates table Notes, renames table A to B and 1 more. Reverse them in Down, or declare with a reason that the migration is irreversible"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_missing_Down_is_found_at_the_class()
    {
        var test = MigrationVerifier.Test(null,
            """
            using Microsoft.EntityFrameworkCore.Migrations;

            class {|#0:AddNote|} : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Notes");
            }
            """);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.For(Catalogue.DownIsMissing)).WithLocation(0).WithArguments(
            "Down is not overridden, but Up drops table Notes. Reverse it in Down, or declare with a reason that the migration is irreversible"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_missing_Down_of_a_class_in_several_parts_is_found_at_Up() => MigrationVerifier.Files(
        null,
        MigrationVerifier.Class($"    protected override void {{|STG2001:Up|}}(MigrationBuilder migrationBuilder) => {AddNote}"),
        """
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20240101000000_AddThings")]
        partial class AddThings;
        """);

    [Fact]
    public Task A_Down_in_another_part_counts() => MigrationVerifier.Files(
        null,
        MigrationVerifier.Class($"    protected override void Up(MigrationBuilder migrationBuilder) => {AddNote}"),
        """
        using Microsoft.EntityFrameworkCore.Migrations;

        partial class AddThings
        {
            protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Note", "Orders");
        }
        """);

    [Fact]
    public Task An_inherited_empty_Down_is_found_at_Up_and_an_inherited_throwing_one_is_the_base_classs() => MigrationVerifier.Files(
        null,
        $$"""
        using System;
        using Microsoft.EntityFrameworkCore.Migrations;

        abstract class Empty : Migration
        {
            protected override void {|STG2012:Down|}(MigrationBuilder migrationBuilder) { }
        }

        abstract class Throwing : Migration
        {
            protected override void {|STG2012:Down|}(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
        }

        class First : Empty
        {
            protected override void {|STG2001:Up|}(MigrationBuilder migrationBuilder) { {{AddNote}} }
        }

        class Second : Throwing
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Notes");
        }

        class Third : Empty
        {
            protected override void Up(MigrationBuilder migrationBuilder) { {{AddNote}} }

            protected override void Down(MigrationBuilder migrationBuilder) { base.Down(migrationBuilder); migrationBuilder.DropColumn("Note", "Orders"); }
        }
        """);

    [Fact]
    public Task A_base_call_to_an_empty_Down_does_nothing() => MigrationVerifier.Files(
        null,
        $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        abstract class Empty : Migration
        {
            protected override void Down(MigrationBuilder migrationBuilder) { }
        }

        class First : Empty
        {
            protected override void Up(MigrationBuilder migrationBuilder) { {{AddNote}} }

            protected override void {|STG2001:Down|}(MigrationBuilder migrationBuilder) => base.Down(migrationBuilder);
        }
        """);

    [Fact]
    public Task Bodies_that_two_migrations_inherit_are_reported_once() => MigrationVerifier.Files(
        null,
        $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        abstract class Both : Migration
        {
            protected override void {|STG2001:Up|}(MigrationBuilder migrationBuilder) { {{AddNote}} }

            protected override void Down(MigrationBuilder migrationBuilder) { }
        }

        class First : Both { }

        class Second : Both { }
        """);

    [Fact]
    public Task Generated_code_is_judged() => MigrationVerifier.Files(
        null,
        "// <auto-generated />\n" + MigrationVerifier.Class(
            $$"""
                protected override void Up(MigrationBuilder migrationBuilder) { {{AddNote}} }

                protected override void {|STG2001:Down|}(MigrationBuilder migrationBuilder) { }
            """));

    [Fact]
    public async Task Names_decide_where_types_do_not_bind()
    {
        var test = MigrationVerifier.Test(
            new ReferenceAssemblies("net10.0", new PackageIdentity("Microsoft.NETCore.App.Ref", "10.0.12"), Path.Combine("ref", "net10.0")),
            MigrationVerifier.Class(
                """
                    private const string Table = "Orders";

                    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>(name: nameof(Table), table: Table, maxLength: 5);

                    protected override void {|STG2001:Down|}(MigrationBuilder migrationBuilder) { }
                """));
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("=> Console.WriteLine();")]
    public Task Raw_SQL_that_creates_is_structure(string down) => MigrationVerifier.Members(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(@"CREATE VIEW ""v"" AS SELECT 1;");

            protected override void {|STG2001:Down|}(MigrationBuilder migrationBuilder) {{down}}
        """);

    [Theory]
    [InlineData("""migrationBuilder.Sql("UPDATE Orders SET Note = ''");""")]
    [InlineData("""migrationBuilder.Sql("EXEC DoSomething");""")]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText("up.sql"));""")]
    [InlineData("""migrationBuilder.InsertData("Orders", "Id", 1);""")]
    [InlineData("""migrationBuilder.EnsureSchema("sales");""")]
    [InlineData("""migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:citext", ",,");""")]
    [InlineData("""if (Environment.ProcessorCount > 1) migrationBuilder.DropTable("Notes");""")]
    [InlineData("""foreach (var name in new[] { "A", "B" }) migrationBuilder.DropColumn(name, "Orders");""")]
    [InlineData("""migrationBuilder.DropTable(Environment.MachineName);""")]
    public Task An_empty_Down_is_fine_or_unknown_if_Up_changes_no_known_structure(string up) => MigrationVerifier.Bodies(up, "");

    [Fact]
    public Task An_empty_Down_is_found_if_some_structure_is_known_beside_what_is_not() => MigrationVerifier.Members(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.Sql(File.ReadAllText("up.sql"));
                {{AddNote}}
            }

            protected override void {|STG2001:Down|}(MigrationBuilder migrationBuilder) { }
        """);

    [Theory]
    [InlineData("// stageready: irreversible The merged accounts cannot be told apart", "{|STG2008:Down|}")]
    [InlineData("// stageready: no-op An older version ignores the column", "Down")]
    [InlineData("/* stageready: irreversible Legal asked for the purge */", "{|STG2008:Down|}")]
    [InlineData("""migrationBuilder.Sql("-- stageready: no-op An older version ignores the column\nSELECT 1");""", "Down")]
    [InlineData("""throw new NotSupportedException("The merged accounts cannot be told apart");""", "{|STG2008:Down|}")]
    public Task A_declaration_with_a_reason_is_enough(string down, string name) => MigrationVerifier.Members(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Notes");

            protected override void {{name}}(MigrationBuilder migrationBuilder)
            {
                {{down}}
            }
        """);

    [Theory]
    [InlineData("// The merged accounts cannot be told apart")]
    [InlineData("// stageready: irreversible This migration cannot be reversed")]
    [InlineData("// stageready: data-loss The merged accounts cannot be told apart")]
    [InlineData("throw new NotSupportedException();")]
    [InlineData("""throw new NotSupportedException("Down is not supported");""")]
    public Task A_declaration_without_a_reason_is_not(string down) => MigrationVerifier.Members(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Notes");

            protected override void {|STG2001:Down|}(MigrationBuilder migrationBuilder)
            {
                {{down}}
            }
        """);

    [Theory]
    [InlineData("The merged accounts cannot be told apart", "{|STG2008:Down|}")]
    [InlineData("irreversible", "{|STG2001:Down|}")]
    public Task An_attribute_of_any_namespace_declares_with_a_reason(string reason, string down) => MigrationVerifier.Files(
        null,
        $$"""
        using System;
        using Microsoft.EntityFrameworkCore.Migrations;

        sealed class IrreversibleAttribute(string reason) : Attribute
        {
            public string Reason { get; } = reason;
        }

        [Irreversible("{{reason}}")]
        class AddNote : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { {{AddNote}} }

            protected override void {{down}}(MigrationBuilder migrationBuilder) { }
        }
        """);

    [Theory]
    [InlineData("20240101000000_AddThings", "Down")]
    [InlineData("20231231235959_Before", "{|STG2001:Down|}")]
    public async Task Migrations_up_to_the_cut_off_are_not_judged(string cutOff, string down)
    {
        var test = MigrationVerifier.Test(null, MigrationVerifier.Class(
            $$"""
                protected override void Up(MigrationBuilder migrationBuilder) { {{AddNote}} }

                protected override void {{down}}(MigrationBuilder migrationBuilder) { }
            """));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.StageReadyMigrationsAfter = {cutOff}\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("abstract class AddNote : Migration")]
    [InlineData("class AddNote : Other.Migration")]
    public Task What_is_no_migration_is_not_judged(string declaration) => MigrationVerifier.Files(
        null,
        $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        {{declaration}}
        {
            protected override void Up(MigrationBuilder migrationBuilder) { {{AddNote}} }

            protected override void Down(MigrationBuilder migrationBuilder) { }
        }

        namespace Other
        {
            abstract class Migration
            {
                protected abstract void Up(MigrationBuilder migrationBuilder);

                protected abstract void Down(MigrationBuilder migrationBuilder);
            }
        }
        """);
}
