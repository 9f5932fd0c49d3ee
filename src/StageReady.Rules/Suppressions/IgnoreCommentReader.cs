using System.Text.RegularExpressions;

namespace StageReady.Suppressions;

/// <summary>Finds the comments of a file that suppress findings, in the comment syntax of its format.</summary>
internal static class IgnoreCommentReader
{
    private const string Mark = "stageready:";

    // Liquibase's directive is a comment that is something itself.
    private const string ChangeSet = "changeset ";

    private static readonly Regex Form = new(
        @"^\s*stageready:\s*ignore\s+(?<id>STG[0-9]{4})(?:[\s,]+(?<id>STG[0-9]{4}))*(?<reason>(?:[\s,:].*)?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    private static readonly Regex Remark = new(@"^[ \t]*(?:::|@?rem(?=[ \t]))(?<text>[^\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex TerraformComment = new(@"^[ \t]*(?:#|//)(?<text>[^\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly Regex CodeComment = new(@"^[ \t]*//(?<text>[^\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ':', '-', '–', '—'];

    public static IReadOnlyList<IgnoreComment> Read(TextFile file)
    {
        if (file.Text.IndexOf(Mark, StringComparison.OrdinalIgnoreCase) < 0)
            return [];

        var comments = CommentsOf(file).ToList();
        var found = new List<IgnoreComment>();
        var top = 0;
        for (var i = 0; i < comments.Count; i++)
        {
            var isAtTop = top >= 0 && IsTop(file.Text.Substring(top, comments[i].Start - top));
            top = isAtTop ? comments[i].End : -1;
            if (Form.Match(comments[i].Text) is not { Success: true } match)
                continue;

            var reason = match.Groups["reason"].Value.Trim(Separators);
            found.Add(new IgnoreComment(
                [.. match.Groups["id"].Captures.Cast<Capture>().Select(id => id.Value.ToUpperInvariant())],
                reason.Any(char.IsLetter) ? reason : null,
                file.Span(TargetOf(file.Text, comments, i), 0).StartLine,
                isAtTop,
                file.Span(comments[i].Start, comments[i].End - comments[i].Start)));
        }

        return found;
    }

    /// <summary>What the comments of a file say, without their marks.</summary>
    public static IEnumerable<string> TextsOf(TextFile file) => CommentsOf(file).Select(comment => comment.Text);

    // A comment behind something speaks of that; one that has its line for itself, of what comes next.
    private static int TargetOf(string text, IReadOnlyList<Comment> comments, int index)
    {
        if (!IsAlone(text, comments[index].Start))
            return comments[index].Start;

        var position = comments[index].End;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (++index == comments.Count || comments[index].Start != position || comments[index].Text.TrimStart().StartsWith(ChangeSet, StringComparison.OrdinalIgnoreCase))
                return position;
            position = comments[index].End;
        }
    }

    // White space, or an XML declaration.
    private static bool IsTop(string text) => text.Trim('\uFEFF', ' ', '\t', '\r', '\n') is { } rest && (rest.Length == 0 || (rest.StartsWith("<?xml", StringComparison.Ordinal) && rest.EndsWith("?>", StringComparison.Ordinal)));

    private static bool IsAlone(string text, int start)
    {
        var before = start - 1;
        while (before >= 0 && text[before] is not ('\n' or '\r'))
        {
            if (!char.IsWhiteSpace(text[before]) && text[before] != '\uFEFF')
                return false;
            before--;
        }

        return true;
    }

    private static IEnumerable<Comment> CommentsOf(TextFile file)
    {
        var name = file.Path.Substring(file.Path.LastIndexOfAny(['/', '\\']) + 1).ToLowerInvariant();
        return name.Substring(name.LastIndexOf('.') + 1) switch
        {
            // Bicep's comments are those of JSON.
            "json" or "jsonc" or "bicep" or "bicepparam" => InJson(file.Text),
            "config" or "xml" or "props" or "targets" => InXml(file.Text),
            var extension when extension.EndsWith("proj", StringComparison.Ordinal) => InXml(file.Text),
            "sql" => InSql(file.Text),
            "cs" => InFileBasedApp(file.Text),
            "fs" or "vb" => [],
            "cmd" or "bat" => InLines(file.Text, Remark),
            "tf" => InLines(file.Text, TerraformComment),
            "yml" or "yaml" or "env" => AfterHash(file.Text, atLineStartOnly: false),
            _ => AfterHash(file.Text, atLineStartOnly: !name.StartsWith(".env", StringComparison.Ordinal)),
        };
    }

    private static IEnumerable<Comment> InJson(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                for (i++; i < text.Length && text[i] is not ('"' or '\n'); i++)
                {
                    if (text[i] == '\\')
                        i++;
                }
            }
            else if (text[i] == '/' && i + 1 < text.Length && text[i + 1] is '/' or '*')
            {
                var isLine = text[i + 1] == '/';
                var close = isLine ? text.IndexOf('\n', i) : text.IndexOf("*/", i + 2, StringComparison.Ordinal);
                var end = close < 0 ? text.Length : isLine ? close : close + 2;
                yield return new Comment(i, end, text.Substring(i + 2, (isLine || close < 0 ? end : close) - i - 2));
                i = end - 1;
            }
        }
    }

    private static IEnumerable<Comment> InSql(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\'' or '"' or '`')
            {
                // A doubled quote closes and opens again.
                var quoteEnd = text.IndexOf(text[i], i + 1);
                i = quoteEnd < 0 ? text.Length : quoteEnd;
            }
            else if (i + 1 < text.Length && text[i] is '-' or '/' && text[i + 1] == (text[i] == '-' ? '-' : '*'))
            {
                var isLine = text[i] == '-';
                var close = isLine ? text.IndexOf('\n', i) : text.IndexOf("*/", i + 2, StringComparison.Ordinal);
                var end = close < 0 ? text.Length : isLine ? close : close + 2;
                yield return new Comment(i, end, text.Substring(i + 2, (isLine || close < 0 ? end : close) - i - 2));
                i = end - 1;
            }
        }
    }

    private static IEnumerable<Comment> InXml(string text)
    {
        for (var start = text.IndexOf("<!--", StringComparison.Ordinal); start >= 0; start = text.IndexOf("<!--", start, StringComparison.Ordinal))
        {
            var close = text.IndexOf("-->", start + 4, StringComparison.Ordinal);
            if (close < 0)
                yield break;
            yield return new Comment(start, close + 3, text.Substring(start + 4, close - start - 4));
            start = close + 3;
        }
    }

    // In a Dockerfile only a whole line is a comment; elsewhere it may also stand behind white space.
    private static IEnumerable<Comment> AfterHash(string text, bool atLineStartOnly)
    {
        for (var start = 0; start < text.Length;)
        {
            var newLine = text.IndexOf('\n', start);
            var end = newLine < 0 ? text.Length : newLine;
            var hash = text.IndexOf('#', start, end - start);
            while (hash > start && !(atLineStartOnly ? IsAlone(text, hash) : char.IsWhiteSpace(text[hash - 1])))
                hash = text.IndexOf('#', hash + 1, end - hash - 1);
            if (hash >= start)
                yield return new Comment(hash, end, text.Substring(hash + 1, end - hash - 1));
            start = end + 1;
        }
    }

    private static IEnumerable<Comment> InLines(string text, Regex comment) =>
        comment.Matches(text).Cast<Match>().Select(match => new Comment(match.Index, match.Index + match.Length, match.Groups["text"].Value));

    // The compiler's own ways suppress in code, but not in the directives of a file-based app, which stand before it.
    private static IEnumerable<Comment> InFileBasedApp(string text) =>
        AppDirective.Read(text).LastOrDefault() is { } last ? InLines(text.Substring(0, last.Start), CodeComment) : [];

    private sealed record Comment(int Start, int End, string Text);
}
