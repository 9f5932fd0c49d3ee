using System.Text.Json;
using Microsoft.CodeAnalysis;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>The packages of a project's last restore, where there was one. The file is not trusted: a package counts only if it lies in the package folder it is said to be in.</summary>
internal static class RestoredPackages
{
    /// <summary>Null if there was no restore.</summary>
    public static IReadOnlyList<MetadataReference>? Of(Project project, CheckedDirectory directory)
    {
        var assets = Path.Combine(directory.FullPathOf(project.Directory), "obj", "project.assets.json");
        try
        {
            if (!File.Exists(assets))
                return null;
            using var json = JsonDocument.Parse(File.ReadAllBytes(assets));
            return [.. Assemblies(json.RootElement).Select(path => MetadataReference.CreateFromFile(path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            // A restore that is damaged is as good as none: names have to do.
            return null;
        }
    }

    private static IEnumerable<string> Assemblies(JsonElement assets)
    {
        var folders = assets.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).Where(Path.IsPathFullyQualified).Where(Directory.Exists).ToArray();
        var libraries = assets.GetProperty("libraries");
        var target = assets.GetProperty("targets").EnumerateObject().FirstOrDefault(framework => !framework.Name.Contains('/'));
        if (target.Value.ValueKind != JsonValueKind.Object)
            yield break;

        foreach (var library in target.Value.EnumerateObject())
        {
            if (!libraries.TryGetProperty(library.Name, out var description)
                || !description.TryGetProperty("path", out var path)
                || !library.Value.TryGetProperty("compile", out var compile))
                continue;
            foreach (var file in compile.EnumerateObject().Select(file => file.Name).Where(name => name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
            {
                if (Find(folders, path.GetString() ?? "", file) is { } found)
                    yield return found;
            }
        }
    }

    private static string? Find(string[] folders, string package, string file)
    {
        foreach (var folder in folders)
        {
            var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
            var full = Path.GetFullPath(Path.Combine(root, package, file));
            if (full.StartsWith(root, StringComparison.Ordinal) && File.Exists(full))
                return full;
        }

        return null;
    }
}
