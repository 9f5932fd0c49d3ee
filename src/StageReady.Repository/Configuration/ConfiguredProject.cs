using StageReady.Projects;

namespace StageReady.Configuration;

/// <summary>A project, and the environments that it has configuration files for.</summary>
/// <param name="Files">The configuration files of environments in its folder, where the host looks, or linked into it.</param>
internal sealed record ConfiguredProject(string Directory, string Name, string AssemblyName, IReadOnlyList<EnvironmentFile> Files)
{
    public static ConfiguredProject Of(Project project, RepositoryTree tree) => new(
        project.Directory,
        project.Name,
        project.AssemblyName,
        [
            .. from path in tree.Under(project.Directory)
               where RepositoryTree.DirectoryOf(path) == project.Directory
               from file in FileOf(RepositoryTree.FileNameOf(path), path, project)
               select file,
            .. from link in LinkedSettings.Of(project, tree) from file in FileOf(link.Target, link.Source, project) select file,
        ]);

    private static IEnumerable<EnvironmentFile> FileOf(string target, string path, Project project) =>
        ConfigurationFileName.Parse(target, project.AssemblyName)?.Environment is { } environment ? [new EnvironmentFile(environment, path)] : [];
}

/// <summary>A configuration file of one environment, whose name has the case of the file's.</summary>
internal sealed record EnvironmentFile(string Environment, string Path);

/// <summary>Finds the projects that an artefact can mean.</summary>
internal sealed class ProjectLocator(IReadOnlyList<ConfiguredProject> projects)
{
    public IReadOnlyList<ConfiguredProject> All => projects;

    /// <summary>The projects of a folder; else those of the nearest folder above; else all below.</summary>
    public IReadOnlyList<ConfiguredProject> For(string folder) => AtOrAbove(folder) is { Count: > 0 } near ? near : Below(folder);

    /// <summary>The projects of the nearest folder that has one, from this folder upwards.</summary>
    public IReadOnlyList<ConfiguredProject> AtOrAbove(string folder) =>
        RepositoryTree.AtAndAbove(folder).Select(current => projects.Where(project => project.Directory == current).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];

    private List<ConfiguredProject> Below(string folder) =>
        [.. projects.Where(project => folder.Length == 0 || project.Directory.StartsWith(folder + "/", StringComparison.Ordinal))];

    /// <summary>The projects whose assembly has that name.</summary>
    public IReadOnlyList<ConfiguredProject> WithAssembly(string name) =>
        [.. projects.Where(project => project.AssemblyName.Equals(name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The projects that are called like an image, a service or a container: <c>shop/catalog-api</c> is Catalog.Api or Shop.Catalog.Api.</summary>
    public IReadOnlyList<ConfiguredProject> Named(string name)
    {
        var segments = name.Split('@')[0].Split('/');
        var last = Letters(segments[segments.Length - 1].Split(':')[0]);
        return last.Length == 0 ? [] : [.. projects.Where(project => Names(project).Contains(last))];
    }

    // The whole name, and what is left of it without its first segments.
    private static IEnumerable<string> Names(ConfiguredProject project) =>
        from name in new[] { project.Name, project.AssemblyName }
        let segments = name.Split('.')
        from start in Enumerable.Range(0, segments.Length)
        select Letters(string.Concat(segments.Skip(start)));

    private static string Letters(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
