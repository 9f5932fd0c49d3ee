namespace StageReady.RehearsalHost;

/// <summary>The migrations of an application, run by their own framework.</summary>
internal interface IMigrations : IDisposable
{
    OpenedMigrations Describe();

    /// <summary>Runs one migration; all before it have run.</summary>
    void Up(string id, string connectionString);

    /// <summary>Runs the newest that has run back.</summary>
    void Down(string id, string connectionString);
}
