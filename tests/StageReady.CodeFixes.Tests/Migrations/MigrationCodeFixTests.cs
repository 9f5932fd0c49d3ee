using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.EntityFrameworkCore;
using StageReady.Analyzers.Migrations;
using StageReady.CodeFixes.Migrations;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>What the fix writes. Each Down is run as a rehearsal runs it; where one cannot be, the test says why.</summary>
[Collection(nameof(Databases))]
public sealed class MigrationCodeFixTests(Databases databases)
{
    private static readonly Rehearsed OnOrders = Rehearsed.On(Rehearsed.Table("Orders"));

    private static readonly ReferenceAssemblies EfCore =
        new ReferenceAssemblies("net10.0", new PackageIdentity("Microsoft.NETCore.App.Ref", "10.0.12"), Path.Combine("ref", "net10.0"))
            .AddPackages(ImmutableArray.Create(new PackageIdentity("Microsoft.EntityFrameworkCore.Relational", "10.0.15")));

    [Fact]
    public Task Writes_an_empty_Down_in_the_reverse_order_of_Up_and_as_EF_Core_formats_it() => Mends(
        Rehearsed.OnlyOn(
            Provider.PostgreSql,
            Rehearsed.Table("Orders", "A") + Rehearsed.Table("Items"),
            Rehearsed.Table("SalesOrders", "B") + Rehearsed.Table("Items", "CustomerId") + (model => model.Entity("Items").Property<string>("Note"))),
        """
                migrationBuilder.RenameTable(
                    name: "Orders",
                    newName: "SalesOrders");

                migrationBuilder.RenameColumn(
                    name: "A",
                    table: "SalesOrders",
                    newName: "B");

                migrationBuilder.CreateSequence<int>(
                    name: "Numbers");

                migrationBuilder.AddColumn<string>(
                    name: "Note",
                    table: "Items",
                    type: "TEXT",
                    nullable: true);

                migrationBuilder.AddColumn<int>(
                    name: "CustomerId",
                    table: "Items",
                    nullable: true);

                migrationBuilder.CreateTable(
                    name: "Customers",
                    columns: table => new
                    {
                        Id = table.Column<int>(type: "INTEGER", nullable: false)
                    },
                    constraints: table =>
                    {
                        table.PrimaryKey("PK_Customers", x => x.Id);
                    });

                migrationBuilder.CreateIndex(
                    name: "IX_Customers_Id",
                    table: "Customers",
                    column: "Id");

                migrationBuilder.CreateIndex(
                    name: "IX_Items_Note",
                    table: "Items",
                    column: "Note");

                migrationBuilder.AddCheckConstraint(
                    name: "CK_Items",
                    table: "Items",
                    sql: "1 = 1");

                migrationBuilder.AddForeignKey(
                    name: "FK_Items_Customers",
                    table: "Items",
                    column: "CustomerId",
                    principalTable: "Customers",
                    principalColumn: "Id");

                migrationBuilder.InsertData(
                    table: "Items",
                    columns: new[] { "Id", "Note" },
                    values: new object[,]
                    {
                        { 101, "one" },
                        { 102, "two" }
                    });

        """,
        "",
        """
                migrationBuilder.DeleteData(
                    table: "Items",
                    keyColumn: "Id",
                    keyValues: new object[] { 101, 102 });

                migrationBuilder.DropForeignKey(
                    name: "FK_Items_Customers",
                    table: "Items");

                migrationBuilder.DropCheckConstraint(
                    name: "CK_Items",
                    table: "Items");

                migrationBuilder.DropIndex(
                    name: "IX_Items_Note",
                    table: "Items");

                migrationBuilder.DropTable(
                    name: "Customers");

                migrationBuilder.DropColumn(
                    name: "CustomerId",
                    table: "Items");

                migrationBuilder.DropColumn(
                    name: "Note",
                    table: "Items");

                migrationBuilder.DropSequence(
                    name: "Numbers");

                migrationBuilder.RenameColumn(
                    name: "B",
                    table: "SalesOrders",
                    newName: "A");

                migrationBuilder.RenameTable(
                    name: "SalesOrders",
                    newName: "Orders");

        """);

    [Fact]
    public Task Moves_a_table_back_to_its_schema() => Mends(
        Rehearsed.Not("of the databases that move tables between schemas only PostgreSQL is here, for which the fix writes the schema: DownFromPreviousModelRunsTests"),
        """
                migrationBuilder.EnsureSchema(
                    name: "sales");

                migrationBuilder.RenameTable(
                    name: "Orders",
                    newName: "SalesOrders",
                    newSchema: "sales");

                migrationBuilder.RenameColumn(
                    name: "A",
                    table: "SalesOrders",
                    schema: "sales",
                    newName: "B");

        """,
        "",
        """
                migrationBuilder.RenameColumn(
                    name: "B",
                    schema: "sales",
                    table: "SalesOrders",
                    newName: "A");

                migrationBuilder.RenameTable(
                    name: "SalesOrders",
                    schema: "sales",
                    newName: "Orders");

        """);

    [Fact]
    public Task Swaps_old_and_new_of_an_altered_column_and_says_what_does_not_come_back() => Mends(
        Rehearsed.On(
            model => { Rehearsed.Table("Orders")(model); model.Entity("Orders").Property<int>("Amount").HasColumnType("int"); },
            model => { Rehearsed.Table("Orders")(model); model.Entity("Orders").Property<long?>("Amount").HasColumnType("bigint"); }),
        """
                migrationBuilder.AlterColumn<long>(
                    name: "Amount",
                    table: "Orders",
                    type: "bigint",
                    nullable: true,
                    oldClrType: typeof(int),
                    oldType: "int")
                    .Annotation("Custom:A", 1);

        """,
        "",
        """
                // Values that Up converted may not come back as they were.
                migrationBuilder.AlterColumn<int>(
                    name: "Amount",
                    table: "Orders",
                    type: "int",
                    nullable: false,
                    defaultValue: 0,
                    oldClrType: typeof(long),
                    oldType: "bigint",
                    oldNullable: true)
                    .OldAnnotation("Custom:A", 1);

        """);

    [Fact]
    public Task Keeps_what_is_written_in_an_empty_Down() => Mends(
        Rehearsed.OnlyOn(Provider.PostgreSql, Rehearsed.Table("Orders")).After("CREATE SCHEMA old"),
        """
                migrationBuilder.DropSchema("old");
                migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

        """,
        """
                // Nothing yet.

        """,
        """
                // Nothing yet.
                migrationBuilder.DropColumn(
                    name: "A",
                    table: "Orders");

                // What the schema held does not come back.
                migrationBuilder.EnsureSchema(
                    name: "old");

        """);

    [Fact]
    public Task Drops_a_key_between_created_tables_first_if_its_principal_goes_first() => Mends(
        Rehearsed.OnlyOn(Provider.PostgreSql, Rehearsed.Table("Orders")),
        """
                migrationBuilder.CreateTable("A", table => new { Id = table.Column<int>(), BId = table.Column<int>(nullable: true) }, constraints: table => table.PrimaryKey("PK_A", x => x.Id));
                migrationBuilder.CreateTable("B", table => new { Id = table.Column<int>(), AId = table.Column<int>(nullable: true) }, constraints: table => table.PrimaryKey("PK_B", x => x.Id));
                migrationBuilder.AddForeignKey("FK_A_B", "A", "BId", "B", principalColumn: "Id");
                migrationBuilder.AddForeignKey("FK_B_A", "B", "AId", "A", principalColumn: "Id");

        """,
        "",
        """
                migrationBuilder.DropForeignKey(
                    name: "FK_A_B",
                    table: "A");

                migrationBuilder.DropTable(
                    name: "B");

                migrationBuilder.DropTable(
                    name: "A");

        """);

    [Fact]
    public Task Reverses_one_recognised_statement_of_raw_SQL() => Mends(
        Rehearsed.On(Rehearsed.Table("Orders", "Open")),
        """"
                migrationBuilder.Sql("CREATE VIEW \"OpenOrders\" AS SELECT \"Id\" FROM \"Orders\" WHERE \"Open\" = 1;");
                migrationBuilder.Sql("ALTER TABLE \"Orders\" ADD \"Note\" varchar(20) NULL");

        """",
        "",
        """"
                migrationBuilder.Sql("ALTER TABLE \"Orders\" DROP COLUMN \"Note\";");

                migrationBuilder.Sql("DROP VIEW \"OpenOrders\";");

        """");

    [Fact]
    public Task Reverses_a_statement_in_its_own_dialect() => Mends(
        Rehearsed.Not("the SQL is SQL Server's"),
        """"
                migrationBuilder.Sql("ALTER TABLE [dbo].[Orders] ADD [Note] nvarchar(20) NULL");

        """",
        "",
        """"
                migrationBuilder.Sql("ALTER TABLE [dbo].[Orders] DROP COLUMN [Note];");

        """");

    [Fact]
    public Task Adds_the_override_if_Down_is_missing() => Test(
        OnOrders,
        Class(
            """
                /// <inheritdoc />
                protected override void {|STG2001:Up|}(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);
                }
            """) + "\npartial class AddThings;\n",
        Class(
            """
                /// <inheritdoc />
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);
                }

                /// <inheritdoc />
                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }
            """) + "\npartial class AddThings;\n");

    [Fact]
    public Task Opens_a_Down_of_one_line() => Test(
        OnOrders,
        Class(
            """
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

                protected override void {|STG2001:Down|}(MigrationBuilder migrationBuilder) { }
            """),
        Class(
            """
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }
            """));

    [Fact]
    public Task Adds_a_missing_operation_where_the_reverse_order_of_Up_puts_it() => Test(
        OnOrders,
        Bodies(
            """
                    migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);
                    migrationBuilder.{|STG2003:CreateIndex|}("IX_A", "Orders", "A").Annotation("SqlServer:Clustered", false);
                    migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });

            """,
            """
                    migrationBuilder.DropTable("Notes");

                    // Keep this.
                    migrationBuilder.DropColumn("A", "Orders");

            """),
        Bodies(
            """
                    migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);
                    migrationBuilder.CreateIndex("IX_A", "Orders", "A").Annotation("SqlServer:Clustered", false);
                    migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });

            """,
            """
                    migrationBuilder.DropTable("Notes");

                    migrationBuilder.DropIndex(
                        name: "IX_A",
                        table: "Orders");

                    // Keep this.
                    migrationBuilder.DropColumn("A", "Orders");

            """));

    [Fact]
    public Task Fixes_all_at_once_in_the_right_order() => Test(
        Rehearsed.On(Rehearsed.Table("Orders", "C")),
        Bodies(
            """
                    migrationBuilder.{|STG2003:AddColumn<int>|}("A", "Orders", defaultValue: 0);
                    migrationBuilder.{|STG2003:CreateTable|}("Notes", table => new { Id = table.Column<int>() });
                    migrationBuilder.AddColumn<int>("B", "Orders", defaultValue: 0);
                    migrationBuilder.{|STG2003:RenameColumn|}("C", "Orders", "D");

            """,
            """
                    migrationBuilder.DropColumn("B", "Orders");

            """),
        Bodies(
            """
                    migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);
                    migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });
                    migrationBuilder.AddColumn<int>("B", "Orders", defaultValue: 0);
                    migrationBuilder.RenameColumn("C", "Orders", "D");

            """,
            """
                    migrationBuilder.RenameColumn(
                        name: "D",
                        table: "Orders",
                        newName: "C");

                    migrationBuilder.DropColumn("B", "Orders");

                    migrationBuilder.DropTable(
                        name: "Notes");

                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");

            """),
        iterations: 3);

    [Fact]
    public Task Says_what_raw_SQL_changes_and_nothing_undoes() => Mends(
        Rehearsed.On(Rehearsed.Table("Orders", "B")),
        """
                migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);
                migrationBuilder.Sql("UPDATE \"Orders\" SET \"B\" = 1");

        """,
        "",
        """
                // What Up's SQL changes in Orders is not undone.

                migrationBuilder.DropColumn(
                    name: "A",
                    table: "Orders");

        """);

    [Fact]
    public Task Puts_Down_in_the_place_of_a_throw() => Test(
        OnOrders,
        Bodies(
            """
                    migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

            """,
            """
                    // Not yet.
                    throw new NotImplementedException();

            """).Replace("void Down", "void {|STG2002:Down|}", StringComparison.Ordinal),
        Bodies(
            """
                    migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

            """,
            """
                    // Not yet.
                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");

            """));

    [Fact]
    public Task Opens_a_Down_that_is_one_throw() => Test(
        OnOrders,
        Class(
            """
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

                protected override void {|STG2002:Down|}(MigrationBuilder migrationBuilder) => throw new NotImplementedException();
            """),
        Class(
            """
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }
            """));

    [Fact]
    public Task Writes_Down_from_the_target_model_before_and_the_migrations_without_one_in_between() => TestAfter(
        Rehearsed.Not("the types and the identity are SQL Server's"),
        """
        [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(DbContext))]
        [Migration("0_Start")]
        public class Start : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }

            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.HasDefaultSchema("sales").HasAnnotation("ProductVersion", "8.0.0").HasAnnotation("Relational:MaxIdentifierLength", 128);

                modelBuilder.HasSequence<int>("Numbers").StartsAt(10L);

                modelBuilder.Entity("Shop.Order", b =>
                    {
                        b.Property<int>("Id")
                            .ValueGeneratedOnAdd()
                            .HasColumnType("int");

                        SqlServerPropertyBuilderExtensions.UseIdentityColumn(b.Property<int>("Id"), 1L, 1);

                        b.Property<Guid>("Number")
                            .HasColumnType("uniqueidentifier");

                        b.Property<string>("Code")
                            .IsRequired()
                            .HasColumnType("varchar(10)")
                            .HasMaxLength(10);

                        b.HasKey("Id");

                        b.ToTable("Orders", "sales");
                    });

                modelBuilder.Entity("Shop.Line", b =>
                    {
                        b.Property<int>("OrderId")
                            .HasColumnType("int");

                        b.Property<int?>("Position")
                            .HasColumnType("int");

                        b.HasKey("OrderId", "Position").HasName("PK_L");

                        b.ToTable("Lines", "sales");

                        b.HasOne("Shop.Order", "Order").WithMany("Lines").HasForeignKey("OrderId").OnDelete(DeleteBehavior.Cascade).IsRequired();
                    });
            }
        }

        [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(DbContext))]
        [Migration("1_ByHand")]
        public class ByHand : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.RenameColumn("Code", "Orders", "Label", "sales");
                migrationBuilder.CreateIndex("IX_Label", "Orders", "Label", "sales", unique: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropIndex("IX_Label", "Orders", "sales");
                migrationBuilder.RenameColumn("Label", "Orders", "Code", "sales");
            }
        }

        """,
        """
                migrationBuilder.RestartSequence("Numbers", 100L, "sales");
                migrationBuilder.DropForeignKey("FK_Lines_Orders_OrderId", "Lines", "sales");
                migrationBuilder.AlterColumn<string>("Label", "Orders", maxLength: 20, schema: "sales");
                migrationBuilder.DropTable("Orders", "sales");

        """,
        """
                // The rows of sales.Orders do not come back.
                migrationBuilder.CreateTable(
                    name: "Orders",
                    schema: "sales",
                    columns: table => new
                    {
                        Id = table.Column<int>(type: "int", nullable: false)
                            .Annotation("SqlServer:Identity", "1, 1"),
                        Number = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                        Label = table.Column<string>(maxLength: 20, nullable: false)
                    },
                    constraints: table =>
                    {
                        table.PrimaryKey("PK_Orders", x => x.Id);
                    });

                migrationBuilder.CreateIndex(
                    name: "IX_Label",
                    schema: "sales",
                    table: "Orders",
                    column: "Label",
                    unique: true);

                migrationBuilder.AlterColumn<string>(
                    name: "Label",
                    schema: "sales",
                    table: "Orders",
                    type: "varchar(10)",
                    maxLength: 10,
                    nullable: false,
                    oldClrType: typeof(string),
                    oldMaxLength: 20);

                migrationBuilder.AddForeignKey(
                    name: "FK_Lines_Orders_OrderId",
                    schema: "sales",
                    table: "Lines",
                    column: "OrderId",
                    principalSchema: "sales",
                    principalTable: "Orders",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);

                // The value that sales.Numbers had reached does not come back.
                migrationBuilder.RestartSequence(
                    name: "Numbers",
                    schema: "sales",
                    startValue: 10L);

        """);

    [Fact]
    public Task Creates_a_table_again_with_the_names_that_its_columns_had_when_it_was_dropped() => TestAfter(
        Rehearsed.On(model => model.Entity("Order", order =>
        {
            order.ToTable("Orders", table => table.HasCheckConstraint("CK_Price", "\"Price\" >= 0 AND \"PriceX\" <> ''"));
            order.Property<int>("Id").HasColumnType("integer").ValueGeneratedNever();
            order.Property<int>("Price").HasColumnType("integer");
            order.Property<string>("PriceX").HasColumnType("text");
            order.HasKey("Id");
            order.HasIndex("Price").HasDatabaseName("IX_Price").HasFilter("\"Price\" > 7 AND \"PriceX\" <> 'Price'");
        })),
        """
        [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(DbContext))]
        [Migration("0_Start")]
        public class Start : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }

            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity("Order", b =>
                    {
                        b.Property<int>("Id").HasColumnType("integer");
                        b.Property<int>("Price").HasColumnType("integer");
                        b.Property<string>("PriceX").HasColumnType("text");
                        b.HasKey("Id");
                        b.HasIndex("Price").HasDatabaseName("IX_Price").HasFilter("\"Price\" > 7 AND \"PriceX\" <> 'Price'");
                        b.ToTable("Orders", t => t.HasCheckConstraint("CK_Price", "\"Price\" >= 0 AND \"PriceX\" <> ''"));
                    });
            }
        }

        """,
        """
                migrationBuilder.RenameColumn("Price", "Orders", "Amount");
                migrationBuilder.DropTable("Orders");

        """,
        """
                // The rows of Orders do not come back.
                migrationBuilder.CreateTable(
                    name: "Orders",
                    columns: table => new
                    {
                        Id = table.Column<int>(type: "integer", nullable: false),
                        Amount = table.Column<int>(type: "integer", nullable: false),
                        PriceX = table.Column<string>(type: "text", nullable: true)
                    },
                    constraints: table =>
                    {
                        table.PrimaryKey("PK_Orders", x => x.Id);
                        table.CheckConstraint("CK_Price", "\"Amount\" >= 0 AND \"PriceX\" <> ''");
                    });

                migrationBuilder.CreateIndex(
                    name: "IX_Price",
                    table: "Orders",
                    column: "Amount",
                    filter: "\"Amount\" > 7 AND \"PriceX\" <> 'Price'");

                migrationBuilder.RenameColumn(
                    name: "Amount",
                    table: "Orders",
                    newName: "Price");

        """);

    [Fact]
    public Task Imports_what_the_definition_of_a_column_needs() => TestAfter(
        Rehearsed.OnlyOn(Provider.PostgreSql, model =>
        {
            Rehearsed.Table("Orders")(model);
            model.Entity("Orders").Property<long>("Number").UseIdentityByDefaultColumn();
        }),
        """
        [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(DbContext))]
        [Migration("0_Start")]
        public class Start : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }

            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity("Order", b =>
                    {
                        b.Property<long>("Number")
                            .HasColumnType("bigint");

                        NpgsqlPropertyBuilderExtensions.UseIdentityByDefaultColumn(b.Property<long>("Number"));

                        b.ToTable("Orders");
                    });
            }
        }

        """,
        """
                migrationBuilder.DropColumn("Number", "Orders");

        """,
        """
                // The values of Orders.Number do not come back.
                migrationBuilder.AddColumn<long>(
                    name: "Number",
                    table: "Orders",
                    type: "bigint",
                    nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

        """,
        "using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;\n");

    [Fact]
    public Task Alters_a_column_back_of_which_Up_does_not_say_what_it_was() => TestAfter(
        Rehearsed.OnlyOn(
            Provider.Sqlite,
            model => { Rehearsed.Table("Orders")(model); model.Entity("Orders").Property<bool?>("Anchor_Open"); },
            model => { Rehearsed.Table("Orders")(model); model.Entity("Orders").Property<bool>("Anchor_Open"); }),
        """
        [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(DbContext))]
        [Migration("0_Start")]
        public class Start : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }

            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity("Order", b =>
                    {
                        b.Property<int>("Id").HasColumnType("INTEGER");
                        b.HasKey("Id");
                        b.ToTable("Orders");

                        b.OwnsOne("Anchor", "Anchor", b1 =>
                            {
                                b1.Property<int>("OrderId").HasColumnType("INTEGER");
                                b1.Property<bool>("Open").HasColumnType("INTEGER");
                                b1.HasKey("OrderId");
                                b1.ToTable("Orders");
                                b1.WithOwner().HasForeignKey("OrderId");
                            });
                    });
            }
        }

        """,
        """
                migrationBuilder.Sql("UPDATE Orders SET Anchor_Open = 0 WHERE Anchor_Open IS NULL");
                migrationBuilder.AlterColumn<bool>("Anchor_Open", "Orders", type: "INTEGER", nullable: false);

        """,
        """
                migrationBuilder.AlterColumn<bool>(
                    name: "Anchor_Open",
                    table: "Orders",
                    type: "INTEGER",
                    nullable: true,
                    oldClrType: typeof(bool),
                    oldType: "INTEGER");

                // What Up's SQL changes in Orders is not undone.

        """);

    [Fact]
    public Task Leaves_out_the_annotations_of_other_providers() => TestAfter(
        Rehearsed.OnlyOn(Provider.PostgreSql, model => model.Entity("Order", order =>
        {
            order.ToTable("Orders");
            order.Property<int>("Id");
            order.Property<string>("Code");
            order.HasKey("Id");
            order.HasIndex("Code").IncludeProperties("Id");
        })),
        """
        [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(DbContext))]
        [Migration("0_Start")]
        public class Start : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }

            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.HasAnnotation("ProductVersion", "8.0.0");

                NpgsqlModelBuilderExtensions.UseIdentityByDefaultColumns(modelBuilder);

                modelBuilder.Entity("Order", b =>
                    {
                        b.Property<int>("Id").HasColumnType("integer");
                        b.Property<string>("Code").HasColumnType("text");
                        b.HasKey("Id");
                        b.HasIndex("Code").HasAnnotation("SqlServer:Clustered", false);
                        NpgsqlIndexBuilderExtensions.IncludeProperties(b.HasIndex("Code"), new[] { "Id" });
                        b.ToTable("Orders");
                    });
            }
        }

        """,
        """
                migrationBuilder.DropIndex("IX_Orders_Code", "Orders");

        """,
        """
                migrationBuilder.CreateIndex(
                    name: "IX_Orders_Code",
                    table: "Orders",
                    column: "Code")
                    .Annotation("Npgsql:IndexInclude", new[] { "Id" });

        """);

    public static TheoryData<string, string> NotClear => new()
    {
        { "the model says of the table what is not known", """b.ToTable("Orders", t => t.IsTemporal());""" },
        { "the model says of the column what is not known", """b.ToTable("Orders"); b.Property<string>("A").HasSomething();""" },
        { "the column's type is not known", """b.ToTable("Orders"); b.Property<Unknown>("A");""" },
        { "the table is a view", """b.ToView("Orders");""" },
        { "migrations leave the table out", """b.ToTable("Orders", t => t.ExcludeFromMigrations());""" },
    };

    [Theory]
    [MemberData(nameof(NotClear))]
    public Task Offers_nothing_where(string reason, string model)
    {
        Assert.NotEmpty(reason);
        return TestAfter(
            null,
            $$"""
            [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(DbContext))]
            [Migration("0_Start")]
            public class Start : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) { }

                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity("Order", b => { b.Property<int>("Id"); b.HasKey("Id"); {{model}} });
                }
            }

            """,
            """
                    migrationBuilder.DropTable("Orders");

            """,
            mended: null);
    }

    /// <summary>A migration after others, which bind only as far as EF Core is referenced.</summary>
    private async Task TestAfter(Rehearsed? rehearsed, string earlier, string up, string? mended, string usings = "")
    {
        var before = "using System;\nusing Microsoft.EntityFrameworkCore;\nusing Microsoft.EntityFrameworkCore.Migrations;\n\n" + earlier;
        var source = Own(Bodies(up, "").Replace("void Down", "void {|STG2001:Down|}", StringComparison.Ordinal));
        var code = mended is null ? source : usings.Length == 0 ? Own(Bodies(up, mended)) : Own(Bodies(up, mended)).Replace("\n\n[", "\n" + usings + "\n[", StringComparison.Ordinal);
        var test = Verifier(source, code);
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        test.TestState.Sources.Add(("/0/0_Earlier.cs", before));
        test.FixedState.Sources.Add(("/0/0_Earlier.cs", before));
        await test.RunAsync();
        if (mended is not null)
            await rehearsed!.RunAsync(databases, code, "AddThings");

        static string Own(string code) =>
            code.Replace("public partial class", "[Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(Microsoft.EntityFrameworkCore.DbContext))]\n[Migration(\"2_Change\")]\npublic partial class", StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> NotOffered => new()
    {
        { "what was dropped is not known", """migrationBuilder.DropColumn("A", "Orders");""", "" },
        { "old facets are not given", """migrationBuilder.AlterColumn<int>("A", "Orders", nullable: true);""", "" },
        { "old facets depend on a local", """var length = Environment.ProcessorCount; migrationBuilder.AlterColumn<string>("A", "Orders", maxLength: 3, oldClrType: typeof(string), oldMaxLength: length);""", "" },
        { "the key of seed data is not evident", """migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0); migrationBuilder.InsertData("Orders", "Code", "x");""", "" },
        { "a sequence is restarted", """migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0); migrationBuilder.RestartSequence("Numbers", 1);""", "" },
        { "part of Up cannot be read", """migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0); migrationBuilder.Sql(File.ReadAllText("x.sql"));""", "" },
        { "the provider of a database is not known", """if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Cosmos") migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);""", "" },
        { "one of several databases cannot be brought back", """migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0); if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.DropColumn("B", "Orders");""", "" },
    };

    [Theory]
    [MemberData(nameof(NotOffered))]
    public Task Offers_nothing_if(string reason, string up, string down)
    {
        Assert.NotEmpty(reason);
        var source = Bodies("        " + up + "\n", down).Replace("void Down", "void {|STG2001:Down|}", StringComparison.Ordinal);
        return OffersNothing(source);
    }

    [Fact]
    public Task Offers_nothing_if_Down_alters_the_column_otherwise()
    {
        var source = Bodies(
            """
                    migrationBuilder.{|STG2003:AlterColumn<string>|}("A", "Orders", maxLength: 10, oldClrType: typeof(string), oldMaxLength: 5);

            """,
            """
                    migrationBuilder.AlterColumn<string>("A", "Orders", maxLength: 7, oldClrType: typeof(string), oldMaxLength: 10);

            """);
        return OffersNothing(source);
    }

    [Fact]
    public Task Writes_a_branch_for_each_database_that_differs() => Mends(
        OnOrders,
        """
                migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);
                if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
                    migrationBuilder.AddColumn<int>("B", "Orders", defaultValue: 0);
                else if (migrationBuilder.ActiveProvider.Contains("Npgsql"))
                    migrationBuilder.AddColumn<int>("C", "Orders", defaultValue: 0);

        """,
        "",
        """
                if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
                {
                    migrationBuilder.DropColumn(
                        name: "C",
                        table: "Orders");

                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }
                else if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
                {
                    migrationBuilder.DropColumn(
                        name: "B",
                        table: "Orders");

                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }
                else
                {
                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }

        """);

    [Theory]
    [InlineData("==", "==")]
    [InlineData("!=", "!=")]
    public Task Writes_no_branch_where_nothing_is_to_be_done(string condition, string mended) => Mends(
        Rehearsed.OnlyOn(condition == "==" ? Provider.Sqlite : Provider.PostgreSql, Rehearsed.Table("Orders")),
        $"""
                if (migrationBuilder.ActiveProvider {condition} "Microsoft.EntityFrameworkCore.Sqlite")
                    migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

        """,
        "",
        $$"""
                if (migrationBuilder.ActiveProvider {{mended}} "Microsoft.EntityFrameworkCore.Sqlite")
                {
                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }

        """);

    /// <summary>Pomelo's provider and Oracle's are one family.</summary>
    [Theory]
    [InlineData("""migrationBuilder.ActiveProvider == "Pomelo.EntityFrameworkCore.MySql" """, """migrationBuilder.ActiveProvider == "Pomelo.EntityFrameworkCore.MySql" || migrationBuilder.ActiveProvider == "MySql.EntityFrameworkCore" """)]
    [InlineData("migrationBuilder.IsMySql()", """migrationBuilder.ActiveProvider == "Pomelo.EntityFrameworkCore.MySql" || migrationBuilder.ActiveProvider == "MySql.EntityFrameworkCore" """)]
    [InlineData("!migrationBuilder.IsMySql()", """migrationBuilder.ActiveProvider != "Pomelo.EntityFrameworkCore.MySql" && migrationBuilder.ActiveProvider != "MySql.EntityFrameworkCore" """)]
    public Task Writes_a_branch_for_both_providers_of_MySQL(string condition, string mended)
    {
        const string IsMySql = "\n\npublic static class Extensions { public static bool IsMySql(this MigrationBuilder builder) => builder.ActiveProvider == \"Pomelo.EntityFrameworkCore.MySql\"; }";
        var up = $"""
                    if ({condition.Trim()})
                        migrationBuilder.AddColumn<int>("A", "Orders", defaultValue: 0);

            """;
        return Test(
            condition[0] == '!' ? OnOrders : Rehearsed.Not("nothing is done on other databases than MySQL"),
            Bodies(up, "").Replace("void Down", "void {|STG2001:Down|}", StringComparison.Ordinal) + IsMySql,
            Bodies(up, $$"""
                        if ({{mended.Trim()}})
                        {
                            migrationBuilder.DropColumn(
                                name: "A",
                                table: "Orders");
                        }

                """) + IsMySql);
    }

    [Fact]
    public Task Writes_no_branches_where_all_databases_come_back_alike() => Mends(
        OnOrders,
        """
                if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
                    migrationBuilder.AddColumn<string>("A", "Orders", type: "TEXT", nullable: true);
                else
                    migrationBuilder.AddColumn<string>("A", "Orders", nullable: true);

        """,
        "",
        """
                migrationBuilder.DropColumn(
                    name: "A",
                    table: "Orders");

        """);

    [Fact]
    public Task Puts_what_an_operation_needs_gone_before_it()
    {
        const string Up =
            """
                    migrationBuilder.AddColumn<int>("A", "Orders", nullable: true);
                    migrationBuilder.CreateIndex("IX_A", "Orders", "A");
                    migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() }, constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    migrationBuilder.AddForeignKey("FK_A", "Orders", "A", "Customers");

            """;
        return Test(
            Rehearsed.OnlyOn(Provider.PostgreSql, Rehearsed.Table("Orders")),
            Bodies(Up, """
                        // The customers come first.
                        migrationBuilder.DropTable(
                            name: "Customers");

                        migrationBuilder.{|STG2007:{|STG2007:DropColumn|}|}("A", "Orders");
                        migrationBuilder.DropForeignKey("FK_A", "Orders");

                        // With the column.
                        migrationBuilder.DropIndex("IX_A", "Orders"); // at last

                """),
            Bodies(Up, """
                        migrationBuilder.DropForeignKey("FK_A", "Orders");

                        // The customers come first.
                        migrationBuilder.DropTable(
                            name: "Customers");
                        // With the column.
                        migrationBuilder.DropIndex("IX_A", "Orders"); // at last

                        migrationBuilder.DropColumn("A", "Orders");

                """));
    }

    [Theory]
    [InlineData("""migrationBuilder.DropColumn("Memo", "Orders");""", """        migrationBuilder.{|STG2007:AddColumn<string>|}("Memo", "Orders", nullable: false);""")]
    [InlineData(AddIndexedColumn, """        migrationBuilder.{|STG2007:DropColumn|}("A", "Orders"); migrationBuilder.DropIndex("IX_A", "Orders");""")]
    [InlineData(AddIndexedColumn, "        migrationBuilder.{|STG2007:DropColumn|}(\"A\", \"Orders\");\n        var number = 1;\n        migrationBuilder.DropIndex(\"IX_A\", \"Orders\");")]
    public Task Leaves_an_order_alone_that_it_cannot_mend(string up, string down)
    {
        var source = Bodies($"        {up}\n", down + "\n");
        return OffersNothing(source);
    }

    private const string AddIndexedColumn = """migrationBuilder.AddColumn<int>("A", "Orders", nullable: true); migrationBuilder.CreateIndex("IX_A", "Orders", "A");""";

    private Task Mends(Rehearsed rehearsed, string up, string down, string mended) =>
        Test(rehearsed, Bodies(up, down).Replace("void Down", "void {|STG2001:Down|}", StringComparison.Ordinal), Bodies(up, mended));

    private static string Bodies(string up, string down) => Class(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder)
            {
        {{up}}    }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
        {{down}}    }
        """);

    private static string Class(string members) =>
        $$"""
        using System;
        using System.IO;
        using Microsoft.EntityFrameworkCore.Migrations;

        public partial class AddThings : Migration
        {
        {{members}}
        }
        """;

    private async Task Test(Rehearsed rehearsed, string source, string mended, int iterations = 1)
    {
        await Verifier(source, mended, iterations).RunAsync();
        await rehearsed.RunAsync(databases, mended, "AddThings");
    }

    private static Task OffersNothing(string source) => Verifier(source, source).RunAsync();

    private static CSharpCodeFixTest<MigrationAnalyzer, MigrationCodeFix, DefaultVerifier> Verifier(string source, string mended, int iterations = 1)
    {
        var test = new CSharpCodeFixTest<MigrationAnalyzer, MigrationCodeFix, DefaultVerifier>
        {
            ReferenceAssemblies = EfCore,
            TestCode = source,
            FixedCode = mended,
        };

        // The rules that have no fix say what they will of the same migration.
        test.DisabledDiagnostics.AddRange(Catalogue.All.Where(rule => rule is { Family: RuleFamily.Migrations, HasFix: false }).Select(rule => rule.Id));
        if (source != mended && iterations > 1)
            test.NumberOfIncrementalIterations = iterations;
        return test;
    }
}
