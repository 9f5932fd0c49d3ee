using System.Xml.Linq;

namespace StageReady.Rehearsal.Tests;

public class RehearseCommandTests
{
    private static readonly (string, string)[] OneGoodOneBad =
    [
        ("1_a.up.sql", "CREATE TABLE a (x INT);"), ("1_a.down.sql", "DROP TABLE a;"), ("2_b.up.sql", "CREATE TABLE b (x INT);"), ("2_b.down.sql", "SELECT 1;"),
        ("3_c.up.sql", "-- stageready: irreversible rows <older> than a year are archived\nDELETE FROM a;"),
    ];

    [Fact]
    public void JUnit_has_a_case_for_each_migration()
    {
        using var folder = new RehearsedFolder(OneGoodOneBad);

        var result = folder.Rehearse("--provider", "sqlite", "--junit", "rehearsal.xml");

        Assert.Equal(1, result.ExitCode);
        var suite = XDocument.Load(folder.Path("rehearsal.xml")).Root!.Element("testsuite")!;
        Assert.Equal(("3", "1", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("skipped")));
        Assert.Equal(["1_a", "2_b", "3_c"], suite.Elements("testcase").Select(test => (string?)test.Attribute("name")));
        Assert.Equal("After Down: table b is left behind", (string?)suite.Descendants("failure").Single().Attribute("message"));
        Assert.Equal("rows <older> than a year are archived", (string?)suite.Descendants("skipped").Single().Attribute("message"));
    }

    [Fact]
    public void A_report_goes_to_a_file_and_is_the_same_each_time()
    {
        using var folder = new RehearsedFolder(OneGoodOneBad);

        var result = folder.Rehearse("--provider", "sqlite", "--format", "json", "--output", "first.json");
        folder.Rehearse("--provider", "sqlite", "--format", "json", "--output", "second.json");

        Assert.Equal((1, "", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(File.ReadAllText(folder.Path("first.json")), File.ReadAllText(folder.Path("second.json")));
    }

    [Fact]
    public void What_cannot_be_used_is_said_in_a_line_and_exits_with_2()
    {
        using var empty = new RehearsedFolder();
        using var several = new RehearsedFolder(("a/1_a.up.sql", "SELECT 1;"), ("b/1_a.up.sql", "SELECT 1;"));
        using var twice = new RehearsedFolder(("1_a.up.sql", "SELECT 1;"), ("01_a.up.sql", "SELECT 1;"), ("1_a.down.sql", "SELECT 1;"));

        Assert.StartsWith("error: There are no migrations in ", Refused(empty, "--provider", "sqlite"));
        Assert.StartsWith("error: There are several folders with migrations: a, b; ", Refused(several, "--provider", "sqlite"));
        Assert.StartsWith("error: Scripts do not say which database they are written for", Refused(twice));
        Assert.Contains("--rows is a number from 0 to 1000", Refused(twice, "--rows", "-1"));
        Assert.StartsWith("error: The report cannot be written to ", Refused(twice, "--provider", "sqlite", "--junit", "no/such/folder/x.xml"));

        static string Refused(RehearsedFolder folder, params string[] arguments)
        {
            var result = folder.Rehearse(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            return result.Error;
        }
    }
}
