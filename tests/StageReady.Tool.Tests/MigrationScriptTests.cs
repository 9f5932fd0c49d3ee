namespace StageReady.Tool.Tests;

/// <summary>Folders of migration scripts, in a project and outside.</summary>
public class MigrationScriptTests
{
    private const string Script = "ALTER TABLE orders ADD note text;\n";

    [Theory]
    [InlineData("App/Scripts")]
    [InlineData("db")]
    public void A_script_without_its_undo_is_found(string folder)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ($"{folder}/V1__a.sql", Script), ($"{folder}/V2__b.sql", Script), ($"{folder}/U2__b.sql", "ALTER TABLE orders DROP COLUMN note;"));

        var result = repository.Check();

        Assert.StartsWith($"{folder}/V1__a.sql(1,1): error STG2010: 'U1__a.sql' is not there, but the script adds column orders.note.", result.Lines[0]);
        Assert.DoesNotContain(result.Lines, line => line.Contains("V2__b", StringComparison.Ordinal));
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void The_project_of_the_folder_can_switch_the_rule_off()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject.Replace("<ImplicitUsings>", "<NoWarn>$(NoWarn);STG2010</NoWarn><ImplicitUsings>", StringComparison.Ordinal)), ("App/db/V1__a.sql", Script));

        Assert.StartsWith("No findings", repository.Check().Lines[^1]);
    }

    [Fact]
    public void Only_what_is_in_the_checked_folder_is_judged()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("db/V1__a.sql", Script));

        Assert.StartsWith("No findings", CheckedRepository.Run("check", Path.Combine(repository.Root, "App")).Lines[^1]);
    }

    [Fact]
    public void Migrations_that_cannot_be_read_are_listed_only_on_demand()
    {
        (string Path, string Text)[] files =
        [
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/db/1_a.up.sql", "CREATE TABLE t (a int);\nCALL move_tenants();\n"),
            ("App/db/1_a.down.sql", "CALL move_tenants_back();\nDROP TABLE t;\n"),
            ("App/Migrations.cs", """
                using Microsoft.EntityFrameworkCore.Migrations;

                public class Import : Migration
                {
                    protected override void Up(MigrationBuilder m) => m.Sql(File.ReadAllText("up.sql"));

                    protected override void Down(MigrationBuilder m) => m.Sql(File.ReadAllText("down.sql"));
                }
                """),
        ];
        using var repository = CheckedRepository.Committed(files);
        using var asking = CheckedRepository.Committed([.. files, (".globalconfig", "is_global = true\ndotnet_diagnostic.STG2013.severity = warning\n")]);

        const string Message = "unknown STG2013: Cannot verify that Down reverses Up: what this does cannot be read.";
        var result = repository.Check("--report-unknown");
        Assert.StartsWith($"App/Migrations.cs(5,57): {Message}", result.Lines[0]);
        Assert.StartsWith($"App/db/1_a.up.sql(2,1): {Message}", result.Lines[1]);
        Assert.Equal((0, "No findings in 1 project; 2 unknown"), (result.ExitCode, result.Lines[^1]));
        Assert.Equal("No findings in 1 project\n", repository.Check().Output);

        Assert.Equal("2 findings in 1 project: 2 warnings", asking.Check("--report-unknown").Lines[^1]);
    }
}
