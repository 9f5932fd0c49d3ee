using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>A key that a caller hands over.</summary>
internal sealed record GivenKey(InvocationExpressionSyntax Call, string Key);

/// <summary>The parameter of a method of the compilation that names the key which the method reads: <c>string Get(string key) => configuration[key]!</c></summary>
internal sealed class KeyParameter
{
    private readonly IMethodSymbol _method;
    private readonly int _ordinal;

    private KeyParameter(IMethodSymbol method, int ordinal) => (_method, _ordinal) = (method, ordinal);

    /// <summary>Null if the key is anything else, or if the method gives the parameter another value.</summary>
    public static KeyParameter? Of(ExpressionSyntax key, SemanticModel model, CancellationToken cancellation)
    {
        if (key is not IdentifierNameSyntax
            || model.GetSymbolInfo(key, cancellation).Symbol is not IParameterSymbol { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method } parameter
            || method.DeclaringSyntaxReferences is not [var declaration])
            return null;

        var isWritten = NameIndex.UsesIn(declaration.GetSyntax(cancellation), parameter.Name).Any(use => use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use);
        return isWritten ? null : new KeyParameter(method, parameter.Ordinal);
    }

    /// <summary>The constants that the calls in the compilation hand over.</summary>
    public IEnumerable<GivenKey> GivenKeys(NameIndex names, SemanticModels models, CancellationToken cancellation)
    {
        foreach (var use in names.UsesOf(_method.Name, cancellation))
        {
            var called = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : (ExpressionSyntax)use;
            if (called.Parent is InvocationExpressionSyntax call && call.Expression == called
                && models.SymbolOf(call) is IMethodSymbol method && SymbolEqualityComparer.Default.Equals((method.ReducedFrom ?? method).OriginalDefinition, _method.OriginalDefinition)
                && ArgumentOf(call, isReduced: method.ReducedFrom is not null) is { } argument && ConfigurationSections.Constant(argument, models.Of(argument), cancellation) is { } key)
            {
                yield return new GivenKey(call, key);
            }
        }
    }

    private ExpressionSyntax? ArgumentOf(InvocationExpressionSyntax call, bool isReduced)
    {
        var arguments = call.ArgumentList.Arguments;
        var name = _method.Parameters[_ordinal].Name;
        var ordinal = isReduced ? _ordinal - 1 : _ordinal;
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)?.Expression
            ?? (ordinal >= 0 && ordinal < arguments.Count && arguments[ordinal].NameColon is null ? arguments[ordinal].Expression : null);
    }
}
