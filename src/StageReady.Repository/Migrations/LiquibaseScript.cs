using System.Text.RegularExpressions;

namespace StageReady.Migrations;

/// <summary>Reads the change sets of a file in Liquibase's formatted SQL.</summary>
internal sealed class LiquibaseScript
{
    private static readonly Regex Header = Line(@"--[ \t]*liquibase[ \t]+formatted[ \t]+sql\b[^\r\n]*");

    private static readonly Regex ChangeSet = Line(@"--[ \t]*changeset[ \t]+(?<author>""[^""\r\n]+""|[^:\r\n]+):[ \t]*(?<id>""[^""\r\n]+""|[^\s]+)(?<attributes>[^\r\n]*)");

    private static readonly Regex RollbackLine = Line(@"--[ \t]*rollback\b(?<sql>[^\r\n]*)");

    private static readonly Regex RollbackBlock = Line(@"/\*[ \t]*liquibase[ \t]+rollback\b(?<sql>(?:(?!\*/)[\s\S])*)\*/");

    private static readonly Regex Attribute = new(@"(?<name>\w+):(?:""(?<value>[^""]*)""|(?<value>\S*))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly TextFile _file;
    private readonly List<ScriptMigration> _migrations = [];

    private LiquibaseScript(TextFile file) => _file = file;

    /// <summary>In the order of the file; null if it is no formatted SQL.</summary>
    public static IReadOnlyList<ScriptMigration>? Read(TextFile file)
    {
        var header = Header.Match(file.Text);
        if (!header.Success || file.Text.Substring(0, header.Index).Trim('\uFEFF', ' ', '\t', '\r', '\n').Length > 0)
            return null;

        var script = new LiquibaseScript(file);
        var changeSets = ChangeSet.Matches(file.Text).Cast<Match>().ToList();
        for (var i = 0; i < changeSets.Count; i++)
            script.Add(changeSets[i], i + 1 < changeSets.Count ? changeSets[i + 1].Index : file.Text.Length);
        return script._migrations;
    }

    private void Add(Match changeSet, int end)
    {
        var attributes = AttributesIn(changeSet.Groups["attributes"].Value);
        var (author, id) = (Unquote(changeSet.Groups["author"].Value.Trim()), Unquote(changeSet.Groups["id"].Value));
        var start = changeSet.Index + changeSet.Length;
        var text = _file.Text.Substring(start, end - start);
        var rollbacks = RollbackLine.Matches(text).Cast<Match>().Concat(RollbackBlock.Matches(text).Cast<Match>()).OrderBy(match => match.Index).ToList();
        var up = Section(text, start, attributes, "") with { Text = Without(text, rollbacks) };
        var down = rollbacks.Count == 0 ? null : Section(text, start, attributes, "rollback") with { Text = Only(text, rollbacks) };
        var place = _file.Span(changeSet.Index, changeSet.Value.TrimEnd().Length);
        var migration = new ScriptMigration(ScriptTool.Liquibase, new ScriptVersion(id), $"{author}:{id}", place, up, down)
        {
            IsRepeatable = IsTrue(attributes, "runOnChange") || IsTrue(attributes, "runAlways"),
        };
        _migrations.Add(down is null ? migration : WithUndo(migration, down.Text.Trim()));
    }

    /// <summary>A rollback may be a word, or the name of another change set, instead of SQL.</summary>
    private ScriptMigration WithUndo(ScriptMigration migration, string rollback)
    {
        if (Is(rollback, "not required") || Is(rollback, "empty"))
            return migration with { Down = null, Undo = Undo.NotNeeded };

        var attributes = AttributesIn(rollback);
        if (!attributes.TryGetValue("changesetId", out var id))
            return migration;
        attributes.TryGetValue("changesetAuthor", out var author);
        var other = attributes.ContainsKey("changesetPath") ? null : _migrations.Find(earlier => earlier.Version.Written == id && (author is null || earlier.Name == $"{author}:{id}"));
        return migration with { Down = other?.Up, Undo = other is null ? Undo.Elsewhere : Undo.Written };
    }

    private ScriptSection Section(string text, int start, Dictionary<string, string> attributes, string prefix)
    {
        return new ScriptSection(_file, start, text)
        {
            Splitting = attributes.TryGetValue(prefix + "splitStatements", out var splits) && Is(splits, "false") ? ScriptSplitting.Whole : ScriptSplitting.Statements,
            Delimiter = attributes.TryGetValue(prefix + "endDelimiter", out var delimiter) && Plain(delimiter) is { Length: > 0 } plain ? plain : ";",
            InTransaction = !(attributes.TryGetValue("runInTransaction", out var inTransaction) && Is(inTransaction, "false")),
        };
    }

    // It is a regular expression, mostly to say that the delimiter has a line of its own: \n\s*/\s*\n|\n\s*/\s*$
    private static string Plain(string delimiter) =>
        delimiter.Split('|')[0].Replace(@"\n", "").Replace(@"\r", "").Replace(@"\s*", "").Replace("$", "").Trim();

    private static string Without(string text, List<Match> rollbacks)
    {
        var left = text.ToCharArray();
        foreach (var rollback in rollbacks)
            Blank(left, rollback.Index, rollback.Index + rollback.Length);
        return new string(left);
    }

    private static string Only(string text, List<Match> rollbacks)
    {
        var left = text.ToCharArray();
        var at = 0;
        foreach (var sql in rollbacks.Select(rollback => rollback.Groups["sql"]))
        {
            Blank(left, at, sql.Index);
            at = sql.Index + sql.Length;
        }

        Blank(left, at, left.Length);
        return new string(left);
    }

    private static void Blank(char[] text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is not ('\r' or '\n'))
                text[i] = ' ';
        }
    }

    private static Dictionary<string, string> AttributesIn(string text)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Attribute.Matches(text))
            attributes[match.Groups["name"].Value] = match.Groups["value"].Value;
        return attributes;
    }

    private static bool IsTrue(Dictionary<string, string> attributes, string name) => attributes.TryGetValue(name, out var value) && Is(value, "true");

    private static bool Is(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static string Unquote(string text) => text.Trim('"');

    private static Regex Line(string form) => new(@"^[ \t]*" + form, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture);
}
