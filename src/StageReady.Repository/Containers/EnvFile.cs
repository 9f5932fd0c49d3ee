namespace StageReady.Containers;

/// <summary>A file of <c>NAME=value</c> lines, as Compose reads it for <c>env_file</c> and <c>.env</c>.</summary>
internal static class EnvFile
{
    /// <summary>The variables in the order of the text; the place is that of the value. A line that is no assignment is left out.</summary>
    public static IReadOnlyList<(string Name, PlacedText Value)> Read(TextFile file)
    {
        var variables = new List<(string, PlacedText)>();
        var start = 0;
        while (start < file.Text.Length)
        {
            var end = file.Text.IndexOf('\n', start);
            end = end < 0 ? file.Text.Length : end;
            if (Read(file, start, end) is { } variable)
                variables.Add(variable);
            start = end + 1;
        }

        return variables;
    }

    private static (string Name, PlacedText Value)? Read(TextFile file, int start, int end)
    {
        var line = file.Text.Substring(start, end - start);
        var equals = line.IndexOf('=');
        var name = equals < 0 ? "" : line.Substring(0, equals).Trim();
        name = name.StartsWith("export ", StringComparison.Ordinal) ? name.Substring("export ".Length).Trim() : name;
        if (name.Length == 0 || name[0] == '#')
            return null;

        var first = equals + 1;
        while (first < line.Length && line[first] is ' ' or '\t')
            first++;
        var value = line.Substring(first).TrimEnd('\r', '\n', ' ', '\t');
        if (value.Length > 1 && value[0] is '"' or '\'')
        {
            var close = value.IndexOf(value[0], 1);
            value = close < 0 ? value : value.Substring(1, close - 1);
            first += close < 0 ? 0 : 1;
        }
        else if (value.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var comment)
        {
            value = value.Substring(0, comment).TrimEnd();
        }

        return (name, new PlacedText(value, file.Span(start + first, value.Length)));
    }
}
