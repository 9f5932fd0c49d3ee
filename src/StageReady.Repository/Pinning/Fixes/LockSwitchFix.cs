using StageReady.Configuration.Fixes;
using StageReady.Projects;

namespace StageReady.Pinning.Fixes;

/// <summary>Turns lock files on, and holds build servers to them: in the Directory.Build.props that is nearest to a project, or in a new one for all.</summary>
/// <param name="tree">The files.</param>
/// <param name="directory">Where a new file goes.</param>
/// <param name="read">The text of a file as it is by now; null if there is none.</param>
internal sealed class LockSwitchFix(RepositoryTree tree, string directory, Func<string, TextFile?> read)
{
    private const string FileName = "Directory.Build.props";

    private readonly HashSet<(string Path, string Property)> _written = [];

    /// <summary>Only a restore writes the lock file: before there is one, locked mode would be an error.</summary>
    public PinningFix TurnOn(Project project, string restore)
    {
        if (project.Release.IsTrue(PackagesAreNotLocked.Switch))
            return PinningFix.Leave("lock files are on, and a restore writes the one that is to be committed", restore);
        var fix = Set(project, PackagesAreNotLocked.Switch, condition: "", "Turn lock files on");
        return fix.Mends ? fix with { Command = restore } : fix;
    }

    public PinningFix Enforce(Project project) =>
        Set(project, LockFileLocksNothing.Switch, " Condition=\"'$(CI)' == 'true' or '$(ContinuousIntegrationBuild)' == 'true'\"", "Hold build servers to the lock file");

    private PinningFix Set(Project project, string property, string condition, string title)
    {
        var path = tree.NearestAbove(project.Directory, FileName) ?? RepositoryTree.Join(directory, FileName);
        if (_written.Contains((path, property)))
            return PinningFix.Write(title);
        if (new PropertyPlaces(project.Path, RepositoryTree.AtAndAbove(project.Directory), tree.Read).Find(property) is { } place)
            return PinningFix.Leave($"{property} is set to something else in {RepositoryTree.FileNameOf(place.Path)}");
        if (project.Release.IsFalse("ImportDirectoryBuildProps"))
            return PinningFix.Leave($"the project imports no {FileName}");

        var element = $"<{property}{condition}>true</{property}>";
        var file = read(path);
        if ((file is null ? new FileEdit(path, 0, 0, ProjectInsertion.NewFile("PropertyGroup", element)) : ProjectInsertion.Of(file, "PropertyGroup", element, _ => true)) is not { } edit)
            return PinningFix.Leave($"{FileName} is not understood");
        _written.Add((path, property));
        return PinningFix.Write(title, edit);
    }
}
