using System.Text;
using CsCheck;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using StageReady.Configuration;

namespace StageReady.Rules.Tests.Configuration;

/// <summary>Whatever the host's own provider makes of generated files, the engine makes of them too.</summary>
public sealed class ProviderDifferentialTests
{
    private static readonly Gen<string> Names = Gen.OneOf("A", "a", "B", "b", "0", "1", "A:B", "a:0", "B:A:0", "", ":", "Ä", "\\u0041", "x y", "\\\"", "\\n", "\\ud83d\\ude00");

    private static readonly Gen<string> Scalars = Gen.Frequency(
        (20, Gen.OneOf("1", "-0", "1.50", "1e5", "0.1E-2", "true", "false", "null", "\"\"", "\"x\"", "\"\\u00e9\\t\"", "\"//\"", "\"\\/\"", "[]", "{}")),
        (1, Gen.OneOf("01", "1.", ".5", "+1", "TRUE", "'x'", "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\t\"", "nul", "-", "1e", "\"open", "NaN")));

    private static readonly Gen<string> Trivia = Gen.Frequency(
        (60, Gen.OneOf("", "", " ", "\n", "\r\n", "\t")),
        (3, Gen.OneOf("/* c */", "// c\n", "//\r", "/**/", "/*\u2028*/")),
        (1, Gen.OneOf("//\u2028\n", "/ ", "/* c", "\u00a0", "\f", "\u0000", ",")));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, value) => depth >= 4
        ? Scalars
        : Gen.Frequency((3, Scalars), (2, Container('[', value, ']')), (3, Container('{', Member(value), '}'))));

    private static readonly Gen<string> Document = Gen.Select(
        Gen.Frequency((8, Gen.Const("")), (1, Gen.Const("\uFEFF"))),
        Trivia,
        Gen.Frequency((40, Container('{', Member(Value), '}')), (1, Value), (1, Gen.Const(""))),
        Trivia,
        (mark, before, root, after) => mark + before + root + after);

    [Fact]
    public void One_file_has_the_providers_keys_and_values_or_fails_with_it() =>
        Document.Sample(
            json =>
            {
                var expected = Load(json);
                var actual = Read("appsettings.json", json);
                Assert.Equal(expected is not null, actual.Loads);
                if (expected is not null)
                    Assert.Equal(Lines(expected), Lines(actual.Values.ToDictionary(pair => pair.Key, pair => pair.Value.Text)));
            },
            iter: 4_000);

    [Fact]
    public void Files_merge_as_the_hosts_configuration_merges_them() =>
        Gen.Select(Document, Document, Document, Document).Sample(
            (basis, environment, application, both) =>
            {
                (string Name, string Json)[] files =
                    [("appsettings.json", basis), ("appsettings.Production.json", environment), ("Shop.settings.json", application), ("Shop.settings.Production.json", both)];
                var loading = files.Where(file => Load(file.Json) is not null).ToArray();
                var builder = new ConfigurationBuilder();
                foreach (var file in loading)
                    builder.AddJsonStream(Stream(file.Json));
                var expected = builder.Build();

                // Handed over in the wrong order: the engine knows the host's.
                var folder = new ConfigurationFolder(isProjectFolder: true, [.. loading.Reverse().Select(file => Read(file.Name, file.Json))], AddedFiles.None, new Dictionary<string, ConfigurationFile>());
                var actual = folder.Effective("Production");

                Assert.NotNull(actual);
                Assert.All(actual.Values, pair => Assert.Equal(expected[pair.Key], pair.Value.Text));
                Assert.Equal(
                    expected.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key).Order(StringComparer.OrdinalIgnoreCase),
                    actual.Values.Values.Where(value => value.Text is not null).Select(value => value.Key).Order(StringComparer.OrdinalIgnoreCase),
                    StringComparer.OrdinalIgnoreCase);
            },
            iter: 1_000);

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_bounded_as_the_providers_is(int depth, bool loads)
    {
        var json = "{\"A\":" + new string('[', depth) + new string(']', depth) + "}";
        Assert.Equal(loads, Read("appsettings.json", json).Loads);
        Assert.Equal(loads, Load(json) is not null);
    }

    private static Gen<string> Member(Gen<string> value) =>
        Gen.Select(Names, Trivia, Gen.Frequency((60, Gen.Const(":")), (1, Gen.OneOf("", "=", "::"))), Trivia, value, (name, a, colon, b, text) => $"\"{name}\"{a}{colon}{b}{text}");

    private static Gen<string> Container(char open, Gen<string> item, char close) =>
        Gen.Select(item.Array[0, 4], Trivia, Trivia, Gen.Frequency((60, Gen.Const("")), (6, Gen.Const(",")), (1, Gen.OneOf(",,", "}", "]", "x"))), (items, a, b, last) =>
            items.Length == 0 ? $"{open}{a}{close}" : $"{open}{a}{string.Join("," + b, items)}{last}{a}{close}");

    private static ConfigurationFile Read(string name, string json) =>
        ConfigurationFile.Read(new TextFile(name, json), ConfigurationFileName.Parse(name, "Shop") ?? throw new ArgumentException(name));

    private static string[] Lines(IEnumerable<KeyValuePair<string, string?>> values) =>
        [.. values.Select(pair => $"{pair.Key}={pair.Value ?? "null"}").Order(StringComparer.Ordinal)];

    /// <summary>Null if the provider refuses the text.</summary>
    private static Dictionary<string, string?>? Load(string json)
    {
        var provider = new OpenProvider(new JsonStreamConfigurationSource { Stream = Stream(json) });
        try
        {
            provider.Load();
            return new Dictionary<string, string?>(provider.Values);
        }
        catch (Exception exception) when (exception is FormatException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));

    private sealed class OpenProvider(JsonStreamConfigurationSource source) : JsonStreamConfigurationProvider(source)
    {
        public IDictionary<string, string?> Values => Data;
    }
}
