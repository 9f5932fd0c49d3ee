using System.Text.Json;
using StageReady.Configuration;

namespace StageReady.Rules.Tests.Configuration;

/// <summary>The schema that editors complete stageready.json with says what its reader understands.</summary>
public sealed class SettingsSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "src/StageReady.Sdk/schemas/stageready.schema.json"))).RootElement;

    public static TheoryData<string> Settings => [.. StageReadySettingsReader.KnownSettings];

    [Fact]
    public void It_knows_the_same_settings() => Assert.Equal(
        StageReadySettingsReader.KnownSettings.Append("$schema").Order(StringComparer.Ordinal),
        Schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Settings))]
    public void Its_examples_are_understood(string setting)
    {
        var property = Schema.GetProperty("properties").GetProperty(setting);
        Assert.NotEmpty(property.GetProperty("description").GetString()!);
        Assert.All(
            property.TryGetProperty("examples", out var examples) ? examples.EnumerateArray() : [],
            example => Assert.Empty(StageReadySettings.From(new TextFile("stageready.json", $$"""{ "{{setting}}": {{example.GetRawText()}} }""")).Problems));
    }

    [Theory]
    [InlineData("suppressions", "rule", "\"STG1008\"")]
    [InlineData("suppressions", "file", "\"a.json\"")]
    [InlineData("suppressions", "key", "\"A:B\"")]
    [InlineData("suppressions", "reason", "\"Because\"")]
    [InlineData("suppressions", "expires", "\"2027-03-31\"")]
    [InlineData("requiredDocuments", "path", "\"a.md\"")]
    [InlineData("requiredDocuments", "headings", "[\"A\"]")]
    public void It_knows_the_same_members(string setting, string member, string value)
    {
        var items = Schema.GetProperty("properties").GetProperty(setting).GetProperty("items");
        var item = items.TryGetProperty("anyOf", out var forms) ? forms.EnumerateArray().Last() : items;
        Assert.True(item.GetProperty("properties").TryGetProperty(member, out _));
        Assert.DoesNotContain(
            StageReadySettings.From(new TextFile("stageready.json", $$"""{ "{{setting}}": [{ "{{member}}": {{value}} }] }""")).Problems,
            problem => problem.Message.Contains("unknown") || problem.Message.Contains($"'{member}' must"));
    }
}
