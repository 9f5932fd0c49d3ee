using CsCheck;

namespace StageReady.Rules.Tests.Configuration;

/// <summary>Files are written by others: no text makes the check throw, and every finding stands inside its file.</summary>
public sealed class HostileTextTests
{
    private const string Shop = """
        { // comment
          "ConnectionStrings": { "Shop": "Server=localhost;Password='a''b';Driver={x}", "Cache": "localhost:6379,password=abc" },
          "Urls": ["http://user:pass@[::1]:80/?q#f", "mongodb://a:b@c,d/e", "amqp://%zz:%@/"], "environments": { "X": "production" }, "sidecars": ["localhost"],
        }
        """;

    private static readonly Gen<string> Fragments = Gen.OneOf(
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "//", "/*", "*/", "\n", "\r", "\u2028", "\0", "\uFEFF", "\ud800", "\udc00", "'", "=", "==", ";", "@", "://", "(", ")",
        "%", "http://", "Server=", "localhost", "127.0.0.1", "password=", "null", "1e9", "Ω", " ");

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Fragments.Array[0, 40].Select(string.Concat),
        Fragments.Array[0, 20].Select(parts => $$"""{ "A": "{{string.Concat(parts)}}" }"""),
        Gen.Select(Gen.Int[0, Shop.Length], Gen.Int[0, 5], Fragments, (at, length, fragment) => Shop[..at] + fragment + Shop[Math.Min(Shop.Length, at + length)..]));

    [Fact]
    public void No_text_throws_and_every_span_is_inside_its_file() =>
        Gen.Select(Text, Text, Text, Gen.Bool).Sample(
            (basis, production, settings, isTest) =>
            {
                var texts = new Dictionary<string, string> { ["web/appsettings.json"] = basis, ["web/appsettings.Production.json"] = production, ["web/stageready.json"] = settings };
                var project = Project.Base(basis).With("appsettings.Production.json", production).Settings(settings);
                foreach (var finding in (isTest ? project.AsTest() : project).Findings())
                {
                    foreach (var span in finding.Related.Append(finding.Span))
                    {
                        Assert.InRange(span.Start, 0, texts[span.Path].Length);
                        Assert.InRange(span.Start + span.Length, span.Start, texts[span.Path].Length);
                        Assert.True(span is { StartLine: >= 1, StartColumn: >= 1 });
                    }

                    Assert.DoesNotContain('\n', finding.Message);
                    Assert.DoesNotContain("web/", finding.Message);
                }
            },
            iter: 4_000);

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("/*")]
    [InlineData("\"\\")]
    [InlineData("1,")]
    public void A_long_repetition_neither_throws_nor_takes_quadratic_time(string unit) =>
        Assert.NotNull(Project.Base("{ \"A\": [" + string.Concat(Enumerable.Repeat(unit, 300_000 / unit.Length))).Findings());

    [Theory]
    [InlineData("a=b;")]
    [InlineData("http://a,")]
    [InlineData("localhost,")]
    [InlineData("==")]
    [InlineData("\\\"\\\"")]
    public void A_long_value_neither_throws_nor_takes_quadratic_time(string unit) =>
        Assert.NotNull(Project.Base("{ \"A\": \"" + string.Concat(Enumerable.Repeat(unit, 300_000 / unit.Length)) + "\" }").Findings());
}
