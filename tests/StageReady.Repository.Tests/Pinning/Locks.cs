using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Workflows;

namespace StageReady.Repository.Tests.Pinning;

/// <summary>A repository with a project whose packages can be locked.</summary>
internal static class Locks
{
    public const string Project = """
        --- App/App.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="Example" /></ItemGroup>
        </Project>
        """;

    public const string Lock = """
        --- App/packages.lock.json
        {}
        """;

    public static string[] Judge(params string[] files)
    {
        var tree = new Files(string.Join('\n', files)).Tree;
        var evaluator = new ProjectEvaluator(tree);
        Project[] projects = [.. tree.Paths.Where(StageReady.Projects.Project.IsProject).Select(evaluator.Evaluate).OfType<Project>()];
        return [.. LockCheck.Judge(tree, new Pipelines(tree), projects).Select(judged => $"{judged.Finding.Rule.Id} {judged.Finding.Span.Path}({judged.Finding.Span.StartLine},{judged.Finding.Span.StartColumn})")];
    }
}
