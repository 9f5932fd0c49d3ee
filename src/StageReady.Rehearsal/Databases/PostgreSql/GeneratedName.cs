using System.Text.RegularExpressions;

namespace StageReady.Rehearsal;

/// <summary>The names that PostgreSQL makes up: the table, its columns and what it is, cut to 63 bytes, with a number if the name was taken.</summary>
internal static class GeneratedName
{
    private const int MaximumBytes = 63;

    public static bool Is(string name, string table, IReadOnlyList<string> columns, string suffix)
    {
        if (Regex.Match(name, $"^(?<stem>.*)_{suffix}[0-9]*$", RegexOptions.CultureInvariant | RegexOptions.Singleline) is not { Success: true } match)
            return false;
        var stem = match.Groups["stem"].Value;
        var whole = string.Join('_', columns.Prepend(table));

        // A check over several columns is named after its table alone.
        return stem == whole || (suffix == "check" && stem == table) || (name.Length >= MaximumBytes - 2 && stem.Split('_')[0] is var start && table.StartsWith(start, StringComparison.Ordinal));
    }
}
