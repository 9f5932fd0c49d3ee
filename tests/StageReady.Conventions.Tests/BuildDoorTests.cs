using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StageReady.Conventions.Tests;

/// <summary>The build can do what the command line can, and its targets give each task what it asks for.</summary>
public sealed partial class BuildDoorTests
{
    /// <summary>Options of the command that make no sense in a build.</summary>
    private static readonly Dictionary<string, string> OnlyOnTheCommandLine = new()
    {
        ["--output"] = "the manifest lies in the publish folder",
    };

    private static readonly string[] OfMSBuild = ["Condition", "ContinueOnError"];

    public static TheoryData<string> Tasks => [.. TaskElements().Select(element => element.Name.LocalName).Distinct()];

    [Fact]
    public void The_build_hands_on_every_option_of_manifest_create()
    {
        var options = OptionName().Matches(Read("src/StageReady.Release/Commands/ManifestCreateCommand.cs")).Select(match => match.Groups[1].Value).ToList();
        var task = Read("src/StageReady.Build/Release/CreateManifest.cs");

        Assert.NotEmpty(options);
        Assert.All(options.Except(OnlyOnTheCommandLine.Keys), option => Assert.Contains($"\"{option} \"", task));
        Assert.Empty(OnlyOnTheCommandLine.Keys.Except(options));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_targets_set_every_property_of_a_task_and_no_other(string name)
    {
        var path = $"src/StageReady.Build/{string.Join('/', name.Split('.')[2..])}.cs";
        var source = Read(path);
        var ofAllTasks = Properties(Read("src/StageReady.Build/StageReadyTask.cs"));
        var ofChecks = source.Contains(" : CheckTask") ? Properties(Read("src/StageReady.Build/CheckTask.cs")) : [];
        var known = Properties(source).Concat(ofAllTasks).Concat(ofChecks).ToList();
        var expected = source.Contains("Report(") ? known : [.. Properties(source), "ProjectFile"];

        Assert.All(TaskElements().Where(element => element.Name.LocalName == name), element =>
        {
            var set = element.Attributes().Select(attribute => attribute.Name.LocalName).Except(OfMSBuild).ToList();
            Assert.Empty(expected.Except(set));
            Assert.Empty(set.Except(known));
        });
    }

    private static IEnumerable<XElement> TaskElements() => Repository.Files("src/StageReady.Sdk", "*.targets")
        .SelectMany(path => XDocument.Load(Repository.PathOf(path)).Descendants())
        .Where(element => element.Name.LocalName.StartsWith("StageReady.Build.", StringComparison.Ordinal));

    private static IEnumerable<string> Properties(string source) => PropertyName().Matches(source).Select(match => match.Groups[1].Value);

    private static string Read(string path) => Repository.TryRead(path) ?? throw new FileNotFoundException($"{path} is not there");

    [GeneratedRegex("""new Option<[^>]+>\("(--[a-z-]+)"\)""")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"public [\w\[\]?]+ (\w+) \{ get; set; \}")]
    private static partial Regex PropertyName();
}
