using System.Text;

namespace StageReady;

/// <summary>Puts words of the user's files into one-line messages.</summary>
internal static class MessageText
{
    private const int MaxLength = 200;

    /// <summary>In single quotes, on one line, cut where nobody would read on.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'", Math.Min(text.Length, MaxLength) + 3);
        foreach (var character in text)
        {
            if (quoted.Length > MaxLength)
            {
                quoted.Append('…');
                break;
            }

            quoted.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character);
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary><c>A</c>, <c>A and B</c>, <c>A, B and C</c>.</summary>
    public static string Join(IReadOnlyList<string> items, string conjunction = "and") =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} {conjunction} {items[items.Count - 1]}";

    /// <summary>The known name that a misspelt one probably means; null if none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        // A longer name than any known one has no neighbour, and is not worth the quadratic distance.
        const int MaxDistance = 3;
        return known
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= MaxDistance)
            .Select(candidate => (candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.Distance <= MaxDistance && pair.Distance < pair.candidate.Length / 2)
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>Levenshtein's: insertions, deletions and replacements of one character.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var replaced = diagonal + (from[i] == to[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
