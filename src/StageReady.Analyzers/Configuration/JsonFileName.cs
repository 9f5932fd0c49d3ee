using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>The name of a JSON file as code writes it: <c>appsettings.json</c>, or an environment's <c>appsettings.{name}.json</c>.</summary>
internal sealed class JsonFileName
{
    private const string Extension = ".json";

    // Stands for what only the running application knows.
    private const char Hole = AddedFile.Hole;

    private readonly string _folder;
    private readonly string _stem;

    private JsonFileName(string name, string folder, string stem, bool isEnvironments) => (Name, _folder, _stem, IsEnvironments) = (name, folder, stem, isEnvironments);

    public string Name { get; }

    public bool IsEnvironments { get; }

    /// <summary>The base file that hosts add by themselves.</summary>
    public bool IsHostsOwn => _folder.Length == 0 && Name == "appsettings.json";

    /// <summary>The file that a call of AddJsonFile adds; null if its name is not to be seen.</summary>
    public static JsonFileName? Of(InvocationExpressionSyntax call, SemanticModel model, EnvironmentRoles roles, CancellationToken cancellation) =>
        WrittenBy(call, model, cancellation) is { } text ? Parse(text, roles) : null;

    /// <summary>Where the file that a call of AddJsonFile adds is below the application's folder, with a hole for the name of the environment; null if that is not to be seen.</summary>
    public static string? PlaceOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var path = WithoutRoot((WrittenBy(call, model, cancellation) ?? "").Replace('\\', '/'));
        return path.Length == 0 || path[0] == '/' || path.IndexOf('{') >= 0 || path.IndexOf(':') >= 0 || path.IndexOf("../", StringComparison.Ordinal) >= 0 ? null : path;
    }

    /// <summary>Whether an expression is the folder that an application looks for its files in anyway.</summary>
    public static bool IsRoot(ExpressionSyntax expression)
    {
        var text = expression.ToString();
        return text.EndsWith("BaseDirectory", StringComparison.Ordinal) || text.EndsWith("CurrentDirectory", StringComparison.Ordinal) || text.EndsWith("GetCurrentDirectory()", StringComparison.Ordinal) || text.EndsWith("ContentRootPath", StringComparison.Ordinal);
    }

    private static string? WrittenBy(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var arguments = call.ArgumentList.Arguments;
        var path = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "path") ?? arguments.FirstOrDefault(argument => TextOf(argument.Expression, model, cancellation) is not null);
        return path is null ? null : TextOf(path.Expression, model, cancellation);
    }

    private static string WithoutRoot(string path)
    {
        if (path.StartsWith("./", StringComparison.Ordinal))
            path = path.Substring(2);
        return path.StartsWith("{}/", StringComparison.Ordinal) ? path.Substring(3) : path.StartsWith("{}", StringComparison.Ordinal) ? path.Substring(2) : path;
    }

    public bool IsBeside(JsonFileName other) => _folder == other._folder && string.Equals(_stem, other._stem, StringComparison.OrdinalIgnoreCase);

    private static JsonFileName? Parse(string text, EnvironmentRoles roles)
    {
        var slash = text.LastIndexOfAny(['/', '\\']) + 1;
        var name = text.Substring(slash);
        if (!name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            return null;

        var stem = name.Substring(0, name.Length - Extension.Length);
        var dot = stem.LastIndexOf('.');
        var environment = stem.Substring(dot + 1);
        if (dot > 0 && (environment == Hole.ToString() || roles.RoleOf(environment) is not null))
            return new JsonFileName(name, text.Substring(0, slash), stem.Substring(0, dot), isEnvironments: true);
        return name.IndexOf(Hole) < 0 ? new JsonFileName(name, text.Substring(0, slash), stem, isEnvironments: false) : null;
    }

    // A constant, $"…{env}…", a + b or Path.Combine(a, b), with a hole where the name of the environment goes.
    private static string? TextOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetConstantValue(expression, cancellation).Value is string constant)
            return constant;
        return expression switch
        {
            InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(part => part switch
            {
                InterpolatedStringTextSyntax { TextToken.ValueText: var text } => text,
                InterpolationSyntax { Expression: var value } => TextOf(value, model, cancellation) ?? Unknown(value),
                _ => "",
            })),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => (TextOf(sum.Left, model, cancellation) ?? Unknown(sum.Left)) + (TextOf(sum.Right, model, cancellation) ?? Unknown(sum.Right)),
            InvocationExpressionSyntax { ArgumentList.Arguments: var parts } call when CalledName.Of(call)?.Identifier.ValueText is "Combine" or "Join" && parts.Count > 0
                => string.Join("/", parts.Select(part => TextOf(part.Expression, model, cancellation) ?? Unknown(part.Expression))),
            _ => null,
        };
    }

    // The name of the environment is a hole; anything else (a folder, a machine) stands for itself.
    private static string Unknown(ExpressionSyntax value) => IsRoot(value) ? "{}" : IsEnvironmentName(value) ? Hole.ToString() : "{" + value.ToString().Replace('.', '_').Replace('/', '_') + "}";

    private static bool IsEnvironmentName(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsEnvironmentName(inner),
        PostfixUnaryExpressionSyntax { Operand: var inner } => IsEnvironmentName(inner),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: var inner } => IsEnvironmentName(inner),
        InvocationExpressionSyntax call when CalledName.Of(call) is { Identifier.ValueText: var method } => method == "GetEnvironmentVariable" || (CalledName.ReceiverOf(call) is { } receiver && IsEnvironmentName(receiver)),
        _ => CalledName.Of(value) is { Identifier.ValueText: var name } && name.IndexOf("env", StringComparison.OrdinalIgnoreCase) >= 0,
    };
}
