namespace StageReady.Projects;

/// <summary>Which files of the tree a project compiles.</summary>
internal static class ProjectFiles
{
    /// <summary>The C# files, in ordinal order: the SDK's default wildcard unless it is off, then what the project adds and takes away.</summary>
    public static IReadOnlyCollection<string> SourceFiles(this Project project, RepositoryTree tree)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        if (project.Release.Sdks.Count > 0 && !project.Release.IsFalse("EnableDefaultItems") && !project.Release.IsFalse("EnableDefaultCompileItems"))
            files.UnionWith(tree.Under(project.Directory).Where(path => IsDefaultItem(path, project.Directory)));

        foreach (var (pattern, isRemove) in project.Release.Compile)
        {
            if (isRemove)
                files.ExceptWith(Match(tree, project.Directory, pattern).ToArray());
            else
                files.UnionWith(Match(tree, project.Directory, pattern));
        }

        return files;
    }

    private static bool IsDefaultItem(string path, string directory)
    {
        if (!path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            return false;

        // As the SDK: its own output, packages of a front end, and folders whose name starts with a dot.
        var first = directory.Length == 0 ? 0 : directory.Length + 1;
        var relative = path.Substring(first);
        return !relative.StartsWith("bin/", StringComparison.OrdinalIgnoreCase)
            && !relative.StartsWith("obj/", StringComparison.OrdinalIgnoreCase)
            && !relative.StartsWith(".", StringComparison.Ordinal)
            && relative.IndexOf("/.", StringComparison.Ordinal) < 0;
    }

    private static IEnumerable<string> Match(RepositoryTree tree, string directory, string pattern)
    {
        if (RepositoryTree.Resolve(directory, pattern) is not { } resolved)
            return [];
        if (!Glob.IsGlob(resolved))
            return tree.Contains(resolved) ? [resolved] : [];

        var glob = new Glob(resolved);
        return tree.Under(glob.FixedDirectory).Where(glob.Matches);
    }
}
