using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>A migration from one model to another as EF Core's own scaffolder writes it, with an empty Down and the Designer of the migration before it.</summary>
internal sealed class ScaffoldedMigration
{
    private readonly Provider _provider;
    private readonly IMigrationsCodeGenerator _generator;

    // The scaffolder was built for a newer Roslyn, of which it needs only the names of types.
    static ScaffoldedMigration() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name is { Version: not null } && name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) ? context.LoadFromAssemblyName(new System.Reflection.AssemblyName(name.Name)) : null;

    public ScaffoldedMigration(Provider provider, DbContext before, DbContext after)
    {
        (_provider, Before, After) = (provider, Model(before), Model(after));
        var services = new ServiceCollection()
            .AddEntityFrameworkDesignTimeServices()
            .AddDbContextDesignTimeServices(before);
#pragma warning disable EF1001 // The design-time services of the provider are what the tools use.
        IDesignTimeServices ofProvider = provider == Provider.Sqlite
            ? new Microsoft.EntityFrameworkCore.Sqlite.Design.Internal.SqliteDesignTimeServices()
            : new Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal.NpgsqlDesignTimeServices();
        ofProvider.ConfigureDesignTimeServices(services);
#pragma warning restore EF1001
        _generator = services.BuildServiceProvider().GetRequiredService<IMigrationsCodeGeneratorSelector>().Select("C#");

        var differ = before.GetService<IMigrationsModelDiffer>();
        Up = differ.GetDifferences(Before.GetRelationalModel(), After.GetRelationalModel());
        Down = differ.GetDifferences(After.GetRelationalModel(), Before.GetRelationalModel());
    }

    public IModel Before { get; }

    public IModel After { get; }

    public IReadOnlyList<MigrationOperation> Up { get; }

    /// <summary>What EF Core itself would do.</summary>
    public IReadOnlyList<MigrationOperation> Down { get; }

    /// <summary>The code of EF Core for the whole migration, to compare with.</summary>
    public string Scaffolded => _generator.GenerateMigration("Shop", "Change", Up, Down);

    /// <summary>The Designer of the migration before, which the fix reads.</summary>
    public string Designer => _generator.GenerateMetadata("Shop", typeof(DbContext), "Start", "1_Start", Before);

    /// <summary>The migration's code when the fix has written its Down.</summary>
    public async Task<(Migration Migration, string Code)> MendAsync()
    {
        using var workspace = new AdhocWorkspace();
        var project = MendedMigration.Project(workspace, "Shop", _provider);
        project = Add(project, "1_Start", _generator.GenerateMigration("Shop", "Start", [], []));
        project = Add(project, "1_Start.Designer", Designer);
        project = Add(project, "2_Change.Designer", _generator.GenerateMetadata("Shop", typeof(DbContext), "Change", "2_Change", After));
        var document = project.AddDocument("2_Change.cs", SourceText.From(_generator.GenerateMigration("Shop", "Change", Up, [])), filePath: "2_Change.cs");

        var compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var finding = Assert.Single(await MendedMigration.FindAsync(compilation), diagnostic => diagnostic.Id == Catalogue.DownIsMissing.Id);
        var mended = await MendedMigration.FixAsync(document, finding);
        var migration = mended.Load("Shop.Change", _provider);
        string[] structural = [Catalogue.DownIsMissing.Id, Catalogue.DownDoesNotReverseUp.Id, Catalogue.DownTouchesWhatUpDidNot.Id, Catalogue.DownFails.Id];

        // Which rows a column should refer to that comes back, nobody knows: that is said then.
        Assert.Empty((await mended.FindAsync()).Where(diagnostic => structural.Contains(diagnostic.Id) && !$"{diagnostic}".EndsWith("Fill the column first", StringComparison.Ordinal)).Select(diagnostic => $"{diagnostic}\n{mended.Code}"));
        return (migration, mended.Code);
    }

    private static Project Add(Project project, string name, string code) => project.AddDocument(name + ".cs", SourceText.From(code), filePath: name + ".cs").Project;

    private static IModel Model(DbContext context) => context.GetService<IDesignTimeModel>().Model;
}
