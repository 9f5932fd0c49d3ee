using StageReady.Projects;

namespace StageReady.Containers;

/// <summary>The Compose files of a repository, which refer to each other.</summary>
internal sealed class ComposeFiles(IReadOnlyList<ComposeFile> files)
{
    private const int MaxDepth = 16;

    /// <summary>A service and what it extends, directly and indirectly, each with its file: what comes first beats what comes later.</summary>
    public IReadOnlyList<(ComposeFile File, ComposeService Service)> Lineage(ComposeFile file, ComposeService service)
    {
        var lineage = new List<(ComposeFile File, ComposeService Service)> { (file, service) };
        while (lineage.Count < MaxDepth && lineage[lineage.Count - 1] is var (at, last) && Extended(at, last) is { } next)
            lineage.Add(next);
        return lineage;
    }

    /// <summary>The services of that name in files that can be laid over each other: those of one folder.</summary>
    public IEnumerable<(ComposeFile File, ComposeService Service)> Layers(ComposeFile file, ComposeService service) =>
        from other in files
        where RepositoryTree.DirectoryOf(other.File.Path) == RepositoryTree.DirectoryOf(file.File.Path)
        from same in other.Services
        where same.Name.Value == service.Name.Value
        select (other, same);

    private (ComposeFile File, ComposeService Service)? Extended(ComposeFile file, ComposeService service)
    {
        if (service.Extends is not { } extends)
            return null;

        var path = extends.File is { } written ? RepositoryTree.Resolve(RepositoryTree.DirectoryOf(file.File.Path), written.Value) : file.File.Path;
        return files.FirstOrDefault(other => other.File.Path == path) is { } found && found.Services.FirstOrDefault(other => other.Name.Value == extends.Service) is { } parent && parent != service
            ? (found, parent)
            : null;
    }
}
