using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class DownThrowsWithoutReasonTests
{
    private const string AddNote = """migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);""";

    [Theory]
    [InlineData(AddNote, "Down throws without a reason, but Up adds column Orders.Note. Reverse it in Down, or throw with a reason")]
    [InlineData(AddNote + """migrationBuilder.CreateIndex("IX_Date", "Orders", "Date");""",
        "Down throws without a reason, but Up adds column Orders.Note and creates index IX_Date on Orders. Reverse them in Down, or throw with a reason")]
    [InlineData("", "Down throws without a reason, but Up leaves nothing to reverse. Leave Down empty, or throw with a reason")]
    public async Task The_message_says_what_Down_can_reverse(string up, string message)
    {
        var test = MigrationVerifier.Test(null, MigrationVerifier.Class(
            $$"""
                protected override void Up(MigrationBuilder migrationBuilder) { {{up}} }

                protected override void {|#0:Down|}(MigrationBuilder migrationBuilder) => throw new NotImplementedException();
            """));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.For(Catalogue.DownThrowsWithoutReason)).WithLocation(0).WithArguments(message));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("throw new NotSupportedException();")]
    [InlineData("""throw new NotSupportedException("Down is not supported");""")]
    [InlineData("""throw new InvalidOperationException($"{nameof(AddThings)} is irreversible");""")]
    [InlineData("base.Down(migrationBuilder);")]
    [InlineData("migrationBuilder.DropColumn(\"Note\", \"Orders\"); throw new NotSupportedException();")]
    [InlineData("if (migrationBuilder.ActiveProvider == \"Microsoft.EntityFrameworkCore.Sqlite\") throw new NotSupportedException(); else throw new NotImplementedException();")]
    [InlineData("/* The older version knows no notes */ throw new NotSupportedException();")]
    public Task Whatever_says_no_reason_is_none(string down) => Verify(AddNote, "{|STG2002:Down|}", down);

    [Theory]
    [InlineData("""throw new NotSupportedException("The merged accounts cannot be told apart");""")]
    [InlineData("// stageready: irreversible The merged accounts cannot be told apart\nthrow new NotSupportedException();")]
    public Task A_reason_makes_it_a_declaration(string down) => Verify(AddNote, "{|STG2008:Down|}", down);

    [Fact]
    public Task What_Up_alone_does_not_tell_how_to_reverse_is_missing() => Verify("""migrationBuilder.DropTable("Notes");""", "{|STG2001:Down|}", "throw new NotSupportedException();");

    [Theory]
    [InlineData("""foreach (var table in new[] { "A", "B" }) migrationBuilder.DropTable(table);""", "throw new NotSupportedException();")]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText("up.sql"));""", "throw new NotSupportedException();")]
    [InlineData(AddNote, """if (Environment.ProcessorCount > 1) throw new NotSupportedException(); migrationBuilder.DropColumn("Note", "Orders");""")]
    [InlineData(AddNote, """if (!ActiveProvider.Contains("Sqlite")) throw new NotSupportedException(); migrationBuilder.DropColumn("Note", "Orders");""")]
    public Task What_is_not_known_is_not_reported(string up, string down) => Verify(up, "Down", down);

    private static Task Verify(string up, string name, string down) => MigrationVerifier.Members(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder) { {{up}} }

            protected override void {{name}}(MigrationBuilder migrationBuilder)
            {
                {{down}}
            }
        """);
}
