using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class DeclaredIrreversibleTests
{
    private const string DropNotes = """migrationBuilder.DropTable("Notes");""";

    [Theory]
    [InlineData("""throw new NotSupportedException("The merged accounts cannot be told apart.");""")]
    [InlineData("""throw new NotSupportedException("The merged accounts " + "cannot be told apart");""")]
    [InlineData("// stageready: irreversible The merged accounts cannot be told apart")]
    [InlineData("/* stageready: irreversible The merged accounts cannot be told apart */")]
    [InlineData("// StageReady: Irreversible   The merged accounts cannot be told apart")]
    [InlineData("migrationBuilder.Sql(\"\"\"\n    -- stageready: irreversible The merged accounts cannot be told apart\n    SELECT 1\n    \"\"\");")]
    public Task The_reason_is_told_at_Down(string down) => Expect(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder) { {{DropNotes}} }

            protected override void {|#0:Down|}(MigrationBuilder migrationBuilder)
            {
                {{down}}
            }
        """);

    [Fact]
    public Task A_comment_in_Up_declares_too() => Expect(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                // stageready: irreversible The merged accounts cannot be told apart
                {{DropNotes}}
            }

            protected override void {|#0:Down|}(MigrationBuilder migrationBuilder) { }
        """);

    [Theory]
    [InlineData("""[Irreversible("The merged accounts cannot be told apart")]""")]
    [InlineData("""[Irreversible(Reason = "The merged accounts cannot be told apart")]""")]
    public Task An_attribute_declares_at_the_class_if_there_is_no_Down(string attribute) => Expect(
        [
            $$"""
            using System;
            using Microsoft.EntityFrameworkCore.Migrations;

            {{attribute}}
            class {|#0:DropNotes|} : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) { {{DropNotes}} }
            }

            sealed class IrreversibleAttribute(string? reason = null) : Attribute
            {
                public string? Reason { get; set; } = reason;
            }
            """,
        ]);

    [Fact]
    public Task What_a_base_class_declares_stands_at_each_Up() => Expect(
        [
            $$"""
            using System;
            using Microsoft.EntityFrameworkCore.Migrations;

            abstract class OneWay : Migration
            {
                protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The merged accounts cannot be told apart");
            }

            class DropNotes : OneWay
            {
                protected override void {|#0:Up|}(MigrationBuilder migrationBuilder) { {{DropNotes}} }
            }
            """,
        ]);

    [Fact]
    public async Task Names_decide_where_the_attribute_does_not_bind()
    {
        var test = Test(
            $$"""
            [Irreversible("The merged accounts cannot be told apart")]
            class DropNotes : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) { {{DropNotes}} }

                protected override void {|#0:Down|}(MigrationBuilder migrationBuilder) { }
            }
            """);
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("// stageready: no-op An older version ignores the column")]
    [InlineData("// stageready: data-loss Legal asked for the purge\nmigrationBuilder.Sql(\"CREATE TABLE Notes (Id int)\");")]
    [InlineData("// The merged accounts cannot be told apart\nmigrationBuilder.Sql(\"CREATE TABLE Notes (Id int)\");")]
    [InlineData("// irreversible The merged accounts cannot be told apart\nmigrationBuilder.Sql(\"CREATE TABLE Notes (Id int)\");")]
    [InlineData("// stageready: irreversible not supported\nmigrationBuilder.Sql(\"CREATE TABLE Notes (Id int)\");")]
    [InlineData("// stageready: irreversible\nmigrationBuilder.Sql(\"CREATE TABLE Notes (Id int)\");")]
    public Task Other_declarations_and_comments_are_none(string down) => MigrationVerifier.Members(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                // stageready: data-loss Legal asked for the purge
                {{DropNotes}}
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                {{down}}
            }
        """);

    private static Task Expect(string members) => Expect([MigrationVerifier.Class(members)]);

    private static Task Expect(string[] sources) => Test(sources).RunAsync(TestContext.Current.CancellationToken);

    private static Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<Analyzers.Migrations.MigrationAnalyzer, DefaultVerifier> Test(params string[] sources)
    {
        var test = MigrationVerifier.Test(null, [.. sources.Select(source => "#nullable enable\n" + source)]);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Catalogue.DeclaredIrreversible.Id, DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "Declared irreversible: The merged accounts cannot be told apart. A rollback stops here; the release manifest records it"));
        return test;
    }
}
