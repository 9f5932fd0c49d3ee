using System.Text.Json;
using System.Xml.Linq;

namespace StageReady.Conventions.Tests;

/// <summary>Dependencies point one way, as docs/architecture.md draws them.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["StageReady.Rules"] = [],
        ["StageReady.Repository"] = ["StageReady.Rules"],
        ["StageReady.Analyzers"] = [], // compiles the sources of StageReady.Rules in
        ["StageReady.CodeFixes"] = ["StageReady.Analyzers"],
        ["StageReady.Manifest"] = [],
        ["StageReady.Build"] = ["StageReady.Rules", "StageReady.Repository"],
        ["StageReady.Release"] = ["StageReady.Manifest"],
        ["StageReady.RehearsalHost"] = [], // runs with the dependencies of others
        ["StageReady.Rehearsal"] = ["StageReady.Rules", "StageReady.Repository"],
        ["StageReady.Tool"] = ["StageReady.Rules", "StageReady.Repository", "StageReady.Rehearsal", "StageReady.Analyzers", "StageReady.CodeFixes", "StageReady.Release", "StageReady.Manifest"],
        ["StageReady.Sdk"] = [], // packs what others build
    };

    public static TheoryData<string> Projects => [.. Repository.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_architecture_allows(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} has no place in the architecture");
        Assert.Empty(References(project).Except(allowed));
    }

    [Theory]
    [InlineData("StageReady.Rules", "Microsoft.CodeAnalysis")]
    [InlineData("StageReady.Rules", "Microsoft.Build")]
    [InlineData("StageReady.Repository", "Microsoft.CodeAnalysis")]
    [InlineData("StageReady.Repository", "Microsoft.Build")]
    [InlineData("StageReady.Manifest", "Microsoft.CodeAnalysis.C")]
    [InlineData("StageReady.Manifest", "Microsoft.Build")]
    [InlineData("StageReady.Release", "Microsoft.CodeAnalysis")]
    public void Compiler_and_build_engine_stay_out_of_the_core(string project, string package) =>
        Assert.DoesNotContain(RestoredPackages(project), name => name.StartsWith(package, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void The_rules_have_no_dependency_that_runs() =>
        Assert.Empty(RestoredPackages("StageReady.Rules").Except(["PolySharp", "NETStandard.Library", "Microsoft.NETCore.Platforms"]));

    // What only is built before, and not referenced, is no reference (ReferenceOutputAssembly="false").
    private static IEnumerable<string> References(string project) => XDocument.Load(Repository.PathOf(project)).Descendants()
        .Where(element => element.Name.LocalName == "ProjectReference" && (string?)element.Attribute("ReferenceOutputAssembly") != "false")
        .SelectMany(element => ((string?)element.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    // With the transitive ones, from the lock file.
    private static IEnumerable<string> RestoredPackages(string project)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf($"src/{project}/packages.lock.json")));
        return [.. document.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => package.Name)
            .Distinct()];
    }
}
