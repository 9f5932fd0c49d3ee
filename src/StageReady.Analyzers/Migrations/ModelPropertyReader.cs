using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads the calls that describe a property in a target model (<c>b.Property&lt;string&gt;("Note").HasMaxLength(50)</c>).</summary>
internal sealed class ModelPropertyReader(ModelValues values)
{
    // The calls whose one argument is a property of the column.
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["HasColumnType"] = "type",
        ["HasMaxLength"] = "maxLength",
        ["HasComment"] = "comment",
        ["UseCollation"] = "collation",
    };

    private static readonly Facet Identity = new("\"1,1\"", "\"1, 1\"");

    public void Read(List<ModelCall> chain, PropertyModel property, TypeSyntax? type)
    {
        if (type is not null)
        {
            var isNullable = type is NullableTypeSyntax;
            var written = type.ToString().TrimEnd('?');
            property.Facets["clrType"] = new Facet(written, written);
            property.IsRequired ??= isNullable ? false : values.IsValueType(type);
        }

        var facets = property.Facets;
        foreach (var call in chain.Skip(1))
        {
            var argument = call.Arguments.Count > 0 ? call.Arguments[0] : null;
            switch (call.Name)
            {
                case "IsRequired":
                    property.IsRequired = argument is null || argument.RawKind == (int)SyntaxKind.TrueLiteralExpression;
                    break;
                case "HasColumnName" when argument is not null:
                    property.ColumnName = values.Text(argument);
                    break;
                case var name when argument is not null && Plain.TryGetValue(name, out var facet):
                    facets[facet] = values.Facet(argument);
                    break;
                case "HasPrecision" when argument is not null:
                    facets["precision"] = values.Facet(argument);
                    if (call.Arguments.Count > 1)
                        facets["scale"] = values.Facet(call.Arguments[1]);
                    break;
                case "IsUnicode":
                    facets["unicode"] = argument is null ? ModelValues.True : values.Facet(argument);
                    break;
                case "IsFixedLength":
                    facets["fixedLength"] = argument is null ? ModelValues.True : values.Facet(argument);
                    break;
                case "IsRowVersion":
                    facets["rowVersion"] = ModelValues.True;
                    break;
                case "HasDefaultValue":
                    property.IsUnclear |= argument is null;
                    if (argument is not null)
                        facets["defaultValue"] = values.Facet(argument);
                    break;
                case "HasDefaultValueSql":
                    facets["defaultValueSql"] = argument is null ? ModelValues.Empty : values.Facet(argument);
                    break;
                case "HasComputedColumnSql":
                    facets["computedColumnSql"] = argument is null ? ModelValues.Empty : values.Facet(argument);
                    if (call.Arguments.Count > 1)
                        facets["stored"] = values.Facet(call.Arguments[1]);
                    break;
                case "ValueGeneratedOnAdd":
                    property.IsGeneratedOnAdd = true;
                    break;
                case "IsConcurrencyToken":
                    if (chain.Exists(other => other.Name == "ValueGeneratedOnAddOrUpdate"))
                        facets["rowVersion"] = ModelValues.True;
                    break;
                case "ValueGeneratedOnAddOrUpdate" or "ValueGeneratedOnUpdate":
                    break;
                case "HasAnnotation" when call.Arguments.Count == 2 && values.Text(call.Arguments[0]) is { } annotation:
                    ReadColumnAnnotation(annotation, call.Arguments[1], property);
                    break;
                default:
                    if (Generation(call) is { } generation)
                        facets[generation.Key] = generation.Value;
                    else
                        property.IsUnclear |= !ModelValues.IsForCode(call.Name);
                    break;
            }
        }
    }

    private void ReadColumnAnnotation(string name, ExpressionSyntax value, PropertyModel property)
    {
        var facet = values.Facet(value);
        switch (name)
        {
            case "MaxLength":
                property.Facets["maxLength"] = facet;
                break;
            case "SqlServer:ValueGenerationStrategy" when values.Version > 2:
                if (facet.Value.EndsWith("IdentityColumn", StringComparison.Ordinal))
                    property.Facets["@SqlServer:Identity"] = Identity;
                break;
            case "Relational:DefaultConstraintName" or "SqlServer:IdentitySeed" or "SqlServer:IdentityIncrement":
                property.IsUnclear = true;
                break;
            default:
                if (values.IsOfProvider(name) && !facet.Value.EndsWith("HiLo", StringComparison.Ordinal))
                    property.Facets["@" + name] = facet;
                break;
        }
    }

    /// <summary>How the column gets its values, as the annotation that the migration has for it.</summary>
    private KeyValuePair<string, Facet>? Generation(ModelCall call)
    {
        return call.Name switch
        {
            "UseIdentityColumn" or "UseSqlServerIdentityColumn" when IdentityOf(call) is { } code => Annotation("SqlServer:Identity", code),
            "UseIdentityByDefaultColumn" or "UseIdentityAlwaysColumn" or "UseSerialColumn" when call.Arguments.Count == 0 =>
                Annotation("Npgsql:ValueGenerationStrategy", "NpgsqlValueGenerationStrategy." + call.Name.Substring("Use".Length)),
            "UseNpgsqlIdentityByDefaultColumn" or "UseNpgsqlIdentityAlwaysColumn" or "UseNpgsqlSerialColumn" =>
                Annotation("Npgsql:ValueGenerationStrategy", "NpgsqlValueGenerationStrategy." + call.Name.Substring("UseNpgsql".Length)),
            "UseMySqlIdentityColumn" or "UseMySqlComputedColumn" => Annotation("MySql:ValueGenerationStrategy", "MySqlValueGenerationStrategy." + call.Name.Substring("UseMySql".Length)),
            "HasCharSet" when call.Arguments.Count > 0 && values.Facet(call.Arguments[0]).Code is { } code => Annotation("MySql:CharSet", code),
            "UseAutoincrement" => Annotation("Sqlite:Autoincrement", "true"),
            "IsSparse" => Annotation("SqlServer:Sparse", "true"),
            _ => null,
        };

        static KeyValuePair<string, Facet> Annotation(string name, string code) => new("@" + name, new Facet(code, code));
    }

    private string? IdentityOf(ModelCall call)
    {
        if (values.Provider is not (null or DatabaseProvider.SqlServer))
            return null;
        if (call.Arguments.Count < 2)
            return Identity.Code;
        return values.Fold(call.Arguments[0]).Value is { } seed && values.Fold(call.Arguments[1]).Value is { } increment ? $"\"{seed}, {increment}\"" : null;
    }
}
