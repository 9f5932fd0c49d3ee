namespace StageReady.Manifest;

/// <summary>Splits a manifest into lines as it is read: what is too long is refused before it is held in memory.</summary>
internal static class ManifestLines
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>The lines without their ends, with their numbers from 1; blank lines are left out.</summary>
    /// <param name="stream">The manifest.</param>
    /// <param name="where">What it is, for problems.</param>
    /// <param name="copy">Takes the bytes that are read; null for nowhere.</param>
    /// <exception cref="ReleaseException">limit-exceeded.</exception>
    public static IEnumerable<(int Number, byte[] Bytes)> Read(Stream stream, string where, StagedFile? copy = null)
    {
        var chunk = new byte[ChunkBytes];
        var parts = new List<byte[]>();
        var (length, number) = (0, 1);
        for (int count; (count = stream.Read(chunk)) > 0;)
        {
            copy?.Write(chunk.AsSpan(0, count));
            for (var start = 0; start < count;)
            {
                if (number > Limits.Lines)
                    throw TooMany(where);
                var end = Array.IndexOf(chunk, (byte)'\n', start, count - start);
                parts.Add(chunk[start..(end < 0 ? count : end)]);
                length += parts[^1].Length;
                if (length > Limits.LineBytes)
                    throw TooLong($"{where} line {number}");
                if (end < 0)
                    break;
                if (Join(parts, length) is { } bytes)
                    yield return (number, bytes);
                parts.Clear();
                (start, length, number) = (end + 1, 0, number + 1);
            }
        }

        if (Join(parts, length) is { } last)
            yield return (number, last);
    }

    public static ReleaseException TooLong(string where) =>
        new(ProblemCode.LimitExceeded, where, $"at most {Limits.LineBytes} bytes a line", "more", $"A line is longer than {Limits.LineBytes / 1024 / 1024} MiB");

    public static ReleaseException TooMany(string where) =>
        new(ProblemCode.LimitExceeded, where, $"at most {Limits.Lines} lines", "more", $"The file has more than {Limits.Lines} lines");

    private static byte[]? Join(List<byte[]> parts, int length)
    {
        var bytes = new byte[length];
        var position = 0;
        foreach (var part in parts)
        {
            part.CopyTo(bytes, position);
            position += part.Length;
        }

        return bytes.AsSpan().ContainsAnyExcept(" \t\r"u8) ? bytes : null;
    }
}
