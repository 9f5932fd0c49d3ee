using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads the calls that describe a key, an index or a relationship in a target model (<c>b.HasIndex("Note").IsUnique()</c>).</summary>
internal sealed class ModelPartReader(ModelValues values)
{
    public void Read(List<ModelCall> chain, EntityModel entity, ObjectKind kind)
    {
        var arguments = chain[0].Arguments;
        var isArray = arguments.Count > 0 && Elements(arguments[0]) is not null;
        List<string> properties = isArray ? [.. Elements(arguments[0])!.Select(argument => values.Text(argument) ?? "")] : [.. arguments.Select(argument => values.Text(argument) ?? "")];
        if (kind == ObjectKind.PrimaryKey && entity.PrimaryKey is { } earlier && !earlier.Properties.SequenceEqual(properties))
            entity.Parts.Remove(earlier);
        var part = Find(entity, kind, properties, isArray && arguments.Count > 1 ? values.Text(arguments[1]) : null);
        foreach (var call in chain.Skip(1))
        {
            var argument = call.Arguments.Count > 0 ? call.Arguments[0] : null;
            switch (call.Name)
            {
                case "HasName" or "HasDatabaseName" when argument is not null:
                    part.Name = values.Text(argument);
                    break;
                case "IsUnique":
                    if (argument is null || argument.RawKind == (int)SyntaxKind.TrueLiteralExpression)
                        part.Facets["unique"] = ModelValues.True;
                    break;
                case "HasFilter" when argument is not null:
                    if (argument.RawKind != (int)SyntaxKind.NullLiteralExpression)
                        part.Facets["filter"] = values.Facet(argument);
                    break;
                case "IsDescending":
                    part.Facets["descending"] = call.Arguments.Count == 0 ? new Facet("newbool[0]", "new bool[0]") : Array(call.Arguments);
                    break;
                case "IsClustered":
                    part.Facets["@SqlServer:Clustered"] = argument is null ? ModelValues.True : values.Facet(argument);
                    break;
                case "IncludeProperties" when argument is not null:
                    part.Facets[(call.Provider ?? values.Provider) == DatabaseProvider.PostgreSql ? "@Npgsql:IndexInclude" : "@SqlServer:Include"] = values.Facet(argument);
                    break;
                case "HasFillFactor" when argument is not null:
                    part.Facets["@SqlServer:FillFactor"] = values.Facet(argument);
                    break;
                case "HasMethod" when argument is not null:
                    part.Facets["@Npgsql:IndexMethod"] = values.Facet(argument);
                    break;
                case "HasOperators" when argument is not null:
                    part.Facets["@Npgsql:IndexOperators"] = Elements(argument) is null ? Array(call.Arguments) : values.Facet(argument);
                    break;
                case "HasNullSortOrder" when argument is not null:
                    part.Facets["@Npgsql:IndexNullSortOrder"] = Elements(argument) is null ? Array(call.Arguments) : values.Facet(argument);
                    break;
                case "AreNullsDistinct":
                    part.Facets["@Npgsql:NullsDistinct"] = argument is null ? ModelValues.True : values.Facet(argument);
                    break;
                case "HasAnnotation" when call.Arguments.Count == 2 && values.Text(call.Arguments[0]) is { } annotation:
                    if (values.IsOfProvider(annotation))
                        part.Facets["@" + annotation] = values.Facet(call.Arguments[1]);
                    break;
                default:
                    part.IsUnclear = true;
                    break;
            }
        }
    }

    /// <summary>The part that other statements have said more of: its name in the database may be among that.</summary>
    private static PartModel Find(EntityModel entity, ObjectKind kind, List<string> properties, string? name) =>
        name is null && entity.Parts.Find(part => part.Kind == kind && part.Properties.SequenceEqual(properties)) is { } known ? known : entity.Part(kind, properties, name);

    /// <param name="chain">The calls.</param>
    /// <param name="entity">The entity that they belong to.</param>
    /// <param name="entityOf">Another entity, by its name.</param>
    public void ReadForeignKey(List<ModelCall> chain, EntityModel entity, Func<string, EntityModel> entityOf)
    {
        var isOwnership = chain[0].Name == "WithOwner";
        var isOne = chain.Exists(call => call.Name == "WithOne");
        var part = new PartModel(ObjectKind.ForeignKey, []) { Principal = isOwnership ? entity.Owner?.Name : chain[0].Arguments.Count > 0 ? values.Text(chain[0].Arguments[0]) : null };
        if (isOwnership)
            part.Facets["onDelete"] = Action("Cascade");
        var holder = entity;
        foreach (var call in chain)
        {
            var argument = call.Arguments.Count > 0 ? call.Arguments[0] : null;
            switch (call.Name)
            {
                case "HasOne" or "WithOwner":
                    break;
                case "WithOne" or "WithMany":
                    part.Navigation = argument is null ? null : values.Text(argument);
                    break;
                case "HasForeignKey":
                    // One to one names the dependent first.
                    var names = call.Arguments.Select(name => values.Text(name) ?? "").ToList();
                    if (isOne && names.Count > 1)
                    {
                        holder = names[0] == entity.Name ? entity : entityOf(names[0]);
                        if (holder != entity)
                            part.Principal = entity.Name;
                        names.RemoveAt(0);
                    }

                    part.Properties = names;
                    break;
                case "HasPrincipalKey":
                    part.PrincipalProperties = [.. call.Arguments.Skip(isOne && call.Arguments.Count > 1 ? 1 : 0).Select(name => values.Text(name) ?? "")];
                    break;
                case "HasConstraintName" when argument is not null:
                    part.Name = values.Text(argument);
                    break;
                case "OnDelete" when argument is MemberAccessExpressionSyntax member:
                    if (ReferentialAction(member.Name.Identifier.ValueText) is { } action)
                        part.Facets["onDelete"] = Action(action);
                    else
                        part.Facets.Remove("onDelete");
                    break;
                case "IsRequired":
                    break;
                case "HasAnnotation":
                    break;
                default:
                    part.IsUnclear = true;
                    break;
            }
        }

        // Before EF Core 6 what only the client does was a restriction in the database.
        if (values.Version < 6 && !isOwnership && !chain.Exists(call => call.Name == "OnDelete"))
            part.Facets["onDelete"] = Action("Restrict");
        holder.Parts.Add(part);
    }

    private string? ReferentialAction(string deleteBehavior) => deleteBehavior switch
    {
        "Cascade" or "SetNull" or "Restrict" => deleteBehavior,
        _ => values.Version < 6 && deleteBehavior != "NoAction" ? "Restrict" : null,
    };

    private static Facet Action(string action) => new("ReferentialAction." + action, "ReferentialAction." + action);

    private static Facet Array(IReadOnlyList<ExpressionSyntax> elements)
    {
        var code = $"new[] {{ {string.Join(", ", elements.Select(element => element.ToString()))} }}";
        return Facet.OfCode(code);
    }

    private static IReadOnlyList<ExpressionSyntax>? Elements(ExpressionSyntax expression) => expression switch
    {
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => null,
    };
}
