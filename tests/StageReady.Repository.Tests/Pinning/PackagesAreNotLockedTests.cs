using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class PackagesAreNotLockedTests
{
    [Theory]
    [InlineData(true, Severity.Warning)]
    [InlineData(false, Severity.Info)]
    public void It_is_a_warning_for_an_application_only(bool isApplication, object severity) => Assert.Equal(severity, PackagesAreNotLocked.Judge(Properties.Of(""), isApplication).Severity);

    [Theory]
    [InlineData("", 1, "The packages are not locked")]
    [InlineData("Nullable=enable;RestorePackagesWithLockFile=false", 3, "The packages are not locked")]
    [InlineData("RestorePackagesWithLockFile=true", 2, "The packages are to be locked, but there is no lock file")]
    public void It_stands_at_the_switch_or_at_the_project(string properties, int line, string message)
    {
        var finding = PackagesAreNotLocked.Judge(Properties.Of(properties), isApplication: true);

        Assert.Equal(("STG3006", line), (finding.Rule.Id, finding.Span.StartLine));
        Assert.StartsWith(message, finding.Message);
    }
}
