namespace StageReady.Tool.CSharp;

/// <summary>
/// The Designers of migrations, which are the model as it was: by far the largest part of a code base with migrations, so that only those are read that a migration needs.
/// </summary>
internal static class Designers
{
    private const string Suffix = ".Designer.cs";

    public static bool Is(string path) => path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The migration's own, which says its context, and the nearest one before it of that context, which is the model before the migration.</summary>
    /// <param name="migration">The file of the migration.</param>
    /// <param name="files">All files of its project.</param>
    /// <param name="read">The text of a file; null if it cannot be read.</param>
    public static IEnumerable<string> Of(string migration, IReadOnlyCollection<string> files, Func<string, string?> read)
    {
        var own = migration[..^".cs".Length] + Suffix;
        var said = files.Contains(own, StringComparer.Ordinal) ? read(own) : read(migration);
        var (context, id) = (Between(said, "[DbContext(typeof(", ")"), Between(said, "[Migration(\"", "\"") ?? Path.GetFileNameWithoutExtension(migration));
        var previous = files
            .Where(file => Is(file) && string.CompareOrdinal(Path.GetFileName(file)[..^Suffix.Length], id) < 0)
            .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
            .FirstOrDefault(file => Between(read(file), "[DbContext(typeof(", ")") == context);
        return files.Where(file => file == own || file == previous);
    }

    /// <summary>Up drops a table and Down creates one: whether it is the same only the model before tells.</summary>
    public static bool AreNeeded(string migration)
    {
        var down = migration.IndexOf("void Down(", StringComparison.Ordinal);
        return down > 0 && migration.IndexOf("DropTable(", StringComparison.Ordinal) is > 0 and var drop && drop < down && migration.IndexOf("CreateTable(", down, StringComparison.Ordinal) > 0;
    }

    private static string? Between(string? text, string start, string end)
    {
        if (text is null || text.IndexOf(start, StringComparison.Ordinal) is not (>= 0 and var at))
            return null;
        at += start.Length;
        return text.IndexOf(end, at, StringComparison.Ordinal) is > 0 and var to ? text[at..to] : null;
    }
}
