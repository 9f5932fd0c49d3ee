using StageReady.Tests;

namespace StageReady.Tool.Tests;

/// <summary>No byte that the tool writes holds a secret or personal data of what it reads.</summary>
public class SecretCorpusTests
{
    [Fact]
    public void No_format_of_check_writes_a_secret()
    {
        var corpus = new SecretCorpus();
        Assert.True(corpus.Count > 60, "The corpus has lost its marks");
        using var repository = CheckedRepository.Committed(corpus.Files);

        var text = repository.Check("--report-unknown");
        AssertFound(text.Output, "STG1009", "STG1010", "STG1011", "STG1012", "STG1013", "STG1016", "STG1017", "STG1019", "STG1021", "STG1022", "STG1107", "STG1109", "STG5001", "STG5002", "STG5003");
        AssertClean(text.Output + text.Error);
        foreach (var format in (string[])["json", "sarif", "github"])
        {
            var file = repository.Path("report.out");
            var result = repository.Check("--format", format, "--report-unknown", "--output", file);
            AssertFound(File.ReadAllText(file), "STG1010", "STG1011", "STG1022", "STG1109");
            AssertClean(File.ReadAllText(file) + result.Output + result.Error);
        }
    }

    [Fact]
    public void No_patch_of_fix_holds_a_secret()
    {
        using var repository = CheckedRepository.Committed(new SecretCorpus().Files);

        var result = CheckedRepository.Run("fix", repository.Root, "--dry-run");

        Assert.Contains("App/Migrations/AddToken.cs: not in the patch", result.Error);
        Assert.Contains("App/Program.cs: not in the patch", result.Error);
        Assert.Contains("db/log.sql: not in the patch", result.Error);
        AssertClean(result.Output + result.Error);
    }

    private static void AssertFound(string output, params string[] rules) => Assert.All(rules, rule => Assert.Contains(rule, output));

    private static void AssertClean(string output) => Assert.Empty(SecretCorpus.MarksIn(output));
}
