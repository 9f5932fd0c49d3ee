using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Reads small files that the command line names.</summary>
internal static class InputFile
{
    /// <exception cref="UnusableInputException">The file cannot be read or is larger than the limit.</exception>
    public static byte[] Read(string path, string kind, int limit)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var content = new MemoryStream();
            var chunk = new byte[64 * 1024];
            for (int count; (count = stream.Read(chunk)) > 0;)
            {
                content.Write(chunk, 0, count);
                if (content.Length > limit)
                    throw new UnusableInputException($"The {kind} {path} is larger than {limit / 1024} KiB, so it is something else");
            }

            return content.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableInputException($"The {kind} {path} cannot be read: {(File.Exists(path) || Directory.Exists(path) ? "it is no readable file" : "there is no such file")}");
        }
    }
}
