using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace StageReady.RehearsalHost;

/// <summary>A provider of EF Core that migrations are rehearsed with.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Package">Its assembly.</param>
/// <param name="Extensions">Its class with the method that chooses it.</param>
/// <param name="Method">The method.</param>
internal sealed record EntityFrameworkProvider(string Name, string Package, string Extensions, string Method)
{
    private static readonly EntityFrameworkProvider[] All =
    [
        new("sqlite", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions", "UseSqlite"),
        new("postgresql", "Npgsql.EntityFrameworkCore.PostgreSQL", "Microsoft.EntityFrameworkCore.NpgsqlDbContextOptionsBuilderExtensions", "UseNpgsql"),
    ];

    public static string? NameOf(string? package) => Array.Find(All, provider => provider.Package == package)?.Name;

    /// <summary>Those that the application carries, or the one that is asked for.</summary>
    public static IReadOnlyList<EntityFrameworkProvider> Of(Application application, string? name) =>
        [.. All.Where(provider => application.Has(provider.Package) && (name is null || provider.Name == name))];

    /// <summary>Chooses the provider, without a database yet, and the assembly with the migrations.</summary>
    public void Configure(DbContextOptionsBuilder options, Application application, string migrationsAssembly)
    {
        var use = application.LoadPackage(Package).GetType(Extensions, throwOnError: true)!.GetMethods()
            .Where(method => method.Name == Method && !method.IsGenericMethodDefinition)
            .Select(method => (Method: method, Parameters: method.GetParameters()))
            .First(method => method.Parameters.Length == 2 && method.Parameters[1].ParameterType.IsGenericType);
        var relational = use.Parameters[1].ParameterType.GetGenericArguments()[0];
        var setAssembly = typeof(EntityFrameworkProvider).GetMethod(nameof(SetAssembly), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(relational);
        use.Method.Invoke(null, [options, Delegate.CreateDelegate(use.Parameters[1].ParameterType, migrationsAssembly, setAssembly)]);
    }

    private static void SetAssembly<T>(string assembly, T options) => typeof(T).GetMethod("MigrationsAssembly", [typeof(string)])!.Invoke(options, [assembly]);
}
