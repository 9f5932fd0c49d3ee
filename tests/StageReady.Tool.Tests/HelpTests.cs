namespace StageReady.Tool.Tests;

public class HelpTests
{
    [Theory]
    [InlineData("--help", "  stageready check\n")]
    [InlineData("check --help", "  stageready check --format sarif --output stageready.sarif\n")]
    [InlineData("rules --help", "  stageready rules STG1008\n")]
    public void Every_help_ends_with_examples(string arguments, string example)
    {
        var result = CheckedRepository.Run(arguments.Split(' '));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Examples:\n", result.Output);
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
