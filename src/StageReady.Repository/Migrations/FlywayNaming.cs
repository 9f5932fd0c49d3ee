using System.Text.RegularExpressions;
using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>How Flyway tells its scripts by their names: with its defaults, or as the nearest <c>flyway.toml</c> or <c>flyway.conf</c> has it.</summary>
internal sealed class FlywayNaming
{
    private static readonly string[] SettingsFiles = ["flyway.toml", "flyway.conf", "conf/flyway.toml", "conf/flyway.conf"];

    private static readonly Regex Setting = new(
        @"^[ \t]*(?:flyway\.)?(?<name>sqlMigrationPrefix|undoSqlMigrationPrefix|repeatableSqlMigrationPrefix|sqlMigrationSeparator)[ \t]*=[ \t]*(?<value>[^\r\n#]*)",
        RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static readonly FlywayNaming Default = new(new Dictionary<string, string>(StringComparer.Ordinal));

    private readonly string _undoPrefix;
    private readonly string _separator;
    private readonly Regex _form;

    private FlywayNaming(IReadOnlyDictionary<string, string> settings)
    {
        _undoPrefix = Of("undoSqlMigrationPrefix", "U");
        _separator = Of("sqlMigrationSeparator", "__");
        var (versioned, undo, repeatable, separator) =
            (Regex.Escape(Of("sqlMigrationPrefix", "V")), Regex.Escape(_undoPrefix), Regex.Escape(Of("repeatableSqlMigrationPrefix", "R")), Regex.Escape(_separator));
        _form = new Regex(
            $"^(?:(?:(?<undo>{undo})|(?<versioned>{versioned}))(?<version>[0-9]+(?:[._][0-9]+)*?)|(?<repeatable>{repeatable})){separator}(?<name>.+)\\.sql$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

        string Of(string name, string otherwise) => settings.TryGetValue(name, out var value) ? value : otherwise;
    }

    /// <summary>Whether a file may change how scripts are named or run: what a build has to watch besides the scripts.</summary>
    public static bool IsSettings(string path) =>
        RepositoryTree.FileNameOf(path) is "flyway.toml" or "flyway.conf" || path.EndsWith(".sql.conf", StringComparison.OrdinalIgnoreCase);

    /// <summary>The naming that holds for a folder.</summary>
    public static FlywayNaming Of(RepositoryTree tree, string folder)
    {
        foreach (var above in RepositoryTree.AtAndAbove(folder))
        {
            foreach (var name in SettingsFiles)
            {
                if (tree.Read(RepositoryTree.Join(above, name)) is not { } text)
                    continue;

                var settings = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (Match setting in Setting.Matches(text))
                    settings[setting.Groups["name"].Value] = setting.Groups["value"].Value.Trim().Trim('"', '\'');
                return new FlywayNaming(settings);
            }
        }

        return Default;
    }

    /// <summary>Null if the file is not named as Flyway's scripts are.</summary>
    public FlywayScript? Read(string path)
    {
        var match = _form.Match(RepositoryTree.FileNameOf(path));
        if (!match.Success)
            return null;
        var kind = match.Groups["undo"].Success ? FlywayScriptKind.Undo : match.Groups["versioned"].Success ? FlywayScriptKind.Versioned : FlywayScriptKind.Repeatable;
        return new FlywayScript(path, kind, new ScriptVersion(match.Groups["version"].Value), match.Groups["name"].Value);
    }

    /// <summary>The name of the script that undoes another one.</summary>
    public string UndoOf(FlywayScript script) => $"{_undoPrefix}{script.Version}{_separator}{script.Name}.sql";
}

internal enum FlywayScriptKind
{
    Versioned,
    Undo,
    Repeatable,
}

internal sealed record FlywayScript(string Path, FlywayScriptKind Kind, ScriptVersion Version, string Name)
{
    public string Folder { get; } = RepositoryTree.DirectoryOf(Path);
}
