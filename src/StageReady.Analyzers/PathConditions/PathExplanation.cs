using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Configuration;

namespace StageReady.Analyzers.PathConditions;

/// <summary>Says in words where a path leads outside development, and why.</summary>
internal sealed class PathExplanation(Path path, EnvironmentRoles roles)
{
    private const int MaximalLength = 100;

    private readonly Reach _worst = path.Reach.OutsideDevelopment(roles);

    /// <summary>"Staging", "every environment but Production".</summary>
    public string Environments
    {
        get
        {
            var where = path.Reach.Elsewhere == _worst ? EveryEnvironment() : Join(path.Reach.Names.Where(name => path.Reach[name] == _worst && !IsDevelopment(name)));
            return _worst == Reach.Configured ? where + " if a setting says so" : where;
        }
    }

    public string Reason =>
        Entry is { } entry ? $"'{IdentifierOf(entry).ValueText}' leaves the guard to its callers"
        : Guard is { } guard ? $"the condition '{Shorten(guard.Node.ToString())}' does not imply development"
        : Call is { } call ? $"'{call}' is called without a condition"
        : "no condition guards it";

    /// <summary>The places that the reason speaks of.</summary>
    public IEnumerable<Location> Locations => Entry is { } entry ? [IdentifierOf(entry).GetLocation()] : Guard is { } guard ? [guard.Node.GetLocation()] : Call is { } call ? [call.GetLocation()] : [];

    // The condition that comes nearest to a guard: one that asks for the environment, else a setting, else the innermost.
    private PathStep? Guard => Conditions.Where(step => !step.Reach.IsUniform).Concat(Conditions.Where(step => step.Reach.Elsewhere == Reach.Configured)).Concat(Conditions)
        .FirstOrDefault();

    private IEnumerable<PathStep> Conditions => path.Steps.Where(step => step.Kind == StepKind.Condition);

    private SyntaxNode? Call => path.Steps.Where(step => step.Kind == StepKind.Call).Select(step => step.Node).LastOrDefault();

    private SyntaxNode? Entry => _worst == Reach.LeftToCallers ? path.Steps.Where(step => step.Kind == StepKind.Entry).Select(step => step.Node).FirstOrDefault() : null;

    private string EveryEnvironment()
    {
        var closed = path.Reach.Names.Where(name => path.Reach[name] < _worst).ToList();
        return closed.Count == 0 ? "every environment" : "every environment but " + Join(closed);
    }

    private bool IsDevelopment(string name) => roles.RoleOf(name) == EnvironmentRole.Development;

    private static SyntaxToken IdentifierOf(SyntaxNode entry) => entry is MethodDeclarationSyntax method ? method.Identifier : entry.GetFirstToken();

    private static string Join(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[all.Count - 1]}";
    }

    private static string Shorten(string code)
    {
        var line = string.Join(" ", code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaximalLength ? line : line.Substring(0, MaximalLength - 1) + "…";
    }
}
