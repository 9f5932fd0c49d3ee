using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class RestoreWarningUnheededTests
{
    private static readonly SourceSpan NoWarn = new("App.csproj", 0, 0, 3, 1, 3, 1);

    [Theory]
    [InlineData("NU1603", 1)]
    [InlineData("NU1605", 1)]
    [InlineData("NU1608", 1)]
    [InlineData("NU1701", 1)]
    [InlineData("NU1601", 0)]
    [InlineData("NU1901", 0)]
    public void What_restore_warned_of_is_told_at_the_reference_that_brings_it(string code, int findings)
    {
        var restore = new Restore(
            Restore.Package("Other", "1.0.0", "\"Example\": \"1.0.1\"") + "," + Restore.Package("Example", "1.0.5"), "First=[1.0.0, );Other=[1.0.0, )", Restore.Log(code, "Warning As Error: Something is\\nwrong.", "Example"));

        var found = RestoreWarningUnheeded.Judge(restore.Graph, restore.Assets.Logs, restore.Places).ToList();

        Assert.Equal(findings, found.Count);
        Assert.All(found, finding => Assert.Equal(("STG3005", 11, $"{code} of restore: Something is. Ask for a version that all can have"), (finding.Rule.Id, finding.Span.StartLine, finding.Message)));
    }

    [Theory]
    [InlineData("NU1603", "1.0.5", "1.0.1", "")]
    [InlineData("NU1605", "1.0.5", "1.0.6", "")]
    [InlineData("NU1608", "1.0.5", "[1.0.0, 1.0.5)", "")]
    [InlineData("NU1701", "1.0.5", "1.0.5", "lib/net45/Example.dll")]
    public void A_warning_that_NoWarn_hides_is_computed_from_what_was_chosen(string code, string version, string asked, string asset)
    {
        var finding = Assert.Single(Hidden(code, version, asked, asset));

        Assert.Equal(($"NoWarn hides {code} about Example 1.0.5. Ask for a version that all can have, and let restore warn", 3), (finding.Message, finding.Span.StartLine));
    }

    [Theory]
    [InlineData("NU1603", "1.0.1", "1.0.1", "")]
    [InlineData("NU1605", "1.0.6", "1.0.5", "")]
    [InlineData("NU1608", "1.0.5", "[1.0.0, 1.0.5]", "")]
    [InlineData("NU1608", "1.0.5", "1.0.0", "")]
    [InlineData("NU1701", "1.0.5", "1.0.5", "lib/net5.0/Example.dll")]
    [InlineData("NU1701", "1.0.5", "1.0.5", "lib/net10.0/Example.dll")]
    [InlineData("NU1701", "1.0.5", "1.0.5", "lib/netstandard2.0/Example.dll")]
    [InlineData("CS1591", "1.0.5", "1.0.1", "")]
    public void A_NoWarn_that_hides_nothing_is_fine(string code, string version, string asked, string asset) => Assert.Empty(Hidden(code, version, asked, asset));

    [Theory]
    [InlineData("net472", 0)]
    [InlineData("net8.0", 1)]
    [InlineData("netstandard2.0", 1)]
    public void An_assembly_of_NET_Framework_is_at_home_there(string framework, int findings)
    {
        var restore = new Restore(Restore.Package("Example", "1.0.0", "", "\"lib/net461/Example.dll\": {}"), "Example=[1.0.0, )");

        Assert.Equal(findings, RestoreWarningUnheeded.JudgeHidden(restore.Graph, framework, (code, _) => code == "NU1701" ? NoWarn : null).Count());
    }

    private static IEnumerable<Finding> Hidden(string code, string version, string asked, string asset)
    {
        var restore = new Restore(
            Restore.Package("Example", version, "", asset.Length == 0 ? "" : $"\"{asset}\": {{}}") + "," + Restore.Package("Other", "1.0.0", $"\"Example\": \"{asked}\""), "Other=[1.0.0, )");
        return RestoreWarningUnheeded.JudgeHidden(restore.Graph, "net10.0", (hidden, _) => hidden == code ? NoWarn : null);
    }
}
