using System.Text.RegularExpressions;
using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>Reads the scripts of Flyway. Undo scripts may lie in a folder of their own.</summary>
internal sealed class FlywayScripts
{
    private static readonly Regex NoTransaction = new(@"^\s*executeInTransaction\s*=\s*false\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline);

    private readonly RepositoryTree _tree;
    private readonly List<FlywayScript> _scripts = [];
    private readonly Dictionary<string, FlywayNaming> _namings = new(StringComparer.Ordinal);

    public FlywayScripts(RepositoryTree tree) => _tree = tree;

    /// <summary>Takes a script if it is named as Flyway's are.</summary>
    public bool TryAdd(string path)
    {
        if (NamingOf(RepositoryTree.DirectoryOf(path)).Read(path) is not { } script)
            return false;
        _scripts.Add(script);
        return true;
    }

    public IEnumerable<ScriptFolder> Folders()
    {
        foreach (var folder in _scripts.GroupBy(script => script.Folder))
        {
            if (!folder.Any(script => script.Kind == FlywayScriptKind.Versioned))
                continue;

            var ordered = folder.Where(script => script.Kind != FlywayScriptKind.Undo).OrderBy(script => script.Kind == FlywayScriptKind.Repeatable).ThenBy(script => script.Version).ThenBy(script => script.Path, StringComparer.Ordinal);
            yield return new ScriptFolder(folder.Key, ScriptTool.Flyway, [.. ordered.Select(Read).OfType<ScriptMigration>()]);
        }
    }

    private ScriptMigration? Read(FlywayScript script)
    {
        if (Section(script) is not { } up)
            return null;
        var down = script.Kind == FlywayScriptKind.Versioned && UndoOf(script) is { } undo ? Section(undo) : null;
        return new ScriptMigration(ScriptTool.Flyway, script.Version, script.Name, SourceSpan.StartOf(script.Path), up, down)
        {
            IsRepeatable = script.Kind == FlywayScriptKind.Repeatable,
            UndoFile = script.Kind == FlywayScriptKind.Versioned ? RepositoryTree.Join(script.Folder, NamingOf(script.Folder).UndoOf(script)) : null,
        };
    }

    /// <summary>The undo script beside it; else the nearest one in a folder that has no forward script of that version itself.</summary>
    private FlywayScript? UndoOf(FlywayScript script)
    {
        var undos = _scripts.Where(other => other.Kind == FlywayScriptKind.Undo && other.Version.IsSame(script.Version)).ToList();
        return undos.Find(undo => undo.Folder == script.Folder)
            ?? undos
                .Where(undo => !_scripts.Exists(other => other.Kind == FlywayScriptKind.Versioned && other.Folder == undo.Folder && other.Version.IsSame(script.Version)))
                .Where(undo => RepositoryTree.DirectoryOf(script.Folder) is var parent && (parent.Length == 0 || undo.Folder.StartsWith(parent + "/", StringComparison.Ordinal)))
                .OrderByDescending(undo => undo.Name == script.Name)
                .FirstOrDefault();
    }

    private ScriptSection? Section(FlywayScript script) => _tree.ReadFile(script.Path) is { } file
        ? new ScriptSection(file, 0, file.Text)
        {
            Splitting = ScriptSplitting.Statements,
            InTransaction = _tree.Read(script.Path + ".conf") is not { } settings || !NoTransaction.IsMatch(settings),
        }
        : null;

    private FlywayNaming NamingOf(string folder)
    {
        if (!_namings.TryGetValue(folder, out var naming))
            _namings.Add(folder, naming = FlywayNaming.Of(_tree, folder));
        return naming;
    }
}
