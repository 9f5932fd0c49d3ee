using System.Text.RegularExpressions;
using StageReady.Migrations.Sql;

namespace StageReady.Migrations;

/// <summary>Cuts sections into statements.</summary>
internal static class ScriptStatements
{
    private static readonly Regex GooseBlock = new(@"^\s*--\s*\+goose\s+Statement(?<edge>Begin|End)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static IReadOnlyList<ScriptStatement> Of(ScriptSection section) => section.Splitting switch
    {
        ScriptSplitting.Whole => Statement(section.Text, 0, section.Text.Length) is { } whole ? [whole] : [],
        ScriptSplitting.Lines => InLines(section.Text),
        _ => [.. SqlStatements.Split(section.Text, section.Delimiter).Select(part => new ScriptStatement(section.Text.Substring(part.Start, part.Length), part.Start))],
    };

    private static List<ScriptStatement> InLines(string text)
    {
        var statements = new List<ScriptStatement>();
        var (start, inBlock) = (0, false);
        for (var at = 0; at < text.Length;)
        {
            var newLine = text.IndexOf('\n', at);
            var end = newLine < 0 ? text.Length : newLine + 1;
            var line = text.Substring(at, end - at);
            if (GooseBlock.Match(line) is { Success: true } edge)
            {
                Close(at);
                inBlock = edge.Groups["edge"].Value.Equals("Begin", StringComparison.OrdinalIgnoreCase);
            }
            else if (!inBlock && EndsStatement(line))
            {
                Close(end);
            }

            at = end;
        }

        Close(text.Length);
        return statements;

        void Close(int end)
        {
            if (Statement(text, start, end) is { } statement)
                statements.Add(statement);
            start = end;
        }
    }

    private static bool EndsStatement(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)).LastOrDefault() is { } last
        && last.EndsWith(";", StringComparison.Ordinal);

    /// <summary>Null if there is nothing but comments.</summary>
    private static ScriptStatement? Statement(string text, int start, int end)
    {
        var part = text.Substring(start, end - start);
        return SqlLexer.Read(part) is [var first, ..] ? new ScriptStatement(part.Substring(first.Start).TrimEnd(), start + first.Start) : null;
    }
}
