namespace StageReady.Rehearsal;

/// <summary>Where PostgreSQL's own programs are: on the path, or where packages put them.</summary>
internal static class PostgreSqlBinaries
{
    private static readonly string[] PackageFolders = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/Library/PostgreSQL/*/bin"];

    /// <summary>The folder with the newest <c>initdb</c> and <c>postgres</c>; null if there is none.</summary>
    public static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(PackageFolders.SelectMany(Expand)).FirstOrDefault(Has);

    private static bool Has(string folder) => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static IEnumerable<string> Expand(string pattern)
    {
        var parent = Path.GetDirectoryName(pattern[..pattern.IndexOf('*', StringComparison.Ordinal)] + "x")!;
        var name = Path.GetRelativePath(parent, pattern).Split('/')[0];
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, name).OrderByDescending(VersionOf).Select(folder => Path.Combine(folder, "bin"))
            : [];
    }

    private static int VersionOf(string folder) => int.TryParse(new string([.. Path.GetFileName(folder).Where(char.IsAsciiDigit)]), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
}
