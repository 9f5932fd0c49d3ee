namespace StageReady.Manifest;

/// <summary>Finds paths that some file systems take for one: every file and directory is remembered under its folded name.</summary>
internal sealed class PathCollisions
{
    private readonly Dictionary<string, (string Spelling, bool IsDirectory)> _seen = new(StringComparer.Ordinal);

    /// <summary>Reserves the names of the manifest's own files, which no other file may take.</summary>
    public PathCollisions()
    {
        Add(ReleaseFileNames.Sums);
        Add(ReleaseFileNames.Manifest);
    }

    /// <summary>The path that was added before and collides with this one, or null. Every directory on the way counts.</summary>
    public string? Add(string path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (AddOne(path[..slash], isDirectory: true) is { } collision)
                return collision;
        }

        return AddOne(path, isDirectory: false);
    }

    private string? AddOne(string path, bool isDirectory)
    {
        var key = NameFolding.Key(path);
        if (_seen.TryAdd(key, (path, isDirectory)))
            return null;
        var first = _seen[key];
        return isDirectory && first.IsDirectory && first.Spelling == path ? null : first.Spelling;
    }
}
