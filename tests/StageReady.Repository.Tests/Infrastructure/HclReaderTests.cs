using StageReady.Infrastructure;

namespace StageReady.Repository.Tests.Infrastructure;

public class HclReaderTests
{
    [Theory]
    [InlineData("a = \"b\"", "a=b")]
    [InlineData("a = \"b\" # c\nd=\"e\"", "a=b d=e")]
    [InlineData("a = \"b ${c} \\\" d\"\ne = \"f\"", "a=? e=f")]
    [InlineData("a = \"b${\"}\"}\"\ne = \"f\"", "a=? e=f")]
    [InlineData("a = x ? \"b\" : \"c\"\nd = \"e\"", "a=? d=e")]
    [InlineData("a = \"b\" == c\nd = \"e\"", "a=? d=e")]
    [InlineData("a = [\n  \"b\", \"}\"\n]\nd = \"e\"", "a=? d=e")]
    [InlineData("a = { b = \"c\", \"d\" : { e = 1 } }\nf = \"g\"", "a={b=c d={e=?}} f=g")]
    [InlineData("a = <<EOT\nb = \"c\"\nEOT\nd = \"e\"", "a=? d=e")]
    [InlineData("a = <<-EOT\n  }\n  EOT\nd = \"e\"", "a=? d=e")]
    [InlineData("a \"b\" c {\n  d = \"e\"\n  f {}\n}\ng = \"h\"", "g=h a b c(d=e f())")]
    [InlineData("// a\n/* b = \"c\"\n*/ d = \"e\"", "d=e")]
    [InlineData("} ] a = \"b\"", "")]
    [InlineData("a", "")]
    [InlineData("a = \"b", "a=?")]
    [InlineData("a {", "a()")]
    public void The_structure_is_read(string text, string expected) => Assert.Equal(expected, Describe(HclReader.Read(new TextFile("a.tf", text))));

    [Fact]
    public void Deep_nesting_ends_the_reading()
    {
        HclReader.Read(new TextFile("a.tf", string.Concat(Enumerable.Repeat("a {", 100_000))));
        HclReader.Read(new TextFile("a.tf", "a = " + string.Concat(Enumerable.Repeat("{ b = ", 100_000))));
        HclReader.Read(new TextFile("a.tf", "a = " + new string('[', 100_000)));
    }

    private static string Describe(HclBlock block) =>
        string.Join(' ', block.Attributes.Select(Describe).Concat(block.Blocks.Select(inner => $"{string.Join(' ', [inner.Type, .. inner.Labels])}({Describe(inner)})")));

    private static string Describe(HclAttribute attribute) =>
        $"{attribute.Name.Value}={(attribute.IsObject ? $"{{{string.Join(' ', attribute.Members.Select(Describe))}}}" : attribute.Literal?.Value ?? "?")}";
}
