using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1102: pages for developers and descriptions of the API, reachable in an environment that is not for development.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DevelopmentEndpointReachable() : StageReadyAnalyzer(Catalogue.DevelopmentEndpointReachable)
{
    private static readonly ImmutableHashSet<string> Endpoints = ImmutableHashSet.Create(
        // Microsoft.AspNetCore.Diagnostics, and the EF Core pages with the name that they had before .NET 5
        "UseDeveloperExceptionPage", "UseMigrationsEndPoint", "UseDatabaseErrorPage",
        // Swashbuckle
        "UseSwagger", "MapSwagger", "UseSwaggerUI", "MapSwaggerUI",
        // NSwag
        "UseOpenApi", "UseSwaggerUi", "UseSwaggerUi3",
        // Microsoft.AspNetCore.OpenApi, Scalar
        "MapOpenApi", "MapScalarApiReference");

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.CreateRange(Endpoints);

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.Is(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        RegisterCodeAction(context, node => Analyze(node, paths), SyntaxKind.InvocationExpression);
    }

    private static void Analyze(CodeContext context, CompilationPaths paths)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (NameOf(call) is not { } name || !Endpoints.Contains(name.Identifier.ValueText) || !IsOnApplication(call, context) || ConditionalRegions.AreDebugOnly(name.GetLocation()))
            return;

        var roles = paths.Roles;
        var path = paths.PathTo(call, context.Models);
        var severity = path.Reach.OutsideDevelopment(roles) switch
        {
            Reach.Always => Severity.Error,
            Reach.Configured => Severity.Warning,
            Reach.LeftToCallers => Severity.Info,
            _ => default(Severity?),
        };
        if (severity is null)
            return;

        var explanation = new PathExplanation(path, roles);
        var message = $"{name.Identifier.ValueText} is reachable in {explanation.Environments}: {explanation.Reason}. Guard it with env.IsDevelopment()";
        Report(context.ReportDiagnostic, context.Options, Descriptors.Create(
            Catalogue.DevelopmentEndpointReachable, severity.Value, name.GetLocation(), explanation.Locations, message));
    }

    /// <summary>Whether a method of that name adds what belongs into development.</summary>
    internal static bool IsEndpoint(string name) => Endpoints.Contains(name);

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Name: var name } => name,
        MemberBindingExpressionSyntax { Name: var name } => name,
        _ => null,
    };

    // The method is a library's, and what it is called on builds an application. What does not bind (a missing package) is taken by its name.
    private static bool IsOnApplication(InvocationExpressionSyntax call, CodeContext context)
    {
        var info = context.SemanticModel.GetSymbolInfo(call, context.CancellationToken);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { DeclaringSyntaxReferences.Length: > 0 })
            return false;

        var subject = call.Expression switch
        {
            MemberAccessExpressionSyntax { Expression: var receiver } when context.SemanticModel.GetSymbolInfo(receiver, context.CancellationToken).Symbol is INamedTypeSymbol
                => call.ArgumentList.Arguments.FirstOrDefault()?.Expression,
            MemberAccessExpressionSyntax { Expression: var receiver } => receiver,
            _ => call.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
        };
        var type = subject is null ? null : context.SemanticModel.GetTypeInfo(subject, context.CancellationToken).Type;
        return type is null or { TypeKind: TypeKind.Error or TypeKind.Dynamic } || BuildsApplication(type);
    }

    private static bool BuildsApplication(ITypeSymbol type) =>
        type.Name is "IApplicationBuilder" or "IEndpointRouteBuilder" or "WebApplication"
        || type.AllInterfaces.Any(contract => contract.Name is "IApplicationBuilder" or "IEndpointRouteBuilder")
        || (type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(BuildsApplication));
}
