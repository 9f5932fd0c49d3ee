namespace StageReady.Conventions.Tests;

/// <summary>What is generated from the catalogue follows it.</summary>
public sealed class GeneratedFilesTests
{
    private const string Analyzers = "src/StageReady.Analyzers/";
    private const string GlobalConfigs = "src/StageReady.Sdk/globalconfigs/";

    [Fact]
    public void The_readme_lists_the_rules() => Drift.CheckSection("README.md", "<!-- rules -->", "<!-- /rules -->", CatalogueText.Table());

    [Fact]
    public void The_index_of_the_pages_lists_the_rules() => Drift.Check("docs/rules/README.md", CatalogueText.Index());

    // The recommended mode has no file. A severity set in one would also hold for the findings that the catalogue gives a lower one (a setting alone, a development file). Nor could it say "default":
    // the compiler does not promote a rule with a setting of its own when TreatWarningsAsErrors asks for it.
    [Theory]
    [MemberData(nameof(Families))]
    public void The_mode_all_makes_every_rule_of_a_family_at_least_a_warning(string family) =>
        Drift.Check($"{GlobalConfigs}All.{family}.globalconfig", CatalogueText.GlobalConfig("Also the rules that are off by default.", family, RuleMode.All));

    [Theory]
    [MemberData(nameof(Families))]
    public void The_mode_none_turns_every_rule_of_a_family_off(string family) =>
        Drift.Check($"{GlobalConfigs}None.{family}.globalconfig", CatalogueText.GlobalConfig("No rule, unless your own .globalconfig turns it on.", family, RuleMode.None));

    public static TheoryData<string> Families => [.. Enum.GetNames<RuleFamily>()];

    // Roslyn's own release tracking reads only descriptors with a literal id (RS2002 for ours): this test takes its place.
    [Fact]
    public void The_analyzer_releases_list_the_rules_of_the_analyzers()
    {
        var shipped = Drift.Require(Analyzers + "AnalyzerReleases.Shipped.md", "; No release yet.\n");
        Drift.Check(Analyzers + "AnalyzerReleases.Unshipped.md", CatalogueText.UnshippedRules(shipped));
        Assert.All(
            shipped.Split('\n').Where(line => line.StartsWith("STG", StringComparison.Ordinal)).Select(line => line[..7]),
            id => Assert.True(Catalogue.Find(id) is { Owner: RuleOwner.Analyzer }, $"{id} is shipped and no longer a rule of the analyzers: list it under '### Removed Rules'"));
    }
}
