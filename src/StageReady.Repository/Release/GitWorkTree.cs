namespace StageReady.Release;

/// <summary>The state of the sources that a release is built from.</summary>
internal sealed record GitWorkTree
{
    /// <summary>There is no work tree at that place.</summary>
    public static GitWorkTree Absent { get; } = new();

    /// <summary>The top folder of the work tree; null if there is none.</summary>
    public string? Root { get; init; }

    /// <summary>The commit that is checked out, in full; null before the first one.</summary>
    public string? Commit { get; init; }

    /// <summary>What differs from the commit: paths relative to <see cref="Root"/> with <c>/</c>, in ordinal order; a folder that is new as a whole ends with <c>/</c>.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Why git could not tell; null if it could.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Whether the work tree holds exactly the commit; null if git could not tell.</summary>
    public bool? IsClean => Unreadable is not null ? null : Commit is not null && Changes.Count == 0;
}
