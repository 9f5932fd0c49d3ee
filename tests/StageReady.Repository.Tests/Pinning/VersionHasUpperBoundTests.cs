using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class VersionHasUpperBoundTests
{
    [Theory]
    [InlineData("[1.0.0, 2.0.0)")]
    [InlineData("[1.0.0, 2.0.0]")]
    [InlineData("[1.0.0, 1.0.1]")]
    public void A_range_is_worth_knowing(string version)
    {
        var finding = VersionHasUpperBound.Judge(Request(version));

        Assert.Equal(("STG3003", Severity.Info), (finding!.Rule.Id, finding.Severity));
        Assert.Equal($"The version of Example is a range ('{version}'), so that another package can move it. Write the full version that is tested", finding.Message);
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("[1.0.0]")]
    [InlineData("[1.0.0, 1.0.0]")]
    [InlineData("[1.0.0, )")]
    [InlineData("[1.*, 2.0.0)")]
    [InlineData("")]
    [InlineData("[$(From), 2.0.0)")]
    public void One_version_a_minimum_and_what_other_rules_judge_are_fine(string version) => Assert.Null(VersionHasUpperBound.Judge(Request(version)));

    private static PackageRequest Request(string version) => new("Example", version, SourceSpan.StartOf("App.csproj"), PackageRequestKind.PackageReference);
}
