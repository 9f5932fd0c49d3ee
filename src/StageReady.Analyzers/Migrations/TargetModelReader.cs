using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads the BuildTargetModel of a Designer: the schema after that migration. Its text is EF Core's own, so that the syntax tells nearly all of it.</summary>
internal sealed class TargetModelReader(ConstantFolder folder, SemanticModels models, string? provider)
{
    // What the model says for the code that runs, and not for the database.
    private static readonly HashSet<string> NotInDatabase = WordSet.Of(
        """
        ValueGeneratedNever ValueGeneratedOnUpdate ValueGeneratedOnUpdateSometimes HasField HasJsonPropertyName HasColumnOrder UsePropertyAccessMode HasConversion HasSentinel HasValueGenerator
        HasDiscriminatorValue HasChangeTrackingStrategy UseTphMappingStrategy UseTptMappingStrategy Navigation HasTrigger UseSqlOutputClause UseSqlReturningClause IsComplete HasQueryFilter Metadata
        UseHiLo UseSequence HasDefaultSchema UsePropertyAccessMode HasDbFunction HasNoDiscriminator HasNoKey
        """);

    private readonly OperationReader _operations = new(folder);
    private readonly List<EntityModel> _entities = [];
    private readonly List<Operation> _sequences = [];
    private string? _provider = provider;
    private string? _defaultSchema;
    private int _version;
    private int _maximalName = int.MaxValue;

    public DatabaseModel Read(MethodDeclarationSyntax buildTargetModel)
    {
        var builder = buildTargetModel.ParameterList.Parameters[0].Identifier.ValueText;
        foreach (var chain in ModelCall.Chains(buildTargetModel.Body, builder))
        {
            // The provider's own extensions on the model tell it where nothing else does.
            _provider ??= chain[chain.Count - 1].Provider;
            ReadModel(chain);
        }

        var model = new DatabaseModel();
        foreach (var sequence in _sequences)
            model.Add(sequence);
        new RelationalMapping(_entities, model, _provider, _version, _maximalName).Map();
        return model;
    }

    private void ReadModel(List<ModelCall> chain)
    {
        if (chain[0].Name == "Entity" && chain[0].Arguments.Count > 0 && Text(chain[0].Arguments[0]) is { } name)
        {
            var entity = Entity(name);
            if (chain[0].Arguments.Count > 1)
                ReadBody(chain[0].Arguments[1], entity);
            foreach (var call in chain.Skip(1))
                ReadEntity([call], entity);
        }
        else if (chain[0].Name == "HasSequence")
        {
            ReadSequence(chain);
        }
        else
        {
            foreach (var call in chain)
            {
                if (call.Name == "HasAnnotation" && call.Arguments.Count == 2)
                    ReadModelAnnotation(Text(call.Arguments[0]), call.Arguments[1]);
                else if (call.Name == "HasDefaultSchema" && call.Arguments.Count == 1)
                    _defaultSchema = Text(call.Arguments[0]);
            }
        }
    }

    private void ReadModelAnnotation(string? name, ExpressionSyntax value)
    {
        if (name == "ProductVersion" && Text(value) is { } version)
            _version = int.TryParse(version.Split('.')[0], out var major) ? major : 0;
        else if (name == "Relational:MaxIdentifierLength" && folder.Fold(value, Locals.Empty).Value is int length)
            _maximalName = length;
    }

    private void ReadSequence(List<ModelCall> chain)
    {
        if (chain[0].Arguments.Count == 0 || Text(chain[0].Arguments[0]) is not { } name)
            return;
        var facets = new Dictionary<string, Facet>(StringComparer.Ordinal);
        if (chain[0].Type is { } type && type.ToString() != "long")
            facets["clrType"] = new Facet(type.ToString(), type.ToString());
        var isKnown = true;
        foreach (var call in chain.Skip(1))
        {
            var facet = call.Name switch { "StartsAt" => "startValue", "IncrementsBy" => "incrementBy", "HasMin" => "minValue", "HasMax" => "maxValue", "IsCyclic" => "cyclic", _ => null };
            if (facet is null)
                isKnown = false;
            else
                facets[facet] = call.Arguments.Count == 0 ? new Facet("true", "true") : Facet(call.Arguments[0]);
        }

        _sequences.Add(new Operation(Verb.Create, new SchemaName(ObjectKind.Sequence, name, WrittenSchema: chain[0].Arguments.Count > 1 ? Text(chain[0].Arguments[1]) : _defaultSchema)) { New = new Facets(facets, isKnown) });
    }

    private EntityModel Entity(string name)
    {
        if (_entities.Find(entity => entity.Name == name && entity.Owner is null) is { } known)
            return known;
        var added = new EntityModel(name);
        _entities.Add(added);
        return added;
    }

    private void ReadBody(ExpressionSyntax configuration, EntityModel entity)
    {
        if (configuration is not LambdaExpressionSyntax lambda)
        {
            entity.IsUnclear = true;
            return;
        }

        foreach (var chain in ModelCall.ChainsOf(lambda))
            ReadEntity(chain, entity);
    }

    private void ReadEntity(List<ModelCall> chain, EntityModel entity)
    {
        var first = chain[0];
        switch (first.Name)
        {
            case "Property" or "PrimitiveCollection" when first.Arguments.Count > 0 && Text(first.Arguments[^1]) is { } name:
                ReadProperty(chain, entity.Property(name), first.Type);
                break;
            case "HasKey":
                ReadPart(chain, entity, ObjectKind.PrimaryKey);
                break;
            case "HasAlternateKey":
                ReadPart(chain, entity, ObjectKind.UniqueConstraint);
                break;
            case "HasIndex":
                ReadPart(chain, entity, ObjectKind.Index);
                break;
            case "HasOne" or "WithOwner":
                ReadForeignKey(chain, entity);
                break;
            case "HasBaseType" when first.Arguments.Count > 0 && Text(first.Arguments[0]) is { } parent:
                entity.Base = Entity(parent);
                break;
            case "UseTpcMappingStrategy":
                entity.Inheritance = InheritanceMapping.TablePerConcreteType;
                break;
            case "ToTable":
                ReadTable(first, entity);
                break;
            case "ToView" or "ToSqlQuery" or "ToFunction":
                entity.HasNoTable |= entity.Table is null && (first.Arguments.Count == 0 || first.Arguments[0].RawKind != (int)SyntaxKind.NullLiteralExpression);
                break;
            case "ToJson":
                entity.JsonColumn = first.Arguments.Count > 0 ? Text(first.Arguments[0]) : entity.Navigation;
                entity.IsUnclear |= entity.JsonColumn is null;
                break;
            case "HasColumnType" when first.Arguments.Count == 1:
                entity.JsonType = Facet(first.Arguments[0]).Code;
                break;
            case "HasComment" when first.Arguments.Count == 1:
                entity.Facets["comment"] = Facet(first.Arguments[0]);
                break;
            case "HasCheckConstraint":
                ReadCheck(first, entity);
                break;
            case "HasData":
                ReadRows(first, entity);
                break;
            case "HasDiscriminator":
                if (first.Arguments.Count > 0)
                    entity.Discriminator = Text(first.Arguments[0]);
                if (chain.Find(call => call.Name == "HasValue") is { Arguments: [.., var value] })
                    entity.DiscriminatorValue = Facet(value).Code;
                break;
            case "OwnsOne" or "OwnsMany":
                ReadOwned(first, entity);
                break;
            case "ComplexProperty":
                ReadComplex(first, entity);
                break;
            case "Navigation" when first.Arguments.Count > 0 && Text(first.Arguments[0]) is { } navigation:
                if (chain.Exists(call => call.Name == "IsRequired"))
                    entity.RequiredNavigations.Add(navigation);
                break;
            case "IsRequired":
                entity.IsRequired = true;
                break;
            case "HasAnnotation" when first.Arguments.Count == 2 && Text(first.Arguments[0]) is { } annotation:
                ReadEntityAnnotation(annotation, first.Arguments[1], entity);
                break;
            default:
                entity.IsUnclear |= !NotInDatabase.Contains(first.Name);
                break;
        }
    }

    private void ReadEntityAnnotation(string name, ExpressionSyntax value, EntityModel entity)
    {
        if (name == "Relational:IsTableExcludedFromMigrations")
            entity.HasNoTable |= value.RawKind == (int)SyntaxKind.TrueLiteralExpression;
        else if (name.IndexOf("Temporal", StringComparison.Ordinal) >= 0)
            entity.IsUnclear = true;
        else if (IsOfProvider(name))
            entity.Facets["@" + name] = Facet(value);
    }

    private void ReadTable(ModelCall call, EntityModel entity)
    {
        var names = call.Arguments.Where(argument => argument is not LambdaExpressionSyntax).ToList();
        if (names.Count > 0)
        {
            var schema = names.Count > 1 ? Text(names[1]) : _defaultSchema;
            if (folder.Fold(names[0], Locals.Empty) is not { HasValue: true, Value: var name })
                entity.IsUnclear = true;
            else if (name is string table)
                (entity.Table, entity.HasNoTable) = (new SchemaName(ObjectKind.Table, table, WrittenSchema: schema), false);
            else
                entity.HasNoTable = true;
        }

        if (call.Arguments.Count == 0 || call.Arguments[^1] is not LambdaExpressionSyntax lambda)
            return;
        foreach (var chain in ModelCall.ChainsOf(lambda))
        {
            switch (chain[0].Name)
            {
                case "ExcludeFromMigrations":
                    entity.HasNoTable = true;
                    break;
                case "HasCheckConstraint" or "HasComment":
                    ReadEntity(chain, entity);
                    break;
                default:
                    entity.IsUnclear |= !NotInDatabase.Contains(chain[0].Name);
                    break;
            }
        }
    }

    private void ReadCheck(ModelCall call, EntityModel entity)
    {
        if (call.Arguments.Count < 2 || Text(call.Arguments[0]) is not { } name)
            return;
        var part = entity.Part(ObjectKind.CheckConstraint, [], name);
        part.Facets["sql"] = Facet(call.Arguments[1]);
    }

    private void ReadRows(ModelCall call, EntityModel entity)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is not AnonymousObjectCreationExpressionSyntax created)
            {
                entity.IsUnclear = true;
                return;
            }

            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var value in created.Initializers)
            {
                if (value.NameEquals is { } name && Facet(value.Expression).Code is { } code)
                    row[name.Name.Identifier.ValueText] = code;
                else
                    entity.IsUnclear = true;
            }

            entity.Rows.Add(row);
        }
    }

    private void ReadOwned(ModelCall call, EntityModel owner)
    {
        if (call.Arguments.Count < 3 || Text(call.Arguments[0]) is not { } type || Text(call.Arguments[1]) is not { } navigation)
        {
            owner.IsUnclear = true;
            return;
        }

        var owned = new EntityModel(type, owner, navigation) { IsCollection = call.Name == "OwnsMany" };
        _entities.Add(owned);
        ReadBody(call.Arguments[^1], owned);
    }

    private void ReadComplex(ModelCall call, EntityModel owner)
    {
        var names = call.Arguments.Where(argument => argument is not LambdaExpressionSyntax and not TypeOfExpressionSyntax).Select(Text).ToList();
        if (names.Count == 0 || names[0] is not { } property)
        {
            owner.IsUnclear = true;
            return;
        }

        var complex = new EntityModel(names[^1] ?? property, owner, property) { IsComplex = true };
        _entities.Add(complex);
        ReadBody(call.Arguments[^1], complex);
    }

    private void ReadProperty(List<ModelCall> chain, PropertyModel property, TypeSyntax? type)
    {
        if (type is not null)
        {
            var isNullable = type is NullableTypeSyntax;
            var written = type.ToString().TrimEnd('?');
            property.Facets["clrType"] = new Facet(written, written);
            property.IsRequired ??= isNullable ? false : IsValueType(type);
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
                    property.ColumnName = Text(argument);
                    break;
                case "HasColumnType" when argument is not null:
                    facets["type"] = Facet(argument);
                    break;
                case "HasMaxLength" when argument is not null:
                    facets["maxLength"] = Facet(argument);
                    break;
                case "HasPrecision" when argument is not null:
                    facets["precision"] = Facet(argument);
                    if (call.Arguments.Count > 1)
                        facets["scale"] = Facet(call.Arguments[1]);
                    break;
                case "IsUnicode":
                    facets["unicode"] = argument is null ? True : Facet(argument);
                    break;
                case "IsFixedLength":
                    facets["fixedLength"] = argument is null ? True : Facet(argument);
                    break;
                case "IsRowVersion":
                    facets["rowVersion"] = True;
                    break;
                case "HasDefaultValue":
                    property.IsUnclear |= argument is null;
                    if (argument is not null)
                        facets["defaultValue"] = Facet(argument);
                    break;
                case "HasDefaultValueSql":
                    facets["defaultValueSql"] = argument is null ? Empty : Facet(argument);
                    break;
                case "HasComputedColumnSql":
                    facets["computedColumnSql"] = argument is null ? Empty : Facet(argument);
                    if (call.Arguments.Count > 1)
                        facets["stored"] = Facet(call.Arguments[1]);
                    break;
                case "HasComment" when argument is not null:
                    facets["comment"] = Facet(argument);
                    break;
                case "UseCollation" when argument is not null:
                    facets["collation"] = Facet(argument);
                    break;
                case "ValueGeneratedOnAdd":
                    property.IsGeneratedOnAdd = true;
                    break;
                case "IsConcurrencyToken":
                    if (chain.Exists(other => other.Name == "ValueGeneratedOnAddOrUpdate"))
                        facets["rowVersion"] = True;
                    break;
                case "ValueGeneratedOnAddOrUpdate" or "ValueGeneratedOnUpdate":
                    break;
                case "HasAnnotation" when call.Arguments.Count == 2 && Text(call.Arguments[0]) is { } annotation:
                    ReadColumnAnnotation(annotation, call.Arguments[1], property);
                    break;
                default:
                    if (Generation(call) is { } generation)
                        facets[generation.Key] = generation.Value;
                    else
                        property.IsUnclear |= !NotInDatabase.Contains(call.Name);
                    break;
            }
        }
    }

    private void ReadColumnAnnotation(string name, ExpressionSyntax value, PropertyModel property)
    {
        var facet = Facet(value);
        switch (name)
        {
            case "MaxLength":
                property.Facets["maxLength"] = facet;
                break;
            case "SqlServer:ValueGenerationStrategy" when _version > 2:
                if (facet.Value.EndsWith("IdentityColumn", StringComparison.Ordinal))
                    property.Facets["@SqlServer:Identity"] = Identity;
                break;
            case "Relational:DefaultConstraintName" or "SqlServer:IdentitySeed" or "SqlServer:IdentityIncrement":
                property.IsUnclear = true;
                break;
            default:
                if (IsOfProvider(name) && !facet.Value.EndsWith("HiLo", StringComparison.Ordinal))
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
            "HasCharSet" when call.Arguments.Count > 0 && Facet(call.Arguments[0]).Code is { } code => Annotation("MySql:CharSet", code),
            "UseAutoincrement" => Annotation("Sqlite:Autoincrement", "true"),
            "IsSparse" => Annotation("SqlServer:Sparse", "true"),
            _ => null,
        };

        static KeyValuePair<string, Facet> Annotation(string name, string code) => new("@" + name, new Facet(code, code));
    }

    private string? IdentityOf(ModelCall call)
    {
        if (_provider is not (null or DatabaseProvider.SqlServer))
            return null;
        if (call.Arguments.Count < 2)
            return Identity.Code;
        return folder.Fold(call.Arguments[0], Locals.Empty).Value is { } seed && folder.Fold(call.Arguments[1], Locals.Empty).Value is { } increment ? $"\"{seed}, {increment}\"" : null;
    }

    private void ReadPart(List<ModelCall> chain, EntityModel entity, ObjectKind kind)
    {
        var arguments = chain[0].Arguments;
        var isArray = arguments.Count > 0 && Elements(arguments[0]) is not null;
        List<string> properties = isArray ? [.. Elements(arguments[0])!.Select(argument => Text(argument) ?? "")] : [.. arguments.Select(argument => Text(argument) ?? "")];
        if (kind == ObjectKind.PrimaryKey && entity.PrimaryKey is { } earlier && !earlier.Properties.SequenceEqual(properties))
            entity.Parts.Remove(earlier);
        var part = Find(entity, kind, properties, isArray && arguments.Count > 1 ? Text(arguments[1]) : null);
        foreach (var call in chain.Skip(1))
        {
            var argument = call.Arguments.Count > 0 ? call.Arguments[0] : null;
            switch (call.Name)
            {
                case "HasName" or "HasDatabaseName" when argument is not null:
                    part.Name = Text(argument);
                    break;
                case "IsUnique":
                    if (argument is null || argument.RawKind == (int)SyntaxKind.TrueLiteralExpression)
                        part.Facets["unique"] = True;
                    break;
                case "HasFilter" when argument is not null:
                    if (argument.RawKind != (int)SyntaxKind.NullLiteralExpression)
                        part.Facets["filter"] = Facet(argument);
                    break;
                case "IsDescending":
                    part.Facets["descending"] = call.Arguments.Count == 0 ? new Facet("newbool[0]", "new bool[0]") : Array(call.Arguments);
                    break;
                case "IsClustered":
                    part.Facets["@SqlServer:Clustered"] = argument is null ? True : Facet(argument);
                    break;
                case "IncludeProperties" when argument is not null:
                    part.Facets[(call.Provider ?? _provider) == DatabaseProvider.PostgreSql ? "@Npgsql:IndexInclude" : "@SqlServer:Include"] = Facet(argument);
                    break;
                case "HasFillFactor" when argument is not null:
                    part.Facets["@SqlServer:FillFactor"] = Facet(argument);
                    break;
                case "HasMethod" when argument is not null:
                    part.Facets["@Npgsql:IndexMethod"] = Facet(argument);
                    break;
                case "HasOperators" when argument is not null:
                    part.Facets["@Npgsql:IndexOperators"] = Elements(argument) is null ? Array(call.Arguments) : Facet(argument);
                    break;
                case "HasNullSortOrder" when argument is not null:
                    part.Facets["@Npgsql:IndexNullSortOrder"] = Elements(argument) is null ? Array(call.Arguments) : Facet(argument);
                    break;
                case "AreNullsDistinct":
                    part.Facets["@Npgsql:NullsDistinct"] = argument is null ? True : Facet(argument);
                    break;
                case "HasAnnotation" when call.Arguments.Count == 2 && Text(call.Arguments[0]) is { } annotation:
                    if (IsOfProvider(annotation))
                        part.Facets["@" + annotation] = Facet(call.Arguments[1]);
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

    private void ReadForeignKey(List<ModelCall> chain, EntityModel entity)
    {
        var isOwnership = chain[0].Name == "WithOwner";
        var isOne = chain.Exists(call => call.Name == "WithOne");
        var part = new PartModel(ObjectKind.ForeignKey, []) { Principal = isOwnership ? entity.Owner?.Name : chain[0].Arguments.Count > 0 ? Text(chain[0].Arguments[0]) : null };
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
                    part.Navigation = argument is null ? null : Text(argument);
                    break;
                case "HasForeignKey":
                    // One to one names the dependent first.
                    var names = call.Arguments.Select(name => Text(name) ?? "").ToList();
                    if (isOne && names.Count > 1)
                    {
                        holder = names[0] == entity.Name ? entity : Entity(names[0]);
                        if (holder != entity)
                            part.Principal = entity.Name;
                        names.RemoveAt(0);
                    }

                    part.Properties = names;
                    break;
                case "HasPrincipalKey":
                    part.PrincipalProperties = [.. call.Arguments.Skip(isOne && call.Arguments.Count > 1 ? 1 : 0).Select(name => Text(name) ?? "")];
                    break;
                case "HasConstraintName" when argument is not null:
                    part.Name = Text(argument);
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
        if (_version < 6 && !isOwnership && !chain.Exists(call => call.Name == "OnDelete"))
            part.Facets["onDelete"] = Action("Restrict");
        holder.Parts.Add(part);
    }

    private string? ReferentialAction(string deleteBehavior) => deleteBehavior switch
    {
        "Cascade" or "SetNull" or "Restrict" => deleteBehavior,
        _ => _version < 6 && deleteBehavior != "NoAction" ? "Restrict" : null,
    };

    private static Facet Action(string action) => new("ReferentialAction." + action, "ReferentialAction." + action);

    private bool? IsValueType(TypeSyntax type)
    {
        var written = type.ToString();
        if (written is "string" or "object" || type is ArrayTypeSyntax)
            return false;
        if (type is PredefinedTypeSyntax || ClrDefaults.Of(written) is not null)
            return true;
        return models.Of(type).GetTypeInfo(type).Type is { TypeKind: not Microsoft.CodeAnalysis.TypeKind.Error } bound ? bound.IsValueType : null;
    }

    private static readonly Facet True = new("true", "true");

    private static readonly Facet Empty = new("\"\"", "\"\"");

    private static readonly Facet Identity = new("\"1,1\"", "\"1, 1\"");

    /// <summary>A model that is for several databases can hold the annotations of all of them; a migration has its own.</summary>
    private bool IsOfProvider(string annotation) =>
        annotation.IndexOf(':') is > 0 and var colon && DatabaseProvider.FamilyOf(annotation.Substring(0, colon)) is { } family && (_provider ?? family) == family;

    private string? Text(ExpressionSyntax expression) => folder.Fold(expression, Locals.Empty).Value as string;

    private Facet Facet(ExpressionSyntax expression) => _operations.FacetOf(expression, Locals.Empty);

    private static Facet Array(IReadOnlyList<ExpressionSyntax> elements)
    {
        var code = $"new[] {{ {string.Join(", ", elements.Select(element => element.ToString()))} }}";
        return new Facet(string.Concat(code.Where(c => !char.IsWhiteSpace(c))), code);
    }

    private static IReadOnlyList<ExpressionSyntax>? Elements(ExpressionSyntax expression) => expression switch
    {
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => null,
    };
}
