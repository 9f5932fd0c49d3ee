namespace StageReady.Rehearsal;

/// <summary>Whether a migration has a way back.</summary>
internal enum WayBack
{
    Written,

    /// <summary>There is none, and nobody says why.</summary>
    Missing,

    /// <summary>There is none that can be run, for the reason that is given: the migration is only run forward.</summary>
    ForwardOnly,

    /// <summary>It runs again whenever it changes, so that its tool never runs it back: it is run twice.</summary>
    Repeatable,
}

/// <summary>A migration of a source.</summary>
/// <param name="Id">What names it among the migrations of its source.</param>
/// <param name="Path">The file that it is written in, relative to the rehearsed directory.</param>
/// <param name="Line">The line in it, from 1.</param>
internal sealed record MigrationStep(string Id, string Path, int Line = 1)
{
    public WayBack WayBack { get; init; } = WayBack.Written;

    /// <summary>Why it is only run forward.</summary>
    public string? Reason { get; init; }
}
