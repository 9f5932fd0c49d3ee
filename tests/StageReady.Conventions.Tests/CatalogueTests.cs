using System.Reflection;
using System.Text.RegularExpressions;

namespace StageReady.Conventions.Tests;

/// <summary>What holds for every rule: its entry, its page, its tests, its line in the changelog.</summary>
public sealed partial class CatalogueTests
{
    public static TheoryData<string> Rules => [.. Entries.Select(entry => entry.Rule.Id)];

    private static IReadOnlyList<(string Name, Rule Rule)> Entries { get; } = [.. typeof(Catalogue)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Where(field => field.FieldType == typeof(Rule))
        .Select(field => (field.Name, (Rule)field.GetValue(null)!))
        .OrderBy(entry => entry.Item2.Id, StringComparer.Ordinal)];

    [Fact]
    public void Every_entry_is_listed_once_in_the_order_of_ids() =>
        Assert.Equal(Entries.Select(entry => entry.Rule.Id), Catalogue.All.Select(rule => rule.Id));

    [Fact]
    public void No_id_is_used_twice() => Assert.Equal(Entries.Count, Entries.DistinctBy(entry => entry.Rule.Id).Count());

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_entry_is_well_formed(string id)
    {
        var rule = Catalogue.Find(id)!;
        Assert.Matches("^STG[1-5][0-9]{3}$", id);
        Assert.True(Enum.IsDefined(rule.Family));
        Assert.Contains($"src/StageReady.Rules/{rule.Family}/Catalogue.{rule.Family}.cs", Repository.Files("src/StageReady.Rules", "Catalogue.*.cs").Where(path => Repository.TryRead(path)!.Contains($"\"{id}\"", StringComparison.Ordinal)));
        Assert.Matches(@"^(?:[A-Z]|stageready\.json )[^\n]{9,}[^.!?:;\s]$", rule.Title);
        Assert.True(rule.Title.Contains(' '), "A title is a sentence");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_page_exists_and_agrees_with_the_entry(string id)
    {
        var rule = Catalogue.Find(id)!;
        var page = Drift.Require(CatalogueText.PathOfPage(rule), CatalogueText.PageStub(rule));
        Assert.StartsWith(CatalogueText.PageHead(rule), page);

        var sections = Section().Matches(page).ToDictionary(match => match.Groups["heading"].Value, match => match.Groups["text"].Value.Trim());
        Assert.Equal(CatalogueText.Headings, sections.Keys.Where(CatalogueText.Headings.Contains));
        Assert.All(CatalogueText.Headings, heading => Assert.True(sections[heading].Length > 0 && sections[heading] != "TODO", $"'{heading}' of {id} is empty"));
    }

    [Fact]
    public void Every_page_has_its_rule() => Assert.All(
        Repository.Files("docs/rules", "STG*.md"),
        path => Assert.NotNull(Catalogue.Find(Path.GetFileNameWithoutExtension(path))));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_has_a_test_class_of_its_name(string id)
    {
        var name = $"class {Entries.First(entry => entry.Rule.Id == id).Name}Tests";
        Assert.True(TestSources.Value.Any(source => Regex.IsMatch(source, $@"\b{name}\b")), $"No '{name}' under tests");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_changelog_tells_of_the_rule(string id) => Assert.Contains(id, Repository.TryRead("CHANGELOG.md") ?? "");

    private static readonly Lazy<IReadOnlyList<string>> TestSources = new(() => [.. Repository.Files("tests", "*.cs").Select(path => Repository.TryRead(path)!)]);

    [GeneratedRegex(@"^## (?<heading>[^\n]+)\n(?<text>(?:(?!^## ).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Section();
}
