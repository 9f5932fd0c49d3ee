namespace StageReady.Conventions.Tests;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    public static string Root => RepositoryFolder.Root;

    public static string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    public static string? TryRead(string relativePath) => File.Exists(PathOf(relativePath)) ? File.ReadAllText(PathOf(relativePath)) : null;

    /// <summary>Relative paths with forward slashes, in order; nothing that a build writes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        !Directory.Exists(PathOf(folder)) ? [] : Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or ".git" or "node_modules"))
            .Order(StringComparer.Ordinal);
}
