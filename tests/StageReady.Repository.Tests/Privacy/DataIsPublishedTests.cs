using StageReady.Configuration;
using StageReady.Privacy;

namespace StageReady.Repository.Tests.Privacy;

public class DataIsPublishedTests
{
    [Theory]
    [InlineData("shop.db")]
    [InlineData("App_Data/Shop.SQLITE")]
    [InlineData("shop.sqlite3")]
    [InlineData("backups/shop.bak")]
    [InlineData("shop.bacpac")]
    [InlineData("shop.mdf")]
    [InlineData("wwwroot/shop.dump")]
    public void A_database_or_a_copy_of_one_is_an_error(string target)
    {
        var finding = Judge(target, "");

        Assert.Equal(("STG5004", Severity.Error, "source"), (finding!.Rule.Id, finding.Severity, finding.Span.Path));
    }

    [Theory]
    [InlineData("--\n-- PostgreSQL database dump\n--\n")]
    [InlineData("-- MySQL dump 10.13  Distrib 8.0.36\n")]
    [InlineData("PRAGMA foreign_keys=OFF;\r\nBEGIN TRANSACTION;\r\nCREATE TABLE a (b);")]
    public void A_script_that_a_tool_dumped_is_an_error(string head) => Assert.NotNull(Judge("data/shop.sql", head));

    [Theory]
    [InlineData("migrations/V1__create.sql", "CREATE TABLE products (id int);")]
    [InlineData("seed.sql", "INSERT INTO products VALUES (1, 'Leaf');")]
    [InlineData("Thumbs.db", "")]
    [InlineData("Shop.dll", "")]
    [InlineData("shop.dbml", "")]
    public void Scripts_and_everything_else_are_fine(string target, string head) => Assert.Null(Judge(target, head));

    private static Finding? Judge(string target, string head) => DataIsPublished.Judge(new PublishedFile("source", target), _ => head);
}
