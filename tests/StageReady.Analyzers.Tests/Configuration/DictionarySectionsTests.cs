using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class DictionarySectionsTests
{
    private const string Options = """

        public class ShopOptions
        {
            public string Name { get; set; } = "";
            public Dictionary<string, string> Labels { get; set; } = new();
            public IReadOnlyDictionary<string, Carrier>? Carriers { get; set; }
            public MailOptions Mail { get; set; } = new();
            public List<string> Peers { get; set; } = new();
        }

        public class Carrier { public string Url { get; set; } = ""; }

        public class MailOptions { [ConfigurationKeyName("headers")] public IDictionary<string, string>? ExtraHeaders { get; set; } }
        """;

    [Theory]
    [InlineData("""_ = builder.Configuration.GetSection("Shop:Labels").Get<Dictionary<string, string>>();""")]
    [InlineData("""_ = builder.Configuration.GetSection("Shop").GetSection("Labels").Get<IDictionary<string, string>>();""")]
    [InlineData("""_ = builder.Configuration.GetRequiredSection("Shop:Labels").Get<IReadOnlyDictionary<string, string>>() ?? throw new InvalidOperationException();""")]
    [InlineData("""_ = builder.Configuration.GetSection("shop:labels").Get<SortedDictionary<string, string>>();""")]
    [InlineData("""foreach (var label in builder.Configuration.GetSection("Shop:Labels").GetChildren()) Console.WriteLine(label.Key);""")]
    [InlineData("""var labels = builder.Configuration.GetSection("Shop:Labels"); _ = labels.GetChildren().ToDictionary(label => label.Key, label => label.Value);""")]
    [InlineData("""_ = builder.Configuration.GetSection("Shop:Labels").AsEnumerable();""")]
    [InlineData("""var labels = new Dictionary<string, string>(); builder.Configuration.GetSection("Shop:Labels").Bind(labels);""")]
    [InlineData("""var labels = new Dictionary<string, string>(); builder.Configuration.Bind("Shop:Labels", labels);""")]
    [InlineData("""builder.Configuration.GetSection("Shop").Bind(new ShopOptions());""")]
    [InlineData("""_ = builder.Configuration.GetSection("Shop").Get<ShopOptions>();""")]
    [InlineData("""builder.Services.Configure<ShopOptions>(builder.Configuration.GetSection("Shop"));""")]
    [InlineData("""builder.Services.Configure<Dictionary<string, string>>("labels", builder.Configuration.GetSection("Shop:Labels"));""")]
    [InlineData("""builder.Services.AddOptions<ShopOptions>().Bind(builder.Configuration.GetSection("Shop"));""")]
    [InlineData("""builder.Services.AddOptions<ShopOptions>().BindConfiguration("Shop");""")]
    [InlineData("""Read(builder.Configuration.GetSection("Shop")); static void Read(IConfiguration section) => _ = section.GetSection("Labels").Get<Dictionary<string, string>>();""")]
    [InlineData("""builder.Services.AddShop(builder.Configuration.GetSection("Shop")); static class Adding { public static void AddShop(this IServiceCollection services, IConfigurationSection section) => services.Configure<ShopOptions>(section); }""")]
    public Task The_keys_of_a_section_that_code_binds_to_a_dictionary_are_data(string code) =>
        Pair(code, """{ "Shop": { "Labels": { "Express": "a" } } }""").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Dictionaries_are_found_below_options() => Pair(
        """builder.Services.Configure<ShopOptions>(builder.Configuration.GetSection("Shop"));""",
        """{ "Shop": { "Carriers": { "Post": { "Url": "a" } }, "Mail": { "Headers": { "Sender": "a" } } } }""").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("", """{ "Shop": { "Labels": { "Express": {|STG1001:"a"|} } } }""")]
    [InlineData("""_ = builder.Configuration.GetSection("Other").Get<Dictionary<string, string>>();""", """{ "Shop": { "Labels": { "Express": {|STG1001:"a"|} } } }""")]
    [InlineData("""_ = builder.Configuration.GetSection(args[0]).GetChildren();""", """{ "Shop": { "Labels": { "Express": {|STG1001:"a"|} } } }""")]
    [InlineData("""Read(builder.Configuration.GetSection("Other")); static void Read(IConfiguration section) => _ = section.GetSection("Shop:Labels").GetChildren();""", """{ "Shop": { "Labels": { "Express": {|STG1001:"a"|} } } }""")]
    [InlineData("""_ = builder.Configuration.GetChildren();""", """{ "Shop": { "Labels": { "Express": {|STG1001:"a"|} } } }""")]
    [InlineData("""builder.Services.Configure<ShopOptions>(builder.Configuration.GetSection("Shop"));""", """{ "Shop": { "Name": {|STG1001:"a"|}, {|STG1001:"Peers"|}: ["a"] } }""")]
    [InlineData("""_ = builder.Configuration.GetSection("Shop:Peers").GetChildren();""", """{ "Shop": { {|STG1001:"Peers"|}: ["a"] } }""")]
    [InlineData("""_ = new Dictionary<string, Dictionary<string, string>>()["Shop"].AsEnumerable();""", """{ "Shop": { "Labels": {|STG1001:"a"|} } }""")]
    public Task Other_keys_are_settings(string code, string staging) => Pair(code, staging).RunAsync(TestContext.Current.CancellationToken);

    private static Verifier<ConfigurationAnalyzer> Pair(string code, string staging) =>
        new Verifier<ConfigurationAnalyzer>($"var builder = WebApplication.CreateBuilder(args);\n{code}\n#nullable enable\n{Options}")
            .WithBuildProperty("ProjectDir", "/web/")
            .WithBuildProperty("StageReadyIsApplication", "true")
            .WithAdditionalFile("/web/appsettings.json", "{}")
            .WithAdditionalFile("/web/appsettings.Staging.json", staging)
            .WithAdditionalFile("/web/appsettings.Production.json", "{}");
}
