using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;

namespace StageReady.RehearsalHost;

/// <summary>The application that is rehearsed: its assembly with those of the projects that it references.</summary>
internal sealed class Application
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore.Relational";
    private const string FluentMigrator = "FluentMigrator.Abstractions";

    private readonly string _directory;

    /// <param name="assembly">The path of its assembly, beside which everything else lies.</param>
    /// <param name="projectDirectory">The directory of its project.</param>
    public Application(string assembly, string projectDirectory)
    {
        _directory = Path.GetDirectoryName(assembly)!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(_directory, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        ProjectDirectory = projectDirectory;
        Main = AssemblyLoadContext.Default.LoadFromAssemblyPath(assembly);
        Assemblies = Load(assembly);

        // As it would find them when it is developed: settings lie beside the project.
        Directory.SetCurrentDirectory(projectDirectory);
    }

    public Assembly Main { get; }

    public string ProjectDirectory { get; }

    /// <summary>The application's own.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; }

    public IEnumerable<Type> Types => Assemblies.SelectMany(TypesOf);

    public bool Has(string assembly) => File.Exists(Path.Combine(_directory, assembly + ".dll"));

    public Assembly LoadPackage(string name) => AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));

    public IMigrations Open(string? context, string? provider)
    {
        // Each in a method of its own: without the package none of its types can be loaded.
        if (Has(EntityFramework) && OpenEntityFramework(context, provider) is { } entityFramework)
            return entityFramework;
        if (Has(FluentMigrator) && OpenFluentMigrator(provider) is { } fluent)
            return fluent;
        throw new CannotOpenException($"{Main.GetName().Name} has no migrations of EF Core or FluentMigrator, nor have the projects that it references");
    }

    private IMigrations? OpenEntityFramework(string? context, string? provider) => EntityFrameworkMigrations.Open(this, context, provider);

    private IMigrations? OpenFluentMigrator(string? provider) => FluentMigrations.Open(this, provider);

    // Packages are left out: what they migrate is theirs.
    private static List<Assembly> Load(string assembly)
    {
        var directory = Path.GetDirectoryName(assembly)!;
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(assembly, ".deps.json")));
        var loaded = new List<Assembly>();
        foreach (var library in file.RootElement.GetProperty("libraries").EnumerateObject())
        {
            var path = Path.Combine(directory, library.Name.Split('/')[0] + ".dll");
            if (library.Value.GetProperty("type").GetString() == "project" && File.Exists(path))
                loaded.Add(AssemblyLoadContext.Default.LoadFromAssemblyPath(path));
        }

        return loaded;
    }

    // A type whose base is not there is none that could be rehearsed.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}
