using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.PathConditions;

/// <summary>Tells the environment's name, constants and settings apart from everything else.</summary>
internal sealed partial class PathAnalysis
{
    private static readonly string[] EnvironmentVariables = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ENVIRONMENT"];
    private static readonly string[] WordsOfSettings = ["config", "setting", "option", "feature", "flag"];

    /// <summary>Whether an expression is the name of the environment that the application runs in.</summary>
    public bool IsEnvironmentName(ExpressionSyntax expression) => IsEnvironmentName(expression, binding: null);

    private bool IsEnvironmentName(ExpressionSyntax expression, Binding? binding)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return IsEnvironmentName(inner, binding);
            case PostfixUnaryExpressionSyntax { Operand: var inner }:
                return IsEnvironmentName(inner, binding);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: var inner }:
                return IsEnvironmentName(inner, binding);
            case ConditionalAccessExpressionSyntax { Expression: var subject, WhenNotNull: var member }:
                return IsEnvironmentName(member, binding) || (IsChangeOfCase(member) && IsEnvironmentName(subject, binding));
            case MemberAccessExpressionSyntax { Name.Identifier.Text: "EnvironmentName" } or MemberBindingExpressionSyntax { Name.Identifier.Text: "EnvironmentName" }:
                return true;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner } } when IsChangeOfCase(expression):
                return IsEnvironmentName(inner, binding);
            case InvocationExpressionSyntax call when NameOf(call.Expression)?.Identifier.Text is "GetEnvironmentVariable" or "GetValue":
                return call.ArgumentList.Arguments.FirstOrDefault() is { Expression: var key } && IsEnvironmentVariable(key);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: var keys }:
                return keys.Count == 1 && IsEnvironmentVariable(keys[0].Expression);
            case ElementBindingExpressionSyntax { ArgumentList.Arguments: var keys }:
                return keys.Count == 1 && IsEnvironmentVariable(keys[0].Expression);
            case SimpleNameSyntax or MemberAccessExpressionSyntax:
                return _models.SymbolOf(expression) is { } symbol && IsEnvironmentName(symbol, binding);
            default:
                return false;
        }
    }

    private bool IsEnvironmentName(ISymbol symbol, Binding? binding)
    {
        var (value, origin) = symbol is IParameterSymbol parameter ? (ArgumentOf(parameter, binding), binding?.Caller) : (ValueOf(symbol), binding);
        if (value is null || !_active.Add(value)) // Unfinished code can define a variable by itself.
            return false;

        try
        {
            return IsEnvironmentName(value, origin);
        }
        finally
        {
            _active.Remove(value);
        }
    }

    private static bool IsChangeOfCase(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax call && NameOf(call.Expression)?.Identifier.Text is "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Trim" or "ToString";

    private bool IsEnvironmentVariable(ExpressionSyntax key) =>
        _models.Of(key).GetConstantValue(key, _cancellation).Value is string name && EnvironmentVariables.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The one expression that gives a variable or property its value.</summary>
    private ExpressionSyntax? ValueOf(ISymbol symbol) => DeclarationOf(symbol) switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        VariableDeclaratorSyntax or PropertyDeclarationSyntax { AccessorList: not null } => OnlyAssignment(symbol),
        _ => null,
    };

    // A field that a constructor sets, a local that is declared before.
    private ExpressionSyntax? OnlyAssignment(ISymbol symbol)
    {
        if (DeclarationOf(symbol) is not { } declaration || symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol))
            return null;

        var assigned = NameIndex.UsesIn(symbol is ILocalSymbol ? ScopeOf(declaration) : TypeDeclarationOf(declaration), symbol.Name)
            .Where(use => ExpressionOf(use) is var target && target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target && Denotes(use, symbol, declaration))
            .Select(use => (AssignmentExpressionSyntax)ExpressionOf(use).Parent!)
            .Take(2).ToList();
        return assigned.Count == 1 && assigned[0].IsKind(SyntaxKind.SimpleAssignmentExpression) ? assigned[0].Right : null;
    }

    /// <summary>The environment that a constant names: a literal, a constant, <c>Environments.Development</c>.</summary>
    public string? ConstantName(ExpressionSyntax expression)
    {
        if (_models.Of(expression).GetConstantValue(expression, _cancellation).Value is string constant)
            return constant;
        if (expression is MemberAccessExpressionSyntax { Expression: var type, Name.Identifier.Text: var name }
            && name is "Development" or "Staging" or "Production" && NameOf(type)?.Identifier.Text is "Environments" or "EnvironmentName")
            return name;
        return _models.SymbolOf(expression) is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } or ILocalSymbol
            && ValueOf(_models.SymbolOf(expression)!) is LiteralExpressionSyntax { Token.Value: string text } ? text : null;
    }

    /// <summary>The elements of a list that is written down, here or where its variable is declared.</summary>
    public IReadOnlyList<ExpressionSyntax>? ElementsOf(ExpressionSyntax list) => list switch
    {
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
        ArrayCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
        BaseObjectCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
        InitializerExpressionSyntax { Expressions: var elements } => elements,
        CollectionExpressionSyntax { Elements: var elements } when elements.All(element => element is ExpressionElementSyntax)
            => elements.Select(element => ((ExpressionElementSyntax)element).Expression).ToList(),
        SimpleNameSyntax or MemberAccessExpressionSyntax when _models.SymbolOf(list) is { } symbol && ValueOf(symbol) is { } value && value is not (SimpleNameSyntax or MemberAccessExpressionSyntax) => ElementsOf(value),
        _ => null,
    };

    // What cannot be read: a setting decides, or the request, which comes in every environment, or the command line, or something unknown.
    private Condition Judge(params ExpressionSyntax[] expressions)
    {
        if (expressions.Any(MentionsEnvironment))
            return Condition.Unknown;
        if (expressions.Any(expression => MentionsSetting(expression)))
            return Condition.Configured;
        if (expressions.Any(MentionsRequest))
            return Condition.Irrelevant;
        return expressions.Any(MentionsCommandLine) ? Condition.Asked : Condition.Unknown;
    }

    // A builder or a callback is null or not whatever the environment is.
    private Condition JudgeNullCheck(ExpressionSyntax subject) => _models.TypeOf(subject) switch
    {
        { TypeKind: TypeKind.Delegate } => Condition.Irrelevant,
        { Name: "IApplicationBuilder" or "WebApplication" or "IEndpointRouteBuilder" or "IHostEnvironment" or "IWebHostEnvironment" } => Condition.Irrelevant,
        _ => Judge(subject),
    };

    private bool MentionsEnvironment(ExpressionSyntax expression) => NamesIn(expression).Any(name =>
        name.Identifier.Text is "EnvironmentName" or "Env" or "env" or "_env"
        || name.Identifier.Text.StartsWith("IsDevelopment", StringComparison.Ordinal)
        || _models.TypeOf(name)?.Name is "IHostEnvironment" or "IWebHostEnvironment" or "IHostingEnvironment");

    private bool MentionsRequest(ExpressionSyntax expression) => NamesIn(expression).Any(name => _models.TypeOf(name)?.Name is "HttpContext" or "HttpRequest" or "PathString" or "HostString");

    private bool MentionsCommandLine(ExpressionSyntax expression) => NamesIn(expression).Any(name =>
        name.Identifier.Text == "args" && _models.SymbolOf(name) is IParameterSymbol { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } });

    private bool MentionsSetting(ExpressionSyntax expression, int depth = 0) => NamesIn(expression).Any(name =>
        IsWordOfSettings(name.Identifier.Text)
        || (_models.TypeOf(name) is { } type && IsWordOfSettings(type.Name))
        || name.Identifier.Text == nameof(Environment.GetEnvironmentVariable)
        || (depth < 3 && _models.SymbolOf(name) is ILocalSymbol local && ValueOf(local) is { } value && MentionsSetting(value, depth + 1)));

    private static bool IsWordOfSettings(string name) => WordsOfSettings.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static IEnumerable<SimpleNameSyntax> NamesIn(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>();

    private static SimpleNameSyntax? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax { Name: var name } => name,
        MemberBindingExpressionSyntax { Name: var name } => name,
        _ => null,
    };

    /// <summary>What a method is called on: <c>a</c> of <c>a.M()</c> and <c>a?.M()</c>.</summary>
    private static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Expression: var receiver } => receiver,
        MemberBindingExpressionSyntax => call.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
        _ => null,
    };
}
