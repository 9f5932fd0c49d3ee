namespace StageReady.Analyzers.Tests.Migrations;

/// <summary>RenameTable without a new schema: Npgsql leaves the table where it is, others move it to the default schema.</summary>
public sealed class NpgsqlRenameTests
{
    private const string AddId = """migrationBuilder.AddColumn<int>("B", "Others").Annotation("Npgsql:ValueGenerationStrategy", 1);""";
    private const string DropId = """migrationBuilder.DropColumn("B", "Others");""";

    [Fact]
    public async Task A_table_that_stays_in_the_new_schema_is_found()
    {
        var test = MigrationVerifier.Test(null, MigrationVerifier.Class(
            $$"""
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    {{AddId}}
                    migrationBuilder.{|#0:RenameTable|}(name: "Orders", newName: "Orders", newSchema: "sales");
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.RenameTable(name: "Orders", schema: "sales", newName: "Orders");
                    {{DropId}}
                }
            """));
        test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult("STG2003", Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
            .WithLocation(0).WithMessage("Up renames table Orders to sales.Orders; Down leaves it in schema sales"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""migrationBuilder.RenameTable(name: "Orders", newName: "Sales", newSchema: "sales");""", """migrationBuilder.RenameTable(name: "Sales", schema: "sales", newName: "Orders", newSchema: "public");""")]
    [InlineData("""migrationBuilder.RenameTable(name: "Orders", schema: "sales", newName: "Sales");""", """migrationBuilder.RenameTable(name: "Sales", schema: "sales", newName: "Orders");""")]
    [InlineData("""migrationBuilder.RenameSequence(name: "Numbers", schema: "sales", newName: "Ids");""", """migrationBuilder.RenameSequence(name: "Ids", schema: "sales", newName: "Numbers");""")]
    public Task A_table_that_comes_back_is_fine(string up, string down) => MigrationVerifier.Bodies(AddId + up, down + DropId);

    [Fact]
    public Task Other_databases_move_it_to_the_default_schema() => MigrationVerifier.Bodies(
        """migrationBuilder.RenameTable(name: "Orders", newName: "Sales", newSchema: "sales");""",
        """migrationBuilder.RenameTable(name: "Sales", schema: "sales", newName: "Orders");""",
        MigrationVerifier.Sqlite);
}
