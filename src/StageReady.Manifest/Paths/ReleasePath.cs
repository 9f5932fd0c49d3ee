namespace StageReady.Manifest;

/// <summary>Which paths a release may have: those that mean the same file on every operating system.</summary>
internal static class ReleasePath
{
    private static readonly HashSet<string> DeviceNames = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", .. Numbered("COM"), .. Numbered("LPT")], StringComparer.OrdinalIgnoreCase);

    /// <summary>Orders paths by their UTF-8 bytes, which is the order of code points.</summary>
    public static IComparer<string> Utf8Order { get; } = Comparer<string>.Create(CompareUtf8);

    /// <summary>What is wrong with a relative path, or null.</summary>
    public static string? Objection(string path)
    {
        foreach (var segment in path.Split('/'))
        {
            if (SegmentObjection(segment) is { } objection)
                return objection;
        }

        return null;
    }

    /// <summary>What is wrong with a name between two slashes, or null.</summary>
    public static string? SegmentObjection(string segment)
    {
        switch (segment)
        {
            case "":
                return "an empty segment: absolute, doubled or trailing slash";
            case "." or "..":
                return $"a segment '{segment}'";
        }

        for (var i = 0; i < segment.Length; i++)
        {
            switch (segment[i])
            {
                case ':':
                    return "a colon";
                case '\\':
                    return "a backslash";
                case '\uFFFD':
                    return "a name that is not valid UTF-8";
                case var c when char.IsControl(c):
                    return $"the control character U+{(int)c:X4}";
                case var c when char.IsHighSurrogate(c) && i + 1 < segment.Length && char.IsLowSurrogate(segment[i + 1]):
                    i++;
                    break;
                case var c when char.IsSurrogate(c):
                    return "an unpaired surrogate";
            }
        }

        if (segment[^1] is '.' or ' ')
            return "a segment that ends with a dot or a space";
        var stem = segment.Split('.')[0].TrimEnd(' ');
        return DeviceNames.Contains(stem) ? $"the device name '{stem}'" : null;
    }

    private static IEnumerable<string> Numbered(string device) => "0123456789¹²³".Select(digit => $"{device}{digit}");

    private static int CompareUtf8(string? left, string? right)
    {
        var a = left.AsSpan();
        var b = right.AsSpan();
        var common = a.CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
            return a.Length.CompareTo(b.Length);

        // UTF-16 sorts surrogates before U+E000 to U+FFFF; the code points they encode come after.
        var (x, y) = (a[common], b[common]);
        return char.IsSurrogate(x) != char.IsSurrogate(y) && x >= '\uD800' && y >= '\uD800' ? y.CompareTo(x) : x.CompareTo(y);
    }
}
