using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class BaseClassBreaksRollbackTests
{
    private const string AddNote = """migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);""";

    [Fact]
    public Task A_throwing_Down_is_reported_once_on_the_base() => Expect(
        "throw new NotImplementedException()",
        "Migrations inherit this Down, which throws without a reason. Make it abstract, so that each of them says how to go back, or throw with a reason",
        up: "Up");

    [Fact]
    public Task An_empty_Down_is_reported_once_on_the_base_and_at_each_Up() => Expect(
        "_ = 0",
        "Migrations inherit this Down, which is empty: a rollback does nothing about their Up. Make it abstract, so that each of them says how to go back",
        up: "{|STG2001:Up|}");

    [Fact]
    public Task Nobody_inherits_it() => MigrationVerifier.Files(
        null,
        $$"""
        using System;
        using Microsoft.EntityFrameworkCore.Migrations;

        abstract class Throwing : Migration
        {
            protected override void Down(MigrationBuilder migrationBuilder) => throw new NotImplementedException();
        }

        class First : Throwing
        {
            protected override void Up(MigrationBuilder migrationBuilder) { {{AddNote}} }

            protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Note", "Orders");
        }
        """);

    [Fact]
    public Task The_throw_gives_a_reason() => MigrationVerifier.Files(
        null,
        $$"""
        using System;
        using Microsoft.EntityFrameworkCore.Migrations;

        abstract class OneWay : Migration
        {
            protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Customers never go back to an older database");
        }

        class First : OneWay
        {
            protected override void {|STG2008:Up|}(MigrationBuilder migrationBuilder) { {{AddNote}} }
        }
        """);

    [Fact]
    public Task The_heir_has_nothing_to_reverse_or_says_why_not() => MigrationVerifier.Files(
        null,
        $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        abstract class Empty : Migration
        {
            protected override void Down(MigrationBuilder migrationBuilder) { }
        }

        class First : Empty
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }
        }

        class Second : Empty
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                // stageready: no-op An older version ignores the column
                {{AddNote}}
            }
        }
        """);

    [Fact]
    public Task A_base_class_that_has_Up_too_is_the_migration() => MigrationVerifier.Files(
        null,
        $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        abstract class Both : Migration
        {
            protected override void {|STG2001:Up|}(MigrationBuilder migrationBuilder) { {{AddNote}} }

            protected override void Down(MigrationBuilder migrationBuilder) { }
        }

        class First : Both { }
        """);

    private static async Task Expect(string down, string message, string up)
    {
        var test = MigrationVerifier.Test(null,
            $$"""
            using System;
            using Microsoft.EntityFrameworkCore.Migrations;

            abstract class Base : Migration
            {
                protected override void {|#0:Down|}(MigrationBuilder migrationBuilder) => {{down}};
            }

            class First : Base
            {
                protected override void {{up}}(MigrationBuilder migrationBuilder) { {{AddNote}} }
            }

            class Second : Base
            {
                protected override void {{up}}(MigrationBuilder migrationBuilder) { {{AddNote}} }
            }
            """);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.For(Catalogue.BaseClassBreaksRollback)).WithLocation(0).WithArguments(message));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
