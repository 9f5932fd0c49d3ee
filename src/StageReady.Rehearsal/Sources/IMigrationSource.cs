namespace StageReady.Rehearsal;

/// <summary>
/// Where the migrations of an application come from, and what runs them: a folder of scripts, or a tool in a process of its own. The rehearsal decides which migration goes which way;
/// a source only knows how.
/// </summary>
internal interface IMigrationSource : IAsyncDisposable
{
    /// <summary>The tool in words, for reports.</summary>
    string Tool { get; }

    /// <summary>The database that the migrations are written for: they are rehearsed on no other.</summary>
    DatabaseProvider Provider { get; }

    /// <summary>
    /// The tables, without schema, in which the source notes what has run. They are no part of what a migration has to restore; if their rows differ, the rehearsal does not go on with
    /// that database.
    /// </summary>
    IReadOnlyCollection<string> HistoryTables { get; }

    /// <summary>The tool builds tables again from the application's model, which has no defaults that were only for rows that existed: EF Core for SQLite, which cannot alter them.</summary>
    bool RebuildsTables => false;

    /// <summary>All migrations in the order in which they run on an empty database.</summary>
    /// <exception cref="RehearsalException">They cannot be read.</exception>
    Task<IReadOnlyList<MigrationStep>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Runs a migration forward on a database to which all migrations before it, and only these, are applied.</summary>
    /// <exception cref="StepFailedException">It fails. What it did before stays, as it would for the tool.</exception>
    Task UpAsync(MigrationStep step, string connectionString, CancellationToken cancellationToken);

    /// <summary>Runs the newest applied migration back.</summary>
    /// <exception cref="StepFailedException">It fails. What it did before stays, as it would for the tool.</exception>
    Task DownAsync(MigrationStep step, string connectionString, CancellationToken cancellationToken);
}
