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

    private readonly EnvironmentRoles _roles;
    private readonly NameIndex _names;
    private readonly Reachability _uncalled;
    private readonly CancellationToken _cancellation;
    private readonly SemanticModels _models;
    private readonly HashSet<SyntaxNode> _active = [];
    private (SyntaxNode Node, ExpressionSyntax Value)? _target;
    private int _steps;

    /// <param name="models">The code.</param>
    /// <param name="roles">The roles of environments.</param>
    /// <param name="names">The names that the code uses.</param>
    /// <param name="uncalled">What is known of a method that others may call and nothing in the compilation does.</param>
    public PathAnalysis(SemanticModels models, EnvironmentRoles roles, NameIndex names, Reach uncalled)
    {
        _models = models;
        _roles = roles;
        _names = names;
        _uncalled = Reachability.Everywhere(uncalled);
        _cancellation = models.Cancellation;
    }

    /// <summary>The path to a node, from the start of the application; if a value is given, as far as that is true.</summary>
    public Path PathTo(SyntaxNode node, ExpressionSyntax? value = null)
    {
        _target = value is null ? null : (node, value);
        return PathTo(node, stop: null);
    }

    // Up to the start of the application, or to the function named as the stop. What stands in a lambda may ask for the parameters of the function around it, so
    // that the path inside the lambda is read again for each call of that function.
    private Path PathTo(SyntaxNode node, SyntaxNode? stop, Binding? binding = null, Func<Binding?, Path>? inner = null)
    {
        _cancellation.ThrowIfCancellationRequested();
        var function = EnclosingFunction(node);
        Path Within(Binding? binding) => inner is null ? PathWithin(node, function, binding) : inner(binding) & PathWithin(node, function, binding);

        var within = Within(binding);
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
                AnonymousFunctionExpressionSyntax lambda => PathOfFunctionValue(lambda, stop, Within),
                LocalFunctionStatementSyntax or MethodDeclarationSyntax => PathThroughUses(function, Within, stop),
                ConstructorDeclarationSyntax { Parent: var type } => within & PathOfInstance(type),
                _ => within,
            };
        }
        finally
        {
            _active.Remove(function);
        }
    }

    // A named function is reached through its uses; each gives its parameters other values.
    private Path PathThroughUses(SyntaxNode function, Func<Binding?, Path> within, SyntaxNode? stop)
    {
        if (_models.Of(function).GetDeclaredSymbol(function, _cancellation) is not IMethodSymbol symbol)
            return within(null) & Path.Unknown;
        if (CalledByHost(symbol) is { } start)
            return within(null) & start;

        var contracts = ContractsOf(symbol).Select(contract => (Symbol: contract, Declaration: DeclarationOf(contract))).ToList();
        if (contracts.Exists(contract => contract.Declaration is null) || (symbol.IsOverride && contracts.Count == 0))
            return within(null) & PathOfInstance(function.Parent);

        var paths = contracts.SelectMany(contract => UsesOf(contract.Symbol, contract.Declaration!)).Concat(UsesOf(symbol, function)).Select(use =>
            InvocationOf(use) is { } call
                ? within(new Binding(symbol, call, Caller: null)).CalledAt(use) & PathTo(call, stop)
                : PathOfFunctionValue(ExpressionOf(use), stop, _ => within(null).CalledAt(use))).ToList();
        if (paths.Count > 0)
            return AnyOf(paths);
        if (contracts.Count > 0)
            return within(null) & PathOfInstance(function.Parent);
        if ((IsStartupMethod(symbol) ? ConventionalEnvironment("Configure", symbol.Name) : EnvironmentOfServices(symbol)) is { } environment)
            return within(null) & Path.In(environment);
        return within(null) & (symbol.DeclaredAccessibility == Accessibility.Private || function is LocalFunctionStatementSyntax ? Path.Unknown : Path.From(function, _uncalled));
    }

    // Whoever has an instance calls it: the path to where the instances come from (new, a type argument of a registration). Without such a place nothing guards it.
    private Path PathOfInstance(SyntaxNode? declaration)
    {
        if (declaration is not TypeDeclarationSyntax type || _models.Of(type).GetDeclaredSymbol(type, _cancellation) is not { } symbol || !_active.Add(type))
            return Path.Open;

        try
        {
            var paths = UsesOf(symbol, type).Where(MakesInstance).Select(use => PathTo(use, stop: null).WithoutCalls()).ToList();
            return paths.Count == 0 ? Path.Open : AnyOf(paths);
        }
        finally
        {
            _active.Remove(type);
        }
    }

    // A lambda or a method group: reached where it is written, and by the conditions of what takes it (UseWhen, a helper's own 'if').
    private Path PathOfFunctionValue(ExpressionSyntax function, SyntaxNode? stop, Func<Binding?, Path>? inner = null)
    {
        switch (function.Parent)
        {
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } } argument:
                return PathTo(call, stop, binding: null, binding => inner is null ? PathThroughArgument(argument, call) : inner(binding) & PathThroughArgument(argument, call));

            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
                when _models.Of(variable).GetDeclaredSymbol(variable, _cancellation) is ILocalSymbol local:
                var uses = UsesOf(local, variable).ToList();
                return uses.Count == 0
                    ? PathTo(function, stop, binding: null, inner)
                    : AnyOf(uses.ConvertAll(use => InvocationOf(use) is { } call ? PathTo(call, stop, binding: null, inner) : PathOfFunctionValue(use, stop, inner)));

            case ParenthesizedExpressionSyntax or CastExpressionSyntax:
                return PathOfFunctionValue((ExpressionSyntax)function.Parent, stop, inner);

            default:
                return PathTo(function, stop, binding: null, inner);
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

    private IMethodSymbol? MethodOf(ExpressionSyntax call) => _models.SymbolOf(call) as IMethodSymbol;
}
