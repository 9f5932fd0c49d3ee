namespace StageReady.Tool.Fixes;

/// <summary>The difference of two texts in the form that <c>git apply</c> and <c>patch</c> take.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    // Beyond it the search for common lines is given up, and the middle is one change.
    private const long MaximalWork = 16_000_000;

    /// <param name="output">Where to.</param>
    /// <param name="path">The file.</param>
    /// <param name="before">Null if it is new.</param>
    /// <param name="after">What it becomes.</param>
    public static void Write(TextWriter output, string path, string? before, string after)
    {
        var (old, renewed) = (Lines(before ?? ""), Lines(after));
        var edits = Edits(old, renewed);
        output.Write($"--- {(before is null ? "/dev/null" : $"a/{path}")}\n+++ b/{path}\n");
        for (var i = 0; i < edits.Count;)
        {
            if (edits[i].Kind == ' ')
            {
                i++;
                continue;
            }

            // A hunk ends where more lines are equal than the context of two hunks has.
            var start = Math.Max(0, i - Context);
            var end = i;
            for (var j = i; j < edits.Count && j - end <= 2 * Context; j++)
            {
                if (edits[j].Kind != ' ')
                    end = j;
            }

            i = end + 1;
            WriteHunk(output, edits, start, Math.Min(edits.Count, end + 1 + Context));
        }
    }

    private static void WriteHunk(TextWriter output, List<(char Kind, string Line)> edits, int start, int end)
    {
        var (oldLine, newLine) = (edits.Take(start).Count(edit => edit.Kind != '+'), edits.Take(start).Count(edit => edit.Kind != '-'));
        var hunk = edits.GetRange(start, end - start);
        var (oldCount, newCount) = (hunk.Count(edit => edit.Kind != '+'), hunk.Count(edit => edit.Kind != '-'));
        output.Write($"@@ -{(oldCount == 0 ? oldLine : oldLine + 1)},{oldCount} +{(newCount == 0 ? newLine : newLine + 1)},{newCount} @@\n");
        foreach (var (kind, line) in hunk)
            output.Write(line.EndsWith('\n') ? $"{kind}{line}" : $"{kind}{line}\n\\ No newline at end of file\n");
    }

    // Each with its line end.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static List<(char Kind, string Line)> Edits(List<string> old, List<string> renewed)
    {
        var head = 0;
        while (head < old.Count && head < renewed.Count && old[head] == renewed[head])
            head++;
        var tail = 0;
        while (tail < old.Count - head && tail < renewed.Count - head && old[^(tail + 1)] == renewed[^(tail + 1)])
            tail++;

        return
        [
            .. old.Take(head).Select(line => (' ', line)),
            .. Middle(old.GetRange(head, old.Count - head - tail), renewed.GetRange(head, renewed.Count - head - tail)),
            .. old.Skip(old.Count - tail).Select(line => (' ', line)),
        ];
    }

    private static List<(char Kind, string Line)> Middle(List<string> old, List<string> renewed)
    {
        if ((long)old.Count * renewed.Count > MaximalWork)
            return [.. old.Select(line => ('-', line)), .. renewed.Select(line => ('+', line))];

        // The length of the longest common subsequence of what follows.
        var common = new int[old.Count + 1, renewed.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = renewed.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == renewed[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var edits = new List<(char, string)>();
        for (int i = 0, j = 0; i < old.Count || j < renewed.Count;)
        {
            if (i < old.Count && j < renewed.Count && old[i] == renewed[j])
            {
                edits.Add((' ', old[i++]));
                j++;
            }
            else if (j == renewed.Count || (i < old.Count && common[i + 1, j] >= common[i, j + 1]))
            {
                edits.Add(('-', old[i++]));
            }
            else
            {
                edits.Add(('+', renewed[j++]));
            }
        }

        return edits;
    }
}
