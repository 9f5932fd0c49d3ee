using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Configuration;

namespace StageReady.Analyzers.PathConditions;

/// <summary>
/// Finds out in which environments a piece of code is reached: from the conditions around it, the early exits before it, and the calls of the functions it
/// stands in, as far as this compilation shows them. Works on code that binds and, by names, on code that does not.
/// </summary>
internal sealed partial class PathAnalysis
{
    // Bounds the work on code whose helpers call each other in many ways; beyond them the answer is "unknown".
    private const int MaximalSteps = 2000;
    private const int MaximalDepth = 24;

    private readonly Compilation _compilation;
    private readonly EnvironmentRoles _roles;
    private readonly NameIndex _names;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly HashSet<SyntaxNode> _active = [];
    private int _steps;

    private PathAnalysis(Compilation compilation, EnvironmentRoles roles, NameIndex names, CancellationToken cancellation)
    {
        _compilation = compilation;
        _roles = roles;
        _names = names;
        _cancellation = cancellation;
    }

    /// <summary>The path to a node, from the start of the application.</summary>
    public static Path PathTo(SyntaxNode node, Compilation compilation, EnvironmentRoles roles, NameIndex names, CancellationToken cancellation) =>
        new PathAnalysis(compilation, roles, names, cancellation).PathTo(node, stop: null);

    // Up to the start of the application, or to the function named as the stop.
    private Path PathTo(SyntaxNode node, SyntaxNode? stop, Binding? binding = null)
    {
        _cancellation.ThrowIfCancellationRequested();
        var function = EnclosingFunction(node);
        var within = PathWithin(node, function, binding);
        if (function == stop || function is null || within.Reach == Reachability.Never)
            return within;
        if (++_steps > MaximalSteps || _active.Count > MaximalDepth)
            return within & Path.Unknown;
        if (!_active.Add(function))
            return Path.Closed; // A recursive call reaches nothing that the first call does not.

        try
        {
            return function switch
            {
                AnonymousFunctionExpressionSyntax lambda => within & PathOfFunctionValue(lambda, stop),
                LocalFunctionStatementSyntax or MethodDeclarationSyntax => PathThroughUses(node, function, within, stop),
                _ => within,
            };
        }
        finally
        {
            _active.Remove(function);
        }
    }

    // A named function is reached through its uses; each gives its parameters other values.
    private Path PathThroughUses(SyntaxNode node, SyntaxNode function, Path within, SyntaxNode? stop)
    {
        if (ModelOf(function).GetDeclaredSymbol(function, _cancellation) is not IMethodSymbol symbol)
            return within & Path.Unknown;
        if (CalledByFramework(symbol) is { } start)
            return within & start;

        var paths = UsesOf(symbol, function).Select(use =>
            InvocationOf(use) is { } call
                ? PathWithin(node, function, new Binding(symbol, call, Caller: null)).Through(use, Reachability.Always) & PathTo(call, stop)
                : within.Through(use, Reachability.Always) & PathOfFunctionValue(ExpressionOf(use), stop)).ToList();

        // Nobody in sight calls it: those who do decide.
        return paths.Count == 0
            ? ConventionalEnvironment(symbol) is { } environment ? within & new Path(Reachability.In(environment), ImmutableList<PathStep>.Empty) : within & Path.Unknown
            : AnyOf(paths);
    }

    // A lambda or a method group: reached where it is written, and by the conditions of what takes it (UseWhen, a helper's own 'if').
    private Path PathOfFunctionValue(ExpressionSyntax function, SyntaxNode? stop)
    {
        switch (function.Parent)
        {
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } } argument:
                return PathThroughArgument(argument, call) & PathTo(call, stop);

            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
                when ModelOf(variable).GetDeclaredSymbol(variable, _cancellation) is ILocalSymbol local:
                var uses = UsesOf(local, variable).ToList();
                return uses.Count == 0 ? PathTo(function, stop) : AnyOf(uses.ConvertAll(use => InvocationOf(use) is { } call ? PathTo(call, stop) : PathOfFunctionValue(use, stop)));

            case ParenthesizedExpressionSyntax or CastExpressionSyntax:
                return PathOfFunctionValue((ExpressionSyntax)function.Parent, stop);

            default:
                return PathTo(function, stop);
        }
    }

    private Path PathThroughArgument(ArgumentSyntax argument, ExpressionSyntax call)
    {
        if (MethodOf(call) is { } method && ParameterOf(argument, call, method) is { } parameter && DeclarationOf(method) is { } declaration)
        {
            var binding = new Binding(method, call, Caller: null);
            var uses = UsesOf(parameter, declaration).ToList();
            return uses.Count == 0 ? Path.Open : AnyOf(uses.ConvertAll(use =>
                InvocationOf(use) is null && use.Parent is ArgumentSyntax { Parent.Parent: ExpressionSyntax outer } handedOn && outer != call
                    ? PathThroughArgument(handedOn, outer) & PathTo(use, declaration, binding)
                    : PathTo(use, declaration, binding)));
        }

        // A method of a library: the conditions handed to it before the function decide (UseWhen, MapWhen, UseIf).
        var path = Path.Open;
        foreach (var guard in ArgumentsBefore(argument).Select(other => other.Expression))
        {
            if (ReadPredicate(guard) is { } condition)
                path = path.Through(guard, condition.WhenTrue);
        }

        return path;
    }

    // Reached if any path is open. The steps of the widest explain why.
    private Path AnyOf(IReadOnlyList<Path> paths)
    {
        var reach = paths.Aggregate(Reachability.Never, (all, path) => all | path.Reach);
        return paths.OrderByDescending(path => path.Reach.OutsideDevelopment(_roles)).First().Widened(reach);
    }

    private SemanticModel ModelOf(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out var model))
        {
#pragma warning disable RS1030 // The callers of a function stand in other files than the one under analysis; they are bound only when a finding depends on them.
            model = _compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030
            _models.Add(node.SyntaxTree, model);
        }

        return model;
    }

    private ISymbol? SymbolOf(SyntaxNode node)
    {
        var info = ModelOf(node).GetSymbolInfo(node, _cancellation);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    private ITypeSymbol? TypeOf(SyntaxNode node) => ModelOf(node).GetTypeInfo(node, _cancellation).Type;

    private IMethodSymbol? MethodOf(ExpressionSyntax call) => SymbolOf(call) as IMethodSymbol;
}
