namespace StageReady.Tool.Tests;

/// <summary>SQL scripts, wherever they are, as a build hands them to the analyzers.</summary>
public class SeedScriptTests
{
    private const string Script = "INSERT INTO Users (Email) VALUES ('petra.lindqvist@gmail.com');\n";

    [Theory]
    [InlineData("App/Scripts/seed.sql")]
    [InlineData("database/seed.sql")]
    [InlineData("seed.SQL")]
    public void A_script_is_judged_in_a_project_and_outside(string path)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), (path, Script));

        var result = repository.Check();

        Assert.StartsWith($"{path}(1,35): warning STG5002: The seed data of 'Users.Email' holds a personal e-mail address", result.Lines[0]);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void A_script_for_tests_is_not_judged()
    {
        using var repository = CheckedRepository.Committed(
            ("App.Tests/App.Tests.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>"""), ("App.Tests/Data/seed.sql", Script));

        Assert.StartsWith("No findings", repository.Check().Lines[^1]);
    }

    [Fact]
    public void A_comment_or_an_entry_of_the_settings_suppresses()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/a.sql", "-- stageready: ignore STG5002 she wrote the book\n" + Script),
            ("App/b.sql", Script),
            ("stageready.json", """{ "suppressions": [{ "rule": "STG5002", "file": "App/b.sql", "key": "Users.Email", "reason": "She wrote the book" }] }"""));

        Assert.Equal("No findings in 1 project; 2 suppressed", repository.Check().Lines[^1]);
    }
}
