using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;
using StageReady.Analyzers.ValueFlow;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1109: a secret that stands in the code: by its form, by its name, or because it reaches what takes a secret. The message tells what it is and how long.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretIsHardCoded() : StageReadyAnalyzer(Catalogue.SecretIsHardCoded)
{
    private const string Remedy = "Take it out of the code and let a vault, user secrets or an environment variable supply it";

    /// <summary>The kinds of nodes that are texts.</summary>
    internal static readonly SyntaxKind[] Texts = [.. LiteralText.Kinds, SyntaxKind.Utf8StringLiteralExpression];

    /// <summary>Those that list bytes.</summary>
    internal static readonly SyntaxKind[] Lists = [SyntaxKind.ArrayInitializerExpression, SyntaxKind.CollectionExpression];

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.CreateRange(SecretInCode.Words);

    private protected override ImmutableArray<string> Decoys { get; } = ImmutableArray.CreateRange(SecretInCode.Decoys);

    private protected override bool LeavesOutGeneratedCode => true;

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.IsOrSupports(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        var guard = new DevelopmentGuard(paths);
        RegisterCodeActions(context, (node => Analyze(node, paths.Names, guard), Texts), (node => AnalyzeBytes(node, paths.Names, guard), Lists));
    }

    private static void Analyze(CodeContext context, NameIndex names, DevelopmentGuard guard)
    {
        if (LiteralText.Of((ExpressionSyntax)context.Node) is not { } literal)
            return;

        var text = literal.Text.Trim();
        var place = default(SyntaxNode);
        var message = SecretInCode.ByForm(text, LiteralText.Hole) is { } held ? Describe(held, literal.Expression)
            : text.IndexOf(LiteralText.Hole) < 0 ? JudgeUse(text, literal.Expression, context, names, out place)
            : null;
        if (message is not null && !(SecretInCode.IsHash(text) && IsSeed(context.Node)))
            Report(message, place, context, guard);
    }

    // new byte[] { 0x4f, … }
    private static void AnalyzeBytes(CodeContext context, NameIndex names, DevelopmentGuard guard)
    {
        if (LiteralBytes.CountIn(context.Node) is not { } count)
            return;

        var value = WholeList(context.Node);
        if (!HoldsBytes(context.SemanticModel.GetTypeInfo(value, context.CancellationToken)))
            return;

        var secret = $"a key ({count} bytes)";
        if (ValueName.Of(value) is { } name && SecretInCode.ExpectationOf(name) is SecretExpectation.Secret or SecretExpectation.Password)
        {
            Report($"{MessageText.Quote(name)} is given {secret} in the code", place: null, context, guard);
        }
        else if (Flow.Of(value, context.Models, names).Destinations.FirstOrDefault(SecretSinks.TakesKey) is { } destination)
        {
            Report($"{destination.Description} receives {secret} that stands in the code", destination.Node, context, guard);
        }
    }

    private static void Report(string message, SyntaxNode? place, CodeContext context, DevelopmentGuard guard)
    {
        if (IsExempt(context) || guard.Keeps(context.Node, context.Models) || (place is not null && guard.Keeps(place, context.Models)))
            return;

        Report(context, Descriptors.Create(
            Catalogue.SecretIsHardCoded,
            Severity.Error,
            context.Node.GetLocation(),
            place is null || place.Span.Contains(context.Node.Span) ? [] : [place.GetLocation()],
            $"{message}. {Remedy}"));
    }

    private static string? Describe(HeldSecret held, ExpressionSyntax value) => held.Form switch
    {
        SecretForm.ConnectionString => $"A connection string in the code holds {held.Description}",
        SecretForm.Uri => $"A URI in the code holds {held.Description}",
        _ when ValueName.Of(value) is { } name && SecretInCode.IsOpen(name) => null,
        _ => $"The code holds {held.Description}",
    };

    private static string? JudgeUse(string text, ExpressionSyntax value, CodeContext context, NameIndex names, out SyntaxNode? place)
    {
        place = null;
        var maybe = SecretInCode.MayBeSecret(text);
        var name = maybe || SecretInCode.MayBeKey(text) ? ValueName.Of(value) : null;
        var expectation = name is null ? SecretExpectation.None : SecretInCode.ExpectationOf(name);
        if (maybe && SecretInCode.ByUse(text, expectation) is { } named)
            return $"{MessageText.Quote(name!)} is given {named.Description} in the code";
        if (!maybe && expectation == SecretExpectation.None && !IsBytes(value))
            return null;

        foreach (var destination in Flow.Of(value, context.Models, names).Destinations)
        {
            if ((SecretSinks.IsSigningKey(destination) ? SecretInCode.AsKey(text) : SecretInCode.ByUse(text, SecretSinks.ExpectationOf(destination))) is not { } received)
                continue;
            place = destination.Node;
            return $"{destination.Description} receives {received.Description} that stands in the code";
        }

        return null;
    }

    /// <summary><c>new byte[] { … }</c> of <c>{ … }</c></summary>
    internal static ExpressionSyntax WholeList(SyntaxNode list) => (ExpressionSyntax)(list.Parent is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax ? list.Parent : list);

    /// <summary>Whether a table is filled with it. There hashes of passwords stand in columns that are called so.</summary>
    internal static bool IsSeed(SyntaxNode literal) =>
        literal.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => CalledName.Of(call)?.Identifier.ValueText is "HasData" or "InsertData" or "UpdateData" or "Row");

    private static bool HoldsBytes(TypeInfo type) => (type.ConvertedType ?? type.Type) switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } => true,
        _ => false,
    };

    private static bool IsBytes(ExpressionSyntax value) => value.IsKind(SyntaxKind.Utf8StringLiteralExpression) || value.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && ValueName.IsBytesOf(call);

    // The help of a command shows what a connection string looks like.
    private static bool IsPrinted(SyntaxNode literal) =>
        literal.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Write" or "WriteLine", Expression: var console } } }
        && console is IdentifierNameSyntax { Identifier.ValueText: "Console" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Console" };

    // What the description of an API shows as its example.
    private static bool IsExample(SyntaxNode literal) => literal.Ancestors().Any(ancestor =>
        ancestor is TypeDeclarationSyntax { BaseList.Types: var bases } && bases.Any(type => type.Type is GenericNameSyntax { Identifier.ValueText: "IExamplesProvider" or "IMultipleExamplesProvider" }));

    private static bool IsExempt(CodeContext context) =>
        IsPrinted(context.Node) || IsExample(context.Node) || context.Node.Ancestors().Any(ancestor => ancestor is AttributeSyntax);
}
