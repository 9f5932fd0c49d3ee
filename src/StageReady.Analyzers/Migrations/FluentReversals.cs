using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers.Migrations;

/// <summary>Which expressions the referenced version of FluentMigrator reverses: those of its assembly that have a Reverse of their own. The base class's throws.</summary>
internal sealed class FluentReversals(Compilation compilation)
{
    /// <summary>Null if FluentMigrator is not referenced.</summary>
    public bool? Has(string expression)
    {
        if (compilation.GetTypeByMetadataName("FluentMigrator.Expressions." + expression) is not { } type)
            return null;
        for (var current = type; current is { Name: not "MigrationExpressionBase", SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (!current.GetMembers("Reverse").IsEmpty)
                return true;
        }

        return false;
    }
}
