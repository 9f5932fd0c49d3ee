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
}
