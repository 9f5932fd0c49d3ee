using Microsoft.EntityFrameworkCore;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>
/// EF Core scaffolds a migration between two models; the fix writes its Down from the Designer of the migration before. It is compiled, and Up, Down and Up are run on SQLite
/// and PostgreSQL: the schema is the same before and after.
/// </summary>
[Collection(nameof(Databases))]
public sealed class DownFromPreviousModelRunsTests(Databases databases)
{
    private static readonly Dictionary<string, (Action<ModelBuilder> Before, Action<ModelBuilder> After)> Changes = new(StringComparer.Ordinal)
    {
        ["a table with all that belongs to it is dropped"] = (Shop, model =>
        {
            Shop(model);
            model.Ignore("Line");
        }
        ),
        ["a column with an index and a foreign key is dropped"] = (Shop, model =>
        {
            Shop(model);
            var line = model.Entity("Line").Metadata;
            line.RemoveForeignKey(line.GetForeignKeys().Single(key => key.PrincipalEntityType.Name == "Product"));
            foreach (var index in line.GetIndexes().Where(index => index.Properties.Any(property => property.Name == "ProductCode")).ToList())
                line.RemoveIndex(index);
            line.RemoveProperty("ProductCode");
        }
        ),
        ["all tables are dropped"] = (Shop, _ => { }
        ),
        ["columns of all kinds are dropped"] = (model => { Empty(model); AllKinds(model); }, Empty),
        ["columns of all kinds change"] = (model => { Empty(model); AllKinds(model); }, model => { Empty(model); OtherKinds(model); }
        ),
        ["indexes and keys are dropped"] = (Shop, model =>
        {
            Shop(model);
            var line = model.Entity("Line").Metadata;
            line.RemoveIndex(line.GetIndexes().Single(index => index.Name == "IX_Wide"));
            line.RemoveForeignKey(line.GetForeignKeys().Single(key => key.PrincipalEntityType.Name == "Customer"));
            model.Entity("Customer").Metadata.RemoveKey(model.Entity("Customer").Metadata.GetKeys().Single(key => !key.IsPrimaryKey()));
            model.Entity("Customer").ToTable("Customers", table => table.HasComment("x")).Metadata.RemoveCheckConstraint("CK_Customers_Name");
        }
        ),
        ["seed data goes"] = (Seeded, model =>
        {
            Statuses(model);
            model.Entity("Status").Property<int>("Other");
            model.Entity("Status").HasData(new { Code = "new", Title = "Other", Rank = 1, Other = 1 });
        }
        ),
        ["a seeded table is dropped"] = (Seeded, _ => { }
        ),
        ["a seeded column is dropped"] = (Seeded, model =>
        {
            Statuses(model);
            model.Entity("Status").Metadata.RemoveProperty("Title");
            model.Entity("Status").HasData(new { Code = "new", Rank = 1 }, new { Code = "paid", Rank = 2, Remark = "x" });
        }
        ),
        ["a hierarchy in one table is dropped"] = (Hierarchy, _ => { }
        ),
        ["a table for each type is dropped"] = (model => { Hierarchy(model); model.Entity<Cat>().ToTable("Cats"); model.Entity<Dog>().ToTable("Dogs"); }, _ => { }
        ),
        ["a table for each concrete type is dropped"] = (ConcreteTypes, _ => { }
        ),
        ["owned types are dropped with their owner"] = (model => Owned(model), _ => { }
        ),
        ["an owned type is dropped"] = (model => Owned(model), model => { Owned(model, withAddress: false); }
        ),
        ["a table that two types share is dropped"] = (Split, _ => { }
        ),
        ["names that C# does not allow come back"] = (model => model.Entity("Odd", odd =>
        {
            odd.ToTable("odd table");
            odd.Property<int>("Id").HasColumnName("the id");
            odd.Property<string>("class").HasColumnName("class");
            odd.HasKey("Id");
            odd.HasIndex("class").HasDatabaseName("ix odd");
        }), _ => { }
        ),
    };

    /// <summary>What SQLite has not.</summary>
    private static readonly Dictionary<string, (Action<ModelBuilder> Before, Action<ModelBuilder> After)> ChangesOfPostgreSql = new(Changes, StringComparer.Ordinal)
    {
        ["columns of all kinds are dropped"] = (model => { Empty(model); AllKindsOfPostgreSql(model); }, Empty),
        ["columns of all kinds change"] = (model => { Empty(model); AllKindsOfPostgreSql(model); }, model => { Empty(model); OtherKinds(model); }
        ),
        ["a table of a schema is dropped with its sequence"] = (model => { Empty(model); InSchema(model); }, model => { Empty(model); model.HasDefaultSchema("sales"); }
        ),
        ["a sequence changes"] = (model => model.HasSequence<int>("Numbers", "sales").StartsAt(5).IncrementsBy(2), model => model.HasSequence<int>("Numbers", "sales").StartsAt(5).IncrementsBy(3).HasMax(900)),
        ["special indexes are dropped"] = (model => { Documents(model); Indexes(model); }, Documents),
    };

    public static IEnumerable<TheoryDataRow<Provider, string>> Cases =>
        Enum.GetValues<Provider>().SelectMany(provider => ChangesOn(provider).Keys.Select(change => new TheoryDataRow<Provider, string>(provider, change)));

    private static Dictionary<string, (Action<ModelBuilder> Before, Action<ModelBuilder> After)> ChangesOn(Provider provider) => provider == Provider.Sqlite ? Changes : ChangesOfPostgreSql;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Up_Down_Up_leaves_the_schema_as_it_was_when(Provider provider, string change)
    {
        var (configure, reconfigure) = ChangesOn(provider)[change];
        await RunsAsync(provider, configure, reconfigure);
    }

    /// <summary>EF Core itself writes a Down that leaves it in the new schema.</summary>
    [Fact]
    public async Task A_table_that_moved_to_a_schema_of_PostgreSQL_comes_back()
    {
        var code = await RunsAsync(Provider.PostgreSql, Shop, model =>
        {
            Shop(model);
            model.Entity("Line").ToTable("Items", "sales");
            model.HasSequence("Numbers", "sales");
        });

        Assert.Contains("newSchema: \"public\"", code, StringComparison.Ordinal);
    }

    /// <summary>EF Core itself writes defaults for them that do nothing.</summary>
    [Fact]
    public Task Columns_that_PostgreSQL_generates_come_back() => RunsAsync(Provider.PostgreSql, model =>
    {
        Empty(model);
        model.Entity("Thing").Property<long>("Serial").UseSerialColumn();
        model.Entity("Thing").Property<long>("Always").UseIdentityAlwaysColumn();
        model.Entity("Thing").Property<uint>("Version").IsRowVersion();
    }, Empty);

    /// <returns>The code.</returns>
    private async Task<string> RunsAsync(Provider provider, Action<ModelBuilder> configure, Action<ModelBuilder> reconfigure)
    {
        await using var database = await databases.CreateAsync(provider);
        using var before = new ChangingContext(provider, database.Connection, configure);
        using var after = new ChangingContext(provider, database.Connection, reconfigure);
        var scaffolded = new ScaffoldedMigration(provider, before, after);
        var (migration, code) = await scaffolded.MendAsync();

        await before.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        var start = await database.SchemaAsync();
        var seed = await database.RowsAsync();
        MendedMigration.Run(before, migration.UpOperations, scaffolded.After);
        var changed = await database.SchemaAsync();
        Assert.NotEqual(seed, ProviderExtensions.Differences(start, changed) + await database.RowsAsync());

        MendedMigration.Run(before, migration.DownOperations, scaffolded.Before);
        var restored = await database.SchemaAsync();
        var differences = ProviderExtensions.Differences(start, restored);
        Assert.True(differences.Length == 0, $"{differences}\n--- with\n{code}\n--- EF Core:\n{scaffolded.Scaffolded}");
        Assert.Equal(seed, await database.RowsAsync());

        MendedMigration.Run(before, migration.UpOperations, scaffolded.After);
        Assert.Equal("", ProviderExtensions.Differences(changed, await database.SchemaAsync(), restored));
        return code;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Down_does_what_that_of_EF_Core_does_when(Provider provider, string change)
    {
        await using var database = await databases.CreateAsync(provider);
        using var before = new ChangingContext(provider, database.Connection, ChangesOn(provider)[change].Before);
        using var after = new ChangingContext(provider, database.Connection, ChangesOn(provider)[change].After);
        var scaffolded = new ScaffoldedMigration(provider, before, after);
        var (_, code) = await scaffolded.MendAsync();

        Assert.True(Sorted(scaffolded.Scaffolded) == Sorted(code), $"{code}\n--- EF Core:\n{scaffolded.Scaffolded}\n--- with\n{scaffolded.Designer}");
    }

    /// <summary>The lines of Down, in no order: EF Core knows the columns in the order of the classes, a Designer in that of their names.</summary>
    private static string Sorted(string code) => string.Join('\n', code[code.IndexOf("void Down", StringComparison.Ordinal)..]
        .Split('\n')
        .Select(line => line.Trim().TrimEnd(',', ';'))
        .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    private static void Shop(ModelBuilder model)
    {
        model.Entity("Customer", customer =>
        {
            customer.ToTable("Customers", table => table.HasCheckConstraint("CK_Customers_Name", "length(\"Name\") > 1"));
            customer.Property<int>("Id");
            customer.Property<string>("Name").IsRequired().HasMaxLength(40).HasComment("As on the invoice");
            customer.HasKey("Id");
            customer.HasAlternateKey("Name");
        });
        model.Entity("Product", product =>
        {
            product.ToTable("Products");
            product.Property<Guid>("Id");
            product.Property<string>("Code").IsRequired().HasMaxLength(20);
            product.HasKey("Id");
            product.HasAlternateKey("Code");
        });
        model.Entity("Line", line =>
        {
            line.ToTable("Lines");
            line.Property<int>("CustomerId");
            line.Property<int>("Number");
            line.Property<string>("ProductCode").IsRequired();
            line.Property<decimal>("Price").HasPrecision(18, 2);
            line.Property<int?>("ParentCustomerId");
            line.Property<int?>("ParentNumber");
            line.HasKey("CustomerId", "Number");
            line.HasIndex("ProductCode").IsUnique().HasFilter("\"Number\" > 1");
            line.HasIndex(["Price", "Number"], "IX_Wide").IsDescending(true, false);
            line.HasOne("Customer").WithMany().HasForeignKey("CustomerId").OnDelete(DeleteBehavior.Cascade);
            line.HasOne("Product").WithMany().HasForeignKey("ProductCode").HasPrincipalKey("Code").OnDelete(DeleteBehavior.Restrict);
            line.HasOne("Line").WithMany().HasForeignKey("ParentCustomerId", "ParentNumber");
        });
    }

    private static void Empty(ModelBuilder model) => model.Entity("Thing", thing =>
    {
        thing.ToTable("Things");
        thing.Property<int>("Id");
        thing.HasKey("Id");
    });

    private static void AllKinds(ModelBuilder model) => model.Entity("Thing", thing =>
    {
        thing.Property<string>("Text").HasMaxLength(10).UseCollation("NOCASE");
        thing.Property<string>("Required").IsRequired().IsUnicode(false).IsFixedLength();
        thing.Property<int?>("Count");
        thing.Property<bool>("Flag").HasDefaultValue(true);
        thing.Property<DateTime>("At").HasDefaultValueSql("'2020-01-01'");
        thing.Property<DateTimeOffset>("Since");
        thing.Property<DayOfWeek>("Day");
        thing.Property<byte[]>("Bytes").IsRequired();
        thing.Property<byte[]>("Stamp").IsRowVersion();
        thing.Property<string>("Computed").HasComputedColumnSql("\"Id\" || 'x'", stored: false);
        thing.Property<TimeSpan>("Span").HasColumnName("how_long");
        thing.Property<Uri>("Link");
    });

    private static void OtherKinds(ModelBuilder model) => model.Entity("Thing", thing =>
    {
        thing.Property<string>("Text").HasMaxLength(30);
        thing.Property<string>("Required").HasMaxLength(9);
        thing.Property<long?>("Count");
        thing.Property<bool>("Flag");
        thing.Property<DateTime?>("At");
        thing.Property<DateTimeOffset>("Since");
        thing.Property<DayOfWeek?>("Day");
        thing.Property<byte[]>("Bytes");
        thing.Property<TimeSpan>("Span").HasColumnName("duration");
        thing.Property<Uri>("Link");
    });

    private static void AllKindsOfPostgreSql(ModelBuilder model) => model.Entity("Thing", thing =>
    {
        thing.Property<string>("Text").HasMaxLength(10).UseCollation("C");
        thing.Property<string>("Required").IsRequired().IsUnicode(false).HasComment("The \"one\"");
        thing.Property<int?>("Count");
        thing.Property<bool>("Flag").HasDefaultValue(true);
        thing.Property<DateTime>("At").HasDefaultValueSql("now()");
        thing.Property<DateTimeOffset>("Since");
        thing.Property<DateOnly>("On");
        thing.Property<DayOfWeek>("Day");
        thing.Property<byte[]>("Bytes").IsRequired();
        thing.Property<string>("Computed").HasComputedColumnSql("\"Text\" || 'x'", stored: true);
        thing.Property<TimeSpan>("Span").HasColumnName("how_long");
        thing.Property<Uri>("Link");
        thing.Property<string[]>("Tags").IsRequired();
        thing.Property<List<int>>("Numbers");
        thing.Property<string>("Document").HasColumnType("jsonb");
        thing.Property<Guid>("Key").HasDefaultValueSql("gen_random_uuid()");
        thing.Property<decimal>("Price").HasPrecision(10, 3);
        thing.Property<NpgsqlTypes.NpgsqlRange<int>?>("Range");
    });

    private static void InSchema(ModelBuilder model)
    {
        model.HasDefaultSchema("sales");
        model.HasSequence<int>("Numbers").StartsAt(5).IncrementsBy(2);
        model.Entity("Invoice", invoice =>
        {
            invoice.ToTable("Invoices", table => table.HasComment("What is owed"));
            invoice.Property<int>("Id");
            invoice.Property<int>("Number").HasDefaultValueSql("nextval('sales.\"Numbers\"')");
            invoice.Property<int?>("Previous");
            invoice.HasKey("Id");
            invoice.HasOne("Invoice").WithMany().HasForeignKey("Previous").OnDelete(DeleteBehavior.SetNull);
        });
    }

    private static void Documents(ModelBuilder model) => model.Entity("Document", document =>
    {
        document.ToTable("Documents");
        document.Property<int>("Id").UseHiLo("Ids");
        document.Property<string>("Title");
        document.Property<string>("Body").HasColumnType("jsonb");
        document.HasKey("Id");
    });

    private static void Indexes(ModelBuilder model) => model.Entity("Document", document =>
    {
        document.HasIndex(["Body"], "IX_Gin").HasMethod("gin").HasOperators("jsonb_path_ops");
        document.HasIndex(["Title"], "IX_Covering").IncludeProperties("Id").HasFilter("\"Title\" IS NOT NULL");
        document.HasIndex(["Title", "Id"], "IX_Distinct").IsUnique().AreNullsDistinct(false);
        document.HasIndex(["Id"], "IX_Descending").IsDescending().HasNullSortOrder(Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NullSortOrder.NullsLast).HasStorageParameter("fillfactor", 70);
    });

    private static void Seeded(ModelBuilder model)
    {
        Statuses(model);
        model.Entity("Status").HasData(new { Code = "new", Title = "New \"one\"", Rank = 1 }, new { Code = "paid", Title = "Paid", Rank = 2, Remark = "x" });
    }

    private static void Statuses(ModelBuilder model) => model.Entity("Status", status =>
    {
        status.ToTable("Statuses");
        status.Property<string>("Code");
        status.Property<string>("Title");
        status.Property<int>("Rank");
        status.Property<string>("Remark");
        status.HasKey("Code");
    });

    private class Animal
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";
    }

    private sealed class Cat : Animal
    {
        public int Lives { get; set; }

        public int Number { get; set; }
    }

    private sealed class Dog : Animal
    {
        public int FriendId { get; set; }
    }

    private static void Hierarchy(ModelBuilder model)
    {
        model.Entity<Animal>().ToTable("Animals");
        model.Entity<Cat>().HasIndex(cat => cat.Number);
        model.Entity<Cat>().HasData(new Cat { Id = 1, Name = "Tom", Lives = 9 });
        model.Entity<Dog>().HasOne<Cat>().WithMany().HasForeignKey(dog => dog.FriendId);
    }

    private static void ConcreteTypes(ModelBuilder model)
    {
        model.Entity<Animal>().UseTpcMappingStrategy().ToTable("Animals").HasIndex(animal => animal.Name);
        model.Entity<Cat>().ToTable("Cats");
    }

    private sealed class Person
    {
        public int Id { get; set; }

        public Address? Home { get; set; }

        public Address Work { get; set; } = null!;

        public List<Phone> Phones { get; } = [];

        public Address? Notes { get; set; }

        public Size Measure { get; set; } = null!;
    }

    private sealed class Address
    {
        public string City { get; set; } = "";

        public int Number { get; set; }

        public Size? Door { get; set; }
    }

    private sealed class Size
    {
        public int Width { get; set; }
    }

    private sealed class Phone
    {
        public string Number { get; set; } = "";
    }

    private static void Owned(ModelBuilder model, bool withAddress = true) => model.Entity<Person>(person =>
    {
        person.ToTable("People");
        person.OwnsOne(each => each.Home, home => home.OwnsOne(each => each.Door));
        person.OwnsOne(each => each.Work, work => work.Ignore(each => each.Door));
        person.Navigation(each => each.Work).IsRequired();
        if (withAddress)
        {
            person.OwnsMany(each => each.Phones, phone => phone.ToTable("Phones"));
            person.OwnsOne(each => each.Notes, notes => { notes.ToJson("Remarks"); notes.OwnsOne(each => each.Door); });
        }
        else
        {
            person.Ignore(each => each.Phones);
            person.Ignore(each => each.Notes);
        }

        person.ComplexProperty(each => each.Measure);
    });

    private static void Split(ModelBuilder model)
    {
        model.Entity("Order", order =>
        {
            order.ToTable("Orders");
            order.Property<int>("Id");
            order.Property<string>("Number").IsRequired();
            order.HasKey("Id");
        });
        model.Entity("Detail", detail =>
        {
            detail.ToTable("Orders");
            detail.Property<int>("Id");
            detail.Property<string>("Remark").IsRequired();
            detail.HasKey("Id");
            detail.HasOne("Order").WithOne().HasForeignKey("Detail", "Id");
        });
    }
}
