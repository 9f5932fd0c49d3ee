namespace StageReady.Release;

/// <summary>The output of <c>git status --porcelain=v2 --branch -z</c>.</summary>
/// <param name="Commit">The commit that is checked out; null before the first one.</param>
/// <param name="Changed">Tracked paths that differ from the commit.</param>
/// <param name="Untracked">New paths; a folder that is new as a whole ends with <c>/</c>.</param>
/// <param name="Submodules">Submodules that hold new files and are otherwise as committed.</param>
internal sealed record GitStatus(string? Commit, IReadOnlyList<string> Changed, IReadOnlyList<string> Untracked, IReadOnlyList<string> Submodules)
{
    private const string Oid = "# branch.oid ";

    private const string OnlyNewFiles = "S..U";

    public static GitStatus Parse(string output)
    {
        string? commit = null;
        List<string> changed = [], untracked = [], submodules = [];
        var records = output.Split('\0');
        for (var i = 0; i < records.Length; i++)
        {
            var record = records[i];
            if (record.StartsWith(Oid, StringComparison.Ordinal))
                commit = record.Substring(Oid.Length) is var oid && oid == "(initial)" ? null : oid;
            else if (record.StartsWith("? ", StringComparison.Ordinal))
                untracked.Add(record.Substring(2));
            else if (record.StartsWith("1 ", StringComparison.Ordinal))
                (record.Split(' ')[2] == OnlyNewFiles ? submodules : changed).Add(Field(record, 8));
            else if (record.StartsWith("u ", StringComparison.Ordinal))
                changed.Add(Field(record, 10));
            else if (record.StartsWith("2 ", StringComparison.Ordinal))
            {
                changed.Add(Field(record, 9));
                i++; // the path before the rename is a record of its own
            }
        }

        return new GitStatus(commit, changed, untracked, submodules);
    }

    // The path is the last field and may hold spaces.
    private static string Field(string record, int index) => record.Split([' '], index + 1)[index];
}
