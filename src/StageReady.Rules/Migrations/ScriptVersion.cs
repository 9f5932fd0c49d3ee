namespace StageReady.Migrations;

/// <summary>
/// A version as migrations are numbered by: numbers compare as numbers whatever zeros they begin with, words as words, and what stands between them does not count. A number that is left out is zero.
/// </summary>
internal sealed class ScriptVersion : IComparable<ScriptVersion>
{
    private readonly List<string> _parts = [];

    public ScriptVersion(string written)
    {
        Written = written;
        for (var at = 0; at < written.Length;)
        {
            var end = at + 1;
            if (IsDigit(written[at]))
            {
                while (end < written.Length && IsDigit(written[end]))
                    end++;
                _parts.Add(written.Substring(at, end - at).TrimStart('0'));
            }
            else if (char.IsLetter(written[at]))
            {
                while (end < written.Length && char.IsLetter(written[end]))
                    end++;
                _parts.Add(written.Substring(at, end - at));
            }

            at = end;
        }
    }

    public string Written { get; }

    public int CompareTo(ScriptVersion? other)
    {
        if (other is null)
            return 1;

        for (var i = 0; i < Math.Max(_parts.Count, other._parts.Count); i++)
        {
            var (mine, theirs) = (PartAt(i), other.PartAt(i));
            var difference = IsNumber(mine) && IsNumber(theirs) && mine.Length != theirs.Length
                ? mine.Length.CompareTo(theirs.Length)
                : string.Compare(mine, theirs, StringComparison.OrdinalIgnoreCase);
            if (difference != 0)
                return difference;
        }

        return 0;
    }

    public bool IsSame(ScriptVersion other) => CompareTo(other) == 0;

    public override string ToString() => Written;

    // Zero is the empty text.
    private string PartAt(int index) => index < _parts.Count ? _parts[index] : "";

    private static bool IsNumber(string part) => part.Length == 0 || IsDigit(part[0]);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
