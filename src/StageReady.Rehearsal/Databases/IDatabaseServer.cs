namespace StageReady.Rehearsal;

/// <summary>Where disposable databases are created.</summary>
internal interface IDatabaseServer : IAsyncDisposable
{
    DatabaseProvider Provider { get; }

    /// <summary>The product with its version.</summary>
    string Version { get; }

    /// <summary>A new, empty database that nobody else uses.</summary>
    /// <exception cref="RehearsalException">There can be none.</exception>
    Task<RehearsalDatabase> CreateDatabaseAsync(CancellationToken cancellationToken);
}
