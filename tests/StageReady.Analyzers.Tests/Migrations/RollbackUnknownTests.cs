namespace StageReady.Analyzers.Tests.Migrations;

public sealed class RollbackUnknownTests
{
    private const string AddNote = """migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);""";
    private const string DropNote = """migrationBuilder.DropColumn("Note", "Orders");""";

    [Theory]
    [InlineData("migrationBuilder.{|STG2013:Sql|}(File.ReadAllText(\"up.sql\"));", DropNote)]
    [InlineData("""{|STG2013:foreach (var name in new[] { "A" }) migrationBuilder.DropTable(name);|}""", "")]
    [InlineData(AddNote, """migrationBuilder.{|STG2013:DropColumn|}(Environment.MachineName, "Orders");""")]
    [InlineData("""if (Environment.ProcessorCount > 1) migrationBuilder.{|STG2013:DropTable|}("T");""", "")]
    public Task What_cannot_be_read_is_told_if_asked_for(string up, string down) => Verify(up, down);

    [Theory]
    [InlineData(AddNote, DropNote)]
    [InlineData("migrationBuilder.Sql(File.ReadAllText(\"up.sql\"));", "// stageready: no-op An older version ignores the notes")]
    public Task Nothing_is_told_if_all_is_read_or_declared(string up, string down) => Verify(up, down);

    [Fact]
    public void It_is_off_by_default() => Assert.False(Descriptors.For(Catalogue.RollbackUnknown).IsEnabledByDefault);

    // The tests' compiler turns every rule on.
    private static Task Verify(string up, string down) => MigrationVerifier.Only(Catalogue.RollbackUnknown, up, down).RunAsync(TestContext.Current.CancellationToken);
}
