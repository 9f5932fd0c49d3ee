using System.Text;

namespace StageReady.Yaml;

/// <summary>A text without the spaces of its blank lines.</summary>
internal sealed class BlankLines
{
    private readonly string _original;

    // Where spaces were left out, by the place in the text that remains, and how many were up to there.
    private readonly List<int> _places = [];
    private readonly List<int> _left = [];

    private BlankLines(string original)
    {
        _original = original;
        var text = new StringBuilder(original.Length);
        var start = 0;
        while (start < original.Length)
        {
            var end = original.IndexOf('\n', start) is >= 0 and var found ? found + 1 : original.Length;
            var first = start;
            while (first < end && original[first] == ' ')
                first++;
            if (first == end || original[first] is not ('\r' or '\n'))
                first = start;
            if (first > start)
            {
                _places.Add(text.Length);
                _left.Add(first - text.Length);
            }

            text.Append(original, first, end - first);
            start = end;
        }

        Text = text.ToString();
    }

    /// <summary>Null if no blank line has spaces.</summary>
    public static BlankLines? Of(string text) => new BlankLines(text) is { _places.Count: > 0 } blanks ? blanks : null;

    public string Text { get; }

    /// <summary>The place in the original of one in the text.</summary>
    public int OffsetOf(int index)
    {
        var place = _places.BinarySearch(index);
        var last = place >= 0 ? place : ~place - 1;
        return Math.Min(_original.Length, index + (last < 0 ? 0 : _left[last]));
    }
}
