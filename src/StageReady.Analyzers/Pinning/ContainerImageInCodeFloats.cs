using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Pinning;

/// <summary>STG3028: what Aspire starts, or what tests run against, is another image tomorrow.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContainerImageInCodeFloats() : StageReadyAnalyzer(Catalogue.ContainerImageInCodeFloats)
{
    private const string AddContainer = "AddContainer";
    private const string WithImage = "WithImage";
    private const string WithImageTag = "WithImageTag";
    private const string WithDigest = "WithImageSHA256";
    private const string Testcontainers = "Testcontainers";
    private const string Builder = "Builder";

    // The image is built, so that its tag is nobody else's.
    private static readonly ImmutableHashSet<string> Builds = ImmutableHashSet.Create("AddDockerfile", "WithDockerfile");

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create(AddContainer, WithImage, Testcontainers);

    private protected override void Start(CompilationStartAnalysisContext context) => RegisterCodeAction(context, Analyze, SyntaxKind.InvocationExpression, SyntaxKind.ObjectCreationExpression);

    private static void Analyze(CodeContext context)
    {
        var call = (ExpressionSyntax)context.Node;
        if (!NamesImage(call) || IsFollowed(call) || !IsOfPackage(call, context))
            return;

        if (new ImageOfChain(context).Read(call) is { } place && !IsOnlyModelled(call, context))
        {
            var image = place.Text.Length == 0 ? "The image" : $"The image {MessageText.Quote(place.Text)}";
            var what = image + (place.HasTag ? " is whatever is the latest" : " has no tag, which means 'latest'");
            Report(context, Diagnostic.Create(Descriptors.For(Catalogue.ContainerImageInCodeFloats), place.Argument.GetLocation(), what + ". Write the tag that was tested"));
        }
    }

    private static bool NamesImage(ExpressionSyntax call) => call is InvocationExpressionSyntax invocation
        ? NameOf(invocation) is AddContainer or WithImage or WithImageTag
        : call is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 1 } creation && TypeName(creation).EndsWith(Builder, StringComparison.Ordinal);

    private static string TypeName(ObjectCreationExpressionSyntax creation) => creation.Type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => "",
    };

    private static string? NameOf(InvocationExpressionSyntax call) => CalledName.Of(call)?.Identifier.ValueText;

    // A later call of the chain, or on the variable that the chain fills, has the last word.
    private static bool IsFollowed(ExpressionSyntax call)
    {
        SyntaxNode chain = call;
        while (chain.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } access && access.Expression == chain)
        {
            if (NameOf(outer) is WithImage or WithImageTag or WithDigest)
                return true;
            chain = outer;
        }

        if (VariableOf(chain) is not { } variable || chain.FirstAncestorOrSelf<StatementSyntax>()?.Parent is not { } block)
            return false;
        // Top-level statements are each in a member of the file.
        var scope = block is GlobalStatementSyntax ? block.Parent! : block;
        foreach (var node in scope.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax later && later.SpanStart > chain.Span.End && NameOf(later) is WithImage or WithImageTag or WithDigest && RootOf(later) is IdentifierNameSyntax { Identifier.ValueText: var root } && root == variable)
                return true;
        }

        return false;
    }

    private static string? VariableOf(SyntaxNode chain) => chain.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } } => name,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } assignment when assignment.Right == chain => name,
        _ => null,
    };

    private static ExpressionSyntax? RootOf(ExpressionSyntax expression)
    {
        while (CalledName.ReceiverOf(expression) is { } receiver)
            expression = receiver;
        return expression;
    }

    // What does not bind, because packages are missing, is taken by its name.
    private static bool IsOfPackage(ExpressionSyntax call, CodeContext context)
    {
        var info = context.SemanticModel.GetSymbolInfo(call, context.CancellationToken);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not { } symbol)
            return call is not ObjectCreationExpressionSyntax creation || TypeName(creation) == "ContainerBuilder";

        var name = symbol.ContainingNamespace.ToDisplayString();
        return symbol.DeclaringSyntaxReferences.Length == 0
            && (name.StartsWith("Aspire.Hosting", StringComparison.Ordinal) || name.StartsWith("DotNet." + Testcontainers, StringComparison.Ordinal) || name.StartsWith(Testcontainers, StringComparison.Ordinal));
    }

    // A test of what an application model says, in a class that starts nothing, pulls no image.
    private static bool IsOnlyModelled(ExpressionSyntax call, CodeContext context)
    {
        if (!TestProject.Is(context.Compilation, context.Options) || !IsAdded(call) || call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return false;

        foreach (var node in type.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax other && NameOf(other) is "Start" or "StartAsync" or "Run" or "RunAsync")
                return false;
        }

        return true;
    }

    private static bool IsAdded(ExpressionSyntax call)
    {
        for (ExpressionSyntax? current = call; current is not null; current = CalledName.ReceiverOf(current))
        {
            if (current is InvocationExpressionSyntax added && NameOf(added) == AddContainer)
                return true;
        }

        return false;
    }

    /// <summary>Where the image of a chain is named that floats.</summary>
    private sealed class FloatingImage(ExpressionSyntax argument, string text, bool hasTag)
    {
        public ExpressionSyntax Argument => argument;

        public string Text => text;

        public bool HasTag => hasTag;
    }

    /// <summary>Follows the calls of a chain in their order: each can name the image, its tag, or its digest.</summary>
    private sealed class ImageOfChain(CodeContext context)
    {
        private ExpressionSyntax? _place;
        private string _text = "";
        private string? _tag;
        private bool _isPinned;
        private bool _isBuilt;
        private bool _isUnknown;

        /// <summary>Null if the image does not float, or is not known.</summary>
        /// <param name="last">The last call of the chain that says something of the image.</param>
        public FloatingImage? Read(ExpressionSyntax last)
        {
            var calls = new List<InvocationExpressionSyntax>();
            for (ExpressionSyntax? current = last; current is not null; current = CalledName.ReceiverOf(current))
            {
                if (current is InvocationExpressionSyntax call)
                    calls.Add(call);
                else if (current == last && current is ObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments } && context.SemanticModel.GetTypeInfo(arguments[0].Expression, context.CancellationToken).Type is { SpecialType: SpecialType.System_String })
                    SetImage(arguments[0].Expression, tag: null);
            }

            for (var i = calls.Count - 1; i >= 0; i--)
                Apply(calls[i]);
            return _isUnknown || _isBuilt || _isPinned || _place is null || _tag is not (null or "latest") ? null : new FloatingImage(_place, _text, _tag is not null);
        }

        private void Apply(InvocationExpressionSyntax call)
        {
            var arguments = call.ArgumentList.Arguments;
            switch (NameOf(call))
            {
                case AddContainer when arguments.Count > 1:
                    SetImage(Argument(arguments, "image", 1), Argument(arguments, "tag", 2));
                    break;
                case WithImage when arguments.Count > 0:
                    SetImage(Argument(arguments, "image", 0), Argument(arguments, "tag", 1));
                    break;
                case WithImageTag when arguments.Count > 0:
                    _tag = Constant(arguments[0].Expression);
                    _isUnknown = _tag is null;
                    _isPinned = false;
                    _place = arguments[0].Expression;
                    _text = "";
                    break;
                case WithDigest:
                    _isPinned = true;
                    break;
                case { } name when Builds.Contains(name):
                    _isBuilt = true;
                    break;
            }
        }

        private void SetImage(ExpressionSyntax? image, ExpressionSyntax? tag)
        {
            var text = image is null ? null : Constant(image);
            var given = tag is null ? null : Constant(tag);
            _isUnknown = text is null || (tag is not null && given is null);
            if (text is null)
                return;

            // A colon before a slash is a port.
            var colon = text.LastIndexOf(':');
            _isPinned = text.IndexOf('@') >= 0;
            _tag = given ?? (colon > text.LastIndexOf('/') ? text.Substring(colon + 1) : null);
            _place = given is null ? image : tag;
            _text = given is null ? text : $"{text}:{given}";
        }

        private static ExpressionSyntax? Argument(SeparatedSyntaxList<ArgumentSyntax> arguments, string name, int position)
        {
            foreach (var argument in arguments)
            {
                if (argument.NameColon?.Name.Identifier.ValueText == name)
                    return argument.Expression;
            }

            return position < arguments.Count && arguments[position].NameColon is null ? arguments[position].Expression : null;
        }

        private string? Constant(ExpressionSyntax expression) => context.SemanticModel.GetConstantValue(expression, context.CancellationToken) is { HasValue: true, Value: string text } ? text : null;
    }
}
