using StageReady.Configuration;
using StageReady.Privacy;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>STG1020 and STG5004 from the text of projects: which settings and data a publish would copy.</summary>
internal sealed class PublishedSettings(RepositoryTree tree)
{
    public (IReadOnlyList<Finding> Findings, IReadOnlyList<UnknownVerdict> Unknown) Judge(Project project, IEnumerable<PublishedFile> files, EnvironmentRoles roles)
    {
        if (!project.IsPublished || project.IsAspireHost)
            return ([], []);

        var findings = new List<Finding>();
        var unknown = new List<UnknownVerdict>();
        var settings = new List<Publication>();
        foreach (var file in files)
        {
            var publication = PublishedContent.Of(file.Source, project);
            if (ConfigurationCheck.IsConfigurationFile(file.Target, project.AssemblyName))
                settings.Add(publication);
            if (publication is Publication.None or Publication.KeptOnPurpose || PublishOutputHasWrongSettings.Judge(file, project.AssemblyName, roles) is not { } finding)
                continue;

            if (publication == Publication.Copied)
                findings.Add(finding);
            else
                unknown.Add(new UnknownVerdict(finding.Rule, finding.Span, $"Whether {RepositoryTree.FileNameOf(file.Source)} is published depends on what no file of the repository decides"));
        }

        foreach (var path in tree.Under(project.Directory).Where(DataIsPublished.MayHoldData).Where(path => PublishedContent.Of(path, project) == Publication.Copied))
        {
            if (DataIsPublished.Judge(FileOf(path, project), source => tree.Read(source) ?? "") is { } finding)
                findings.Add(finding);
        }

        // A file-based app that is no web application is mostly run as it is.
        if (settings.Count > 0 && settings.All(publication => publication == Publication.None) && !project.IsFileBasedApp && ReadsSettings(project))
            findings.Add(PublishOutputHasWrongSettings.NoneIsPublished(project.Path));
        return (findings, unknown);
    }

    /// <summary>A file of the project's folder, which keeps its place there.</summary>
    public static PublishedFile FileOf(string path, Project project) => new(path, project.Directory.Length == 0 ? path : path[(project.Directory.Length + 1)..]);

    private bool ReadsSettings(Project project) => project.SourceFiles(tree).Any(path => tree.Read(path) is { } text && PublishOutputHasWrongSettings.Reads(text));
}
