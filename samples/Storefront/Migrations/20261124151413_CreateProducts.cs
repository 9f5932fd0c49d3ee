using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Storefront.Migrations
{
    /// <inheritdoc />
    public partial class CreateProducts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Products",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Picture = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PriceInCents = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Products", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "Products",
                columns: new[] { "Id", "Description", "Name", "Picture", "PriceInCents", "Slug" },
                values: new object[,]
                {
                    { 1, "A bright green tea, steamed on the day it is picked. Brew it at 70 °C.", "Sencha", "tin", 1250, "sencha" },
                    { 2, "The first leaves of spring: light, floral, with a hint of muscatel.", "Darjeeling first flush", "tin", 1690, "darjeeling" },
                    { 3, "Dried over pine smoke. Good with strong cheese and long evenings.", "Lapsang souchong", "tin", 1480, "lapsang-souchong" },
                    { 4, "Half a litre, unglazed inside, so that it learns the taste of your tea.", "Clay pot", "pot", 5400, "clay-pot" },
                    { 5, "Thrown by hand, glazed in ash. Holds heat, and a quarter of a litre.", "Stoneware cup", "cup", 1900, "stoneware-cup" },
                    { 6, "Double-walled: you see the leaves open, and your fingers stay cool.", "Glass cup", "cup", 1400, "glass-cup" }
                });

            migrationBuilder.CreateIndex(
                name: "IX_Products_Slug",
                table: "Products",
                column: "Slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Products");
        }
    }
}
