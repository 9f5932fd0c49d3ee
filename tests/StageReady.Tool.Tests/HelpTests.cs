namespace StageReady.Tool.Tests;

public class HelpTests
{
    [Theory]
    [InlineData("--help", "  stageready check ")]
    [InlineData("check --help", "  stageready check --fail-on warning --format sarif --output stageready.sarif\n")]
    [InlineData("init --help", "  stageready init --dry-run\n")]
    [InlineData("fix --help", "  stageready fix --rule STG1102 --dry-run\n")]
    [InlineData("baseline --help", "  stageready baseline --reason ")]
    [InlineData("rehearse --help", "  stageready rehearse db/migrations ")]
    [InlineData("rules --help", "  stageready rules STG1008\n")]
    [InlineData("verify --help", "  stageready verify ")]
    public void Every_help_ends_with_an_example(string arguments, string example)
    {
        var result = CheckedRepository.Run(arguments.Split(' '));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Example:\n", result.Output);
        Assert.Contains(example, result.Output);
    }

    [Fact]
    public void The_version_is_printed_alone()
    {
        var result = CheckedRepository.Run("--version");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", result.Output);
    }
}
