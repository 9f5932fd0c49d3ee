using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Privacy;

namespace StageReady.Analyzers.Privacy;

/// <summary>STG5003: a value that its name, or the placeholder it fills, calls personal or secret, handed to a logger.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PersonalDataIsLogged() : StageReadyAnalyzer(Catalogue.PersonalDataIsLogged)
{
    // The methods of Microsoft.Extensions.Logging have names of their own.
    private static readonly HashSet<string> LogMethods = new(StringComparer.Ordinal)
    {
        "LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical", "BeginScope",
    };

    // Those of Serilog, NLog and log4net are common words, so that what they are called on decides.
    private static readonly HashSet<string> CommonMethods = WordSet.Of(
        """
        Log Write Verbose Trace Debug Information Info Warning Warn Error Fatal DebugFormat InfoFormat WarnFormat ErrorFormat FatalFormat
        ForContext PushProperty
        """);

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create("Logger", "logger", "Log.", "log.", "LogContext");

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.Is(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        RegisterCodeActions(
            context,
            (AnalyzeCall, [SyntaxKind.InvocationExpression]),
            (AnalyzeAttribute, [SyntaxKind.Attribute]));
    }

    private static void AnalyzeCall(CodeContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            _ => null,
        };
        if (name is null)
            return;

        if (name is "Define" or "DefineScope")
            AnalyzeDefinition(context, call);
        else if ((LogMethods.Contains(name) || CommonMethods.Contains(name)) && ValuesOf(call.ArgumentList.Arguments) is { Count: > 0 } values && IsOnLogger(call, name, context))
            ReportAll(context, name, values);
    }

    private static void ReportAll(CodeContext context, string method, IReadOnlyList<(ExpressionSyntax Place, LoggedValue Value)> values)
    {
        foreach (var (place, value) in values)
        {
            if (IsText(value, context))
                Report(context, place.GetLocation(), value.Name, value.Description, method);
        }
    }

    private static void Report(CodeContext context, Location location, string name, string description, string method) =>
        Report(context.ReportDiagnostic, context.Options, Descriptors.Create(
            Catalogue.PersonalDataIsLogged,
            Severity.Warning,
            location,
            [],
            $"{description} reaches the log: {method} receives {MessageText.Quote(name)}. Log an id instead, or mask or hash the value first"));

    // Each argument once: by its own name, or by that of the placeholder it fills.
    private static List<(ExpressionSyntax Place, LoggedValue Value)> ValuesOf(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        var values = new List<(ExpressionSyntax, LoggedValue)>();
        var template = -1;
        IReadOnlyList<string> placeholders = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i].Expression;
            if (template < 0 && argument is LiteralExpressionSyntax { Token.Value: string text })
            {
                template = i;
                placeholders = MessageTemplate.Placeholders(text);
            }

            var placeholder = template >= 0 && i > template && i - template <= placeholders.Count ? placeholders[i - template - 1] : "";
            if (SensitiveName.IsProtected(placeholder))
                continue;

            var own = LoggedValue.In(argument).Select(value => (value.Expression, value)).ToList();
            if (own.Count > 0)
                values.AddRange(own);
            else if (ByPlaceholder(argument, placeholder) is { } value)
                values.Add((argument, value));
        }

        return values;
    }

    private static LoggedValue? ByPlaceholder(ExpressionSyntax argument, string placeholder) =>
        SensitiveName.Describe(placeholder) is { } description && !SaysOtherwise(argument) ? new LoggedValue(argument, placeholder, description) : null;

    // The argument names an id or a length, or a call masks it.
    private static bool SaysOtherwise(ExpressionSyntax argument) =>
        argument is LiteralExpressionSyntax
        || argument.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == "nameof" || SensitiveName.IsProtected(name.Identifier.ValueText))
        || (argument.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault() is { } last && SensitiveName.IsAttribute(last.Identifier.ValueText));

    private static void AnalyzeDefinition(CodeContext context, InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var type } || (type as SimpleNameSyntax ?? (type as MemberAccessExpressionSyntax)?.Name)?.Identifier.ValueText != "LoggerMessage")
            return;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is LiteralExpressionSyntax { Token.Value: string text })
                ReportPlaceholders(context, argument.Expression, text, "LoggerMessage", _ => null);
        }
    }

    private static void AnalyzeAttribute(CodeContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute is not { Name: var name, ArgumentList: { } list, Parent.Parent: MethodDeclarationSyntax method }
            || (name as SimpleNameSyntax ?? (name as QualifiedNameSyntax)?.Right)?.Identifier.ValueText is not ("LoggerMessage" or "LoggerMessageAttribute"))
            return;

        foreach (var argument in list.Arguments)
        {
            if (argument.Expression is LiteralExpressionSyntax { Token.Value: string text })
            {
                ReportPlaceholders(context, argument.Expression, text, method.Identifier.ValueText, placeholder => method.ParameterList.Parameters
                    .FirstOrDefault(parameter => parameter.Identifier.ValueText.Equals(placeholder, StringComparison.OrdinalIgnoreCase)));
            }
        }
    }

    private static void ReportPlaceholders(CodeContext context, ExpressionSyntax template, string text, string method, Func<string, ParameterSyntax?> parameterOf)
    {
        foreach (var placeholder in MessageTemplate.Placeholders(text))
        {
            if (SensitiveName.Describe(placeholder) is not { } description)
                continue;
            var parameter = parameterOf(placeholder);
            if (parameter is null || (context.SemanticModel.GetDeclaredSymbol(parameter, context.CancellationToken) is { } symbol && IsText(symbol.Type, description) && !IsClassified(symbol)))
                Report(context, (parameter ?? (SyntaxNode)template).GetLocation(), placeholder, description, method);
        }
    }

    // Microsoft.Extensions.Compliance: a data classification on a parameter ([PrivateData] and its like) makes the generated code redact it.
    private static bool IsClassified(IParameterSymbol parameter) => parameter.GetAttributes().Any(attribute =>
    {
        for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.Name == "DataClassificationAttribute")
                return true;
        }

        return false;
    });

    private static bool IsOnLogger(InvocationExpressionSyntax call, string method, CodeContext context)
    {
        var receiver = call.Expression switch
        {
            MemberAccessExpressionSyntax { Expression: var subject } => subject,
            _ => call.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
        };
        if (receiver is null)
            return false;

        // Log.Information of Serilog: the receiver is a type.
        var info = context.SemanticModel.GetSymbolInfo(receiver, context.CancellationToken);
        var type = info.Symbol as INamedTypeSymbol ?? context.SemanticModel.GetTypeInfo(receiver, context.CancellationToken).Type;
        if (type is not null and not { TypeKind: TypeKind.Error or TypeKind.Dynamic })
            return IsLoggerName(type.Name) || type.AllInterfaces.Any(contract => IsLoggerName(contract.Name));

        return LogMethods.Contains(method) || receiver.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault() is { } name && IsLoggerName(name.Identifier.ValueText.TrimStart('_'));
    }

    private static bool IsLoggerName(string name) =>
        name.EndsWith("Logger", StringComparison.OrdinalIgnoreCase) || name is "Log" or "log" or "ILog" or "LogContext" or "LoggerExtensions" or "LogProvider";

    // A count, a flag or an object with a name of its own is not the text.
    private static bool IsText(LoggedValue value, CodeContext context)
    {
        if (context.SemanticModel.GetConstantValue(value.Expression, context.CancellationToken).HasValue || IsMemberOfMissingType(value.Expression, context))
            return false;
        var info = context.SemanticModel.GetTypeInfo(value.Expression, context.CancellationToken);
        return IsText(info.Type, value.Description);
    }

    // Channel.Email, Constants.Methods.Email where nothing says what Channel is: an enumeration or a constant, most likely.
    private static bool IsMemberOfMissingType(ExpressionSyntax expression, CodeContext context)
    {
        while (expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var between } inner } && char.IsUpper(between[0]))
            expression = inner;
        return expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var receiver } name }
            && char.IsUpper(receiver[0])
            && context.SemanticModel.GetSymbolInfo(name, context.CancellationToken) is { Symbol: null, CandidateSymbols.IsEmpty: true };
    }

    private static bool IsText(ITypeSymbol? type, string description) => type switch
    {
        null or { TypeKind: TypeKind.Error or TypeKind.Dynamic or TypeKind.TypeParameter } => true,
        { SpecialType: SpecialType.System_String or SpecialType.System_Object } => true,
        { SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Decimal } => description.EndsWith("number", StringComparison.Ordinal),
        { SpecialType: SpecialType.System_DateTime } or { Name: "DateOnly" or "DateTimeOffset" } => description == SensitiveName.Birth,
        IArrayTypeSymbol { ElementType: var element } => IsText(element, description),
        INamedTypeSymbol { Name: "Nullable" or "Task" or "ValueTask", TypeArguments: [var inner] } => IsText(inner, description),
        INamedTypeSymbol { TypeArguments: [var element] } list when list.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable) => IsText(element, description),
        { Name: "MailAddress" or "StringValues" or "StringBuilder" } => true,
        _ => false,
    };
}
