namespace StageReady.Migrations.Models;

/// <summary>How the types of a hierarchy share tables.</summary>
internal enum InheritanceMapping
{
    TablePerHierarchy,
    TablePerConcreteType,
}

/// <summary>An entity type, an owned type or a complex property as a target model describes it, before it is mapped to a table.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="owner">What an owned type or a complex property stands in.</param>
/// <param name="navigation">The property by which the owner holds it.</param>
internal sealed class EntityModel(string name, EntityModel? owner = null, string? navigation = null)
{
    public string Name { get; } = name;

    public EntityModel? Owner { get; } = owner;

    public string? Navigation { get; } = navigation;

    public bool IsComplex { get; init; }

    /// <summary>Owned many times over: it has a table of its own.</summary>
    public bool IsCollection { get; init; }

    public EntityModel? Base { get; set; }

    public InheritanceMapping Inheritance { get; set; }

    /// <summary>The table that it names.</summary>
    public SchemaName? Table { get; set; }

    /// <summary>It is a view, a query or a function, or its table is left out of migrations.</summary>
    public bool HasNoTable { get; set; }

    public string? JsonColumn { get; set; }

    public string? JsonType { get; set; }

    /// <summary>A dependent that shares the table and must be there, or a complex property that must.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Navigations to types that share the table and must be there.</summary>
    public List<string> RequiredNavigations { get; } = [];

    public List<PropertyModel> Properties { get; } = [];

    public List<PartModel> Parts { get; } = [];

    /// <summary>Annotations and the comment of the table.</summary>
    public Dictionary<string, Facet> Facets { get; } = new(StringComparer.Ordinal);

    /// <summary>The property that tells the types of a hierarchy apart.</summary>
    public string? Discriminator { get; set; }

    /// <summary>The C# of this type's value of it.</summary>
    public string? DiscriminatorValue { get; set; }

    /// <summary>Seed data: for each row the C# of its values by property.</summary>
    public List<Dictionary<string, string>> Rows { get; } = [];

    /// <summary>Something about it is said in a way that is not understood.</summary>
    public bool IsUnclear { get; set; }

    public EntityModel Root => Base?.Root ?? this;

    public PartModel? PrimaryKey => Parts.Find(part => part.Kind == ObjectKind.PrimaryKey);

    public PropertyModel Property(string name)
    {
        if (Properties.Find(property => property.Name == name) is { } known)
            return known;
        var added = new PropertyModel(name);
        Properties.Add(added);
        return added;
    }

    /// <summary>A key or an index by its properties, which a target model can say several things of.</summary>
    public PartModel Part(ObjectKind kind, IReadOnlyList<string> properties, string? name)
    {
        if (Parts.Find(part => part.Kind == kind && part.Name == name && part.Properties.SequenceEqual(properties)) is { } known)
            return known;
        var added = new PartModel(kind, properties) { Name = name };
        Parts.Add(added);
        return added;
    }
}

/// <summary>A property of an entity type.</summary>
internal sealed class PropertyModel(string name)
{
    public string Name { get; } = name;

    public string? ColumnName { get; set; }

    /// <summary>Null where neither the type nor the model says so.</summary>
    public bool? IsRequired { get; set; }

    public bool IsGeneratedOnAdd { get; set; }

    /// <summary>The facets of its column, without whether it may hold nulls.</summary>
    public Dictionary<string, Facet> Facets { get; } = new(StringComparer.Ordinal);

    public bool IsUnclear { get; set; }
}

/// <summary>A key, a foreign key, an index or a check of an entity type.</summary>
internal sealed class PartModel(ObjectKind kind, IReadOnlyList<string> properties)
{
    public ObjectKind Kind { get; } = kind;

    public IReadOnlyList<string> Properties { get; set; } = properties;

    /// <summary>Null for the name that EF Core's conventions give.</summary>
    public string? Name { get; set; }

    /// <summary>The entity type that a foreign key refers to, and the entity type's navigation back.</summary>
    public string? Principal { get; set; }

    public string? Navigation { get; set; }

    /// <summary>Empty for the primary key of the principal.</summary>
    public IReadOnlyList<string> PrincipalProperties { get; set; } = [];

    public Dictionary<string, Facet> Facets { get; } = new(StringComparer.Ordinal);

    public bool IsUnclear { get; set; }
}
