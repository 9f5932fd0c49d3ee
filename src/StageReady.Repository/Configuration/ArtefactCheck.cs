using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Suppressions;

namespace StageReady.Configuration;

/// <summary>The rules over files that no project owns: the one door for the build and the command line.</summary>
internal static class ArtefactCheck
{
    /// <summary>The rules that are judged here.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = [Catalogue.EnvironmentNameSelectsNoFile, Catalogue.DevelopmentInDeployableArtefact, .. MountedConfiguration.Rules, .. PinningCheck.Rules];

    /// <summary>All findings, in the order of files and places, and apart those that a comment or stageready.json suppresses; what a variable decides is unknown.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="directory">The checked directory of the tree; empty for its root.</param>
    /// <param name="projects">The projects of the tree.</param>
    /// <param name="apps">Its file-based apps, which have configuration as projects have.</param>
    /// <param name="today">The day by which suppressions expire.</param>
    public static (JudgedFindings Findings, JudgedFindings Unknown, IReadOnlyList<ArtefactProblem> Problems) Judge(
        RepositoryTree tree, string directory, IReadOnlyList<Project> projects, IReadOnlyList<Project> apps, DateTime today)
    {
        var artefacts = Artefacts.Read(tree, tree.Under(directory));
        var settingsFiles = new SettingsFiles(tree);
        var pinning = new PinningCheck(tree, directory, artefacts, projects);
        var environments = EnvironmentSettings.Of(artefacts, tree, [.. projects.Concat(apps).Select(project => ConfiguredProject.Of(project, tree))]);
        var findings = EnvironmentNameSelectsNoFile.Judge(environments)
            .Concat(DevelopmentInDeployableArtefact.Judge(environments, directory, path => settingsFiles.For(path).Roles))
            .Concat(MountedConfiguration.Judge(artefacts.Manifests, tree, directory))
            .Concat(pinning.Judge())
            .OrderBy(finding => finding.Span.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Span.Start)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal);
        var filter = settingsFiles.Filter(today);
        return (filter.Apply(findings), filter.Apply(pinning.Unknown()), artefacts.Problems);
    }
}
