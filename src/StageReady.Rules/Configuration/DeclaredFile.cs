namespace StageReady.Configuration;

/// <summary>Files that stageready.json names by a pattern, relative to its own folder.</summary>
/// <param name="Folder">The folder of stageready.json with forward slashes, in the same form as the paths that are asked about; empty for the root.</param>
/// <param name="Pattern"><c>appsettings.json</c> in any folder, <c>src/Shop/appsettings.*.json</c>, <c>deploy/**</c>.</param>
internal sealed record DeclaredFile(string Folder, string Pattern)
{
    public bool Covers(string path)
    {
        path = path.Replace('\\', '/');
        var prefix = Folder.Length == 0 ? "" : Folder + "/";
        return path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && Wildcard.MatchesPath(Pattern, path.Substring(prefix.Length));
    }
}
