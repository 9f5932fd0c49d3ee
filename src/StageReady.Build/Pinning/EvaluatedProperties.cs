using Microsoft.Build.Framework;
using StageReady.Projects;

namespace StageReady.Build.Pinning;

/// <summary>Hands the properties of a build, each an item with its value, to the rules over them.</summary>
internal static class EvaluatedProperties
{
    public static ProjectProperties Of(IEnumerable<ITaskItem> properties, string projectFile, string root)
    {
        var values = properties.ToDictionary(property => property.ItemSpec, property => property.GetMetadata("Value"), StringComparer.OrdinalIgnoreCase);
        var project = projectFile.Replace('\\', '/');
        var places = new PropertyPlaces(project, Folders(project, root.Replace('\\', '/').TrimEnd('/')), path => File.Exists(path) ? File.ReadAllText(path) : null);
        return new ProjectProperties(name => new Evaluated<string>(values.TryGetValue(name, out var value) ? value : "", IsCertain: true), places.Find, projectFile);
    }

    private static IEnumerable<string> Folders(string project, string root)
    {
        for (var folder = RepositoryTree.DirectoryOf(project); folder.Length > 0; folder = RepositoryTree.DirectoryOf(folder))
        {
            yield return folder;
            if (string.Equals(folder, root, StringComparison.OrdinalIgnoreCase))
                yield break;
        }
    }
}
