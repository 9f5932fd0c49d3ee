using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace StageReady.RehearsalHost;

/// <summary>FluentMigrator's runner for one database.</summary>
/// <param name="Provider">As the command line has it.</param>
/// <param name="Package">Its assembly.</param>
/// <param name="Extensions">Its class with the method that chooses it.</param>
/// <param name="Method">The method.</param>
/// <param name="Nowhere">A connection string that leads to no database: without one FluentMigrator does not say which kind of database it is.</param>
/// <param name="Drivers">The assemblies of which it needs one.</param>
internal sealed record FluentRunner(string Provider, string Package, string Extensions, string Method, string Nowhere, params string[] Drivers)
{
    private static readonly FluentRunner[] All =
    [
        new("sqlite", "FluentMigrator.Runner.SQLite", "FluentMigrator.Runner.SQLiteRunnerBuilderExtensions", "AddSQLite", "Data Source=:memory:", "Microsoft.Data.Sqlite", "System.Data.SQLite"),
        new("postgresql", "FluentMigrator.Runner.Postgres", "FluentMigrator.Runner.PostgresRunnerBuilderExtensions", "AddPostgres", "Host=nowhere.invalid", "Npgsql"),
    ];

    public static FluentRunner Of(Application application, string? provider)
    {
        FluentRunner[] candidates = [.. All.Where(runner => (provider is null || runner.Provider == provider) && application.Has(runner.Package) && Array.Exists(runner.Drivers, application.Has))];
        return candidates switch
        {
            [var only] => only,
            [] => throw new CannotOpenException(
                $"The application carries no runner of FluentMigrator for {provider ?? "SQLite or PostgreSQL"} with its driver; rehearse the project that runs the migrations, or reference {string.Join(" or ", All.Where(runner => provider is null || runner.Provider == provider).Select(runner => $"{runner.Package} and {runner.Drivers[0]}"))}"),
            _ => throw new CannotOpenException("The application carries runners of FluentMigrator for SQLite and PostgreSQL; choose with --provider"),
        };
    }

    public ServiceProvider CreateServices(Application application, string connectionString) => new ServiceCollection()
        .AddFluentMigratorCore()
        .ConfigureRunner(builder =>
        {
            var method = application.LoadPackage(Package).GetType(Extensions, throwOnError: true)!.GetMethods().Where(candidate => candidate.Name == Method).MinBy(candidate => candidate.GetParameters().Length)!;
            method.Invoke(null, [builder, .. method.GetParameters().Skip(1).Select(parameter => parameter.DefaultValue)]);
            builder.WithGlobalConnectionString(connectionString).ScanIn([.. application.Assemblies]).For.Migrations();
        })
        .BuildServiceProvider(validateScopes: false);
}
