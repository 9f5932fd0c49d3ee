using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// Collects what code reads of IConfiguration: indexers, GetValue, GetConnectionString, and sections that are bound to types. A read that the code can do
/// without is none; neither is one whose key is not constant, or that no deployed environment reaches. A method that is handed a section or a key reads what its callers hand over.
/// </summary>
/// <param name="keys">Those that matter: no other is looked at closely.</param>
/// <param name="environments">The deployed ones.</param>
/// <param name="guard">Tells what an environment reaches.</param>
/// <param name="names">Finds the callers of a method.</param>
internal sealed class ConfigurationReads(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> environments, DevelopmentGuard guard, NameIndex names)
{
    public static readonly SyntaxKind[] Kinds = [SyntaxKind.InvocationExpression, SyntaxKind.ElementAccessExpression];

    private const int MaxDepth = 5;

    private readonly ConcurrentDictionary<ConfigurationRead, bool> _reads = new();
    private readonly ConcurrentDictionary<string, bool> _optional = new(StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create("onfiguration", "GetSection", "GetRequiredSection", "GetConnectionString", "GetValue");

    /// <summary>Takes the reads that depend on calls from outside the compilation, instead of what they would read by themselves; null if there is no outside.</summary>
    public ConcurrentBag<SyntaxNode>? Open { get; init; }

    /// <summary>Without those of sections for which the code asks whether they exist.</summary>
    public IEnumerable<ConfigurationRead> All => _optional.IsEmpty ? _reads.Keys : _reads.Keys.Where(read => !_optional.ContainsKey(read.Key) && !KeyPath.IsBelow(read.Key, _optional.ContainsKey));

    public void Add(CodeContext context)
    {
        switch (context.Node)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [var argument] } access when MayMatter(argument.Expression) && !IsWritten(access):
                AddValue(access, access.Expression, argument.Expression, context);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call:
                AddCall(call, member, context);
                break;
        }
    }

    private void AddCall(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member, CodeContext context)
    {
        var arguments = call.ArgumentList.Arguments;
        switch (member.Name.Identifier.ValueText)
        {
            // GetValue<bool> has a default that everybody means.
            case "GetValue" when arguments.Count == 1 && MayMatter(arguments[0].Expression) && !IsFlag((member.Name as GenericNameSyntax)?.TypeArgumentList.Arguments[0]):
                AddValue(call, member.Expression, arguments[0].Expression, context);
                break;
            case "GetConnectionString" when arguments.Count == 1 && MayMatter(arguments[0].Expression):
                AddValue(call, member.Expression, arguments[0].Expression, context, "ConnectionStrings");
                break;
            case "Exists" when arguments.Count == 0 && AbsentValue.IsToleratedBy(call, isAbsentWhenTrue: false):
                foreach (var section in new ConfigurationSections(names, context.Models).Paths(member.Expression))
                {
                    if (section.Path.Length > 0)
                        _optional.TryAdd(section.Path, true);
                }

                break;
            case "Get" or "Bind" or "BindConfiguration" or "Configure":
                var sections = new ConfigurationSections(names, context.Models);
                var bound = sections.BoundBy(call, member).ToList();
                if (IsLeftOpen(call, sections))
                    break;
                foreach (var (section, type) in bound)
                {
                    if (keys.Any(key => IsIn(key, section.Path)) && IsNeeded(call, section, context))
                        AddMembers(section.Path, type, MaxDepth, context);
                }

                break;
        }
    }

    private void AddValue(ExpressionSyntax read, ExpressionSyntax section, ExpressionSyntax key, CodeContext context, string? parent = null)
    {
        var sections = new ConfigurationSections(names, context.Models);
        if (!sections.IsConfiguration(section))
            return;

        var paths = sections.Keys(section, key, parent).ToList();
        if (IsLeftOpen(read, sections))
            return;
        foreach (var found in paths)
        {
            if (keys.Contains(found.Path, StringComparer.OrdinalIgnoreCase) && IsNeeded(read, found, context))
                _reads.TryAdd(new ConfigurationRead(found.Path, HasSection: false), true);
        }
    }

    private bool IsLeftOpen(SyntaxNode read, ConfigurationSections sections)
    {
        if (Open is null || !sections.HasMetUncalled)
            return false;
        Open.Add(read);
        return true;
    }

    // Most indexers are those of lists and dictionaries: the text of the key tells it before anything is bound.
    private bool MayMatter(ExpressionSyntax key) =>
        key is not LiteralExpressionSyntax literal || (literal.Token.Value is string text && keys.Any(wanted => wanted.EndsWith(text, StringComparison.OrdinalIgnoreCase)));

    private bool IsNeeded(ExpressionSyntax read, SectionPath path, CodeContext context) =>
        IsNeeded(read, context) && (path.Chain is null || path.Chain.Calls.All(call => IsNeeded(call, context)));

    private bool IsNeeded(SyntaxNode read, CodeContext context) =>
        !(read is ExpressionSyntax value && AbsentValue.IsTolerated(value, context.Models.Of(value), context.CancellationToken)) && !guard.KeepsFrom(environments, read, context.Models);

    private static bool IsIn(string key, string section) =>
        section.Length == 0 || (key.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (key.Length == section.Length || key[section.Length] == ':'));

    private void AddMembers(string section, ITypeSymbol type, int depth, CodeContext context)
    {
        if (depth == 0 || !BoundType.IsByMembers(type))
            return;

        foreach (var property in BoundType.Properties(type))
        {
            if (HasDefault(property))
                continue;

            var key = ConfigurationSections.Join(section, BoundType.KeyOf(property));
            if (BoundType.IsByMembers(property.Type))
                AddMembers(key, property.Type, depth - 1, context);
            else if (!keys.Contains(key, StringComparer.OrdinalIgnoreCase) || !IsTested(property, context))
                _reads.TryAdd(new ConfigurationRead(key, HasSection: !BoundType.IsScalar(property.Type)), true);
        }
    }

    /// <summary>Whether the code that uses the property has an answer to its absence.</summary>
    private bool IsTested(IPropertySymbol property, CodeContext context)
    {
        foreach (var access in names.MemberUsesOf(property.Name, AbsentValue.Followers, context.CancellationToken))
        {
            if (AbsentValue.IsToleratedAt(access) && SymbolEqualityComparer.Default.Equals(context.Models.SymbolOf(access), property))
                return true;
        }

        return false;
    }

    private static bool IsWritten(ElementAccessExpressionSyntax access) => access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access;

    private static bool IsFlag(TypeSyntax? type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword } or NullableTypeSyntax;

    /// <summary>Whether the code runs without a value: an initializer, a nullable type, a flag that is off. A type of a referenced assembly does not tell its initializers.</summary>
    private static bool HasDefault(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.IsEmpty && !IsRequired(property)
        || property.Type.SpecialType == SpecialType.System_Boolean
        || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || property.NullableAnnotation == NullableAnnotation.Annotated
        || property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: var value } && !IsEmpty(value, property.Type));

    private static bool IsRequired(IPropertySymbol property) => property.IsRequired || property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "RequiredAttribute");

    // What only silences the compiler is no default, and a new object has only those of its own members. An empty collection is one.
    private static bool IsEmpty(ExpressionSyntax value, ITypeSymbol type) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } => true,
        LiteralExpressionSyntax { Token.ValueText: "" or "null" or "default" } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => type.SpecialType == SpecialType.System_String,
        ObjectCreationExpressionSyntax or ImplicitObjectCreationExpressionSyntax => BoundType.IsByMembers(type),
        _ => false,
    };
}
