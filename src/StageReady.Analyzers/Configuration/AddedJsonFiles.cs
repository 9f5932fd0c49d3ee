using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>The JSON files that the code of an application adds to its host's configuration, and the sources that bring what no file shows. What other builders get is a configuration of its own.</summary>
public static class AddedJsonFiles
{
    private const string Add = "AddJsonFile";

    /// <summary>What adds a store of secrets.</summary>
    private static readonly string[] Vaults = ["AddAzureKeyVault", "AddSecretsManager", "AddKeyPerFile", "AddVault", "AddVaultConfiguration", "AddHashicorpVault", "AddGoogleSecretManager"];

    /// <summary>What adds a source of which the repository shows nothing.</summary>
    private static readonly string[] Others =
    [
        "AddAzureAppConfiguration", "AddConfigServer", "AddSystemsManager", "AddAppConfig", "AddConsul", "AddEtcd", "AddApollo", "AddNacosV2Configuration", "AddZookeeper", "AddCloudFoundry",
        "AddXmlFile", "AddIniFile", "AddYamlFile", "AddInMemoryCollection",
    ];

    /// <summary>What every file holds that can add one: it is looked for first, as most files are without.</summary>
    public static ImmutableArray<string> CommonWord { get; } = ImmutableArray.Create("onfiguration");

    /// <summary>Of these such a file holds one too.</summary>
    public static ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create([Add, .. Vaults.Concat(Others).Select(name => name + "(")]);

    /// <summary>
    /// In their order: a path below the project's folder, and whether every start adds it; null for a path that is not to be seen, empty where all sources are cleared. <see cref="AddedFile"/> tells more.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string?, bool>> StepsIn(Compilation compilation, CancellationToken cancellation) =>
        [.. In(compilation, cancellation).Select(step => new KeyValuePair<string?, bool>(step.Path, step.IsCertain))];

    internal static IReadOnlyList<AddedFile> In(Compilation compilation, CancellationToken cancellation)
    {
        var steps = new List<AddedFile>();
        var others = new List<AddedFile>();
        var models = new SemanticModels(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!tree.HoldsAny(CommonWord, cancellation) || !tree.HoldsAny(TriggerWords, cancellation))
                continue;
            var root = tree.GetRoot(cancellation);
            var added = Steps(root, others, models.Of(root), cancellation);

            // Which of two files of code comes first is not to be seen.
            if (steps.Count > 0 && added.Count > 0)
                added = [.. steps.Concat(added).Select(step => step with { IsCertain = false })];
            if (added.Count > 0)
                steps = added;
        }

        return [.. steps, .. others];
    }

    /// <summary><c>config</c> of <c>config.SetBasePath(…).AddJsonFile(…)</c> and <c>config.Sources.Clear()</c>; <c>builder.Configuration</c> of <c>builder.Configuration.AddJsonFile(…)</c>.</summary>
    internal static ExpressionSyntax BuilderOf(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } => BuilderOf(receiver),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sources", Expression: var builder } => BuilderOf(builder),
        ParenthesizedExpressionSyntax { Expression: var inner } => BuilderOf(inner),
        _ => expression,
    };

    /// <param name="root">A file of code.</param>
    /// <param name="others">Takes the sources that are no JSON files, whose order does not matter.</param>
    private static List<AddedFile> Steps(SyntaxNode root, List<AddedFile> others, SemanticModel model, CancellationToken cancellation)
    {
        var calls = new List<InvocationExpressionSyntax>();
        var isAtRoot = true;
        foreach (var node in root.DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax call || CalledName.Of(call)?.Identifier.ValueText is not { } name)
                continue;
            var isVault = Vaults.Contains(name);
            if (isVault || Others.Contains(name))
            {
                // Some sources are added to the host's builder itself.
                if (IsHosts(call, model, cancellation) || IsHostsBuilder(BuilderOf(call), model, cancellation))
                    others.Add(new AddedFile(isVault ? AddedFile.Vault : null, IsCertain: true));
            }
            else if (name == Add || (name == "Clear" && CalledName.ReceiverOf(call) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sources" }))
            {
                if (IsHosts(call, model, cancellation))
                    calls.Add(call);
            }
            else if (name == "SetBasePath" && call.ArgumentList.Arguments is [var folder] && !JsonFileName.IsRoot(folder.Expression) && IsHosts(call, model, cancellation))
            {
                isAtRoot = false;
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

    private static bool IsHostsBuilder(ExpressionSyntax builder, SemanticModel model, CancellationToken cancellation) =>
        builder is IdentifierNameSyntax { Identifier.ValueText: "Host" or "WebHost" }
        || model.GetTypeInfo(builder, cancellation).Type?.Name is "IHostBuilder" or "IWebHostBuilder" or "WebApplicationBuilder" or "HostApplicationBuilder" or "IHostApplicationBuilder" or "ConfigureHostBuilder" or "ConfigureWebHostBuilder";

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
