using StageReady.Configuration;

namespace StageReady.Rules.Tests.Configuration;

public sealed class ConfigurationFileCannotLoadTests
{
    private const string Id = "STG1021";

    [Theory]
    [InlineData("", 1, "The file is empty: expected a JSON object, '{}' at least")]
    [InlineData(" \n ", 2, "The file is empty: expected a JSON object, '{}' at least")]
    [InlineData("[1]", 1, "The file holds an array: expected a JSON object")]
    [InlineData("null", 1, "The file holds null: expected a JSON object")]
    [InlineData("{\n  \"A\": 1\n  \"B\": 2\n}", 3, "The file is no JSON that the host can load: expected ',' or '}', found '\"'")]
    [InlineData("{ \"A\": 'x' }", 1, "The file is no JSON that the host can load: expected a value, found a single quote")]
    [InlineData("{ \"A\": TRUE }", 1, "The file is no JSON that the host can load: expected a value, found 'T'")]
    [InlineData("{ \"A\": 01 }", 1, "The file is no JSON that the host can load: expected a number without a leading zero, found '1'")]
    [InlineData("{ A: 1 }", 1, "The file is no JSON that the host can load: expected a name in double quotes or '}', found 'A'")]
    [InlineData("{ \"A\": \"x\n\" }", 1, "The file is no JSON that the host can load: expected '\"' at the end of the text, found the end of the line")]
    [InlineData("{ \"A\": \"\\x\" }", 1, "The file is no JSON that the host can load: expected one of \" \\ / b f n r t u after '\\', found 'x'")]
    [InlineData("{ \"A\": 1 }\n}", 2, "The file is no JSON that the host can load: expected the end of the file, found '}'")]
    [InlineData("{ \"A\": /* x", 1, "The file is no JSON that the host can load: expected '*/' at the end of the comment, found the end of the file")]
    [InlineData("\u0000\u0001PNG", 1, "The file is no JSON that the host can load: expected '{', found U+0000")]
    [InlineData("{ \"A\": 1, \"a\": 2 }", 1, "The key 'a' is given twice, first in line 1, and the host refuses the file. Keys ignore case, and 'A:B' is the same as nesting")]
    [InlineData("{ \"A\": { \"B\": 1 },\n\"A:B\": 2 }", 2, "The key 'A:B' is given twice, first in line 1, and the host refuses the file. Keys ignore case, and 'A:B' is the same as nesting")]
    [InlineData("{ \"A:0\": 1,\n\"A\": [\n2] }", 3, "The key 'A:0' is given twice, first in line 1, and the host refuses the file. Keys ignore case, and 'A:B' is the same as nesting")]
    [InlineData("{ \"A\": {}, \"A\": 1 }", 1, "The key 'A' is given twice, first in line 1, and the host refuses the file. Keys ignore case, and 'A:B' is the same as nesting")]
    public void The_first_place_that_the_host_refuses_is_reported(string json, int line, string message)
    {
        var finding = Assert.Single(Project.Base(json).Findings());
        Assert.Equal((Id, line, message), (finding.Rule.Id, finding.Span.StartLine, finding.Message));
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\uFEFF{ }")]
    [InlineData("// comment\n{ /* comment */ \"A\": [1, 2,], } // comment")]
    [InlineData("{ \"A\": { \"B\": 1 }, \"A\": { \"C\": 2 } }")]
    [InlineData("{ \"A\": 1, \"A\": { \"B\": 2 } }")]
    [InlineData("{ \"A\": 1, \"A\": {} }")]
    [InlineData("{ \"A\": [1], \"A:1\": 2 }")]
    public void What_the_host_loads_is_fine(string json) => Assert.Empty(Project.Base(json).Places(Id));

    [Fact]
    public void Each_key_that_is_given_again_is_reported_at_its_name_with_the_first_place()
    {
        var findings = Project.Base("{\n  \"A\": 1,\n  \"B\": 2,\n  \"b\": 3,\n  \"a\": 4\n}").Findings();
        Assert.Equal([(4, 3, 3), (5, 3, 2)], findings.Select(finding => (finding.Span.StartLine, finding.Span.StartColumn, finding.Related[0].StartLine)));
    }

    [Fact]
    public void Every_file_is_checked_whatever_its_folder_and_environment() =>
        Assert.Equal(
            ["error Configuration/appsettings.json(1,1)", "error Shop.Web.settings.json(1,1)", "error appsettings.Docker.json(1,1)"],
            new Project().With("Configuration/appsettings.json", "").With("appsettings.Docker.json", "").With("Shop.Web.settings.json", "").With("Other.settings.json", "").Places(Id));

    [Fact]
    public void Test_data_below_a_test_project_is_not_checked() =>
        Assert.Equal(["error appsettings.json(1,1)"], Project.Base("").With("Data/appsettings.json", "").AsTest().Places(Id));

    [Fact]
    public void A_file_that_is_no_text_is_reported() =>
        Assert.Equal(["The file cannot be read as text: expected JSON in UTF-8"], new Project().WithUnreadable("appsettings.json").Messages(Id));

    [Fact]
    public void A_huge_file_is_refused_in_words_and_its_environments_are_unknown()
    {
        var huge = "{ \"A\": \"" + new string('x', ConfigurationFile.MaxLength) + "\" }";
        var finding = Assert.Single(Project.Base("""{ "Api": "http://localhost" }""").With("appsettings.Production.json", huge).Findings());
        Assert.Equal((Id, Severity.Warning), (finding.Rule.Id, finding.Severity));
        Assert.Equal("The file is not checked: it is larger than 4 million characters, or its nested keys are. Keep data apart from settings", finding.Message);
    }

    [Fact]
    public void Long_names_around_many_values_are_refused_before_they_fill_the_memory()
    {
        var json = "{ \"" + new string('x', 100_000) + "\": [" + string.Join(",", Enumerable.Repeat("1", 100_000)) + "] }";
        Assert.StartsWith("The file is not checked", Assert.Single(Project.Base(json).Messages(Id)));
    }

    [Fact]
    public void A_message_stays_on_one_line_and_readable_whatever_the_key()
    {
        var key = "a\\n\\u2028" + new string('b', 5000);
        var message = Assert.Single(Project.Base($$"""{ "{{key}}": 1, "{{key}}": 2 }""").Messages(Id));
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain('\u2028', message);
        Assert.InRange(message.Length, 1, 500);
    }
}
