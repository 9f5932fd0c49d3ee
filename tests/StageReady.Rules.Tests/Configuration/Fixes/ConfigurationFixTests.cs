using StageReady.Configuration;
using StageReady.Configuration.Fixes;

namespace StageReady.Rules.Tests.Configuration.Fixes;

public sealed class ConfigurationFixTests
{
    private const string Settings = "appsettings.Production.json";

    [Theory]
    [InlineData("{\n  \"A\": 1\n}\n", "B", "{\n  \"A\": 1,\n  \"B\": \"TODO\"\n}\n")]
    [InlineData("{\r\n\t\"A\": 1\r\n}", "B", "{\r\n\t\"A\": 1,\r\n\t\"B\": \"TODO\"\r\n}")]
    [InlineData("{\n  \"A\": 1,\n}", "B", "{\n  \"A\": 1,\n  \"B\": \"TODO\",\n}")]
    [InlineData("{\n  \"A\": 1 // one\n  // none\n}", "B", "{\n  \"A\": 1, // one\n  \"B\": \"TODO\"\n  // none\n}")]
    [InlineData("{\n  \"A\": 1, /* one */ // more\n}", "B", "{\n  \"A\": 1, /* one */ // more\n  \"B\": \"TODO\",\n}")]
    [InlineData("{ \"A\": 1 }", "B", "{ \"A\": 1, \"B\": \"TODO\" }")]
    [InlineData("{ \"A\": 1, }", "B:C", "{ \"A\": 1, \"B\": { \"C\": \"TODO\" }, }")]
    [InlineData("{}", "B", "{\n  \"B\": \"TODO\"\n}")]
    [InlineData("{ }\r\n", "B:C", "{\r\n  \"B\": {\r\n    \"C\": \"TODO\"\r\n  }\r\n}\r\n")]
    [InlineData("{\n}\n", "B", "{\n  \"B\": \"TODO\"\n}\n")]
    [InlineData("{\n  // later\n}", "B", "{\n  \"B\": \"TODO\"\n  // later\n}")]
    [InlineData("{\n    \"A\": {\n        \"B\": 1\n    },\n    \"D\": 2\n}", "a:C", "{\n    \"A\": {\n        \"B\": 1,\n        \"C\": \"TODO\"\n    },\n    \"D\": 2\n}")]
    [InlineData("{\n    \"A\": {}\n}", "A:B:C", "{\n    \"A\": {\n        \"B\": {\n            \"C\": \"TODO\"\n        }\n    }\n}")]
    [InlineData("{\n  \"A:B\": { \"X\": 1 }\n}", "A:B:C", "{\n  \"A:B\": { \"X\": 1, \"C\": \"TODO\" }\n}")]
    public void A_key_is_added_as_its_author_would(string text, string key, string expected)
    {
        var file = new TextFile(Settings, text);

        Assert.Equal(expected, Apply(text, JsonInsertion.Of(file, key, "\"TODO\"")!));
    }

    [Theory]
    [InlineData("""{ "A": 1 }""", "A")]
    [InlineData("""{ "A": null }""", "A")]
    [InlineData("""{ "A": 1 }""", "A:B")]
    [InlineData("""{ "A": ["x"] }""", "A:B")]
    [InlineData("""{ "A": """, "B")]
    public void What_has_no_place_for_the_key_stays(string text, string key) => Assert.Null(JsonInsertion.Of(new TextFile(Settings, text), key, "1"));

    [Fact]
    public void A_missing_key_is_added_to_every_environment_that_lacks_it() => Mends(
        "STG1001",
        Project.Base("{}").With("appsettings.Staging.json", """{ "Smtp": { "Port": 587, "Peers": ["a", "b"] } }""").With(Settings, """{ "Smtp": { } }""").With("appsettings.Live.json", "{\n  \"X\": null\n}"),
        (Settings, "{ \"Smtp\": {\n  \"Port\": \"TODO\",\n  \"Peers\": [\"TODO\"]\n} }"),
        ("appsettings.Live.json", "{\n  \"X\": null,\n  \"Smtp\": {\n    \"Port\": \"TODO\",\n    \"Peers\": [\"TODO\"]\n  }\n}"));

    [Theory]
    [InlineData("Server=db;Database=Shop;TrustServerCertificate=True;Encrypt=True", "Server=db;Database=Shop;Encrypt=True")]
    [InlineData("Server=db;Database=Shop;Trust Server Certificate = true;", "Server=db;Database=Shop;")]
    [InlineData("Server=db\\\\SQL;Database=Sh\\u006fp;TrustServerCertificate=true", "Server=db\\\\SQL;Database=Sh\\u006fp")]
    [InlineData("TrustServerCertificate=yes; Server=db;Database=Shop", "Server=db;Database=Shop")]
    public void A_certificate_that_is_trusted_blindly_is_checked_again(string before, string after) => Mends(
        "STG1017", Project.Base("{}").With(Settings, $$"""{ "ConnectionStrings": { "Shop": "{{before}}" } }"""), (Settings, $$"""{ "ConnectionStrings": { "Shop": "{{after}}" } }"""));

    [Theory]
    [InlineData("Server=db;Database=Shop;Encrypt=false")]
    [InlineData("Host=db;Database=shop;SslMode=Disable")]
    public void Another_way_without_encryption_has_no_certain_fix(string text) =>
        Stays("STG1017", Project.Base("{}").With(Settings, $$"""{ "ConnectionStrings": { "Shop": "{{text}}" } }"""));

    [Theory]
    [InlineData("STG1010", "ConnectionStrings", "Server=db;User Id=shop;Password=fT5!kRw92mQz;Encrypt=true", "Server=db;User Id=shop;Password=;Encrypt=true")]
    [InlineData("STG1010", "ConnectionStrings", "Server=db;User Id=fT5!kRw92mQz;Pwd = \\\"fT5!kR;w92mQz\\\" ;Encrypt=true", "Server=db;User Id=fT5!kRw92mQz;Pwd =  ;Encrypt=true")]
    [InlineData("STG1010", "ConnectionStrings", "cache.shop.example:6380, password=fT5!kRw92mQz,ssl=True", "cache.shop.example:6380, password=,ssl=True")]
    [InlineData("STG1010", "ConnectionStrings", "amqps://shop:fT5kRw92mQz@mq.shop.example/orders", "amqps://shop@mq.shop.example/orders")]
    [InlineData("STG1013", "Feed", "https://shop:fT5kRw92mQz@feed.shop.example/orders", "https://shop@feed.shop.example/orders")]
    [InlineData("STG1011", "Api", "fT5kRw92mQzL0pVxA8sD", "")]
    public void A_secret_is_taken_out_and_the_rest_stays(string rule, string section, string before, string after)
    {
        var key = rule == "STG1011" ? "ApiKey" : "Shop";
        Mends(rule, Project.Base($$"""{ "{{section}}": { "{{key}}": "{{before}}" } }"""), ("appsettings.json", $$"""{ "{{section}}": { "{{key}}": "{{after}}" } }"""));
    }

    [Fact]
    public void The_command_for_a_secret_names_its_key_and_never_its_value()
    {
        var fix = Assert.Single(Fixes("STG1011", Project.Base("""{ "Stripe": { "ApiKey": "fT5kRw92mQzL0pVxA8sD" } }""")))!;

        Assert.Equal("dotnet user-secrets set \"Stripe:ApiKey\" …", fix.Command);
        Assert.DoesNotContain("fT5kRw92mQzL0pVxA8sD", $"{fix} {string.Concat(fix.Edits)}");
    }

    [Fact]
    public void A_password_that_is_written_in_another_way_than_it_is_read_has_no_certain_fix() =>
        Stays("STG1013", Project.Base("""{ "Feed": "https://shop:fT5%21kRw92mQz@feed.shop.example/orders" }"""));

    private static void Mends(string rule, Project project, params (string Path, string Text)[] expected)
    {
        var files = project.Build().Files.ToDictionary(file => file.Path, file => file.Text);
        for (var round = 0; round < 10; round++)
        {
            var current = project.Build() with { Files = [.. files.Select(file => new TextFile(file.Key, file.Value))] };
            if (FindingsOf(rule, current) is not [var finding, ..])
                break;
            var fix = ConfigurationFix.For(finding.Rule, finding.Span.Path, finding.Span.Start, ConfigurationFacts.Read(current, TestContext.Current.CancellationToken));
            foreach (var file in fix!.Edits.GroupBy(edit => edit.Path))
                files[file.Key] = Apply(files[file.Key], [.. file]);
        }

        Assert.Equal(expected.ToDictionary(file => "web/" + file.Path, file => file.Text), files.Where(file => expected.Any(mended => file.Key == "web/" + mended.Path)).ToDictionary());
        Assert.Empty(FindingsOf(rule, project.Build() with { Files = [.. files.Select(file => new TextFile(file.Key, file.Value))] }));
    }

    private static void Stays(string rule, Project project) => Assert.Equal([null], Fixes(rule, project));

    private static IReadOnlyList<ConfigurationFix?> Fixes(string rule, Project project)
    {
        var facts = ConfigurationFacts.Read(project.Build(), TestContext.Current.CancellationToken);
        return [.. FindingsOf(rule, project.Build()).Select(finding => ConfigurationFix.For(finding.Rule, finding.Span.Path, finding.Span.Start, facts))];
    }

    private static Finding[] FindingsOf(string rule, ConfigurationProject project) =>
        [.. ConfigurationCheck.Run(project, TestContext.Current.CancellationToken).Where(finding => finding.Rule.Id == rule)];

    private static string Apply(string text, IReadOnlyList<FileEdit> edits)
    {
        foreach (var edit in edits.OrderByDescending(edit => edit.Start))
            text = text.Remove(edit.Start, edit.Length).Insert(edit.Start, edit.Text);
        return text;
    }
}
