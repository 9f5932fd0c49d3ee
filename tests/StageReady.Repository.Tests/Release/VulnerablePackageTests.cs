using StageReady.Release;
using StageReady.Repository.Tests.Pinning;

namespace StageReady.Repository.Tests.Release;

public class VulnerablePackageTests
{
    private const string Advisory = "Package 'Example' 1.0.0 has a known high severity vulnerability, https://github.com/advisories/GHSA-0000";

    [Theory]
    [InlineData("", "NU1901", true)]
    [InlineData("", "NU1904", true)]
    [InlineData("NuGetAuditLevel=high", "NU1902", false)]
    [InlineData("NuGetAuditLevel=High", "NU1903", true)]
    [InlineData("NuGetAuditLevel=critical", "NU1903", false)]
    [InlineData("", "NU1905", false)]
    [InlineData("", "NU1603", false)]
    public void A_vulnerability_at_or_above_the_level_is_an_error_at_the_reference(string properties, string code, bool isReported)
    {
        var restore = new Restore(Restore.Package("Example", "1.0.0"), "Example=[1.0.0, )", Restore.Log(code, Advisory, "Example"));

        var findings = VulnerablePackage.Judge(restore.Assets.Logs, Properties.Of(properties), restore.Places).ToList();

        Assert.Equal(isReported ? 1 : 0, findings.Count);
        Assert.All(findings, finding => Assert.Equal(
            ("STG4005", Severity.Error, 10, $"{Advisory}. Ask for a version that is mended, or name the advisory in NuGetAuditSuppress"), (finding.Rule.Id, finding.Severity, finding.Span.StartLine, finding.Message)));
    }

    [Theory]
    [InlineData("Nullable=enable;NuGetAudit=false", "NuGetAudit is off, so that nobody hears of vulnerable packages. Remove it")]
    [InlineData("Nullable=enable;NoWarn=1701,NU1903", "NoWarn hides NU1903, so that nobody hears of vulnerable packages. Name the advisory that you live with in NuGetAuditSuppress instead")]
    public void An_audit_that_is_off_or_hidden_is_told_where_it_is(string properties, string message)
    {
        var finding = Assert.Single(VulnerablePackage.JudgeAudit(Properties.Of(properties)));

        Assert.Equal((3, message), (finding.Span.StartLine, finding.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("NuGetAudit=true")]
    [InlineData("NoWarn=NU1701")]
    [InlineData("NuGetAuditLevel=critical;NoWarn=NU1901,NU1902")]
    public void An_audit_that_is_on_is_fine_and_so_is_hiding_what_the_level_leaves_out(string properties) => Assert.Empty(VulnerablePackage.JudgeAudit(Properties.Of(properties)));
}
