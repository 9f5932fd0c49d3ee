namespace StageReady.Tool.Files;

/// <summary>Writes a file so that it is there as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <param name="fullPath">The file.</param>
    /// <param name="fill">Writes a temporary file beside it, which then takes its place.</param>
    /// <exception cref="IOException">It cannot be written; what was there before stays.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Write(string fullPath, Action<string> fill)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(fullPath)!, $".{Path.GetFileName(fullPath)}.{Path.GetRandomFileName()}");
        try
        {
            fill(temporary);
            File.Move(temporary, fullPath, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
