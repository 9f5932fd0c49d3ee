using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StageReady.RehearsalHost;

/// <summary>
/// Creates a context as EF Core's tools do: by the application's IDesignTimeDbContextFactory, or by what its host registers. Where that is not to be had, by its constructor and options that name
/// the provider and nothing else: migrations need no more.
/// </summary>
internal sealed class ContextFactory(Application application, Type context, IReadOnlyList<Type> migrations, string? provider)
{
    private const string DesignPackage = "Microsoft.EntityFrameworkCore.Design";

    private readonly List<string> _failures = [];

    public DbContext Create() =>
        Try("its IDesignTimeDbContextFactory", ByFactory)
        ?? Try("its constructor", ByConstructor)
        ?? (application.Has(DesignPackage) ? Try("the host of the application", ByHost) : null)
        ?? throw new CannotOpenException(
            $"{context.Name} cannot be created: {(_failures.Count > 0 ? string.Join("; ", _failures) : "it has no constructor that takes DbContextOptions")}. Give the project an IDesignTimeDbContextFactory<{context.Name}>");

    private DbContext? Try(string way, Func<DbContext?> create)
    {
        try
        {
            return create();
        }
        catch (Exception exception) when (exception is not CannotOpenException)
        {
            _failures.Add($"by {way}, {Failure.Describe(exception)}");
            return null;
        }
    }

    private DbContext? ByFactory()
    {
        var contract = typeof(IDesignTimeDbContextFactory<>).MakeGenericType(context);
        return application.Types.FirstOrDefault(type => !type.IsAbstract && contract.IsAssignableFrom(type)) is { } factory
            ? (DbContext)contract.GetMethod(nameof(IDesignTimeDbContextFactory<DbContext>.CreateDbContext))!.Invoke(Activator.CreateInstance(factory, nonPublic: true), [Array.Empty<string>()])!
            : null;
    }

    private DbContext? ByConstructor()
    {
        var constructors = context.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        foreach (var constructor in constructors)
        {
            if (constructor.GetParameters() is [var only] && typeof(DbContextOptions).IsAssignableFrom(only.ParameterType))
                return (DbContext)constructor.Invoke([Options()]);
        }

        return Array.Find(constructors, constructor => constructor.GetParameters().Length == 0) is { } plain ? (DbContext)plain.Invoke(null) : null;
    }

    private DbContextOptions Options()
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(context))!;
        Provider().Configure(builder, application, migrations[0].Assembly.GetName().Name!);
        return builder.Options;
    }

    private EntityFrameworkProvider Provider() => EntityFrameworkProvider.Of(application, provider) switch
    {
        [var only] => only,
        [] => throw new CannotOpenException(provider is null
            ? "The application carries no provider of EF Core for SQLite or PostgreSQL, and migrations are rehearsed on no other"
            : $"The application carries no provider of EF Core for {provider}"),
        _ => throw new CannotOpenException("The application carries providers of EF Core for SQLite and PostgreSQL; choose with --provider"),
    };

    // What EF Core's tools call when they are asked for a context. The constructor's parameters differ between its versions, their names do not.
    private DbContext ByHost()
    {
        var design = application.LoadPackage(DesignPackage);
        var reporter = Activator.CreateInstance(design.GetType("Microsoft.EntityFrameworkCore.Design.Internal.OperationReporter", throwOnError: true)!, [null])!;
        var type = design.GetType("Microsoft.EntityFrameworkCore.Design.Internal.DbContextOperations", throwOnError: true)!;
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        object?[] values = [.. constructor.GetParameters().Select(parameter => parameter.Name switch
        {
            "reporter" => reporter,
            "assembly" => migrations[0].Assembly,
            "startupAssembly" => application.Main,
            "project" or "projectDir" => application.ProjectDirectory,
            "args" => Array.Empty<string>(),
            "nullable" => true,
            _ => (object?)null,
        })];
        return (DbContext)type.GetMethod("CreateContext", [typeof(string)])!.Invoke(constructor.Invoke(values), [context.FullName])!;
    }
}
