using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class FloatingPackageVersionTests
{
    private static readonly LockCoverage Held = new(FileIsFresh: true, LockedMode: true);

    [Theory]
    [InlineData("*")]
    [InlineData("*-*")]
    [InlineData("1.*")]
    [InlineData("1.2.*")]
    [InlineData(" 1.* ")]
    [InlineData("1.2.3.*")]
    [InlineData("1.2.3-*")]
    [InlineData("1.2.3-beta.*")]
    [InlineData("1.*-*")]
    [InlineData("[1.*, 2.0.0)")]
    public void A_version_that_takes_the_newest_is_an_error(string version)
    {
        var finding = FloatingPackageVersion.Judge(Request(version), LockCoverage.None);

        Assert.NotNull(finding);
        Assert.Equal(("STG3001", Severity.Error, "Example"), (finding.Rule.Id, finding.Severity, finding.Subject));
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("[1.2.3]")]
    [InlineData("[1.0.0, 2.0.0)")]
    [InlineData("(1.0.0, )")]
    [InlineData("(, 2.0.0]")]
    [InlineData("1.2.3-beta.1")]
    [InlineData("1.2.3+build")]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("1.2.x")]
    public void A_version_that_does_not_float_is_fine(string version) =>
        Assert.Null(FloatingPackageVersion.Judge(Request(version), LockCoverage.None));

    [Theory]
    [InlineData("$(ExampleVersion)")]
    [InlineData("1.$(Minor).*")]
    public void A_version_that_only_an_evaluation_could_tell_is_unknown_and_never_reported(string version)
    {
        Assert.True(Request(version).IsUnknown);
        Assert.Null(FloatingPackageVersion.Judge(Request(version), LockCoverage.None));
    }

    [Theory]
    [InlineData(true, true, Severity.Warning)]
    [InlineData(true, false, Severity.Error)]
    [InlineData(false, true, Severity.Error)]
    public void It_is_a_warning_only_if_a_fresh_lock_file_and_locked_mode_hold_it(bool fresh, bool locked, object severity) =>
        Assert.Equal(severity, FloatingPackageVersion.Judge(Request("1.*"), new LockCoverage(fresh, locked))!.Severity);

    [Theory]
    [InlineData("PackageReference", "The version of Example floats ('1.*'), so that a restore takes whatever the feed has that day. Write the full version that is tested")]
    [InlineData("PackageVersion", "The central version of Example floats ('1.*'), so that a restore takes whatever the feed has that day. Write the full version that is tested")]
    [InlineData("VersionOverride", "The VersionOverride of Example floats ('1.*'), so that a restore takes whatever the feed has that day. Write the full version that is tested")]
    public void The_message_says_which_version_and_what_mends_it(string kind, string message) =>
        Assert.Equal(message, FloatingPackageVersion.Judge(Request("1.*") with { Kind = Enum.Parse<PackageRequestKind>(kind) }, LockCoverage.None)!.Message);

    [Fact]
    public void The_message_names_the_version_that_restore_chose() => Assert.Equal(
        "The version of Example floats ('1.*') and only the lock file holds it at 1.4.0. Write the version that was restored, '1.4.0'",
        FloatingPackageVersion.Judge(Request("1.*") with { Resolved = "1.4.0" }, Held)!.Message);

    private static PackageRequest Request(string version) =>
        new("Example", version, SourceSpan.StartOf("App.csproj"), PackageRequestKind.PackageReference);
}
