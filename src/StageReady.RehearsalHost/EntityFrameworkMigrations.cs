using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace StageReady.RehearsalHost;

/// <summary>The migrations of one context, run by EF Core's own migrator.</summary>
internal sealed class EntityFrameworkMigrations : IMigrations
{
    private readonly DbContext _context;
    private readonly IMigrator _migrator;
    private readonly IMigrationsAssembly _assembly;
    private readonly string _provider;
    private readonly List<string> _ids;

    private EntityFrameworkMigrations(DbContext context, string provider)
    {
        _context = context;
        _provider = provider;
        _migrator = context.GetService<IMigrator>();
        _assembly = context.GetService<IMigrationsAssembly>();
        _ids = [.. _assembly.Migrations.Keys];
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
    }

    public static EntityFrameworkMigrations? Open(Application application, string? contextName, string? provider)
    {
        var migrations = application.Types.Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Migration))).ToList();
        var contexts = migrations.Select(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType).OfType<Type>().Distinct().ToList();
        if (contexts.Count == 0)
            return null;

        var named = contexts.Where(type => contextName is null || contextName == type.Name || contextName == type.FullName).ToList();
        if (named.Count != 1)
        {
            var names = string.Join(", ", contexts.Select(type => type.Name).Order(StringComparer.Ordinal));
            throw new CannotOpenException(named.Count == 0 ? $"No migration is of a context {contextName}; there are {names}" : $"There are migrations of several contexts: give one of {names} with --context");
        }

        var ofContext = migrations.Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == named[0]).ToList();
        var context = new ContextFactory(application, named[0], ofContext, provider).Create();
        try
        {
            var active = EntityFrameworkProvider.NameOf(context.Database.ProviderName)
                ?? throw new CannotOpenException($"{named[0].Name} uses {context.Database.ProviderName}; migrations are rehearsed on SQLite and PostgreSQL");
            if (provider is not null && provider != active)
                throw new CannotOpenException($"{named[0].Name} is created for {active}, not for {provider}");
            return new EntityFrameworkMigrations(context, active);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    public OpenedMigrations Describe()
    {
        using var locations = new SourceLocations();
        return new OpenedMigrations(
            $"EF Core {ProductInfo.GetVersion()}",
            _provider,
            [RelationalOptionsExtension.Extract(_context.GetService<IDbContextOptions>()).MigrationsHistoryTableName ?? HistoryRepository.DefaultTableName, "__EFMigrationsLock"],
            [.. _assembly.Migrations.Select(migration => Describe(migration.Key, migration.Value, locations))]);
    }

    public void Up(string id, string connectionString) => Migrate(id, connectionString);

    public void Down(string id, string connectionString) => Migrate(_ids.IndexOf(id) is > 0 and var at ? _ids[at - 1] : Migration.InitialDatabase, connectionString);

    public void Dispose() => _context.Dispose();

    private void Migrate(string target, string connectionString)
    {
        _context.Database.SetConnectionString(connectionString);
        HoldToDatabase(connectionString);
        _migrator.Migrate(target);
    }

    // A context may be made for a data source or a connection of its own, and must not end up in another database than the one that was created for it.
    private void HoldToDatabase(string connectionString)
    {
        var connection = _context.Database.GetDbConnection();
        using var wanted = (DbConnection)Activator.CreateInstance(connection.GetType())!;
        wanted.ConnectionString = connectionString;
        if (connection.Database != wanted.Database || connection.DataSource != wanted.DataSource)
            throw new CannotOpenException($"{_context.GetType().Name} keeps a connection of its own and cannot be turned to the disposable database; give it an IDesignTimeDbContextFactory that sets no connection");
    }

    private OpenedMigration Describe(string id, TypeInfo type, SourceLocations locations)
    {
        var (path, line) = locations.Of(MethodOf(type, "Up")!);
        var down = MethodOf(type, "Down");
        var hasDown = down is not null && down.DeclaringType != typeof(Migration);
        return new OpenedMigration(id, path, line, hasDown, IsForwardOnly: false, Irreversible.Declared(type) ?? (hasDown ? ThrownByDown(type) : null));
    }

    private string? ThrownByDown(TypeInfo type)
    {
        try
        {
            var migration = _assembly.CreateMigration(type, _context.Database.ProviderName!);
            _ = migration.DownOperations;
            return null;
        }
        catch (Exception exception) when (Irreversible.IsDeclaredBy(exception))
        {
            return exception.Message;
        }
        catch (Exception)
        {
            // Down fails, and tells why when it is run.
            return null;
        }
    }

    private static MethodInfo? MethodOf(Type type, string name) =>
        type.GetMethod(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(MigrationBuilder)]);
}
