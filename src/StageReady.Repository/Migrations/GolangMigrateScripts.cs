using System.Globalization;
using System.Text.RegularExpressions;
using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>Reads pairs of scripts as golang-migrate (and those who follow it) name them.</summary>
internal sealed class GolangMigrateScripts
{
    private static readonly Regex Name = new(@"^(?<version>[0-9]+)_(?<name>.*)\.(?<direction>up|down)\.sql$", RegexOptions.CultureInvariant);

    private readonly RepositoryTree _tree;
    private readonly List<Script> _scripts = [];

    public GolangMigrateScripts(RepositoryTree tree) => _tree = tree;

    /// <summary>Takes a script if it is named as half of a pair.</summary>
    public bool TryAdd(string path)
    {
        var match = Name.Match(RepositoryTree.FileNameOf(path));

        // It holds a version in 64 bits. What is longer is another tool's, which undoes a migration that is cut into steps as a whole.
        if (!match.Success || !ulong.TryParse(match.Groups["version"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        _scripts.Add(new Script(path, new ScriptVersion(match.Groups["version"].Value), match.Groups["name"].Value, match.Groups["direction"].Value == "up"));
        return true;
    }

    public IEnumerable<ScriptFolder> Folders() =>
        from folder in _scripts.GroupBy(script => RepositoryTree.DirectoryOf(script.Path))
        let migrations = folder.Where(script => script.IsUp).OrderBy(script => script.Version).Select(up => Read(up, folder.Where(script => !script.IsUp))).OfType<ScriptMigration>().ToList()
        where migrations.Count > 0
        select new ScriptFolder(folder.Key, ScriptTool.GolangMigrate, migrations);

    private ScriptMigration? Read(Script up, IEnumerable<Script> downs) => Section(up) is { } forward
        ? new ScriptMigration(
            ScriptTool.GolangMigrate, up.Version, up.Name, SourceSpan.StartOf(up.Path), forward, DownOf(up, downs) is { } down ? Section(down) : null)
        {
            UndoFile = up.Path.Substring(0, up.Path.Length - "up.sql".Length) + "down.sql",
        }
        : null;

    // One version can have a pair for each database, which the names tell apart.
    private static Script? DownOf(Script up, IEnumerable<Script> downs)
    {
        var ofVersion = downs.Where(down => down.Version.IsSame(up.Version)).ToList();
        return ofVersion.Find(down => down.Name == up.Name) ?? ofVersion.FirstOrDefault();
    }

    private ScriptSection? Section(Script script) => _tree.ReadFile(script.Path) is { } file ? new ScriptSection(file, 0, file.Text) : null;

    private sealed record Script(string Path, ScriptVersion Version, string Name, bool IsUp);
}
