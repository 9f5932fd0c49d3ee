using Microsoft.CodeAnalysis.Text;
using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Tool.Files;
using StageReady.Tool.Fixes;

namespace StageReady.Tool.Adoption;

/// <summary>Has GitHub run the check on every pull request, where it runs workflows already; elsewhere the commands are told.</summary>
internal static class WorkflowAdoption
{
    private const string Folder = ".github/workflows/";
    private const string FileName = "stageready.yml";

    private const string FromGlobalJson = $"global-json-file: {GlobalJson.FileName}";

    // The tool itself runs on it.
    private const int SdkOfTool = 10;

    private static readonly string Install = $"dotnet tool install --global StageReady.Tool --version {ToolVersion.Semantic}";
    private static readonly string InYourPipeline = $"In your pipeline run: {Install} && stageready check";

    public static AdoptionStep Plan(CheckedDirectory directory)
    {
        var workflows = directory.Tree.Under(".github/workflows").ToList();
        if (directory.IsPresent(Folder + FileName) || directory.Files.Where(IsPipeline).Select(directory.Tree.Read).Any(text => text?.Contains("stageready", StringComparison.OrdinalIgnoreCase) == true))
            return AdoptionStep.None;
        if (directory.Scope.Length > 0 || workflows.Count == 0)
            return new AdoptionStep(null, InYourPipeline);
        if (Sdk(directory) is not { } sdk)
            return new AdoptionStep(null, $"No SDK is found that a workflow could name. {InYourPipeline}");

        var text = $$"""
            name: stageready

            on:
              push:
              pull_request:

            permissions:
              contents: read

            jobs:
              check:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
                  - uses: actions/setup-dotnet@a98b56852c35b8e3190ac28c8c2271da59106c68 # v6.0.0
                    with:
                      {{sdk}}
                  - run: {{Install}}
                  - run: stageready check --format github

            """.ReplaceLineEndings("\n");
        return new AdoptionStep(new AdoptedFile(Folder + FileName, SourceText.From(text), "a workflow that checks every push and pull request"));
    }

    private static bool IsPipeline(string path) => path.StartsWith(Folder, StringComparison.Ordinal) || RepositoryTree.FileNameOf(path) is "azure-pipelines.yml" or ".gitlab-ci.yml" or "Jenkinsfile";

    // What the repository pins, and what the tool runs on if that is older. Null if that is not known.
    private static string? Sdk(CheckedDirectory directory)
    {
        var pinned = GlobalJson.NearestAbove(directory.Tree, "")?.Version?.Value is { } version && ExactVersion.IsSemantic(version) ? version : null;
        if (pinned is not null && int.TryParse(pinned.Split('.')[0], out var major) && major >= SdkOfTool)
            return FromGlobalJson;
        return InstalledSdk.Ask(Path.GetTempPath()) is { } installed ? $"{(pinned is null ? "" : $"{FromGlobalJson}\n          ")}dotnet-version: \"{installed}\"" : null;
    }
}
