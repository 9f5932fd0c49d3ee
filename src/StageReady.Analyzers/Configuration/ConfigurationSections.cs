using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// Which section of IConfiguration an expression stands for, and what type a call binds it to. What a method or a constructor is handed is what its calls in the compilation hand over; where nothing calls
/// it but the framework, an IConfiguration is the whole configuration.
/// </summary>
internal sealed class ConfigurationSections(NameIndex names, SemanticModels models)
{
    /// <summary>Whether what nothing calls is taken as if it got the whole configuration.</summary>
    public bool TakesUncalled { get; init; }

    /// <summary>Whether an answer has depended on a method or constructor that nothing in the compilation calls.</summary>
    public bool HasMetUncalled { get; private set; }

    private const int MaxDepth = 8;
    private const int MaxCalls = 3;
    private const int MaxChains = 100;

    private readonly MethodCalls _calls = new(names, models);

    // The method whose calls decide what was asked last.
    private IMethodSymbol? _undecided;

    /// <summary>The keys that a read of a key in a section can mean.</summary>
    /// <param name="section">An expression of IConfiguration; null for the whole configuration.</param>
    /// <param name="key">An expression of a string.</param>
    /// <param name="parent">The section in between; null if there is none.</param>
    public IEnumerable<SectionPath> Keys(ExpressionSyntax? section, ExpressionSyntax key, string? parent = null) => InAllCalls(Key(section, key, parent));

    /// <summary>The sections that an expression can stand for; empty for the root.</summary>
    public IEnumerable<SectionPath> Paths(ExpressionSyntax section) => InAllCalls(Section(section));

    /// <summary>The sections that a call binds, each with its type.</summary>
    public IEnumerable<BoundSection> BoundBy(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member)
    {
        var arguments = call.ArgumentList.Arguments;
        switch (member.Name.Identifier.ValueText)
        {
            case "Get" when member.Name is GenericNameSyntax generic && arguments.Count == 0:
                return Bound(Section(member.Expression), TypeArgument(generic));
            case "Bind" when arguments is [var target] && IsConfiguration(member.Expression):
                return Bound(Section(member.Expression), models.TypeOf(target.Expression));
            case "Bind" when arguments is [var key, var target] && IsConfiguration(member.Expression):
                return Bound(Key(member.Expression, key.Expression), models.TypeOf(target.Expression));
            case "Bind" when arguments.Count > 0:
                return Bound(Section(arguments[0].Expression), OptionsOf(member.Expression));
            case "BindConfiguration" when arguments.Count > 0:
                return Bound(Key(section: null, arguments[0].Expression), OptionsOf(member.Expression));
            case "Configure" when member.Name is GenericNameSyntax generic:
                return arguments.FirstOrDefault(argument => IsConfiguration(argument.Expression)) is { } section ? Bound(Section(section.Expression), TypeArgument(generic)) : [];
            default:
                return [];
        }

        ITypeSymbol? TypeArgument(GenericNameSyntax generic) => models.TypeOf(generic.TypeArgumentList.Arguments[0]);

        // The T of an OptionsBuilder of T.
        ITypeSymbol? OptionsOf(ExpressionSyntax builder) => models.TypeOf(builder) is INamedTypeSymbol { Name: "OptionsBuilder", TypeArguments: [var options] } ? options : null;
    }

    public static string Join(string section, string key) => section.Length == 0 ? key : $"{section}:{key}";

    private Func<CallChain?, string?> Key(ExpressionSyntax? section, ExpressionSyntax key, string? parent = null) => chain =>
        TextOf(key, chain, MaxDepth) is { Length: > 0 } name && (section is null ? "" : PathOf(section, chain, MaxDepth)) is { } path ? Join(parent is null ? path : Join(path, parent), name) : null;

    private Func<CallChain?, string?> Section(ExpressionSyntax section) => chain => PathOf(section, chain, MaxDepth);

    private IEnumerable<BoundSection> Bound(Func<CallChain?, string?> path, ITypeSymbol? type)
    {
        if (type is null)
            yield break;
        foreach (var section in InAllCalls(chain => TypeIn(type, chain, MaxDepth) is null ? null : path(chain)))
        {
            if (TypeIn(type, section.Chain, MaxDepth) is { } bound)
                yield return new BoundSection(section, bound);
        }
    }

    /// <summary>The type itself, or what the calls put in the place of a type parameter.</summary>
    private ITypeSymbol? TypeIn(ITypeSymbol type, CallChain? chain, int depth)
    {
        if (type is not ITypeParameterSymbol parameter)
            return type;
        if (depth == 0 || parameter.DeclaringMethod?.OriginalDefinition is not { } method || !IsCalledByName(method))
            return null;
        if (chain?.Of(method) is not { } step)
        {
            _undecided ??= method;
            return null;
        }

        return step.Call is not null && models.SymbolOf(step.Call) is IMethodSymbol called && parameter.Ordinal < called.TypeArguments.Length
            ? TypeIn(called.TypeArguments[parameter.Ordinal], chain, depth - 1)
            : null;
    }

    private IEnumerable<SectionPath> InAllCalls(Func<CallChain?, string?> evaluate)
    {
        var open = new Stack<CallChain?>();
        open.Push(null);
        for (var i = 0; i < MaxChains && open.Count > 0; i++)
        {
            var chain = open.Pop();
            _undecided = null;
            var path = evaluate(chain);
            if (_undecided is not { } method)
            {
                if (path is not null)
                    yield return new SectionPath(path, chain);
            }
            else if (chain is null || chain.Length < MaxCalls)
            {
                var isCalled = false;
                foreach (var call in _calls.Of(method))
                {
                    isCalled = true;
                    open.Push(new CallChain(method, call, chain));
                }

                if (!isCalled)
                {
                    HasMetUncalled = true;
                    open.Push(new CallChain(method, null, chain));
                }
            }
        }
    }

    private string? PathOf(ExpressionSyntax expression, CallChain? chain, int depth)
    {
        if (depth == 0)
            return null;
        switch (expression)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return PathOf(inner, chain, depth - 1);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var inner }:
                return PathOf(inner, chain, depth - 1);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetSection" or "GetRequiredSection" } member, ArgumentList.Arguments: [var key] }:
                return TextOf(key.Expression, chain, depth - 1) is { } name && PathOf(member.Expression, chain, depth - 1) is { } path ? Join(path, name) : null;
        }

        if (models.TypeOf(expression) is not { } type || !IsConfiguration(type))
            return null;

        var whole = type.Name == "IConfigurationSection" ? null : "";
        switch (models.SymbolOf(expression))
        {
            // A local that holds a section.
            case ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } when declaration.GetSyntax(models.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: var initializer }:
                return PathOf(initializer, chain, depth - 1) ?? (initializer is ObjectCreationExpressionSyntax or InvocationExpressionSyntax && _undecided is null ? whole : null);
            case IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter when IsCalledByName(method):
                return GivenTo(parameter, chain) is { } given ? PathOf(given, chain, depth - 1)
                    : chain?.Of(method) is { Call: null } && !IsWritten(parameter) && (TakesUncalled || _calls.MayRunOtherwise(method)) ? whole
                    : null;
            case { Kind: SymbolKind.Field or SymbolKind.Property } holder when ValueOf(holder) is { } value:
                return PathOf(value, chain, depth - 1);
            // One of several.
            case null:
                return null;
            default:
                return whole;
        }
    }

    private string? TextOf(ExpressionSyntax expression, CallChain? chain, int depth)
    {
        if (models.Of(expression).GetConstantValue(expression, models.Cancellation) is { HasValue: true, Value: string text })
            return text;
        if (depth == 0)
            return null;

        // typeof(T).Name
        if (expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Name", Expression: TypeOfExpressionSyntax { Type: var type } })
            return models.TypeOf(type) is { } named ? TypeIn(named, chain, depth - 1)?.Name : null;

        return models.SymbolOf(expression) switch
        {
            IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter when IsCalledByName(method) && GivenTo(parameter, chain) is { } given => TextOf(given, chain, depth - 1),
            // T.SectionName
            IPropertySymbol { IsStatic: true } property when expression is MemberAccessExpressionSyntax { Expression: var owner } && models.SymbolOf(owner) is ITypeParameterSymbol typeParameter =>
                TypeIn(typeParameter, chain, depth - 1)?.GetMembers(property.Name).FirstOrDefault() is { } member && ValueOf(member) is { } value ? TextOf(value, chain, depth - 1) : null,
            _ => null,
        };
    }

    // Null if that depends on the calls, which are then asked for, or if the call hands over nothing that stays.
    private ExpressionSyntax? GivenTo(IParameterSymbol parameter, CallChain? chain)
    {
        if (IsWritten(parameter))
            return null;

        var method = (IMethodSymbol)parameter.ContainingSymbol;
        if (chain?.Of(method) is { } step)
            return step.Call is null ? null : _calls.Argument(step.Call, parameter);
        _undecided ??= method;
        return null;
    }

    private static bool IsCalledByName(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.Constructor, DeclaringSyntaxReferences.Length: 1 };

    private bool IsWritten(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.None
        || NameIndex.UsesIn(parameter.ContainingSymbol.DeclaringSyntaxReferences[0].GetSyntax(models.Cancellation), parameter.Name)
            .Any(use => use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use);

    // The one value that a field or property of the compilation gets.
    private ExpressionSyntax? ValueOf(ISymbol holder)
    {
        if (holder.DeclaringSyntaxReferences is not [var declaration] || declaration.GetSyntax(models.Cancellation) is not { } syntax)
            return null;
        var value = syntax switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var initial } => initial,
            PropertyDeclarationSyntax { Initializer.Value: var initial } => initial,
            PropertyDeclarationSyntax { ExpressionBody.Expression: var body } => body,
            _ => null,
        };
        if (value is not null || syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return value;

        var assigned = NameIndex.UsesIn(type, holder.Name)
            .Select(use => use.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member ? member : (ExpressionSyntax)use)
            .Select(use => use.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && assignment.Left == use ? assignment.Right : null)
            .OfType<ExpressionSyntax>()
            .Take(2)
            .ToList();
        return assigned.Count == 1 ? assigned[0] : null;
    }

    /// <summary>Whether an expression is the configuration or a section of it.</summary>
    public bool IsConfiguration(ExpressionSyntax expression) => models.TypeOf(expression) is { } type && IsConfiguration(type);

    private static bool IsConfiguration(ITypeSymbol type) =>
        type is { Name: "IConfiguration", ContainingNamespace.Name: "Configuration" } || type.AllInterfaces.Any(contract => contract is { Name: "IConfiguration", ContainingNamespace.Name: "Configuration" });
}

/// <summary>A section or key of the configuration.</summary>
/// <param name="Path">Segments joined by ':'.</param>
/// <param name="Chain">The calls by which the code gets there; null if it does without.</param>
internal sealed record SectionPath(string Path, CallChain? Chain);

/// <summary>A section of the configuration and the type that code binds it to.</summary>
internal sealed record BoundSection(SectionPath Section, ITypeSymbol Type);
