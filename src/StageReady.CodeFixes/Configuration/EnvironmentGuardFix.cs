using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.CodeFixes.Configuration;

/// <summary>Makes a start-up guard that names environments ask for development (STG1102, STG1103).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EnvironmentGuardFix))]
[Shared]
public sealed class EnvironmentGuardFix : DocumentFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Catalogue.DevelopmentEndpointReachable.Id, Catalogue.BehaviourBranchesOnEnvironment.Id);

    private protected override string Title => "Ask for development instead";

    private protected override IEnumerable<TextChange> Changes(SemanticModel model, SyntaxNode root, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        foreach (var diagnostic in diagnostics)
        {
            // What behaves differently in production needs a setting, which nobody can write for its author.
            if (diagnostic.Id == Catalogue.BehaviourBranchesOnEnvironment.Id && diagnostic.Severity != DiagnosticSeverity.Info)
                continue;
            if (EnvironmentGuard.Find(root, diagnostic) is not { } guard || guard.Condition.ToString() == guard.Replacement)
                continue;
            yield return new TextChange(guard.Condition.Span, guard.Replacement);
            foreach (var import in ImportHosting(model, root, guard.Condition, guard.Environment))
                yield return import;
        }
    }
}
