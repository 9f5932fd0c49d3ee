using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema;

namespace StageReady.Conventions.Tests;

/// <summary>What the samples and the documentation write into stageready.json is what its schema allows, so that nobody copies what an editor underlines.</summary>
public sealed partial class SettingsSchemaTests
{
    private const string Path = "src/StageReady.Sdk/schemas/stageready.schema.json";

    private const string WrongOnPurpose = "samples/StorefrontNotReady/stageready.json";

    private static readonly JsonSchema Schema = JsonSchema.FromText(Repository.TryRead(Path)!);

    private static readonly HashSet<string> Settings =
        [.. JsonDocument.Parse(Repository.TryRead(Path)!).RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name)];

    public static TheoryData<string, string> Examples =>
    [
        .. Repository.Files("samples", "stageready.json").Where(path => path != WrongOnPurpose).Select(path => (path, Repository.TryRead(path)!)),
        .. Repository.Files("docs", "*.md").Append("README.md").SelectMany(path => Block().Matches(Repository.TryRead(path)!).Select((block, i) => ($"{path}, block {i + 1}", block.Groups[1].Value)))
            .Where(block => IsSettings(block.Item2)),
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_valid(string place, string json)
    {
        var result = Schema.Evaluate(Parse(json).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(result.IsValid, $"{place}: {string.Join("; ", (result.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Value}")))}");
    }

    [Fact]
    public void The_editor_shows_the_mistake_of_the_sample() => Assert.False(Schema.Evaluate(Parse(Repository.TryRead(WrongOnPurpose)!).RootElement).IsValid);

    [Theory]
    [InlineData("""{ "externalkeys": ["A"] }""")]
    [InlineData("""{ "externalKeys": "A" }""")]
    [InlineData("""{ "suppressions": [{ "rule": "STG1008", "file": "appsettings.json", "because": "of it" }] }""")]
    public void What_the_reader_does_not_understand_is_not_valid(string json) => Assert.False(Schema.Evaluate(Parse(json).RootElement).IsValid);

    // Blocks of appsettings.json look the same, but for their names; a deploy policy has environments too, and a schema of its own.
    private static bool IsSettings(string json)
    {
        try
        {
            return Parse(json).RootElement is { ValueKind: JsonValueKind.Object } root && !DeployPolicySchemaTests.IsPolicy(root) && root.EnumerateObject().Any(property => Settings.Contains(property.Name));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static JsonDocument Parse(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    [GeneratedRegex(@"^ *```jsonc?\r?\n(.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    internal static partial Regex Block();
}
