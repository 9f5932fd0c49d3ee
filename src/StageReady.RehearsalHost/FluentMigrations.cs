using System.Diagnostics;
using System.Globalization;
using FluentMigrator;
using FluentMigrator.Infrastructure;
using FluentMigrator.Runner;
using FluentMigrator.Runner.VersionTableInfo;
using Microsoft.Extensions.DependencyInjection;

namespace StageReady.RehearsalHost;

/// <summary>The migrations of FluentMigrator, run by its own runner.</summary>
internal sealed class FluentMigrations : IMigrations
{
    private readonly Application _application;
    private readonly FluentRunner _runnerPackage;
    private readonly SortedList<long, IMigrationInfo> _migrations;
    private readonly string _historyTable;
    private ServiceProvider? _services;
    private string? _connectionString;

    private FluentMigrations(Application application, FluentRunner runnerPackage)
    {
        _application = application;
        _runnerPackage = runnerPackage;
        using var services = runnerPackage.CreateServices(application, connectionString: "");
        using var scope = services.CreateScope();
        _migrations = scope.ServiceProvider.GetRequiredService<IMigrationInformationLoader>().LoadMigrations();
        _historyTable = scope.ServiceProvider.GetRequiredService<IVersionTableMetaData>().TableName;
    }

    public static FluentMigrations? Open(Application application, string? provider) =>
        application.Types.Any(type => !type.IsAbstract && typeof(IMigration).IsAssignableFrom(type) && type.IsDefined(typeof(MigrationAttribute), inherit: true))
            ? new FluentMigrations(application, FluentRunner.Of(application, provider))
            : null;

    public OpenedMigrations Describe()
    {
        using var locations = new SourceLocations();
        using var services = _runnerPackage.CreateServices(_application, _runnerPackage.Nowhere);
        using var scope = services.CreateScope();
        return new OpenedMigrations(
            $"FluentMigrator {typeof(IMigrationRunner).Assembly.GetName().Version!.ToString(3)}",
            _runnerPackage.Provider,
            [_historyTable],
            [.. _migrations.Select(migration => Describe(IdOf(migration.Key), migration.Value.Migration, locations, scope.ServiceProvider))]);
    }

    public void Up(string id, string connectionString) => Run(connectionString, runner => runner.MigrateUp(VersionOf(id)));

    public void Down(string id, string connectionString) =>
        Run(connectionString, runner => runner.MigrateDown(_migrations.IndexOfKey(VersionOf(id)) is > 0 and var at ? _migrations.Keys[at - 1] : 0));

    public void Dispose() => _services?.Dispose();

    private void Run(string connectionString, Action<IMigrationRunner> run)
    {
        if (_connectionString != connectionString)
        {
            _services?.Dispose();
            _services = _runnerPackage.CreateServices(_application, connectionString);
            _connectionString = connectionString;
        }

        using var scope = _services!.CreateScope();
        run(scope.ServiceProvider.GetRequiredService<IMigrationRunner>());
    }

    private OpenedMigration Describe(string id, IMigration migration, SourceLocations locations, IServiceProvider services)
    {
        var type = migration.GetType();
        var (path, line) = locations.Of(type.GetMethod(nameof(Migration.Up), Type.EmptyTypes)!);
        return new OpenedMigration(id, path, line, HasDown: true, typeof(ForwardOnlyMigration).IsAssignableFrom(type), Irreversible.Declared(type) ?? ThrownByDown(migration, services));
    }

    /// <summary>Down only collects expressions. What the application itself throws there says something; other exceptions tell that there is no database to ask.</summary>
    private string? ThrownByDown(IMigration migration, IServiceProvider services)
    {
        try
        {
            Collect(migration, services);
            return null;
        }
        catch (Exception exception) when (Irreversible.IsDeclaredBy(exception) && new StackTrace(exception).GetFrame(0)?.GetMethod()?.Module.Assembly is { } thrower && _application.Assemblies.Contains(thrower))
        {
            return exception.Message;
        }
        catch (Exception)
        {
            // Down fails, and tells why when it is run.
            return null;
        }
    }

    // In a method of its own: other versions of FluentMigrator have other constructors.
    private static void Collect(IMigration migration, IServiceProvider services) =>
        migration.GetDownExpressions(new MigrationContext(NoDatabase.Like(services.GetRequiredService<IMigrationProcessor>()), services, connection: ""));

    private static string IdOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long VersionOf(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
