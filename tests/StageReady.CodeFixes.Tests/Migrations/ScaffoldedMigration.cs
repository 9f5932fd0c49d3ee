using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using StageReady.Analyzers.Migrations;
using StageReady.CodeFixes.Migrations;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>A migration from one model to another as EF Core's own scaffolder writes it, with an empty Down and the Designer of the migration before it.</summary>
internal sealed class ScaffoldedMigration
{
    private readonly IMigrationsCodeGenerator _generator;

    // The scaffolder was built for a newer Roslyn, of which it needs only the names of types.
    static ScaffoldedMigration() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name is { Version: not null } && name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) ? context.LoadFromAssemblyName(new System.Reflection.AssemblyName(name.Name)) : null;

    public ScaffoldedMigration(DbContext before, DbContext after)
    {
        (Before, After) = (Model(before), Model(after));
        var services = new ServiceCollection()
            .AddEntityFrameworkDesignTimeServices()
            .AddDbContextDesignTimeServices(before);
#pragma warning disable EF1001 // The design-time services of the provider are what the tools use.
        new Microsoft.EntityFrameworkCore.Sqlite.Design.Internal.SqliteDesignTimeServices().ConfigureDesignTimeServices(services);
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
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var project = workspace.AddProject("Shop", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences(references);
        project = Add(project, "1_Start", _generator.GenerateMigration("Shop", "Start", [], []));
        project = Add(project, "1_Start.Designer", Designer);
        project = Add(project, "2_Change.Designer", _generator.GenerateMetadata("Shop", typeof(DbContext), "Change", "2_Change", After));
        var document = project.AddDocument("2_Change.cs", SourceText.From(_generator.GenerateMigration("Shop", "Change", Up, [])), filePath: "2_Change.cs");

        var compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var finding = Assert.Single(await FindAsync(compilation), diagnostic => diagnostic.Id == Catalogue.DownIsMissing.Id);
        CodeAction? action = null;
        await new MigrationCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, finding, (offered, _) => action = offered, default));
        Assert.NotNull(action);

        var operation = Assert.Single((await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>());
        var code = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        var mended = (await operation.ChangedSolution.GetProject(document.Project.Id)!.GetCompilationAsync())!;
        using var assembly = new MemoryStream();
        Assert.Empty(mended.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic}\n{code}"));
        string[] structural = [Catalogue.DownIsMissing.Id, Catalogue.DownDoesNotReverseUp.Id, Catalogue.DownTouchesWhatUpDidNot.Id, Catalogue.DownFails.Id];
        Assert.Empty((await FindAsync(mended)).Where(diagnostic => structural.Contains(diagnostic.Id)).Select(diagnostic => $"{diagnostic}\n{code}"));
        var migration = (Migration)Activator.CreateInstance(System.Reflection.Assembly.Load(assembly.ToArray()).GetType("Shop.Change")!)!;
        migration.ActiveProvider = "Microsoft.EntityFrameworkCore.Sqlite";
        return (migration, code);
    }

    private static Project Add(Project project, string name, string code) => project.AddDocument(name + ".cs", SourceText.From(code), filePath: name + ".cs").Project;

    private static async Task<IEnumerable<Diagnostic>> FindAsync(Compilation compilation) => await compilation.WithAnalyzers([new MigrationAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    private static IModel Model(DbContext context) => context.GetService<IDesignTimeModel>().Model;
}
