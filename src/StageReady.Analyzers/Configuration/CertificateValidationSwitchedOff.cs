using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1106: whoever stands between the application and a server is believed to be the server.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CertificateValidationSwitchedOff() : StageReadyAnalyzer(Catalogue.CertificateValidationSwitchedOff)
{
    private const string AcceptAny = "DangerousAcceptAnyServerCertificateValidator";
    private const string CallbackType = "RemoteCertificateValidationCallback";

    // HttpClientHandler; WinHttpHandler, ServicePointManager, MailKit, MongoDB; SslStream, web sockets; Npgsql; RabbitMQ; StackExchange.Redis
    private static readonly ImmutableHashSet<string> Callbacks = ImmutableHashSet.Create(
        "ServerCertificateCustomValidationCallback", "ServerCertificateValidationCallback", CallbackType, "UserCertificateValidationCallback", "CertificateValidationCallback", "CertificateValidation");

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create(AcceptAny, "ServerCertificateCustomValidationCallback", "CertificateValidation", "SslStream");

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.IsOrSupports(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var rule = new DevelopmentOnly(Catalogue.CertificateValidationSwitchedOff, CompilationPaths.Of(context.Compilation, context.Options), Reach.Always, Report);
        RegisterCodeActions(
            context,
            (node => AnalyzeAssignment(node, rule), [SyntaxKind.SimpleAssignmentExpression, SyntaxKind.AddAssignmentExpression]),
            (node => AnalyzeCreation(node, rule), [SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression]),
            (node => AnalyzeCall(node, rule), [SyntaxKind.InvocationExpression]),
            (node => AnalyzeAcceptAny(node, rule), [SyntaxKind.SimpleMemberAccessExpression]));
    }

    private static void AnalyzeAssignment(CodeContext context, DevelopmentOnly rule)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        if (CalledName.Of(assignment.Left) is { } name && Callbacks.Contains(name.Identifier.ValueText))
            Judge(context, rule, assignment.Right, name.GetLocation());
    }

    // new SslStream(stream, false, (_, _, _, _) => true)
    private static void AnalyzeCreation(CodeContext context, DevelopmentOnly rule)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;
        if (creation.ArgumentList is not { Arguments: { Count: > 2 } arguments } || !IsSslStream(creation, context))
            return;

        foreach (var argument in arguments)
            Judge(context, rule, argument.Expression, argument.GetLocation());
    }

    private static bool IsSslStream(BaseObjectCreationExpressionSyntax creation, CodeContext context) => creation switch
    {
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: var name } } => name == "SslStream",
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Right.Identifier.ValueText: var name } } => name == "SslStream",
        _ => context.SemanticModel.GetTypeInfo(creation, context.CancellationToken).Type?.Name == "SslStream",
    };

    // Npgsql, MQTTnet
    private static void AnalyzeCall(CodeContext context, DevelopmentOnly rule)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (CalledName.Of(call) is { Identifier.ValueText: "UseUserCertificateValidationCallback" or "WithCertificateValidationHandler" } name && call.ArgumentList.Arguments is [var only])
            Judge(context, rule, only.Expression, name.GetLocation());
    }

    private static void AnalyzeAcceptAny(CodeContext context, DevelopmentOnly rule)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        if (access.Name.Identifier.ValueText == AcceptAny && access.Parent is not BinaryExpressionSyntax && !IsInNameof(access))
            rule.Judge(context, access, value: null, access.Name.GetLocation(), Accepted, Remedy);
    }

    private static bool IsInNameof(MemberAccessExpressionSyntax access) =>
        access.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };

    private const string Accepted = "Every certificate is accepted";
    private const string Remedy = "Remove the callback, or guard it with env.IsDevelopment()";

    private static void Judge(CodeContext context, DevelopmentOnly rule, ExpressionSyntax callback, Location place)
    {
        if (callback is ConditionalExpressionSyntax choice)
        {
            Judge(context, rule, choice.WhenTrue, place);
            Judge(context, rule, choice.WhenFalse, place);
            return;
        }

        if (BodyOf(callback, context) is not { } body)
            return;

        switch (body)
        {
            case ExpressionSyntax value when IsTrue(value):
            case BlockSyntax block when Returns(block) is { Count: > 0 } returns && returns.TrueForAll(IsTrue):
                rule.Judge(context, callback, value: null, place, Accepted, Remedy);
                break;

            // Not a constant: it inspects what it is given, or asks for the environment or a setting.
            case ExpressionSyntax value when !MentionsParameter(value, callback):
                rule.Judge(context, callback, value, place, Accepted, Remedy);
                break;
        }
    }

    private static List<ExpressionSyntax?> Returns(BlockSyntax block) => block
        .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .OfType<ReturnStatementSyntax>().Select(statement => statement.Expression).ToList();

    private static bool IsTrue(ExpressionSyntax? value) => value.IsKind(SyntaxKind.TrueLiteralExpression);

    // Only a lambda's own expression is handed on; a method's is somewhere else.
    private static bool MentionsParameter(ExpressionSyntax value, ExpressionSyntax callback)
    {
        var parameters = callback.DescendantNodesAndSelf().OfType<ParameterSyntax>().Select(parameter => parameter.Identifier.ValueText).ToList();
        return !callback.Span.Contains(value.Span) || value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => parameters.Contains(name.Identifier.ValueText));
    }

    private static SyntaxNode? BodyOf(ExpressionSyntax callback, CodeContext context) => callback switch
    {
        AnonymousFunctionExpressionSyntax { Body: var body } => body,
        ParenthesizedExpressionSyntax { Expression: var inner } => BodyOf(inner, context),
        CastExpressionSyntax { Expression: var inner } => BodyOf(inner, context),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var only] } => BodyOf(only.Expression, context),
        SimpleNameSyntax or MemberAccessExpressionSyntax => BodyOf(context.SemanticModel.GetSymbolInfo(callback, context.CancellationToken), context.CancellationToken),
        _ => null,
    };

    private static SyntaxNode? BodyOf(SymbolInfo info, CancellationToken cancellation) =>
        (info.Symbol ?? info.CandidateSymbols.FirstOrDefault())?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax method => method.Body ?? (SyntaxNode?)method.ExpressionBody?.Expression,
            LocalFunctionStatementSyntax function => function.Body ?? (SyntaxNode?)function.ExpressionBody?.Expression,
            VariableDeclaratorSyntax { Initializer.Value: AnonymousFunctionExpressionSyntax { Body: var body } } => body,
            _ => null,
        };
}
