using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.Rules.Tests.Migrations;

public sealed class ColumnInSqlTests
{
    [Theory]
    [InlineData("\"Price\" > 0", "\"Amount\" > 0")]
    [InlineData("[Price] > 0 OR [Price] IS NULL", "[Amount] > 0 OR [Amount] IS NULL")]
    [InlineData("`Price` <> 'Price'", "`Amount` <> 'Price'")]
    [InlineData("\"PriceX\" > 0", "\"PriceX\" > 0")]
    public void A_quoted_name_is_renamed(string sql, string renamed)
    {
        var facets = ColumnInSql.Renamed(Check(sql), "Price", "Amount");

        Assert.True(facets.IsComplete);
        Assert.Equal(renamed, facets.Stated["sql"].Text);
        Assert.Equal(Facet.OfText(renamed), facets.Stated["sql"]);
    }

    /// <summary>It may be a function or a type, and whether the new name needs quotes is the database's business.</summary>
    [Theory]
    [InlineData("Price > 0")]
    [InlineData("\"price\" > 0")]
    public void What_may_be_something_else_makes_the_definition_unknown(string sql) => Assert.False(ColumnInSql.Renamed(Check(sql), "Price", "Amount").IsComplete);

    [Fact]
    public void A_text_is_written_as_C_sharp() => Assert.Equal("\"a\\\"b\\\\c\\r\\n\\td\"", Facet.OfText("a\"b\\c\r\n\td").Code);

    private static Facets Check(string sql) => new(new Dictionary<string, Facet> { ["sql"] = Facet.OfText(sql) }, IsComplete: true);
}
