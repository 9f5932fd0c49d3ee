using System.Text.RegularExpressions;
using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>Reads a script that holds both directions, each behind a directive in a comment.</summary>
internal static class MarkedScript
{
    private static readonly Regex Name = new(@"^(?<version>[0-9]+)_?(?<name>.*)\.sql$", RegexOptions.CultureInvariant);

    private static readonly Regex Dbmate = Directive(@"migrate:(?<word>up|down)(?<options>(?:[ \t]+[^\r\n]*)?)\r?$");

    private static readonly Regex Goose = Directive(@"\+goose[ \t]+(?<word>up|down|no[ \t]+transaction)\b[^\r\n]*\r?$");

    /// <summary>Null if the script is none of dbmate or goose.</summary>
    public static ScriptMigration? Read(TextFile file)
    {
        var name = Name.Match(RepositoryTree.FileNameOf(file.Path));
        if (!name.Success)
            return null;
        return Read(file, name, ScriptTool.Dbmate, Dbmate) ?? Read(file, name, ScriptTool.Goose, Goose);
    }

    private static ScriptMigration? Read(TextFile file, Match name, ScriptTool tool, Regex form)
    {
        var directives = form.Matches(file.Text).Cast<Match>().ToList();
        var up = directives.FindIndex(directive => Is(directive, "up"));
        if (up < 0)
            return null;

        var down = directives.FindIndex(up, directive => Is(directive, "down"));
        var noTransaction = tool == ScriptTool.Goose && directives.Exists(directive => !Is(directive, "up") && !Is(directive, "down"));
        return new ScriptMigration(
            tool,
            new ScriptVersion(name.Groups["version"].Value),
            name.Groups["name"].Value,
            SourceSpan.StartOf(file.Path),
            Section(directives[up], down < 0 ? file.Text.Length : directives[down].Index),
            down < 0 ? null : Section(directives[down], file.Text.Length));

        ScriptSection Section(Match directive, int end)
        {
            var start = directive.Index + directive.Length;
            return new ScriptSection(file, start, file.Text.Substring(start, end - start))
            {
                Splitting = tool == ScriptTool.Goose ? ScriptSplitting.Lines : ScriptSplitting.Whole,
                InTransaction = !noTransaction && directive.Groups["options"].Value.IndexOf("transaction:false", StringComparison.OrdinalIgnoreCase) < 0,
            };
        }
    }

    private static bool Is(Match directive, string word) => directive.Groups["word"].Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static Regex Directive(string form) =>
        new(@"^[ \t]*--[ \t]*" + form, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture);
}
