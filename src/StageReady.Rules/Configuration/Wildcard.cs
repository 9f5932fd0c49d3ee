namespace StageReady.Configuration;

/// <summary>Patterns of stageready.json. All ignore case, and take time linear in pattern times text.</summary>
internal static class Wildcard
{
    /// <summary>Whether a whole text fits a pattern in which <c>*</c> stands for any characters and <c>?</c> for one.</summary>
    public static bool Matches(string pattern, string text) => Matches(
        pattern.Length,
        text.Length,
        isStar: p => pattern[p] == '*',
        fits: (p, t) => pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t]));

    /// <summary>Whether a path with forward slashes fits a pattern in which <c>**</c> stands for any folders, and <c>*</c> for characters of one name. A pattern without a slash is a name in any folder; <c>./name</c> is one in this folder.</summary>
    public static bool MatchesPath(string pattern, string path)
    {
        var wanted = (pattern.StartsWith("./", StringComparison.Ordinal) ? pattern.Substring(2) : pattern.Contains("/") ? pattern : "**/" + pattern).Split('/');
        var segments = path.Split('/');
        return Matches(wanted.Length, segments.Length, isStar: p => wanted[p] == "**", fits: (p, t) => Matches(wanted[p], segments[t]));
    }

    // To let the last star take one item more is enough: whatever an earlier one could take in its place, the last one can take as well.
    private static bool Matches(int patternLength, int length, Func<int, bool> isStar, Func<int, int, bool> fits)
    {
        var position = 0;
        var item = 0;
        var star = -1;
        var taken = 0;
        while (item < length)
        {
            if (position < patternLength && isStar(position))
            {
                star = position++;
                taken = item;
            }
            else if (position < patternLength && fits(position, item))
            {
                position++;
                item++;
            }
            else if (star >= 0)
            {
                position = star + 1;
                item = ++taken;
            }
            else
            {
                return false;
            }
        }

        while (position < patternLength && isStar(position))
            position++;
        return position == patternLength;
    }
}
