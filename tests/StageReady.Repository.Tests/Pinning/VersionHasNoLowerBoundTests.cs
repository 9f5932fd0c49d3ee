using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class VersionHasNoLowerBoundTests
{
    [Theory]
    [InlineData("(1.0.0, )")]
    [InlineData("(, 2.0.0]")]
    [InlineData("(1.0.0, 2.0.0]")]
    [InlineData("")]
    public void A_version_that_includes_no_lowest_one_is_reported_and_is_no_range(string version)
    {
        var finding = VersionHasNoLowerBound.Judge(Request(version));

        Assert.Equal(("STG3002", Severity.Warning, "Example"), (finding!.Rule.Id, finding.Severity, finding.Subject));
        Assert.Null(VersionHasUpperBound.Judge(Request(version)));
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("[1.0.0]")]
    [InlineData("[1.0.0, )")]
    [InlineData("[1.0.0, 2.0.0)")]
    [InlineData("1.*")]
    [InlineData("*")]
    [InlineData("[1.*, 2.0.0)")]
    [InlineData("one")]
    [InlineData("$(ExampleVersion)")]
    public void A_lower_bound_a_floating_version_and_what_nobody_understands_are_fine(string version) => Assert.Null(VersionHasNoLowerBound.Judge(Request(version)));

    [Theory]
    [InlineData("", "Example is asked for without a version, so that restore takes the lowest one that the feeds have. Write the full version that is tested")]
    [InlineData("(1.0.0,)", "The version of Example ('(1.0.0,)') includes no lowest version, so that restore takes the lowest one that the feeds have. Write the full version that is tested")]
    public void The_message_says_what_restore_does(string version, string message) => Assert.Equal(message, VersionHasNoLowerBound.Judge(Request(version))!.Message);

    private static PackageRequest Request(string version) => new("Example", version, SourceSpan.StartOf("App.csproj"), PackageRequestKind.PackageReference);
}
