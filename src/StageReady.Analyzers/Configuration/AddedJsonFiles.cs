using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>The JSON files that the code of an application adds to its host's configuration. What other builders get is a configuration of its own.</summary>
public static class AddedJsonFiles
{
    private const string Add = "AddJsonFile";

    /// <summary>What a file holds that can add one.</summary>
    public static ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create(Add);

    /// <summary>In their order: a path below the project's folder, and whether every start adds it; null for a path that is not to be seen, empty where all sources are cleared.</summary>
    public static IReadOnlyList<KeyValuePair<string?, bool>> StepsIn(Compilation compilation, CancellationToken cancellation) =>
        [.. In(compilation, cancellation).Select(step => new KeyValuePair<string?, bool>(step.Path, step.IsCertain))];

    internal static IReadOnlyList<AddedFile> In(Compilation compilation, CancellationToken cancellation)
    {
        var steps = new List<AddedFile>();
        var models = new SemanticModels(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!tree.HoldsAny(TriggerWords, cancellation))
                continue;
            var root = tree.GetRoot(cancellation);
            var added = Steps(root, models.Of(root), cancellation);

            // Which of two files of code comes first is not to be seen.
            var isFirst = steps.Count == 0;
            steps.AddRange(isFirst ? added : added.Select(step => step with { IsCertain = false }));
            if (!isFirst && added.Count > 0)
                return [.. steps.Select(step => step with { IsCertain = false })];
        }

        return steps;
    }

    /// <summary><c>config</c> of <c>config.SetBasePath(…).AddJsonFile(…)</c> and <c>config.Sources.Clear()</c>; <c>builder.Configuration</c> of <c>builder.Configuration.AddJsonFile(…)</c>.</summary>
    internal static ExpressionSyntax BuilderOf(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } => BuilderOf(receiver),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sources", Expression: var builder } => BuilderOf(builder),
        ParenthesizedExpressionSyntax { Expression: var inner } => BuilderOf(inner),
        _ => expression,
    };

    private static List<AddedFile> Steps(SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        var calls = new List<InvocationExpressionSyntax>();
        var isAtRoot = true;
        foreach (var node in root.DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax call || !IsHosts(call, model, cancellation))
                continue;
            switch (CalledName.Of(call)?.Identifier.ValueText)
            {
                case Add:
                case "Clear" when CalledName.ReceiverOf(call) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sources" }:
                    calls.Add(call);
                    break;
                case "SetBasePath" when call.ArgumentList.Arguments is [var folder] && !JsonFileName.IsRoot(folder.Expression):
                    isAtRoot = false;
                    break;
            }
        }

        // In a chain the last call is the outermost node.
        calls.Sort((left, right) => CalledName.Of(left)!.SpanStart.CompareTo(CalledName.Of(right)!.SpanStart));
        return calls.ConvertAll(call => CalledName.Of(call)!.Identifier.ValueText == Add
            ? new AddedFile(isAtRoot ? JsonFileName.PlaceOf(call, model, cancellation) : null, IsTakenByEveryStart(call))
            : new AddedFile("", IsTakenByEveryStart(call)));
    }

    // What a host's builder shows, what its callbacks are handed, or what a method of the application is handed.
    private static bool IsHosts(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var builder = BuilderOf(call);
        if (builder is not (IdentifierNameSyntax or MemberAccessExpressionSyntax) || call.Expression is not MemberAccessExpressionSyntax)
            return false;
        return model.GetTypeInfo(builder, cancellation).Type?.Name switch
        {
            "ConfigurationManager" or "IConfigurationManager" => !IsMadeHere(builder, model, cancellation),
            "IConfigurationBuilder" => model.GetSymbolInfo(builder, cancellation).Symbol is IParameterSymbol,
            _ => false,
        };
    }

    private static bool IsMadeHere(ExpressionSyntax builder, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(builder, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
        && declaration.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax };

    // In Program, without a condition, and in what Program hands to its host's builder.
    private static bool IsTakenByEveryStart(SyntaxNode call)
    {
        for (var node = call; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case IfStatementSyntax branch when node != branch.Condition:
                case ConditionalExpressionSyntax or SwitchStatementSyntax or SwitchExpressionArmSyntax or CatchClauseSyntax or LocalFunctionStatementSyntax:
                case ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax when parent.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax configure } || CalledName.Of(configure)?.Identifier.ValueText is not ("ConfigureAppConfiguration" or "ConfigureHostConfiguration" or "ConfigureWebHostDefaults"):
                    return false;
                case MethodDeclarationSyntax method:
                    return method.Identifier.ValueText is "Main" or "CreateHostBuilder" or "CreateWebHostBuilder" or "BuildWebHost";
                case GlobalStatementSyntax:
                    return true;
            }
        }

        return false;
    }
}
