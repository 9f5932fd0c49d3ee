using StageReady.Yaml;

namespace StageReady.Repository.Tests.Yaml;

public class YamlReaderTests
{
    [Fact]
    public void Every_document_is_read()
    {
        var (documents, problem) = YamlReader.Read(new TextFile("a.yml", "a: 1\n---\n# nothing\n---\n- b\n...\n"));

        Assert.Null(problem);
        Assert.Equal([YamlKind.Mapping, YamlKind.Scalar, YamlKind.Sequence], documents.Select(document => document.Kind));
    }

    [Theory]
    [InlineData("a: text", "text", 4)]
    [InlineData("a: 'te xt'", "te xt", 4)]
    [InlineData("a: \"te\\txt\"", "te\txt", 4)]
    [InlineData("a:\r\n  text # comment", "text", 3)]
    [InlineData("a: ~", null, 4)]
    [InlineData("a:", null, 3)]
    [InlineData("a: 'null'", "null", 4)]
    public void A_scalar_is_its_meaning_at_its_place(string text, string? value, int column)
    {
        var node = Root(text)["a"]!;

        Assert.Equal((value, column), (node.Scalar, node.Span.StartColumn));
    }

    [Theory]
    [InlineData("a:\n  b: |\n      \n    text\n  c: 1\n", 1)]
    [InlineData("a:\r\n  b: |\r\n   \r\n    text\r\n      \r\n  c: 1\r\n", 1)]
    [InlineData("# x\n  \na:\n  b: |\n        \n        \n    text\n    \n  c: 1", 2)]
    public void A_literal_block_may_begin_with_a_line_of_spaces(string text, int blankLines)
    {
        var file = new TextFile("a.yml", text);
        var (documents, problem) = YamlReader.Read(file);
        var (literal, after) = (documents[0].At("a", "b")!, documents[0].At("a", "c")!);

        Assert.Null(problem);
        Assert.Equal(new string('\n', blankLines) + "text", literal.Text.TrimEnd('\n'));
        Assert.Equal("text", At(literal.Part(blankLines, 4).Span));
        Assert.Equal("1", At(after.Span));

        string At(SourceSpan span) => text.Substring(span.Start, span.Length);
    }

    [Fact]
    public void Merges_give_what_the_mapping_does_not_have_itself()
    {
        var root = Root("""
            x: &x { a: 1, b: 1 }
            y: &y { b: 2, c: 2 }
            z:
              <<: [*x, *y]
              a: 0
            """);

        Assert.Equal(["a=0", "b=1", "c=2"], root["z"]!.Entries.Select(entry => $"{entry.Key.Text}={entry.Value.Text}"));
        Assert.Equal(1, root["z"]!["b"]!.Span.StartLine);
    }

    [Theory]
    [InlineData("a: [1", 1)]
    [InlineData("a: 1\n b: 2", 2)]
    [InlineData("a: *nowhere", 1)]
    [InlineData("a: &x [*x]", 1)]
    [InlineData("a: 1\n${", 2)]
    [InlineData("a: \"open", 1)]
    public void What_is_no_YAML_is_a_problem_at_its_line(string text, int line)
    {
        var problem = YamlReader.Read(new TextFile("a.yml", text)).Problem!;

        Assert.Equal(line, problem.Span.StartLine);
        Assert.StartsWith("not well-formed YAML: ", problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    private static YamlNode Root(string text) => YamlReader.Read(new TextFile("a.yml", text)).Documents[0];
}
