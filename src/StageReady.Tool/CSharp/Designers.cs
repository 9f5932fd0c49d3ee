namespace StageReady.Tool.CSharp;

/// <summary>
/// The Designers of migrations, which are the model as it was: by far the largest part of a code base with migrations, so that only those are read that a migration needs.
/// </summary>
internal static class Designers
{
    private const string Suffix = ".Designer.cs";

    private const string Context = "[DbContext(typeof(";

    public static bool Is(string path) => path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The migration's own, which says its context, and the nearest one before it of that context, which is the model before the migration.</summary>
    /// <param name="migration">The file of the migration.</param>
    /// <param name="files">All files of its project.</param>
    /// <param name="read">The text of a file; null if it cannot be read.</param>
    public static IEnumerable<string> Of(string migration, IEnumerable<string> files, Func<string, string?> read)
    {
        var own = migration[..^".cs".Length] + Suffix;
        var before = new List<string>();
        var context = ContextIn(read(migration));
        foreach (var file in files.Where(file => Is(file) && Path.GetDirectoryName(file) == Path.GetDirectoryName(migration)))
        {
            if (file == own)
                context = ContextIn(read(file)) ?? context;
            else if (string.CompareOrdinal(file, own) < 0)
                before.Add(file);
        }

        before.Sort(StringComparer.Ordinal);
        var previous = before.FindLast(file => ContextIn(read(file)) == context);
        return new[] { own, previous }.OfType<string>().Where(file => files.Contains(file, StringComparer.Ordinal));
    }

    /// <summary>Up drops a table and Down creates one: whether it is the same only the model before tells.</summary>
    public static bool AreNeeded(string migration)
    {
        var down = migration.IndexOf("void Down(", StringComparison.Ordinal);
        return down > 0 && migration.IndexOf("DropTable(", StringComparison.Ordinal) is > 0 and var drop && drop < down && migration.IndexOf("CreateTable(", down, StringComparison.Ordinal) > 0;
    }

    private static string? ContextIn(string? text)
    {
        if (text is null || text.IndexOf(Context, StringComparison.Ordinal) is not (>= 0 and var at))
            return null;
        var start = at + Context.Length;
        return text.IndexOf(')', start) is > 0 and var end ? text[start..end] : null;
    }
}
