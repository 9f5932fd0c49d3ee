using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using StageReady.Analyzers.Migrations;
using StageReady.CodeFixes.Migrations;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>A migration whose Down the fix has written: to be judged, compiled and run.</summary>
internal sealed class MendedMigration
{
    private static readonly List<PortableExecutableReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly Compilation _compilation;

    private MendedMigration(Compilation compilation, string code) => (_compilation, Code) = (compilation, code);

    public string Code { get; }

    /// <summary>A project that sees what the tests see, of the providers only its own.</summary>
    public static Project Project(AdhocWorkspace workspace, string name, Provider provider)
    {
        var others = Enum.GetValues<Provider>().Where(other => other != provider).Select(other => other.Package()).ToList();
        return workspace.AddProject(name, LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences(References.Where(reference => !others.Contains(Path.GetFileNameWithoutExtension(reference.FilePath!))));
    }

    public static async Task<IEnumerable<Diagnostic>> FindAsync(Compilation compilation) => await compilation.WithAnalyzers([new MigrationAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    public static async Task<MendedMigration> FixAsync(Document document, Diagnostic finding)
    {
        CodeAction? action = null;
        await new MigrationCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, finding, (offered, _) => action = offered, default));
        Assert.NotNull(action);

        var operation = Assert.Single((await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>());
        var code = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        return new MendedMigration((await operation.ChangedSolution.GetProject(document.Project.Id)!.GetCompilationAsync())!, code);
    }

    public Task<IEnumerable<Diagnostic>> FindAsync() => FindAsync(_compilation);

    /// <summary>Compiles it.</summary>
    public Migration Load(string type, Provider provider) => Load(_compilation, type, provider);

    public static Migration Load(Compilation compilation, string type, Provider provider)
    {
        using var assembly = new MemoryStream();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic}\n{compilation.SyntaxTrees.First()}"));
        var migration = (Migration)Activator.CreateInstance(System.Reflection.Assembly.Load(assembly.ToArray()).GetType(type)!)!;
        migration.ActiveProvider = provider.Package();
        return migration;
    }

    /// <summary>Runs one direction on the context's database.</summary>
    /// <param name="context">The context.</param>
    /// <param name="operations">Up or Down.</param>
    /// <param name="model">The model when it has run, which EF Core needs to rebuild a table of SQLite.</param>
    public static void Run(DbContext context, IReadOnlyList<MigrationOperation> operations, IModel model)
    {
        var commands = context.GetService<IMigrationsSqlGenerator>().Generate(operations, model);
        context.GetService<IMigrationCommandExecutor>().ExecuteNonQuery(commands, context.GetService<IRelationalConnection>());
    }
}
