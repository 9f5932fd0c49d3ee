namespace StageReady.Analyzers.Tests.Migrations;

/// <summary>The thirteen points of the net state, each with what is found and what is not.</summary>
public sealed class NetStateTests
{
    private const string AddNote = """migrationBuilder.AddColumn<string>(name: "Note", table: "Orders", nullable: true);""";
    private const string DropNote = """migrationBuilder.DropColumn(name: "Note", table: "Orders");""";

    public static TheoryData<string, string, string> Found => new()
    {
        { "1 opposite operations cancel, others do not",
            """
            migrationBuilder.{|STG2003:AddColumn<string>|}("Note", "Orders", nullable: true);
            migrationBuilder.AddColumn<string>("Memo", "Orders", nullable: true);
            """,
            """migrationBuilder.DropColumn("Memo", "Orders");""" },
        { "1 a column of another table of that name",
            """migrationBuilder.{|STG2003:AddColumn<string>|}("Note", "Orders", nullable: true);""",
            """migrationBuilder.DropColumn("Note", "Customers");""" },
        { "1 a table of another schema of that name",
            """migrationBuilder.{|STG2003:CreateTable|}("Log", table => new { Id = table.Column<int>() }, schema: "audit");""",
            """migrationBuilder.DropTable("Log", schema: "app");""" },
        { "2 a chain of renames that does not compose to identity",
            """
            migrationBuilder.{|STG2003:RenameColumn|}("A", "Orders", "B");
            migrationBuilder.RenameColumn("B", "Orders", "C");
            """,
            """migrationBuilder.RenameColumn("C", "Orders", "B");""" },
        { "2 a rename back that leaves the table in the default schema",
            """migrationBuilder.{|STG2003:RenameTable|}(name: "Orders", schema: "sales", newName: "SalesOrders");""",
            """migrationBuilder.RenameTable(name: "SalesOrders", newName: "Orders");""" },
        { "2 a rename of letter case only",
            """
            migrationBuilder.{|STG2003:RenameTable|}(name: "orders", newName: "Orders");
            migrationBuilder.CreateIndex("IX_A", "Orders", "A");
            """,
            """migrationBuilder.DropIndex("IX_A", "Orders");""" },
        { "3 an index on a table that was there before",
            """
            migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });
            migrationBuilder.{|STG2003:CreateIndex|}("IX_Orders_A", "Orders", "A");
            """,
            """migrationBuilder.DropTable("Notes");""" },
        { "4 a column dropped without its index on SQL Server",
            """
            migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: true).Annotation("SqlServer:Sparse", true);
            migrationBuilder.{|STG2003:CreateIndex|}("IX_Orders_CustomerId", "Orders", "CustomerId");
            """,
            """migrationBuilder.DropColumn("CustomerId", "Orders");""" },
        { "5 a key that Up replaces and Down leaves",
            """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.{|STG2003:AddForeignKey|}("FK_A", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
            migrationBuilder.CreateIndex("IX_Other", "Other", "A");
            """,
            """migrationBuilder.DropIndex("IX_Other", "Other");""" },
        { "5 a key that raw SQL replaces, whatever it does with other rows",
            """
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            migrationBuilder.Sql("ALTER TABLE Orders DROP CONSTRAINT FK_A");
            migrationBuilder.Sql("UPDATE Countries SET Code = 'DE' WHERE Code = 'D'");
            migrationBuilder.{|STG2003:Sql|}("ALTER TABLE Orders ADD CONSTRAINT FK_A FOREIGN KEY (CustomerId) REFERENCES Customers (Id) ON DELETE CASCADE");
            """,
            """migrationBuilder.Sql("UPDATE Countries SET Code = 'D' WHERE Code = 'DE'"); migrationBuilder.DropColumn("Note", "Orders");""" },
        { "5 a key that Down creates again with Up's definition",
            """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.{|STG2003:AddForeignKey|}("FK_A", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
            """,
            """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.AddForeignKey("FK_A", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
            """ },
        { "6 a column that Up drops and Down does not add",
            """
            migrationBuilder.{|STG2003:DropColumn|}("A", "Orders");
            migrationBuilder.AddColumn<string>("B", "Orders", nullable: true);
            """,
            """migrationBuilder.DropColumn("B", "Orders");""" },
        { "7 a foreign key that pointed to a dropped table",
            """
            migrationBuilder.{|STG2003:DropForeignKey|}("FK_Orders_Customers", "Orders");
            migrationBuilder.DropTable("Customers");
            """,
            """migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() });""" },
        { "8 a length that does not go back",
            """migrationBuilder.{|STG2003:AlterColumn<string>|}("Note", "Orders", maxLength: 100, nullable: true, oldClrType: typeof(string), oldMaxLength: 50, oldNullable: true);""",
            """migrationBuilder.AlterColumn<string>("Note", "Orders", maxLength: 100, nullable: true, oldClrType: typeof(string), oldMaxLength: 100, oldNullable: true);""" },
        { "8 a column that Down does not alter",
            """
            migrationBuilder.{|STG2003:AlterColumn<string>|}("Note", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);
            migrationBuilder.CreateIndex("IX_A", "Orders", "A");
            """,
            """migrationBuilder.DropIndex("IX_A", "Orders");""" },
        { "10 only the structure counts beside seed data",
            """
            migrationBuilder.UpdateData("Orders", "Id", 1, "Note", "x");
            migrationBuilder.{|STG2003:CreateIndex|}("IX_A", "Orders", "A");
            """,
            """migrationBuilder.UpdateData("Orders", "Id", 1, "Note", "y");""" },
        { "13 a sequence that stays behind its users",
            """
            migrationBuilder.{|STG2003:CreateSequence<int>|}("OrderNumbers");
            migrationBuilder.AddColumn<int>("Number", "Orders", defaultValueSql: "NEXT VALUE FOR OrderNumbers");
            """,
            """migrationBuilder.DropColumn("Number", "Orders");""" },
    };

    public static TheoryData<string, string, string> NotFound => new()
    {
        { "4 a filter and a check that use the column",
            """
            migrationBuilder.AddColumn<bool>("Open", "Orders", nullable: true);
            migrationBuilder.CreateIndex("IX_Open", "Orders", "Number", filter: "\"Open\"");
            migrationBuilder.AddCheckConstraint("CK_Open", "Orders", "\"Open\" IS NOT NULL OR \"Number\" > 0");
            """,
            """migrationBuilder.DropColumn("Open", "Orders");""" },
        { "8 raw SQL alters the column back, in whatever words",
            """migrationBuilder.AlterColumn<long>("A", "Orders", type: "bigint", nullable: true, oldClrType: typeof(int), oldType: "integer");""",
            """migrationBuilder.Sql("ALTER TABLE Orders ALTER COLUMN A TYPE int, ALTER COLUMN A SET NOT NULL");""" },
        { "8 raw SQL alters a column that the migration brings back",
            """migrationBuilder.Sql("ALTER TABLE Orders ALTER COLUMN A TYPE bigint; ALTER TABLE Orders ALTER COLUMN A SET DEFAULT 1");""",
            """migrationBuilder.AlterColumn<int>("A", "Orders", type: "integer", nullable: true, oldClrType: typeof(long), oldType: "bigint");""" },
        { "1 opposite operations cancel", AddNote, DropNote },
        { "1 a temporary table of Up leaves nothing",
            """
            migrationBuilder.CreateTable("Temp", table => new { Id = table.Column<int>() });
            migrationBuilder.CreateIndex("IX_Temp", "Temp", "Id");
            migrationBuilder.DropTable("Temp");
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            """,
            DropNote },
        { "1 a temporary table of raw SQL goes, dropped or not",
            """
            migrationBuilder.Sql("CREATE TEMPORARY TABLE parked AS SELECT * FROM Orders");
            migrationBuilder.Sql("CREATE TEMP TABLE left_behind (Id int)");
            migrationBuilder.Sql("INSERT INTO parked SELECT * FROM Orders; DROP TABLE parked");
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            """,
            """
            migrationBuilder.Sql("CREATE TEMPORARY TABLE parked AS SELECT * FROM Orders; ALTER TABLE parked ADD Memo int; DROP TABLE parked;");
            migrationBuilder.DropColumn("Note", "Orders");
            """ },
        { "2 children move with their table",
            """
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            migrationBuilder.RenameTable(name: "Orders", newName: "SalesOrders");
            migrationBuilder.RenameColumn("A", "SalesOrders", "B");
            """,
            """
            migrationBuilder.RenameColumn("B", "SalesOrders", "A");
            migrationBuilder.DropColumn("Note", "SalesOrders");
            migrationBuilder.RenameTable(name: "SalesOrders", newName: "Orders");
            """ },
        { "2 a chain of renames that composes to identity",
            """
            migrationBuilder.RenameColumn("A", "Orders", "B");
            migrationBuilder.RenameColumn("B", "Orders", "C");
            """,
            """migrationBuilder.RenameColumn("C", "Orders", "A");""" },
        { "2 a move of schema and back to the default schema",
            """migrationBuilder.RenameTable(name: "Orders", newName: "Orders", newSchema: "sales");""",
            """migrationBuilder.RenameTable(name: "Orders", schema: "sales");""" },
        { "3 what is created in a created table goes with it",
            """
            migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() }, constraints: table => table.PrimaryKey("PK_Notes", x => x.Id));
            migrationBuilder.AddColumn<int>("OrderId", "Notes");
            migrationBuilder.CreateIndex("IX_Notes_OrderId", "Notes", "OrderId");
            migrationBuilder.AddForeignKey("FK_Notes_Orders", "Notes", "OrderId", "Orders", principalColumn: "Id");
            migrationBuilder.InsertData("Notes", "Id", 1);
            """,
            """migrationBuilder.DropTable("Notes");""" },
        { "3 dropping a column covers what was done to it",
            """
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            migrationBuilder.AlterColumn<string>("Note", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);
            migrationBuilder.UpdateData("Orders", "Id", 1, "Note", "x");
            """,
            DropNote },
        { "4 PostgreSQL drops the index with its column",
            """
            migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: true).Annotation("Npgsql:Comment", "x");
            migrationBuilder.CreateIndex("IX_Orders_CustomerId", "Orders", "CustomerId");
            """,
            """migrationBuilder.DropColumn("CustomerId", "Orders");""" },
        { "4 an unknown provider may drop the index with its column",
            """
            migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: true);
            migrationBuilder.CreateIndex("IX_Orders_CustomerId", "Orders", "CustomerId");
            """,
            """migrationBuilder.DropColumn("CustomerId", "Orders");""" },
        { "5 a key that is replaced back",
            """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.AddForeignKey("FK_A", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
            """,
            """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.AddForeignKey("FK_A", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Restrict);
            """ },
        { "5 a key that raw SQL only takes away from rows that it deletes",
            """
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            migrationBuilder.Sql("ALTER TABLE Orders DROP CONSTRAINT FK_A; TRUNCATE TABLE Customers;");
            migrationBuilder.Sql("ALTER TABLE Orders ADD CONSTRAINT FK_A FOREIGN KEY (CustomerId) REFERENCES Customers (Id)");
            """,
            """migrationBuilder.DropColumn("Note", "Orders"); migrationBuilder.Sql("DELETE FROM Customers");""" },
        { "5 a key that is replaced by one of other columns, and replaced back",
            """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.AddForeignKey("FK_A", "Orders", "BuyerId", "Customers", principalColumn: "Id");
            """,
            """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.AddForeignKey("FK_A", "Orders", "CustomerId", "Customers", principalColumn: "Id");
            """ },
        { "5 a key that is only taken away while its column is altered",
            """
            migrationBuilder.DropPrimaryKey("PK_Orders", "Orders");
            migrationBuilder.AlterColumn<long>("Id", "Orders", oldClrType: typeof(int));
            migrationBuilder.AddPrimaryKey("PK_Orders", "Orders", "Id");
            """,
            """migrationBuilder.AlterColumn<int>("Id", "Orders", oldClrType: typeof(long));""" },
        { "5 a column that is replaced by one of another type, and altered back",
            """
            migrationBuilder.AddColumn<int>("Temp", "Orders", nullable: true);
            migrationBuilder.DropColumn("Address", "Orders");
            migrationBuilder.RenameColumn("Temp", "Orders", "Address");
            """,
            """migrationBuilder.AlterColumn<string>("Address", "Orders", nullable: true, oldClrType: typeof(int), oldNullable: true);""" },
        { "5 a foreign key that is only taken away while an index is replaced",
            """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.DropIndex("IX_A", "Orders");
            migrationBuilder.CreateIndex("IX_A_B", "Orders", new[] { "A", "B" });
            migrationBuilder.AddForeignKey("FK_A", "Orders", "A", "Customers", principalColumn: "Id");
            """,
            """
            migrationBuilder.DropIndex("IX_A_B", "Orders");
            migrationBuilder.CreateIndex("IX_A", "Orders", "A");
            """ },
        { "6 Down renames what Up added to what Up dropped",
            """
            migrationBuilder.DropColumn("A", "Orders");
            migrationBuilder.AddColumn<string>("B", "Orders", nullable: true);
            """,
            """migrationBuilder.RenameColumn("B", "Orders", "A");""" },
        { "6 Down drops what Up renamed and adds it under the old name",
            """migrationBuilder.RenameColumn("A", "Orders", "B");""",
            """
            migrationBuilder.DropColumn("B", "Orders");
            migrationBuilder.AddColumn<string>("A", "Orders", nullable: true);
            """ },
        { "7 a table that Down creates again",
            """
            migrationBuilder.DropForeignKey("FK_Notes_Orders", "Notes");
            migrationBuilder.DropTable("Notes");
            """,
            """
            migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });
            migrationBuilder.CreateIndex("IX_Notes_Id", "Notes", "Id");
            """ },
        { "8 the default of a type for a column that becomes required again",
            """migrationBuilder.AlterColumn<string>("Note", "Orders", nullable: true, oldClrType: typeof(string), oldType: "text");""",
            """migrationBuilder.AlterColumn<string>("Note", "Orders", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldNullable: true);""" },
        { "8 types that only one side states",
            """migrationBuilder.AlterColumn<string>("Note", "Orders", maxLength: 10, oldClrType: typeof(string));""",
            """migrationBuilder.AlterColumn<string>("Note", "Orders", type: "text", oldClrType: typeof(string), oldMaxLength: 10);""" },
        { "8 a collation that EF Core used to write as an annotation",
            """
            migrationBuilder.AlterColumn<Guid>("A", "Orders", nullable: false, collation: "ascii_general_ci", oldClrType: typeof(Guid), oldNullable: true)
                .OldAnnotation("Relational:Collation", "ascii_general_ci");
            """,
            """migrationBuilder.AlterColumn<Guid>("A", "Orders", nullable: true, collation: "ascii_general_ci", oldClrType: typeof(Guid));""" },
        { "8 an alteration that changes nothing",
            """
            migrationBuilder.AlterColumn<string>("A", "Orders", maxLength: 5, oldClrType: typeof(string), oldMaxLength: 5);
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            """,
            DropNote },
        { "9 annotations that are added to the database, and a schema",
            """
            migrationBuilder.EnsureSchema("sales");
            migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:citext", ",,");
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            """,
            DropNote },
        { "10 data that only fills nulls before the column becomes required",
            """
            migrationBuilder.UpdateData("Orders", "Note", null, "Note", "");
            migrationBuilder.AlterColumn<string>("Note", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);
            """,
            """migrationBuilder.AlterColumn<string>("Note", "Orders", nullable: true, oldClrType: typeof(string));""" },
        { "11 what only Down touches is another rule's",
            AddNote,
            """
            migrationBuilder.DropColumn("Note", "Orders");
            migrationBuilder.DropColumn("Other", "Orders");
            migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });
            """ },
        { "12 both bodies empty", "", "" },
        { "12 a structure of no net change",
            """
            migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
            migrationBuilder.DropColumn("Note", "Orders");
            """,
            "" },
        { "13 the order within Down is another rule's",
            """
            migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() });
            migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: true);
            migrationBuilder.AddForeignKey("FK_A", "Orders", "CustomerId", "Customers", principalColumn: "Id");
            """,
            """
            migrationBuilder.DropTable("Customers");
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.DropColumn("CustomerId", "Orders");
            """ },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public Task Is_found(string point, string up, string down)
    {
        Assert.NotEmpty(point);
        return MigrationVerifier.Bodies(up, down);
    }

    [Theory]
    [MemberData(nameof(NotFound))]
    public Task Is_not_found(string point, string up, string down)
    {
        Assert.NotEmpty(point);
        return MigrationVerifier.Bodies(up, down);
    }

    [Fact]
    public Task A_column_that_raw_SQL_drops_without_its_index_is_found_on_SQLite() => MigrationVerifier.Bodies(
        """
        migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: true);
        migrationBuilder.{|STG2003:CreateIndex|}("IX_Orders_CustomerId", "Orders", "CustomerId");
        """,
        """migrationBuilder.Sql("ALTER TABLE Orders DROP COLUMN CustomerId");""",
        MigrationVerifier.Sqlite);

    [Fact]
    public Task A_column_that_EF_Core_drops_on_SQLite_takes_its_index_with_it() => MigrationVerifier.Bodies(
        """
        migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: true);
        migrationBuilder.CreateIndex("IX_Orders_CustomerId", "Orders", "CustomerId");
        """,
        """migrationBuilder.DropColumn("CustomerId", "Orders");""",
        MigrationVerifier.Sqlite);

    [Theory]
    [InlineData("20230101000000_Earlier", "{|STG2003:AlterDatabase|}")]
    [InlineData("20990101000000_Later", "AlterDatabase")]
    public Task A_change_of_the_whole_database_counts_only_if_it_is_not_the_first_migration(string other, string alterDatabase) => MigrationVerifier.Files(
        null,
        MigrationVerifier.Class(
            $$"""
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.{{alterDatabase}}(collation: "de_DE");
                    {{AddNote}}
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    {{DropNote}}
                }
            """),
        $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("{{other}}")]
        public class Other : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }

            protected override void Down(MigrationBuilder migrationBuilder) { }
        }
        """);
}
