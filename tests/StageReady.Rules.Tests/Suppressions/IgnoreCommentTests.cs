using StageReady.Rules.Tests.Configuration;
using StageReady.Suppressions;

namespace StageReady.Rules.Tests.Suppressions;

public class IgnoreCommentTests
{
    [Theory]
    // On the line, on the line above, above other comments, in both forms.
    [InlineData("{\n  \"A\": \"http://localhost\" // stageready: ignore STG1008 beside it\n}")]
    [InlineData("{\n  // stageready: ignore STG1008 beside it\n  \"A\": \"http://localhost\"\n}")]
    [InlineData("{\n  // stageready: ignore STG1008 beside it\n\n  // another comment\n  \"A\": \"http://localhost\"\n}")]
    [InlineData("{\r\n  /* stageready: ignore STG1008 beside it */ \"A\": \"http://localhost\"\r\n}")]
    [InlineData("{\n  /* StageReady: Ignore stg1010, STG1008: beside it */\n  \"A\": \"http://localhost\"\n}")]
    [InlineData("{\n  //stageready:ignore STG1010 STG1008 beside it\n  \"A\": \"http://localhost\"\n}")]
    public void A_comment_with_a_reason_suppresses(string json)
    {
        var judged = Judge(json);

        Assert.Empty(judged.Findings);
        var suppressed = Assert.Single(judged.Suppressed);
        Assert.Equal(("STG1008", "beside it", true), (suppressed.Finding.Rule.Id, suppressed.Reason, suppressed.IsInSource));
    }

    [Theory]
    [InlineData("{\n  \"A\": \"http://localhost\" // stageready: ignore STG1008\n}")]
    [InlineData("{\n  \"A\": \"http://localhost\" // stageready: ignore STG1008 -- 42\n}")]
    [InlineData("{\n  \"A\": \"http://localhost\" // stageready: ignore\n}")]
    [InlineData("{\n  \"A\": \"http://localhost\" // stageready: ignore STG1010 beside it\n}")]
    [InlineData("{\n  \"A\": \"http://localhost\" // stageready: ignore STG10080 beside it\n}")]
    [InlineData("{\n  \"A\": \"http://localhost\" // never stageready: ignore STG1008 beside it\n}")]
    // Of another line: behind something it speaks of that, and the comment between ends at the key.
    [InlineData("{\n  \"B\": 1, // stageready: ignore STG1008 beside it\n  \"A\": \"http://localhost\"\n}")]
    [InlineData("{\n  // stageready: ignore STG1008 beside it\n  \"B\": 1,\n  \"A\": \"http://localhost\"\n}")]
    // No comment at all.
    [InlineData("{\n  \"B\": \"// stageready: ignore STG1008 beside it\", \"A\": \"http://localhost\"\n}")]
    public void Without_a_reason_the_rule_or_the_line_it_does_not(string json) => Assert.Equal(["STG1008"], Judge(json).Findings.Select(finding => finding.Rule.Id));

    [Theory]
    [InlineData("a.yml", "a: 1\n# stageready: ignore STG1018 why\nb: 2", 3)]
    [InlineData("a.yaml", "a: 1\nb: 2 # stageready: ignore STG1018 why", 2)]
    [InlineData("a.yaml", "a: b#stageready: ignore STG1018 why", null)]
    [InlineData(".env", "A=1 # stageready: ignore STG1018 why", 1)]
    [InlineData(".env.staging", "A=1 # stageready: ignore STG1018 why", 1)]
    [InlineData("Dockerfile", "FROM a\n # stageready: ignore STG1018 why\nENV A=1", 3)]
    [InlineData("Dockerfile", "FROM a\nENV A=1 # stageready: ignore STG1018 why", null)]
    [InlineData("web.config", "<a>\n  <!-- stageready: ignore STG1018 why -->\n  <b\n    c=\"d\" />\n</a>", 3)]
    [InlineData("App.csproj", "<a /> <!-- stageready: ignore STG1018 why -->", 1)]
    [InlineData("web.config", "<a><!-- stageready: ignore STG1018 why", null)]
    [InlineData("a.sql", "SELECT 1;\n-- stageready: ignore STG1018 why\nSELECT 2;", 3)]
    [InlineData("a.sql", "SELECT 'it''s -- so'; -- stageready: ignore STG1018 why", 1)]
    [InlineData("a.sql", "/* stageready: ignore STG1018 why */ SELECT 1;", 1)]
    [InlineData("a.sql", "-- it's\nSELECT 1; -- stageready: ignore STG1018 why", 2)]
    [InlineData("a.sql", "SELECT '-- stageready: ignore STG1018 why';", null)]
    [InlineData("a.cmd", "@echo off\r\nrem stageready: ignore STG1018 why\r\na", 3)]
    [InlineData("a.bat", "@rem stageready: ignore STG1018 why\na", 2)]
    [InlineData("a.bat", ":: stageready: ignore STG1018 why\na", 2)]
    [InlineData("a.bat", "# stageready: ignore STG1018 why\nremark stageready: ignore STG1018 why", null)]
    [InlineData("a.tf", "// stageready: ignore STG1018 why\na {}", 2)]
    [InlineData("a.tf", "a {\n  # stageready: ignore STG1018 why\n  b = 1\n}", 3)]
    [InlineData("a.bicepparam", "// stageready: ignore STG1018 why\nusing 'a'", 2)]
    [InlineData("a.cs", "// stageready: ignore STG1018 why\n#:sdk A", 2)]
    [InlineData("a.cs", "#:sdk A\n// stageready: ignore STG1018 why\nclass A;", null)]
    [InlineData("Program.cs", "// stageready: ignore STG1018 why", null)]
    public void Every_format_has_its_comments(string path, string text, int? line) =>
        Assert.Equal(line is { } expected ? [expected] : [], IgnoreCommentReader.Read(new TextFile(path, text)).Select(comment => comment.Line));

    [Theory]
    [InlineData("App.csproj", "<?xml version=\"1.0\"?>\n<!-- ours -->\n<!-- stageready: ignore STG3006 why -->\n<Project />", true)]
    [InlineData("global.json", "// stageready: ignore STG3006 why\n{}", true)]
    [InlineData("App.csproj", "<Project>\n<!-- stageready: ignore STG3006 why -->\n<A /></Project>", false)]
    public void At_the_top_of_a_file_it_speaks_of_all_of_it(string path, string text, bool covers) => Assert.Equal(
        covers,
        Assert.Single(IgnoreCommentReader.Read(new TextFile(path, text))).Covers(new Finding(Catalogue.PackagesAreNotLocked, SourceSpan.StartOf(path), "")));

    [Fact]
    public void A_comment_without_a_reason_is_known_all_the_same()
    {
        var comment = Assert.Single(IgnoreCommentReader.Read(new TextFile("a.json", "{} // stageready: ignore STG1008, STG1010")));

        Assert.Equal(["STG1008", "STG1010"], comment.Rules);
        Assert.Null(comment.Reason);
        Assert.Equal((1, 4), (comment.Span.StartLine, comment.Span.StartColumn));
    }

    private static JudgedFindings Judge(string json) =>
        StageReady.Configuration.ConfigurationCheck.Judge(Project.Base(json).Build(), TestContext.Current.CancellationToken);
}
