namespace StageReady.Migrations.Models;

/// <summary>Maps entity types to tables as EF Core does: names by its conventions, hierarchies, owned and complex types, and types that share a table.</summary>
/// <param name="entities">All of the model, owned types and complex properties among them.</param>
/// <param name="model">Where the tables go.</param>
/// <param name="provider">The database's family; null if it is not known.</param>
/// <param name="version">The major version of EF Core that wrote the model.</param>
/// <param name="maximalName">How long a name may be.</param>
internal sealed class RelationalMapping(IReadOnlyList<EntityModel> entities, DatabaseModel model, string? provider, int version, int maximalName)
{
    private static readonly HashSet<string> IntegerTypes = WordSet.Of("int long short byte uint ulong ushort sbyte");

    public void Map()
    {
        // A row that two types share is the principal's: its columns come first.
        foreach (var entity in entities.OrderBy(entity => entity.Parts.Exists(part => SharesRow(part, entity))))
        {
            if (TableOf(entity) is { } name)
                MapColumns(entity, model.Find(name) ?? model.Add(name));
            else if (IsInJson(entity) && entity.JsonColumn is not null && TableOf(entity.Owner!) is { } holder)
                MapJson(entity, model.Find(holder) ?? model.Add(holder));
        }

        // Keys first: foreign keys refer to them.
        foreach (var isForeign in new[] { false, true })
        {
            foreach (var entity in entities)
            {
                if (TableOf(entity) is { } name)
                    MapParts(entity, model.Find(name)!, isForeign);
            }
        }

        foreach (var entity in entities)
            MapRows(entity);
    }

    /// <summary>The table that holds the type's own properties; null if none does.</summary>
    private static SchemaName? TableOf(EntityModel entity)
    {
        if (entity.HasNoTable || IsInJson(entity))
            return null;
        if (entity.Table is { } named)
            return named;
        if (entity.IsComplex || (entity.Owner is not null && !entity.IsCollection))
            return TableOf(entity.Owner!);
        return entity.Base is { } parent && entity.Root.Inheritance == InheritanceMapping.TablePerHierarchy ? TableOf(parent) : null;
    }

    private static bool IsInJson(EntityModel entity) => entity.JsonColumn is not null || (entity.Owner is { } owner && IsInJson(owner));

    private void MapColumns(EntityModel entity, TableModel table)
    {
        table.IsUnclear |= entity.IsUnclear;
        if (entity.Facets.Count > 0 || !table.Facets.IsComplete)
            table.Facets = new Facets(table.Facets.Stated.Concat(entity.Facets).GroupBy(facet => facet.Key).ToDictionary(facet => facet.Key, facet => facet.First().Value), IsComplete: true);
        foreach (var (declaring, property) in PropertiesIn(entity, table))
        {
            var name = ColumnName(declaring, property, table);
            if (table.Column(name) is null)
                table.Parts.Add(Column(entity, property, new SchemaName(ObjectKind.Column, name, table.Name.Name, table.Name.WrittenSchema), table));
        }
    }

    /// <summary>A row of seed data stands in each table of its hierarchy; types that share a table share the row.</summary>
    private void MapRows(EntityModel entity)
    {
        for (var ancestor = entity; ancestor is not null; ancestor = ancestor.Base)
        {
            if (TableOf(ancestor) is not { } name || (ancestor.Base is { } parent && TableOf(parent) == name))
                continue;
            var table = model.Find(name)!;
            foreach (var row in entity.Rows)
            {
                var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var value in Discriminated(entity, row))
                {
                    if (ColumnName(entity, value.Key, table) is var column && table.Column(column) is not null)
                        values[column] = value.Value;
                }

                var key = table.KeyColumns;
                if (key.Count > 0 && key.All(values.ContainsKey) && table.Row(key, [.. key.Select(column => values[column])]) is { } shared)
                {
                    foreach (var value in values)
                        shared[value.Key] = value.Value;
                }
                else
                {
                    table.Rows.Add(values);
                }
            }
        }
    }

    /// <summary>The seed data of a hierarchy leaves out what tells its types apart.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Discriminated(EntityModel entity, Dictionary<string, string> row) =>
        entity is { Root.Discriminator: { } discriminator, DiscriminatorValue: { } value } && !row.ContainsKey(discriminator) ? row.Append(new KeyValuePair<string, string>(discriminator, value)) : row;

    /// <summary>The type's own properties, and those of its bases that its table holds as well.</summary>
    private static IEnumerable<(EntityModel Declaring, PropertyModel Property)> PropertiesIn(EntityModel entity, TableModel table)
    {
        if (entity.Base is { } parent && !(TableOf(parent) is { } inherited && table.Is(inherited)))
        {
            var isWhole = entity.Root.Inheritance == InheritanceMapping.TablePerConcreteType;
            foreach (var (declaring, property) in PropertiesOf(parent))
            {
                if (isWhole || entity.Root.PrimaryKey?.Properties.Contains(property.Name) == true)
                    yield return (declaring, property);
            }
        }

        foreach (var property in entity.Properties)
            yield return (entity, property);
    }

    private static IEnumerable<(EntityModel Declaring, PropertyModel Property)> PropertiesOf(EntityModel entity) =>
        (entity.Base is { } parent ? PropertiesOf(parent) : []).Concat(entity.Properties.Select(property => (entity, property)));

    private Operation Column(EntityModel entity, PropertyModel property, SchemaName subject, TableModel table)
    {
        var key = entity.Root.PrimaryKey;
        var isInKey = key?.Properties.Contains(property.Name) == true;
        var facets = new Dictionary<string, Facet>(property.Facets, StringComparer.Ordinal);
        var isOfDerivedTable = isInKey && entity.Base is not null && entity.Root.Inheritance == InheritanceMapping.TablePerHierarchy;
        if (isOfDerivedTable)
        {
            foreach (var generated in facets.Keys.Where(facet => facet[0] == '@').ToList())
                facets.Remove(generated);
        }
        else if (provider == DatabaseProvider.Sqlite && isInKey && key!.Properties.Count == 1 && property.IsGeneratedOnAdd && IsInteger(facets) && !facets.ContainsKey("defaultValueSql") && !facets.ContainsKey("defaultValue")
            && !(version >= 10 && IsForeignKeyOfDerived(entity, property)))
        {
            facets["@Sqlite:Autoincrement"] = new Facet("true", "true");
        }

        if (!isInKey && (property.IsRequired != true || IsOptionalIn(entity, table)))
            facets["nullable"] = new Facet("true", "true");
        var isKnown = !property.IsUnclear && facets.ContainsKey("clrType") && (isInKey || property.IsRequired is not null);
        return new Operation(Verb.Create, subject) { New = new Facets(facets, isKnown), DefaultSql = facets.TryGetValue("defaultValueSql", out var sql) ? [sql.Value] : [] };
    }

    private bool IsForeignKeyOfDerived(EntityModel entity, PropertyModel property) =>
        entities.Any(other => other.Base is not null && other.Root == entity.Root && other.Parts.Exists(part => part.Kind == ObjectKind.ForeignKey && part.Properties.Contains(property.Name)));

    private static bool IsInteger(Dictionary<string, Facet> facets) =>
        facets.TryGetValue("clrType", out var type) && IntegerTypes.Contains(type.Value) && facets.TryGetValue("type", out var stored) && stored.Value == "\"INTEGER\"";

    /// <summary>A row need not be of this type: its columns hold nulls then.</summary>
    private bool IsOptionalIn(EntityModel entity, TableModel table)
    {
        if (entity.Base is { } parent)
            return TableOf(parent) is { } inherited && table.Is(inherited);
        if (entity.Owner is { } owner)
            return TableOf(owner) is { } shared && table.Is(shared) && (!MustBeThere(entity) || IsOptionalIn(owner, table));
        return entity.Parts.Exists(part => SharesRow(part, entity) && Principal(part) is { } principal && !principal.RequiredNavigations.Contains(part.Navigation ?? ""));
    }

    private static bool MustBeThere(EntityModel owned) => owned.IsRequired || owned.Owner!.RequiredNavigations.Contains(owned.Navigation!);

    private bool SharesRow(PartModel part, EntityModel entity) =>
        part.Kind == ObjectKind.ForeignKey && entity.PrimaryKey is { } key && part.Properties.SequenceEqual(key.Properties)
        && Principal(part) is { } principal && TableOf(principal) is { } table && TableOf(entity) is { } own && new TableModel(own).Is(table);

    private EntityModel? Principal(PartModel key) => entities.FirstOrDefault(entity => entity.Name == key.Principal);

    private void MapJson(EntityModel entity, TableModel table)
    {
        var type = entity.JsonType ?? provider switch
        {
            DatabaseProvider.SqlServer => "\"nvarchar(max)\"",
            DatabaseProvider.Sqlite => "\"TEXT\"",
            DatabaseProvider.PostgreSql => "\"jsonb\"",
            _ => null,
        };
        var facets = new Dictionary<string, Facet>(StringComparer.Ordinal) { ["clrType"] = new("string", "string") };
        if (type is not null)
            facets["type"] = new Facet(type, type);
        if (entity.IsCollection || !MustBeThere(entity))
            facets["nullable"] = new Facet("true", "true");
        table.Parts.Add(new Operation(Verb.Create, new SchemaName(ObjectKind.Column, entity.JsonColumn!, table.Name.Name, table.Name.WrittenSchema)) { New = new Facets(facets, IsComplete: type is not null) });
    }

    private void MapParts(EntityModel entity, TableModel table, bool areForeign)
    {
        foreach (var part in PartsIn(entity, table).Where(part => part.Kind == ObjectKind.ForeignKey == areForeign))
        {
            var columns = part.Properties.Select(property => ColumnName(entity, property, table)).ToList();
            if (part.Kind == ObjectKind.ForeignKey)
                MapForeignKey(entity, part, columns, table);
            else if (part.Kind != ObjectKind.PrimaryKey || table.KeyColumns.Count == 0)
                Add(table, part, columns, DefaultName(part.Kind, table.Name.Name, columns));
        }
    }

    private static IEnumerable<PartModel> PartsIn(EntityModel entity, TableModel table)
    {
        if (entity.Base is { } parent && !(TableOf(parent) is { } inherited && table.Is(inherited)))
        {
            var isWhole = entity.Root.Inheritance == InheritanceMapping.TablePerConcreteType;
            for (var ancestor = parent; ancestor is not null; ancestor = ancestor.Base)
            {
                foreach (var part in ancestor.Parts)
                {
                    if (isWhole || part.Kind == ObjectKind.PrimaryKey)
                        yield return isWhole ? part : new PartModel(part.Kind, part.Properties);
                }
            }
        }

        foreach (var part in entity.Parts)
            yield return part;
    }

    private void MapForeignKey(EntityModel entity, PartModel part, List<string> columns, TableModel table)
    {
        if (Principal(part) is not { } principal)
        {
            table.IsUnclear = true;
            return;
        }

        if (TableOf(principal) is not { } referred || table.Is(referred) && columns.SequenceEqual(PrincipalColumns(), StringComparer.OrdinalIgnoreCase))
            return;
        var name = $"FK_{table.Name.Name}_{referred.Name}_{string.Join("_", columns)}";
        Add(table, part, columns, name, referred, PrincipalColumns());

        // That other columns than the primary key's are a key, the model need not say.
        if (part.PrincipalProperties.Count > 0 && model.Find(referred) is { } holder && !holder.KeyColumns.SequenceEqual(PrincipalColumns(), StringComparer.OrdinalIgnoreCase)
            && !holder.Parts.Exists(other => other.Subject.Kind == ObjectKind.UniqueConstraint && other.Columns.SequenceEqual(PrincipalColumns(), StringComparer.OrdinalIgnoreCase)))
        {
            Add(holder, new PartModel(ObjectKind.UniqueConstraint, part.PrincipalProperties), PrincipalColumns(), DefaultName(ObjectKind.UniqueConstraint, referred.Name, PrincipalColumns()));
        }

        List<string> PrincipalColumns()
        {
            var properties = part.PrincipalProperties.Count > 0 ? part.PrincipalProperties : KeyOf(principal);
            return [.. properties.Select(property => ColumnName(principal, property, new TableModel(TableOf(principal)!)))];
        }
    }

    private static IReadOnlyList<string> KeyOf(EntityModel entity) => entity.Root.PrimaryKey?.Properties ?? (entity.Owner is { } owner ? KeyOf(owner) : []);

    private void Add(TableModel table, PartModel part, List<string> columns, string defaultName, SchemaName? principal = null, IReadOnlyList<string>? principalColumns = null)
    {
        var subject = new SchemaName(part.Kind, part.Name ?? Cut(defaultName), table.Name.Name, table.Name.WrittenSchema);
        if (table.Parts.Exists(other => other.Subject.Kind == part.Kind && TableModel.SameText(other.Subject.Name, subject.Name)))
            return;
        table.Parts.Add(new Operation(Verb.Create, subject)
        {
            Columns = columns,
            Principal = principal,
            PrincipalColumns = principalColumns ?? [],
            New = new Facets(part.Facets, IsComplete: !part.IsUnclear && !columns.Contains("")),
        });
    }

    private static string DefaultName(ObjectKind kind, string table, List<string> columns) => kind switch
    {
        ObjectKind.PrimaryKey => $"PK_{table}",
        ObjectKind.UniqueConstraint => $"AK_{table}_{string.Join("_", columns)}",
        _ => $"IX_{table}_{string.Join("_", columns)}",
    };

    private string Cut(string name) => name.Length > maximalName ? name.Substring(0, maximalName - 1) + "~" : name;

    /// <summary>Empty if the type has no such property.</summary>
    private static string ColumnName(EntityModel entity, string property, TableModel table) =>
        Find(entity, property) is var (declaring, found) ? ColumnName(declaring, found, table) : "";

    private static (EntityModel Declaring, PropertyModel Property)? Find(EntityModel entity, string name)
    {
        for (var current = entity; current is not null; current = current.Base)
        {
            if (current.Properties.Find(property => property.Name == name) is { } found)
                return (current, found);
        }

        return null;
    }

    /// <summary>An owned type that shares its owner's table has the owner's key, and puts the way to it before its other names.</summary>
    private static string ColumnName(EntityModel entity, PropertyModel property, TableModel table)
    {
        if (property.ColumnName is { } named)
            return named;
        if (entity.Owner is not { } owner || TableOf(owner) is not { } shared || !table.Is(shared))
            return property.Name;

        var key = entity.PrimaryKey?.Properties ?? [];
        for (var i = 0; i < key.Count; i++)
        {
            if (key[i] == property.Name && KeyOf(owner) is var ownKey && i < ownKey.Count)
                return ColumnName(owner, ownKey[i], table);
        }

        var path = entity.Navigation + "_" + property.Name;
        for (var holder = owner; holder.Owner is { } next && TableOf(next) is { } outer && table.Is(outer); holder = next)
            path = holder.Navigation + "_" + path;
        return path;
    }
}
