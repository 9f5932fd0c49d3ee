using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.Migrations;

/// <summary>What the attributes of a migration of FluentMigrator say: when it runs, and where. Those that do not bind have their arguments in the syntax only.</summary>
internal static class FluentAttributes
{
    private const string Suffix = "Attribute";

    private static readonly HashSet<string> Remarks = WordSet.Of("Description Obsolete UsedImplicitly ExcludeFromCodeCoverage SuppressMessage GeneratedCode");

    /// <summary>Null where it is neither a number, nor a text that begins with one, nor FluentMigrator's time stamp.</summary>
    public static string? Version(INamedTypeSymbol migration)
    {
        foreach (var attribute in migration.GetAttributes())
        {
            if (!IsVersion(attribute))
                continue;
            var arguments = Arguments(attribute);
            var numbers = arguments.TakeWhile(argument => argument is not (null or string or bool)).Select(number => Convert.ToString(number, CultureInfo.InvariantCulture)).ToList();
            return numbers.Count == 1 ? numbers[0]
                : numbers.Count > 4 && Name(attribute) == "TimestampedMigration" ? string.Concat(numbers.Take(6).Select(number => number.PadLeft(2, '0'))).PadRight(14, '0')
                : numbers.Count == 0 && arguments is [string { Length: > 0 } text, ..] && char.IsDigit(text[0]) ? text
                : null;
        }

        return null;
    }

    /// <summary>FluentMigrator's own attributes are one.</summary>
    public static string? Numbering(INamedTypeSymbol migration) =>
        migration.GetAttributes().FirstOrDefault(IsVersion) is not { } attribute ? null : Name(attribute) is "TimestampedMigration" ? "Migration" : Name(attribute);

    /// <summary>The tags and the other attributes that may decide whether a migration runs, those of its base classes among them, as they are written.</summary>
    public static HashSet<string> Conditions(INamedTypeSymbol migration)
    {
        var conditions = new HashSet<string>(StringComparer.Ordinal);
        for (var type = migration; type is not null && !FluentMigrationType.IsBase(type); type = type.BaseType)
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (!IsVersion(attribute) && !Remarks.Contains(Name(attribute)))
                    conditions.Add(attribute.ApplicationSyntaxReference?.GetSyntax().ToString() ?? Name(attribute));
            }
        }

        return conditions;
    }

    private static bool IsVersion(AttributeData attribute) =>
        Name(attribute) is var name && (name.StartsWith("Migration", StringComparison.Ordinal) || name.EndsWith("Migration", StringComparison.Ordinal)) && name != "MigrationTrait";

    private static string Name(AttributeData attribute)
    {
        var name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>Null for what is not a plain value.</summary>
    private static List<object?> Arguments(AttributeData attribute)
    {
        if (!attribute.ConstructorArguments.IsEmpty)
            return [.. attribute.ConstructorArguments.Select(argument => argument.Kind == TypedConstantKind.Primitive ? argument.Value : null)];
        return attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var written }
            ? [.. written.Select(argument => (argument.Expression as LiteralExpressionSyntax)?.Token.Value)]
            : [];
    }
}
