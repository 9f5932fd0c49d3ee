using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>
/// EF Core scaffolds a migration between two models; the fix writes its Down from the Designer of the migration before. It is compiled, and Up, Down and Up are run on SQLite:
/// the schema is the same before and after.
/// </summary>
public sealed class DownFromPreviousModelRunsTests
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

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Up_Down_Up_leaves_the_schema_as_it_was_when(string change)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var before = new ChangingContext(connection, Changes[change].Before, change + " before");
        using var after = new ChangingContext(connection, Changes[change].After, change + " after");
        var scaffolded = new ScaffoldedMigration(before, after);
        var (migration, code) = await scaffolded.MendAsync();

        await before.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        var start = Schema(connection);
        var seed = Rows(connection);
        MendedMigration.Run(before, migration.UpOperations, scaffolded.After);
        var changed = Schema(connection);
        Assert.NotEqual(start + seed, changed + Rows(connection));

        MendedMigration.Run(before, migration.DownOperations, scaffolded.Before);
        Assert.True(start == Schema(connection), $"{start}\n--- became\n{Schema(connection)}\n--- with\n{code}\n--- EF Core:\n{scaffolded.Scaffolded}");
        Assert.Equal(seed, Rows(connection));

        MendedMigration.Run(before, migration.UpOperations, scaffolded.After);
        Assert.Equal(changed, Schema(connection));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Down_does_what_that_of_EF_Core_does_when(string change)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        using var before = new ChangingContext(connection, Changes[change].Before, change + " before");
        using var after = new ChangingContext(connection, Changes[change].After, change + " after");
        var scaffolded = new ScaffoldedMigration(before, after);
        var (_, code) = await scaffolded.MendAsync();

        Assert.True(Sorted(scaffolded.Scaffolded) == Sorted(code), $"{code}\n--- EF Core:\n{scaffolded.Scaffolded}\n--- with\n{scaffolded.Designer}");
    }

    /// <summary>The lines of Down, in no order: EF Core knows the columns in the order of the classes, a Designer in that of their names.</summary>
    private static string Sorted(string code) => string.Join('\n', code[code.IndexOf("void Down", StringComparison.Ordinal)..]
        .Split('\n')
        .Select(line => line.Trim().TrimEnd(','))
        .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    private static void Shop(ModelBuilder model)
    {
        model.Entity("Customer", customer =>
        {
            customer.ToTable("Customers", table => table.HasCheckConstraint("CK_Customers_Name", "length(Name) > 1"));
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

    /// <summary>Columns, keys and indexes, without the order of columns and the defaults that adding a required column leaves behind.</summary>
    private static string Schema(SqliteConnection connection) => string.Join('\n', Query(connection,
        """
        SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' || c.hidden FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'
        UNION ALL SELECT m.name || ' references ' || k."table" || '.' || k."to" || ' by ' || k."from" || ' ' || k.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table'
        UNION ALL SELECT m.name || ' autoincrement' FROM sqlite_master m WHERE m.sql LIKE '%AUTOINCREMENT%'
        UNION ALL SELECT m.name || ' checks' FROM sqlite_master m WHERE m.sql LIKE '%CHECK (%'
        UNION ALL SELECT m.name || ' on ' || m.tbl_name || ': ' || m.sql FROM sqlite_master m WHERE m.type = 'index' AND m.sql IS NOT NULL
        UNION ALL SELECT m.name || ' unique ' || c.name FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c WHERE i.origin = 'u'
        ORDER BY 1
        """));

    private static string Rows(SqliteConnection connection)
    {
        var tables = Query(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
        return string.Join('\n', tables.SelectMany(table => Query(connection,
            $"SELECT * FROM \"{table}\" ORDER BY 1",
            [.. Query(connection, $"SELECT name FROM pragma_table_info('{table}') ORDER BY name")])));
    }

    private static List<string> Query(SqliteConnection connection, string sql, params string[] columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(columns.Length == 0 ? reader.GetString(0) : string.Join('|', columns.Select(column => Convert.ToString(reader[column], CultureInfo.InvariantCulture))));
        return rows;
    }

    private sealed class ChangingContext(SqliteConnection connection, Action<ModelBuilder> configure, string name) : DbContext
    {
        public string Name { get; } = name;

        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(connection).ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, ByName>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => configure(modelBuilder);
    }

    private sealed class ByName : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (((ChangingContext)context).Name, designTime);
    }
}
