namespace StageReady.Build.Severities;

/// <summary>What the global analyzer configuration files of a build say about severities, read as the compiler reads them.</summary>
internal static class GlobalConfig
{
    private const string Prefix = "dotnet_diagnostic.";
    private const string Suffix = ".severity";
    private const int UserLevel = 100;

    private static readonly char[] KeyEnd = ['=', ':'];

    /// <summary>The severities by rule id, without those on which two files of the same level disagree: the compiler ignores these too.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IEnumerable<(string Path, string Text)> files)
    {
        var merged = new Dictionary<string, (int Level, string? Severity)>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            if (Parse(file.Path, file.Text) is not { } config)
                continue;

            foreach (var entry in config.Severities)
            {
                if (!merged.TryGetValue(entry.Key, out var known) || known.Level < config.Level)
                    merged[entry.Key] = (config.Level, entry.Value);
                else if (known.Level == config.Level && known.Severity != entry.Value)
                    merged[entry.Key] = (config.Level, null);
            }
        }

        return merged.Where(entry => entry.Value.Severity is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Severity!, StringComparer.OrdinalIgnoreCase);
    }

    // Null for an .editorconfig, which has no word about anything but the C# files below it.
    private static (int Level, Dictionary<string, string> Severities)? Parse(string path, string text)
    {
        var isUserFile = string.Equals(Path.GetFileName(path), ".globalconfig", StringComparison.OrdinalIgnoreCase);
        bool? isGlobal = null;
        int? level = null;
        var severities = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            // A section holds for files, not for the whole build.
            if (line.StartsWith("[", StringComparison.Ordinal))
                break;
            if (line.Length == 0 || line[0] is '#' or ';' || line.IndexOfAny(KeyEnd) is not (> 0 and var end))
                continue;

            var key = line.Substring(0, end).Trim().ToLowerInvariant();
            var value = Value(line.Substring(end + 1));
            if (key == "is_global")
                isGlobal = value == "true";
            else if (key == "global_level" && int.TryParse(value, out var number))
                level = number;
            else if (key.StartsWith(Prefix, StringComparison.Ordinal) && key.EndsWith(Suffix, StringComparison.Ordinal) && key.Length > Prefix.Length + Suffix.Length)
                severities[key.Substring(Prefix.Length, key.Length - Prefix.Length - Suffix.Length)] = value;
        }

        return isGlobal ?? isUserFile ? (level ?? (isUserFile ? UserLevel : 0), severities) : null;
    }

    private static string Value(string text)
    {
        var comment = text.IndexOfAny(['#', ';']);
        return (comment < 0 ? text : text.Substring(0, comment)).Trim().ToLowerInvariant();
    }
}
