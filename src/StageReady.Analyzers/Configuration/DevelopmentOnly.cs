using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>Judges code that belongs into development by the path to it, and reports it.</summary>
/// <param name="rule">The rule. What only a setting switches on is one level less severe; what a library leaves to its callers, who may well guard it, is information.</param>
/// <param name="paths">The compilation.</param>
/// <param name="uncalled">What is known of a method that nothing in the compilation calls.</param>
/// <param name="report">Takes the diagnostics.</param>
internal sealed class DevelopmentOnly(Rule rule, CompilationPaths paths, Reach uncalled, Action<CodeContext, Diagnostic> report)
{
    /// <param name="context">Where the code was met.</param>
    /// <param name="code">The code.</param>
    /// <param name="value">A boolean that switches it on; null if it always does.</param>
    /// <param name="place">Where the finding stands.</param>
    /// <param name="what">What happens, to be followed by "in" and the environments.</param>
    /// <param name="remedy">What would mend it.</param>
    public void Judge(CodeContext context, SyntaxNode code, ExpressionSyntax? value, Location place, string what, string remedy)
    {
        if (CompilationPaths.IsForDevelopersOnly(code))
            return;

        var path = paths.Analysis(uncalled, context.Models).PathTo(code, value);
        var severity = path.Reach.OutsideDevelopment(paths.Roles) switch
        {
            Reach.Always => rule.Severity,
            Reach.Configured => rule.Severity - 1,
            Reach.LeftToCallers => Severity.Info,
            _ => default(Severity?),
        };
        if (severity is null)
            return;

        var explanation = new PathExplanation(path, paths.Roles);
        report(context, Descriptors.Create(rule, severity.Value, place, explanation.Locations, $"{what} in {explanation.Environments}: {explanation.Reason}. {remedy}"));
    }
}
