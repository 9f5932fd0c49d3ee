using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using StageReady.CodeFixes.Migrations;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.CSharp;
using StageReady.Tool.Files;

namespace StageReady.Tool.Fixes;

/// <summary>Applies the code fixes to C#, project by project, until nothing changes. It needs no build: the workspace is made of what <c>check</c> reads.</summary>
internal sealed class CSharpFix(
    CheckedDirectory directory, ConfigurationFiles configuration, SeveritySettings severities, EditedFiles files, IReadOnlyCollection<Rule> rules, ConcurrentBag<CheckProblem> problems)
{
    // A round mends one rule in each file; each round has something left to do or is the last.
    private const int MaximalRounds = 50;

    private static readonly ImmutableArray<CodeFixProvider> Providers =
    [
        .. typeof(MigrationCodeFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    private readonly TriggerScan _scan = new(ProjectAnalysis.Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => rules.Any(rule => rule.Id == descriptor.Id))));
    private readonly List<AppliedFix> _applied = [];

    /// <summary>What one round writes, a later one can take back.</summary>
    public IReadOnlyList<AppliedFix> Applied => [.. _applied.Where(fix => files.Paths.Contains(fix.Path))];

    /// <summary>What is left of the rules in a project when no fix changes anything any more.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(Project project, CancellationToken cancellationToken)
    {
        var sources = project.SourceFiles(directory.Tree);
        string[] paths = [.. sources.Where(path => !Designers.Is(path))];
        if (!paths.Any(path => files.Read(path) is { } text && _scan.Hits(text.ToString()).Count > 0))
            return [];

        // What the Down of a migration lacks may only the model before it tell.
        var designers = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; ; round++)
        {
            var (diagnostics, changed) = await RunOnceAsync(project, [.. paths, .. designers], isLast: round == MaximalRounds, cancellationToken);
            var known = designers.Count;
            var migrations = diagnostics.Where(IsOfMigration).Select(diagnostic => diagnostic.Location.SourceTree!.FilePath).ToHashSet(StringComparer.Ordinal);
            foreach (var migration in paths.Where(path => migrations.Contains(directory.FullPathOf(path))))
                designers.UnionWith(Designers.Of(migration, sources, path => files.Read(path)?.ToString()));
            if (!changed && designers.Count == known)
                return diagnostics;
        }
    }

    private static bool IsOfMigration(Diagnostic diagnostic) => Catalogue.Find(diagnostic.Id) is { Family: RuleFamily.Migrations, HasFix: true };

    private async Task<(IReadOnlyList<Diagnostic> Left, bool Changed)> RunOnceAsync(Project project, string[] paths, bool isLast, CancellationToken cancellationToken)
    {
        using var workspace = new AdhocWorkspace();
        var texts = paths.Select(path => (Path: path, Text: files.Read(path))).Where(file => file.Text is not null).ToDictionary(file => directory.FullPathOf(file.Path), StringComparer.Ordinal);
        var code = workspace.AddProject(Describe(project, texts.Select(file => (file.Key, file.Value.Text!))));
        var compilation = (await code.GetCompilationAsync(cancellationToken))!;
        var diagnostics = new ProjectAnalysis(project, directory, configuration, severities, problems)
            .Run(
                compilation.WithOptions(ProjectCompilation.Options(project, severities)),
                tree => texts.TryGetValue(tree.FilePath, out var file) ? _scan.Hits(file.Text!.ToString()) : [],
                cancellationToken)
            .Where(diagnostic => diagnostic is { IsSuppressed: false, Location.SourceTree: not null } && rules.Any(rule => rule.Id == diagnostic.Id))
            .ToList();
        if (isLast)
            return (diagnostics, false);

        var changed = false;
        foreach (var file in diagnostics.GroupBy(diagnostic => diagnostic.Location.SourceTree!).OrderBy(file => file.Key.FilePath, StringComparer.Ordinal))
        {
            var path = texts[file.Key.FilePath].Path;
            if (IsOurs(path) && code.Solution.GetDocument(file.Key) is { } document)
                changed |= await FixAsync(path, document, [.. file.Where(diagnostic => IsOfMigration(diagnostic) || !GeneratedFile.Is(path, files.Read(path)!)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)], cancellationToken);
        }

        return (diagnostics, changed);
    }

    // The first fix that has something to do; the places of all other findings have moved then.
    private async Task<bool> FixAsync(string path, Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        foreach (var provider in Providers)
        {
            foreach (var group in diagnostics.Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id)).GroupBy(diagnostic => diagnostic.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var fixable = new List<(Diagnostic Diagnostic, CodeAction Action)>();
                foreach (var diagnostic in group)
                {
                    await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => fixable.Add((diagnostic, action)), cancellationToken));
                }

                if (fixable.Count == 0)
                    continue;

                // Roslyn fixes all of a document only if nothing in it says that it is generated.
                var text = await ChangeAsync(provider, document, group.Key, [.. fixable.Select(fix => fix.Diagnostic)], cancellationToken);
                if (text is null)
                {
                    fixable.RemoveRange(1, fixable.Count - 1);
                    text = await ChangeAsync(fixable[0].Action, document, cancellationToken);
                }

                if (text is null)
                    continue;

                files.Edit(path, text);
                _applied.AddRange(fixable.Select(fix => new AppliedFix(Catalogue.Find(group.Key)!, path, fix.Diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1, fix.Action.Title)));
                return true;
            }
        }

        return false;
    }

    private static async Task<Microsoft.CodeAnalysis.Text.SourceText?> ChangeAsync(
        CodeFixProvider provider, Document document, string id, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var context = new FixAllContext(document, provider, FixAllScope.Document, id, [id], new Diagnostics(document, diagnostics), cancellationToken);
        return provider.GetFixAllProvider() is { } all && await all.GetFixAsync(context) is { } action ? await ChangeAsync(action, document, cancellationToken) : null;
    }

    private static async Task<Microsoft.CodeAnalysis.Text.SourceText?> ChangeAsync(CodeAction action, Document document, CancellationToken cancellationToken)
    {
        foreach (var operation in await action.GetOperationsAsync(cancellationToken))
        {
            if (operation is ApplyChangesOperation { ChangedSolution: var solution } && await solution.GetDocument(document.Id)!.GetTextAsync(cancellationToken) is var text
                && !text.ContentEquals(await document.GetTextAsync(cancellationToken)))
            {
                return text;
            }
        }

        return null;
    }

    // EF Core writes a migration once, whatever its header says; what a developer adds to it stays.
    private bool IsOurs(string path) => directory.Files.Contains(path, StringComparer.Ordinal) && !GeneratedFileName.Is(path) && files.CanEdit(path);

    private ProjectInfo Describe(Project project, IEnumerable<(string FullPath, Microsoft.CodeAnalysis.Text.SourceText Text)> sources)
    {
        var id = ProjectId.CreateNewId();
        var usings = DocumentInfo.Create(
            DocumentId.CreateNewId(id), "GlobalUsings", loader: TextLoader.From(TextAndVersion.Create(Microsoft.CodeAnalysis.Text.SourceText.From(GlobalUsings.Of(project)), VersionStamp.Default)));
        return ProjectInfo.Create(
            id, VersionStamp.Default, project.Name, project.AssemblyName, LanguageNames.CSharp,
            compilationOptions: ProjectCompilation.Options(project, severities),
            parseOptions: ProjectCompilation.ParseOptions(project),
            documents:
            [
                usings,
                .. sources.Select(source => DocumentInfo.Create(
                    DocumentId.CreateNewId(id), Path.GetFileName(source.FullPath), filePath: source.FullPath, loader: TextLoader.From(TextAndVersion.Create(source.Text, VersionStamp.Default)))),
            ],
            metadataReferences: ProjectCompilation.References(project, directory));
    }

    private sealed class Diagnostics(Document document, ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document asked, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(asked.Id == document.Id ? diagnostics : []);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
