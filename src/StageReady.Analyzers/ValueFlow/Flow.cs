using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.ValueFlow;

/// <summary>
/// Follows a value that the code writes down to where it leaves the compilation: through variables that are assigned once, constants and readonly fields, sums and
/// interpolations that it starts, and the parameters of methods of the same compilation. Works on code that binds and, by names, on code that does not.
/// </summary>
internal sealed class Flow
{
    private const int MaximalCalls = 2;
    private const int MaximalSteps = 200;

    // What returns its first argument, or what it is called on, in another form.
    private static readonly HashSet<string> Conversions = WordSet.Of(
        """
        Format Concat Combine Join GetFullPath ExpandEnvironmentVariables GetBytes FromBase64String Parse
        ToString ToArray Trim TrimEnd TrimStart Replace ToLower ToLowerInvariant ToUpper ToUpperInvariant ToCharArray Sha256 Sha512 FromHexString
        """);

    private static readonly HashSet<string> Wrappers = WordSet.Of(
        """
        Uri UriBuilder DirectoryInfo FileInfo IPEndPoint DnsEndPoint SymmetricSecurityKey SigningCredentials PhysicalFileProvider
        """);

    private readonly NameIndex _names;
    private readonly CancellationToken _cancellation;
    private readonly SemanticModels _models;
    private readonly HashSet<SyntaxNode> _seen = [];
    private readonly List<Destination> _destinations = [];
    private bool _isUnused;

    private Flow(SemanticModels models, NameIndex names)
    {
        _models = models;
        _names = names;
        _cancellation = models.Cancellation;
    }

    /// <summary>Where it leaves the compilation, the nearest first.</summary>
    public IReadOnlyList<Destination> Destinations => _destinations;

    /// <summary>Whether it is kept in a variable or constant that nothing here uses.</summary>
    public bool IsUnused => _isUnused && _destinations.Count == 0;

    public static Flow Of(ExpressionSyntax value, SemanticModels models, NameIndex names)
    {
        var flow = new Flow(models, names);
        flow.Follow(value, calls: 0);
        return flow;
    }

    private void Follow(ExpressionSyntax value, int calls)
    {
        _cancellation.ThrowIfCancellationRequested();
        while (_seen.Count < MaximalSteps && _seen.Add(value))
        {
            switch (value.Parent)
            {
                case ParenthesizedExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax or InitializerExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax:
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                    value = (ExpressionSyntax)value.Parent;
                    break;
                case ConditionalExpressionSyntax choice when value != choice.Condition:
                    value = choice;
                    break;
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice }:
                    value = choice;
                    break;
                case ExpressionElementSyntax { Parent: CollectionExpressionSyntax list }:
                    value = list;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when value == sum.Left || EndsBeforeHost(sum.Left):
                    value = sum;
                    break;
                case InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax whole } hole when StartsOrFollowsScheme(whole, hole):
                    value = whole;
                    break;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == value && Conversions.Contains(access.Name.Identifier.ValueText):
                    value = call;
                    break;
                case ArgumentSyntax argument:
                    if (FollowArgument(argument, calls) is not { } converted)
                        return;
                    value = converted;
                    break;
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                    FollowVariable(variable, calls);
                    return;
                case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } when property.AccessorList?.Accessors.All(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) == true:
                    FollowMember(property, calls);
                    return;
                case ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property }:
                    FollowMember(property, calls);
                    return;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Right == value:
                    FollowAssignment(assignment, calls);
                    return;
                default:
                    return;
            }
        }
    }

    // The call, if it gives the value back in another form.
    private ExpressionSyntax? FollowArgument(ArgumentSyntax argument, int calls)
    {
        if (argument.Parent is not ArgumentListSyntax { Parent: var call } list)
            return null;

        var ordinal = list.Arguments.IndexOf(argument);
        switch (call)
        {
            case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } }:
                return null;
            case InvocationExpressionSyntax invocation:
                var method = _models.SymbolOf(invocation) as IMethodSymbol;
                if (IsDeclaredHere(method))
                {
                    FollowParameter(method!, argument, ordinal, calls);
                    return null;
                }

                if (NameOf(invocation.Expression) is not { } name)
                    return null;
                Add(DestinationKind.Call, argument, name, NameOfType(method?.ContainingType) ?? MissingType(invocation), NameOfType(ReceiverType(invocation)), method, ordinal);
                return ordinal == 0 && Conversions.Contains(name) ? invocation : null;
            case BaseObjectCreationExpressionSyntax creation:
                var constructor = _models.SymbolOf(creation) as IMethodSymbol;
                if (IsDeclaredHere(constructor))
                {
                    FollowParameter(constructor!, argument, ordinal, calls);
                    return null;
                }

                var type = NameOfType(constructor?.ContainingType) ?? (creation is ObjectCreationExpressionSyntax { Type: var written } ? NameOf(written) : NameOfType(_models.TypeOf(creation)));
                if (type is null)
                    return null;
                Add(DestinationKind.Creation, argument, type, type, null, constructor, ordinal);
                return ordinal == 0 && Wrappers.Contains(type) ? creation : null;
            case ConstructorInitializerSyntax initializer when _models.SymbolOf(initializer) is IMethodSymbol own && IsDeclaredHere(own):
                FollowParameter(own, argument, ordinal, calls);
                return null;
            default:
                return null;
        }
    }

    private void Add(DestinationKind kind, ArgumentSyntax argument, string name, string? type, string? receiver, IMethodSymbol? method, int ordinal) => _destinations.Add(new Destination(
        kind, argument, name, type, receiver, argument.NameColon?.Name.Identifier.ValueText ?? (method is not null ? ParameterAt(method, ordinal)?.Name : null), ordinal));

    // The parameter as the method's own body knows it.
    private void FollowParameter(IMethodSymbol method, ArgumentSyntax argument, int ordinal, int calls)
    {
        if (calls == MaximalCalls)
            return;

        var parameter = argument.NameColon is { Name.Identifier.ValueText: var name } ? method.Parameters.FirstOrDefault(candidate => candidate.Name == name) : ParameterAt(method, ordinal);
        if (parameter is null)
            return;

        var definition = method.ReducedFrom is { } extension ? extension.OriginalDefinition.Parameters[parameter.Ordinal + 1] : parameter.OriginalDefinition;
        foreach (var reference in definition.ContainingSymbol.DeclaringSyntaxReferences)
        {
            var body = reference.GetSyntax(_cancellation);
            foreach (var use in NameIndex.UsesIn(body, definition.Name).Where(use => Denotes(use, definition)).ToList())
                Follow(use, calls + 1);
        }
    }

    private static IParameterSymbol? ParameterAt(IMethodSymbol method, int ordinal) =>
        ordinal < method.Parameters.Length ? method.Parameters[ordinal] : method.Parameters.LastOrDefault() is { IsParams: true } last ? last : null;

    private void FollowVariable(VariableDeclaratorSyntax variable, int calls)
    {
        switch (_models.Of(variable).GetDeclaredSymbol(variable, _cancellation))
        {
            case ILocalSymbol local:
                FollowLocal(local, variable, calls);
                break;
            case IFieldSymbol field when field.IsConst || field.IsReadOnly:
                FollowUses(field, calls);
                break;
        }
    }

    private void FollowLocal(ILocalSymbol local, SyntaxNode place, int calls)
    {
        var scope = place.Ancestors().First(ancestor => ancestor is CompilationUnitSyntax || (ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax));
        var uses = NameIndex.UsesIn(scope, local.Name).Where(use => Denotes(use, local)).ToList();
        _isUnused |= uses.Count == 0;
        if (uses.Count(IsWritten) > (place is VariableDeclaratorSyntax ? 0 : 1))
            return;
        foreach (var use in uses.Where(use => !IsWritten(use)))
            Follow(use, calls);
    }

    private void FollowMember(PropertyDeclarationSyntax property, int calls)
    {
        if (_models.Of(property).GetDeclaredSymbol(property, _cancellation) is { } symbol)
            FollowUses(symbol, calls);
    }

    // A private member has its uses where it is declared.
    private void FollowUses(ISymbol member, int calls)
    {
        var uses = member.DeclaredAccessibility is Accessibility.Private or Accessibility.NotApplicable
            ? member.ContainingType.DeclaringSyntaxReferences.SelectMany(reference => NameIndex.UsesIn(reference.GetSyntax(_cancellation), member.Name))
            : _names.UsesOf(member.Name, _cancellation);
        var denoting = uses.Where(use => Denotes(use, member)).ToList();
        _isUnused |= denoting.Count == 0;
        foreach (var use in denoting)
            Follow(use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : use, calls);
    }

    private void FollowAssignment(AssignmentExpressionSyntax assignment, int calls)
    {
        var symbol = _models.SymbolOf(assignment.Left);
        switch (symbol)
        {
            case ILocalSymbol local:
                FollowLocal(local, assignment, calls);
                break;
            case IFieldSymbol { IsReadOnly: true, DeclaredAccessibility: Accessibility.Private } field:
                FollowUses(field, calls);
                break;
            case IPropertySymbol or IFieldSymbol when !symbol.DeclaringSyntaxReferences.IsEmpty:
                break;
            case null or IPropertySymbol or IFieldSymbol when NameOf(assignment.Left) is { } name:
                _destinations.Add(new Destination(DestinationKind.Assignment, assignment, name, NameOfType(symbol?.ContainingType) ?? TypeOfInitialized(assignment), null, null, 0));
                break;
        }
    }

    // new X { Member = value } where X does not bind.
    private string? TypeOfInitialized(AssignmentExpressionSyntax assignment) =>
        assignment.Parent is InitializerExpressionSyntax { Parent: ObjectCreationExpressionSyntax { Type: var type } } ? NameOf(type)
        : assignment.Left is MemberAccessExpressionSyntax { Expression: var receiver } ? NameOfType(_models.TypeOf(receiver))
        : null;

    private ITypeSymbol? ReceiverType(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Expression: var receiver } => _models.TypeOf(receiver),
        MemberBindingExpressionSyntax when call.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault() is { Expression: var receiver } => _models.TypeOf(receiver),
        _ => null,
    };

    // RestService.For(…) where RestService does not bind: a type, by its capital.
    private string? MissingType(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } receiver } && char.IsUpper(name[0]) && _models.SymbolOf(receiver) is null ? name : null;

    private bool Denotes(SimpleNameSyntax use, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(_models.SymbolOf(use)?.OriginalDefinition, symbol.OriginalDefinition);

    private static bool IsWritten(SimpleNameSyntax use) =>
        use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use
        || use.Parent is ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword or (int)SyntaxKind.RefKeyword };

    private static bool IsDeclaredHere(IMethodSymbol? method) => method is not null && !(method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences.IsEmpty;

    private static bool StartsOrFollowsScheme(InterpolatedStringExpressionSyntax whole, InterpolationSyntax hole)
    {
        var index = whole.Contents.IndexOf(hole);
        return index == 0 || (whole.Contents[index - 1] is InterpolatedStringTextSyntax { TextToken.ValueText: var before } && EndsBeforeHost(before));
    }

    private static bool EndsBeforeHost(ExpressionSyntax left) => left is LiteralExpressionSyntax { Token.ValueText: var text } && EndsBeforeHost(text);

    private static bool EndsBeforeHost(string text) => text.EndsWith("://", StringComparison.Ordinal) || text.EndsWith("=", StringComparison.Ordinal) || text.EndsWith("@", StringComparison.Ordinal);

    private static string? NameOfType(ITypeSymbol? type) => type is null or { TypeKind: TypeKind.Error or TypeKind.Dynamic } ? null : type.Name;

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: var name } => name.Identifier.ValueText,
        MemberBindingExpressionSyntax { Name: var name } => name.Identifier.ValueText,
        QualifiedNameSyntax { Right: var name } => name.Identifier.ValueText,
        AliasQualifiedNameSyntax { Name: var name } => name.Identifier.ValueText,
        _ => null,
    };
}
