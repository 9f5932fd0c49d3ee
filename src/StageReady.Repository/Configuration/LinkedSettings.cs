using StageReady.Projects;

namespace StageReady.Configuration;

/// <summary>The configuration files that a project copies into its output under another path than the one that they have in its folder: files that several projects share.</summary>
internal static class LinkedSettings
{
    private const string Extension = ".json";

    public static IReadOnlyList<PublishedFile> Of(Project project, RepositoryTree tree)
    {
        var links = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in project.Release.Content.Where(change => change.IsCertain && change.Type is "Content" or "None"))
        {
            foreach (var path in FilesOf(change, project.Directory, tree))
            {
                if (change.Operation == ContentOperation.Remove)
                    links.Remove(path);
                else if (TargetOf(path, change, project.Directory) is { } target && IsSettings(target, project))
                    links[path] = target;
            }
        }

        return [.. links.Where(link => IsCopied(link.Key, project)).Select(link => new PublishedFile(link.Key, link.Value))];
    }

    private static IEnumerable<string> FilesOf(ContentChange change, string directory, RepositoryTree tree) =>
        from pattern in change.Patterns
        let resolved = RepositoryTree.Resolve(directory, pattern)
        where resolved?.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) == true
        from path in Glob.IsGlob(resolved) ? tree.Under(new Glob(resolved).FixedDirectory) : [resolved]
        where tree.Contains(path) && change.EntryFor(path, directory) == pattern
        select path;

    // As MSBuild assigns it: what the metadata say, else for a file from outside its name, below what its wildcard stands for. Null if it stays where it is.
    private static string? TargetOf(string path, ContentChange change, string directory)
    {
        var written = change["TargetPath"] ?? change["Link"];
        if (written is { } link)
            return Expand(link, path, change, directory);
        return change.Operation == ContentOperation.Include && !RepositoryTree.IsIn(path, directory)
            ? Normalize((change["LinkBase"]?.Value is { Length: > 0 } folder ? folder + "/" : "") + RecursiveFolder(path, change, directory) + RepositoryTree.FileNameOf(path))
            : null;
    }

    private static string? Expand(Evaluated<string> link, string path, ContentChange change, string directory)
    {
        if (!link.IsCertain && !link.Value.Contains("%("))
            return null;

        var name = RepositoryTree.FileNameOf(path);
        var target = link.Value
            .Replace("%(RecursiveDir)", RecursiveFolder(path, change, directory))
            .Replace("%(Filename)", Path.GetFileNameWithoutExtension(name))
            .Replace("%(Extension)", Path.GetExtension(name));
        return target.Length == 0 || target.Contains("%(") ? null : Normalize(target);
    }

    // What the ** of the wildcard stands for.
    private static string RecursiveFolder(string path, ContentChange change, string directory)
    {
        var pattern = RepositoryTree.Resolve(directory, change.EntryFor(path, directory)!)!;
        var stars = pattern.IndexOf("**", StringComparison.Ordinal);
        var folder = RepositoryTree.DirectoryOf(path);
        return stars < 0 || folder.Length <= stars ? "" : folder.Substring(stars) + "/";
    }

    private static string? Normalize(string target) => RepositoryTree.Resolve("", target);

    private static bool IsSettings(string target, Project project) => ConfigurationFileName.Parse(RepositoryTree.FileNameOf(target), project.AssemblyName) is not null;

    // What is linked for the eye alone stays out of the output.
    private static bool IsCopied(string path, Project project) =>
        PublishedContent.Of(path, project) == Publication.Copied
        || project.Release.Content.LastOrDefault(change => change["CopyToOutputDirectory"] is not null && change.EntryFor(path, project.Directory) is not null)?["CopyToOutputDirectory"] is { IsCertain: true, Value: not ("" or "Never") };
}
