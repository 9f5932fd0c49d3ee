using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class RestoreChoseAnotherVersionTests
{
    [Fact]
    public void A_version_that_no_source_has_is_told_at_the_reference()
    {
        var finding = Assert.Single(Judge(new Restore(Restore.Package("Example", "1.0.5"), "Example=[1.0.1, )")));

        Assert.Equal(("STG3004", Severity.Warning, 10, "Example"), (finding.Rule.Id, finding.Severity, finding.Span.StartLine, finding.Subject));
        Assert.Equal(
            "Restore chose Example 1.0.5, because no source has 1.0.1, which is asked for; a source that has it gives another build. Write '1.0.5', or a version that is there", finding.Message);
    }

    [Theory]
    [InlineData("[1.0.5, )")]
    [InlineData("[1.0.5]")]
    [InlineData("[1.0, )")]
    [InlineData("[1.0.*, )")]
    [InlineData("(1.0.1, )")]
    [InlineData("[, 2.0.0]")]
    public void The_version_that_is_asked_for_and_what_other_rules_judge_are_fine(string range) =>
        Assert.Empty(Judge(new Restore(Restore.Package("Example", range == "[1.0, )" ? "1.0.0" : "1.0.5"), $"Example={range}")));

    [Theory]
    [InlineData("[1.0.5, )", 0)]
    [InlineData("1.0.5", 0)]
    [InlineData("1.0.3", 1)]
    public void A_higher_minimum_of_another_package_explains_it(string asked, int findings) => Assert.Equal(findings, Judge(new Restore(
        Restore.Package("Example", "1.0.5") + "," + Restore.Package("Other", "1.0.0", $"\"Example\": \"{asked}\""), "Example=[1.0.1, );Other=[1.0.0, )")).Count());

    [Fact]
    public void A_central_version_that_is_pinned_explains_it() => Assert.Empty(Judge(new Restore(
        Restore.Package("Example", "1.0.5") + "," + Restore.Package("Other", "1.0.0", "\"Example\": \"1.0.1\""), "Other=[1.0.0, )", pins: "\"Example\": \"1.0.5\"")));

    [Theory]
    [InlineData("", 1)]
    [InlineData("NU1603", 0)]
    public void A_package_of_a_package_is_told_where_restore_is_silent(string code, int findings) => Assert.Equal(findings, Judge(new Restore(
        Restore.Package("Example", "1.0.5") + "," + Restore.Package("Other", "1.0.0", "\"Example\": \"1.0.1\""),
        "Other=[1.0.0, )",
        code.Length == 0 ? "" : Restore.Log(code, "Other 1.0.0 depends on Example (>= 1.0.1) but Example 1.0.1 was not found.", "Example"))).Count());

    private static IEnumerable<Finding> Judge(Restore restore) => RestoreChoseAnotherVersion.Judge(restore.Graph, restore.Assets.Logs, restore.Places);
}
