namespace StageReady.Tool.Tests;

public class BaselineCommandTests
{
    private const string Settings = """
        {
          "Otlp": "http://localhost:4317"
        }
        """;

    private const string Migrations = """
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop;

        [Migration("1_AddNote")]
        public class AddNote : Migration
        {
            protected override void Up(MigrationBuilder m) => m.AddColumn<string>("Note", "Orders");

            protected override void Down(MigrationBuilder m)
            {
            }
        }
        """;

    private static readonly (string, string)[] Files =
    [
        ("App/App.csproj", CheckedRepository.WebProject),
        ("App/appsettings.json", Settings),
        ("App/AddNote.cs", Migrations),
        ("compose.yml", "services:\n  app:\n    environment:\n      DOTNET_ENVIRONMENT: Development"),
    ];

    [Fact]
    public void What_is_recorded_is_not_reported_and_what_comes_new_is()
    {
        using var repository = CheckedRepository.Committed(Files);
        var before = repository.Check("--format", "json");

        repository.Write("new.txt", "what is not committed is of the moment");
        var recorded = CheckedRepository.Run("baseline", repository.Root, "--reason", "there before <us>");

        Assert.Equal(1, before.ExitCode);
        Assert.Equal((0, "stageready.baseline.json holds 3 entries: 3 new, 0 removed. Commit it, and every build holds to it\n", ""), (recorded.ExitCode, recorded.Output, recorded.Error));
        Assert.Equal(
            """
            {
              "suppressions": [
                { "rule": "STG1019", "file": "./compose.yml", "key": "DOTNET_ENVIRONMENT", "reason": "there before <us>" },
                { "rule": "STG2001", "file": "App/AddNote.cs", "key": "Shop.AddNote.Down", "reason": "there before <us>" },
                { "rule": "STG1008", "file": "App/appsettings.json", "key": "Otlp", "reason": "there before <us>" }
              ]
            }

            """,
            File.ReadAllText(repository.Path("stageready.baseline.json")));
        repository.Commit();
        Assert.Equal((0, "No findings in 1 project; 3 suppressed", ""), (repository.Check().ExitCode, repository.Check().Lines[^1], repository.Check().Error));
        Assert.Contains(repository.Check("--report-suppressed").Lines, line => line.Contains("STG2001") && line.EndsWith("(stageready.baseline.json says: there before <us>)", StringComparison.Ordinal));

        // Lines move and wordings change; another key, another member and another file are new.
        repository.Write("App/appsettings.json", "\n\n" + Settings.Replace("}", ", \"Cache\": \"http://localhost:6379\" }", StringComparison.Ordinal));
        repository.Write("App/AddNote.cs", "// moved\n" + Migrations + Migrations[Migrations.IndexOf("[Migration", StringComparison.Ordinal)..].Replace("AddNote", "AddRank", StringComparison.Ordinal).Replace("Note", "Rank", StringComparison.Ordinal));
        repository.Write("deploy/compose.yml", "services:\n  app:\n    environment:\n      DOTNET_ENVIRONMENT: Development");
        repository.Commit();
        Assert.Equal(
            ["App/AddNote.cs: STG2001", "App/appsettings.json: STG1008", "deploy/compose.yml: STG1019"],
            repository.Check().Lines.Where(line => line.Contains("): error STG", StringComparison.Ordinal)).Select(line => $"{line[..line.IndexOf('(', StringComparison.Ordinal)]}: {line[(line.IndexOf("STG", StringComparison.Ordinal))..][..7]}"));
    }

    [Fact]
    public void An_entry_that_finds_nothing_any_more_is_told_and_goes_with_the_next_baseline()
    {
        using var repository = CheckedRepository.Committed(Files);
        CheckedRepository.Run("baseline", repository.Root, "--reason", "old");
        repository.Write("App/appsettings.json", "{}");
        repository.Commit();

        var check = repository.Check();
        var again = CheckedRepository.Run("baseline", repository.Root, "--reason", "new");

        Assert.Equal(
            (0, "stageready.baseline.json(5,5): warning STG4008: The suppression of STG1008 finds nothing any more: App/appsettings.json, Otlp. 'stageready baseline' removes the entry"),
            (check.ExitCode, check.Lines[0]));
        Assert.StartsWith("stageready.baseline.json holds 2 entries: 0 new, 1 removed", again.Output);
        Assert.DoesNotContain("\"new\"", File.ReadAllText(repository.Path("stageready.baseline.json")), StringComparison.Ordinal);
        Assert.DoesNotContain("STG4008", repository.Check().Output);
    }

    [Fact]
    public void Without_findings_there_is_nothing_to_record()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject));

        var result = CheckedRepository.Run("baseline", repository.Root);

        Assert.Equal((0, "There is nothing to record: no findings\n"), (result.ExitCode, result.Output));
        Assert.False(File.Exists(repository.Path("stageready.baseline.json")));
    }

    [Theory]
    [InlineData("{", "The settings cannot be read")]
    [InlineData("{ \"hosts\": {} }", "The member of a baseline 'hosts' is unknown")]
    [InlineData("{ \"suppressions\": [{ \"rule\": \"STG9999\", \"file\": \"a\", \"reason\": \"b\" }] }", "'rule' must be the id of a rule")]
    public void A_baseline_that_is_not_understood_suppresses_nothing_and_is_told(string text, string message)
    {
        using var repository = CheckedRepository.Committed([.. Files, ("stageready.baseline.json", text)]);

        var result = repository.Check();
        var baseline = CheckedRepository.Run("baseline", repository.Root);

        // The reasons in it must not be lost.
        Assert.Equal((2, ""), (baseline.ExitCode, baseline.Output));
        Assert.StartsWith("error: stageready.baseline.json(1,", baseline.Error);
        Assert.EndsWith("Mend or delete it\n", baseline.Error);
        Assert.Equal(text, File.ReadAllText(repository.Path("stageready.baseline.json")));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.Lines, line => line.StartsWith("stageready.baseline.json(1,", StringComparison.Ordinal) && line.Contains(message, StringComparison.Ordinal));
    }
}
