namespace StageReady.Tool.Files;

/// <summary>Writes a file so that it is there as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <param name="fullPath">The file.</param>
    /// <param name="fill">Writes a temporary file beside it, which then takes its place.</param>
    /// <exception cref="IOException">It cannot be written; what was there before stays.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Write(string fullPath, Action<string> fill) => WriteAll([(fullPath, fill)]);

    /// <summary>The same for several files: none is changed unless all of them can be written.</summary>
    /// <exception cref="IOException">One cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void WriteAll(IReadOnlyList<(string FullPath, Action<string> Fill)> files)
    {
        string[] temporaries = [.. files.Select(file => Path.Combine(Path.GetDirectoryName(file.FullPath)!, $".{Path.GetFileName(file.FullPath)}.{Path.GetRandomFileName()}"))];
        try
        {
            for (var i = 0; i < files.Count; i++)
                files[i].Fill(temporaries[i]);
            for (var i = 0; i < files.Count; i++)
                File.Move(temporaries[i], files[i].FullPath, overwrite: true);
        }
        finally
        {
            foreach (var temporary in temporaries)
                File.Delete(temporary);
        }
    }
}
