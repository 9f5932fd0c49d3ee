using System.Text.RegularExpressions;
using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>Reads the scripts of Flyway. Undo scripts may lie in a folder of their own.</summary>
internal sealed class FlywayScripts
{
    private static readonly Regex Name = new(@"^(?:(?<kind>[VU])(?<version>[0-9]+(?:[._][0-9]+)*)|(?<kind>R))__(?<name>.+)\.sql$", RegexOptions.CultureInvariant);

    private static readonly Regex NoTransaction = new(@"^\s*executeInTransaction\s*=\s*false\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline);

    private readonly RepositoryTree _tree;
    private readonly List<Script> _scripts = [];

    public FlywayScripts(RepositoryTree tree) => _tree = tree;

    /// <summary>Takes a script if it is named as Flyway's are.</summary>
    public bool TryAdd(string path)
    {
        var match = Name.Match(RepositoryTree.FileNameOf(path));
        if (match.Success)
            _scripts.Add(new Script(path, match.Groups["kind"].Value[0], new ScriptVersion(match.Groups["version"].Value), match.Groups["name"].Value));
        return match.Success;
    }

    public IEnumerable<ScriptFolder> Folders()
    {
        foreach (var folder in _scripts.GroupBy(script => script.Folder))
        {
            if (!folder.Any(script => script.Kind == 'V'))
                continue;

            var ordered = folder.Where(script => script.Kind != 'U').OrderBy(script => script.Kind == 'R').ThenBy(script => script.Version).ThenBy(script => script.Path, StringComparer.Ordinal);
            yield return new ScriptFolder(folder.Key, ScriptTool.Flyway, [.. ordered.Select(Read).OfType<ScriptMigration>()]);
        }
    }

    private ScriptMigration? Read(Script script)
    {
        if (Section(script) is not { } up)
            return null;
        var down = script.Kind == 'V' && UndoOf(script) is { } undo ? Section(undo) : null;
        return new ScriptMigration(ScriptTool.Flyway, script.Version, script.Name, SourceSpan.StartOf(script.Path), up, down) { IsRepeatable = script.Kind == 'R' };
    }

    /// <summary>The undo script beside it; else the nearest one in a folder that has no forward script of that version itself.</summary>
    private Script? UndoOf(Script script)
    {
        var undos = _scripts.Where(other => other.Kind == 'U' && other.Version.IsSame(script.Version)).ToList();
        return undos.Find(undo => undo.Folder == script.Folder)
            ?? undos
                .Where(undo => !_scripts.Exists(other => other.Kind == 'V' && other.Folder == undo.Folder && other.Version.IsSame(script.Version)))
                .Where(undo => RepositoryTree.DirectoryOf(script.Folder) is var parent && (parent.Length == 0 || undo.Folder.StartsWith(parent + "/", StringComparison.Ordinal)))
                .OrderByDescending(undo => undo.Name == script.Name)
                .FirstOrDefault();
    }

    private ScriptSection? Section(Script script) => _tree.ReadFile(script.Path) is { } file
        ? new ScriptSection(file, 0, file.Text)
        {
            Splitting = ScriptSplitting.Statements,
            InTransaction = _tree.Read(script.Path + ".conf") is not { } settings || !NoTransaction.IsMatch(settings),
        }
        : null;

    private sealed record Script(string Path, char Kind, ScriptVersion Version, string Name)
    {
        public string Folder { get; } = RepositoryTree.DirectoryOf(Path);
    }
}
