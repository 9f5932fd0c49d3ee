namespace StageReady.Conventions.Tests;

/// <summary>The catalogue in the words of the files that are generated from it.</summary>
internal static class CatalogueText
{
    public static readonly string[] Headings = ["Cause", "Why it matters", "Example", "What is not reported", "How to fix", "How to suppress"];

    private static readonly Dictionary<RuleFamily, string> FamilyNames = new()
    {
        [RuleFamily.Configuration] = "Configuration",
        [RuleFamily.Migrations] = "Migrations and rollback",
        [RuleFamily.Pinning] = "Pinned versions",
        [RuleFamily.Release] = "The release itself",
        [RuleFamily.Privacy] = "Data privacy",
    };

    public static string PathOfPage(Rule rule) => $"docs/rules/{rule.Id}.md";

    public static string PageHead(Rule rule) => $"""
        # {rule.Id}: {rule.Title}

        | Severity | Reported by | Fix |
        |---|---|---|
        | {SeverityOf(rule)} | {Owner(rule)} | {Fix(rule)} |

        """;

    public static string PageStub(Rule rule) => PageHead(rule) + string.Concat(Headings.Select(heading => $"\n## {heading}\nTODO\n"));

    /// <summary>For the README: one table.</summary>
    public static string Table() => Table(Catalogue.All, folder: "docs/rules/");

    /// <summary>For docs/rules: a table per family.</summary>
    public static string Index() => "# Rules\n" + string.Concat(Catalogue.All.GroupBy(rule => rule.Family).Select(family => $"\n## {FamilyNames[family.Key]}\n\n{Table(family, folder: "")}"));

    /// <param name="comment">What the file does.</param>
    public static string GlobalConfig(string comment, string family, string mode) =>
        ($"# {comment} Your own .globalconfig wins over this file.\nis_global = true\nglobal_level = -100\n\n"
            + string.Concat(
                from rule in Catalogue.All
                where rule.Family.ToString() == family && RuleMode.SeverityOf(rule, mode) is not null
                select $"dotnet_diagnostic.{rule.Id}.severity = {RuleMode.SeverityOf(rule, mode)}\n")).TrimEnd() + "\n";

    /// <summary>What the next release adds, in the form that Roslyn's release tracking reads.</summary>
    public static string UnshippedRules(string shipped)
    {
        var rules = Catalogue.All.Where(rule => rule.Owner == RuleOwner.Analyzer && !shipped.Contains(rule.Id, StringComparison.Ordinal)).ToList();
        return "; Generated from the catalogue. At a release these lines move to AnalyzerReleases.Shipped.md, below a heading '## Release 1.2.3'.\n"
            + (rules.Count == 0 ? "" : "\n### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n")
            + string.Concat(rules.Select(rule => $"{rule.Id} | {rule.Category} | {(rule.IsOnByDefault ? rule.Severity.ToString() : "Disabled")} | {rule.Title}, [Documentation]({rule.HelpLink})\n"));
    }

    private static string Table(IEnumerable<Rule> rules, string folder) =>
        "| Rule | Finding | Severity | Reported by | Fix |\n|---|---|---|---|---|\n"
        + string.Concat(rules.Select(rule => $"| [{rule.Id}]({folder}{rule.Id}.md) | {rule.Title} | {SeverityOf(rule)} | {Owner(rule)} | {Fix(rule)} |\n"));

    private static string Owner(Rule rule) => rule.Owner.ToString().ToLowerInvariant();

    private static string SeverityOf(Rule rule) => rule.IsOnByDefault ? rule.Severity.ToString() : $"{rule.Severity}, off by default";

    private static string Fix(Rule rule) => rule.HasFix ? "yes" : "no";
}
