using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads the BuildTargetModel of a Designer: the schema after that migration. Its text is EF Core's own, so that the syntax tells nearly all of it.</summary>
internal sealed class TargetModelReader
{
    private readonly ModelValues _values;
    private readonly ModelPropertyReader _properties;
    private readonly ModelPartReader _parts;
    private readonly List<EntityModel> _entities = [];
    private readonly List<Operation> _sequences = [];
    private string? _defaultSchema;
    private int _maximalName = int.MaxValue;

    public TargetModelReader(ConstantFolder folder, SemanticModels models, string? provider)
    {
        _values = new ModelValues(folder, models, provider);
        _properties = new ModelPropertyReader(_values);
        _parts = new ModelPartReader(_values);
    }

    public DatabaseModel Read(MethodDeclarationSyntax buildTargetModel)
    {
        var builder = buildTargetModel.ParameterList.Parameters[0].Identifier.ValueText;
        foreach (var chain in ModelCall.Chains(buildTargetModel.Body, builder))
        {
            // The provider's own extensions on the model tell it where nothing else does.
            _values.Provider ??= chain[chain.Count - 1].Provider;
            ReadModel(chain);
        }

        var model = new DatabaseModel();
        foreach (var sequence in _sequences)
            model.Add(sequence);
        new RelationalMapping(_entities, model, _values.Provider, _values.Version, _maximalName).Map();
        return model;
    }

    private void ReadModel(List<ModelCall> chain)
    {
        if (chain[0].Name == "Entity" && chain[0].Arguments.Count > 0 && _values.Text(chain[0].Arguments[0]) is { } name)
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
                    ReadModelAnnotation(_values.Text(call.Arguments[0]), call.Arguments[1]);
                else if (call.Name == "HasDefaultSchema" && call.Arguments.Count == 1)
                    _defaultSchema = _values.Text(call.Arguments[0]);
            }
        }
    }

    private void ReadModelAnnotation(string? name, ExpressionSyntax value)
    {
        if (name == "ProductVersion" && _values.Text(value) is { } version)
            _values.Version = int.TryParse(version.Split('.')[0], out var major) ? major : 0;
        else if (name == "Relational:MaxIdentifierLength" && _values.Fold(value).Value is int length)
            _maximalName = length;
    }

    private void ReadSequence(List<ModelCall> chain)
    {
        if (chain[0].Arguments.Count == 0 || _values.Text(chain[0].Arguments[0]) is not { } name)
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
                facets[facet] = call.Arguments.Count == 0 ? ModelValues.True : _values.Facet(call.Arguments[0]);
        }

        _sequences.Add(new Operation(Verb.Create, new SchemaName(ObjectKind.Sequence, name, WrittenSchema: chain[0].Arguments.Count > 1 ? _values.Text(chain[0].Arguments[1]) : _defaultSchema)) { New = new Facets(facets, isKnown) });
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
            case "Property" or "PrimitiveCollection" when first.Arguments.Count > 0 && _values.Text(first.Arguments[^1]) is { } name:
                _properties.Read(chain, entity.Property(name), first.Type);
                break;
            case "HasKey":
                _parts.Read(chain, entity, ObjectKind.PrimaryKey);
                break;
            case "HasAlternateKey":
                _parts.Read(chain, entity, ObjectKind.UniqueConstraint);
                break;
            case "HasIndex":
                _parts.Read(chain, entity, ObjectKind.Index);
                break;
            case "HasOne" or "WithOwner":
                _parts.ReadForeignKey(chain, entity, Entity);
                break;
            case "HasBaseType" when first.Arguments.Count > 0 && _values.Text(first.Arguments[0]) is { } parent:
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
                entity.JsonColumn = first.Arguments.Count > 0 ? _values.Text(first.Arguments[0]) : entity.Navigation;
                entity.IsUnclear |= entity.JsonColumn is null;
                break;
            case "HasColumnType" when first.Arguments.Count == 1:
                entity.JsonType = _values.Facet(first.Arguments[0]).Code;
                break;
            case "HasComment" when first.Arguments.Count == 1:
                entity.Facets["comment"] = _values.Facet(first.Arguments[0]);
                break;
            case "HasCheckConstraint":
                ReadCheck(first, entity);
                break;
            case "HasData":
                ReadRows(first, entity);
                break;
            case "HasDiscriminator":
                if (first.Arguments.Count > 0)
                    entity.Discriminator = _values.Text(first.Arguments[0]);
                if (chain.Find(call => call.Name == "HasValue") is { Arguments: [.., var value] })
                    entity.DiscriminatorValue = _values.Facet(value).Code;
                break;
            case "OwnsOne" or "OwnsMany":
                ReadOwned(first, entity);
                break;
            case "ComplexProperty":
                ReadComplex(first, entity);
                break;
            case "Navigation" when first.Arguments.Count > 0 && _values.Text(first.Arguments[0]) is { } navigation:
                if (chain.Exists(call => call.Name == "IsRequired"))
                    entity.RequiredNavigations.Add(navigation);
                break;
            case "IsRequired":
                entity.IsRequired = true;
                break;
            case "HasAnnotation" when first.Arguments.Count == 2 && _values.Text(first.Arguments[0]) is { } annotation:
                ReadEntityAnnotation(annotation, first.Arguments[1], entity);
                break;
            default:
                entity.IsUnclear |= !ModelValues.IsForCode(first.Name);
                break;
        }
    }

    private void ReadEntityAnnotation(string name, ExpressionSyntax value, EntityModel entity)
    {
        if (name == "Relational:IsTableExcludedFromMigrations")
            entity.HasNoTable |= value.RawKind == (int)SyntaxKind.TrueLiteralExpression;
        else if (name.IndexOf("Temporal", StringComparison.Ordinal) >= 0)
            entity.IsUnclear = true;
        else if (_values.IsOfProvider(name))
            entity.Facets["@" + name] = _values.Facet(value);
    }

    private void ReadTable(ModelCall call, EntityModel entity)
    {
        var names = call.Arguments.Where(argument => argument is not LambdaExpressionSyntax).ToList();
        if (names.Count > 0)
        {
            var schema = names.Count > 1 ? _values.Text(names[1]) : _defaultSchema;
            if (_values.Fold(names[0]) is not { HasValue: true, Value: var name })
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
                    entity.IsUnclear |= !ModelValues.IsForCode(chain[0].Name);
                    break;
            }
        }
    }

    private void ReadCheck(ModelCall call, EntityModel entity)
    {
        if (call.Arguments.Count < 2 || _values.Text(call.Arguments[0]) is not { } name)
            return;
        var part = entity.Part(ObjectKind.CheckConstraint, [], name);
        part.Facets["sql"] = _values.Facet(call.Arguments[1]);
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
                if (value.NameEquals is { } name && _values.Facet(value.Expression).Code is { } code)
                    row[name.Name.Identifier.ValueText] = code;
                else
                    entity.IsUnclear = true;
            }

            entity.Rows.Add(row);
        }
    }

    private void ReadOwned(ModelCall call, EntityModel owner)
    {
        if (call.Arguments.Count < 3 || _values.Text(call.Arguments[0]) is not { } type || _values.Text(call.Arguments[1]) is not { } navigation)
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
        var names = call.Arguments.Where(argument => argument is not LambdaExpressionSyntax and not TypeOfExpressionSyntax).Select(_values.Text).ToList();
        if (names.Count == 0 || names[0] is not { } property)
        {
            owner.IsUnclear = true;
            return;
        }

        var complex = new EntityModel(names[^1] ?? property, owner, property) { IsComplex = true };
        _entities.Add(complex);
        ReadBody(call.Arguments[^1], complex);
    }
}
