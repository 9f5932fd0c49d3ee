using StageReady.Configuration;

namespace StageReady.Build.Release;

/// <summary>Names files by their place in the repository, as every machine would.</summary>
internal sealed class RepositoryPath(string? root)
{
    private readonly string _root = string.IsNullOrEmpty(root) ? "" : Normalize(root!).TrimEnd('/') + "/";

    /// <summary>With forward slashes; null for a file that lies elsewhere.</summary>
    public string? Of(string path)
    {
        path = Normalize(path);
        return _root.Length > 0 && path.StartsWith(_root, StringComparison.Ordinal) && path.Length > _root.Length ? path.Substring(_root.Length) : null;
    }

    /// <summary>The pattern of files by which stageready.json names them; null if it reaches out of the repository.</summary>
    public string? Of(DeclaredFile files)
    {
        var pattern = files.Pattern.StartsWith("./", StringComparison.Ordinal) ? files.Pattern.Substring(2) : files.Pattern;
        if (Of($"{files.Folder}/{StageReadySettings.FileName}") is not { } settings || pattern.IndexOfAny(['\\', ':']) >= 0 || pattern.Split('/').Any(segment => segment is "" or "." or ".."))
            return null;
        return settings.Substring(0, settings.Length - StageReadySettings.FileName.Length) + pattern;
    }

    private static string Normalize(string path) => Path.GetFullPath(path).Replace('\\', '/');
}
