using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

/// <summary>What the code adds to its host's configuration is found in the code.</summary>
public sealed class AddedJsonFilesTests
{
    private const string Builder = "var builder = WebApplication.CreateBuilder(args);";

    [Theory]
    [InlineData($$"""{{Builder}} builder.Configuration.AddJsonFile("custom.json").AddJsonFile($"custom.{builder.Environment.EnvironmentName}.json", optional: true);""")]
    [InlineData($$"""{{Builder}} var configuration = builder.Configuration; configuration.AddJsonFile(path: "./custom.json", optional: false); configuration.AddJsonFile("custom." + builder.Environment.EnvironmentName + ".json", true, true);""")]
    [InlineData($$"""{{Builder}} builder.Configuration.SetBasePath(AppContext.BaseDirectory).AddJsonFile(Path.Combine(AppContext.BaseDirectory, "custom.json")).AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), $"custom.{builder.Environment.EnvironmentName}.json"));""")]
    [InlineData("""Host.CreateDefaultBuilder(args).ConfigureAppConfiguration((context, config) => { config.AddJsonFile("custom.json"); config.AddJsonFile($"custom.{context.HostingEnvironment.EnvironmentName}.json"); }).Build();""")]
    [InlineData($$"""{{Builder}} builder.Configuration.Sources.Clear(); builder.Configuration.AddJsonFile("custom.json").AddJsonFile($"custom.{builder.Environment.EnvironmentName}.json");""")]
    [InlineData("""
        class Program
        {
            const string Custom = "custom.json";
            static void Main(string[] args) => CreateHostBuilder(args).Build();
            static IHostBuilder CreateHostBuilder(string[] args) => Host.CreateDefaultBuilder(args).ConfigureAppConfiguration((context, config) =>
                config.AddJsonFile(Custom).AddJsonFile($"custom.{context.HostingEnvironment.EnvironmentName}.json"));
        }
        """)]
    public Task Every_start_adds_them(string code) => App(code)
        .WithAdditionalFile("/web/custom.json", """{ "Api": "http://localhost:5000", "Cache": {|STG1008:"http://localhost:6379"|} }""", ("StageReadyKind", "Json"))
        .WithAdditionalFile("/web/custom.Production.json", """{ "Api": "https://api.example.com" }""", ("StageReadyKind", "Json"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData($$"""{{Builder}} var own = new ConfigurationBuilder().AddJsonFile("custom.json").Build();""")]
    [InlineData($$"""{{Builder}} var own = new ConfigurationManager(); own.AddJsonFile("custom.json");""")]
    [InlineData($$"""{{Builder}} builder.Services.AddControllers();""")]
    [InlineData($$"""{{Builder}} builder.AddJsonFile("custom.json"); static class Own { public static void AddJsonFile(this WebApplicationBuilder builder, string file) { } }""")]
    public Task What_the_host_does_not_get_is_no_configuration_of_its(string code) => App(code)
        .WithAdditionalFile("/web/custom.json", """{ "Cache": "http://localhost:6379", "Limit": 1 }""", ("StageReadyKind", "Json"))
        .WithAdditionalFile("/web/appsettings.Staging.json", """{ "Limit": {|STG1001:5|} }""")
        .WithAdditionalFile("/web/appsettings.Production.json", "{}")
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData($$"""{{Builder}} if (args.Length > 0) builder.Configuration.AddJsonFile("custom.json");""")]
    [InlineData($$"""{{Builder}} foreach (var name in args) builder.Configuration.AddJsonFile(name);""")]
    [InlineData($$"""{{Builder}} builder.Configuration.AddJsonFile(args[0]);""")]
    [InlineData($$"""{{Builder}} builder.Configuration.AddJsonFile("/etc/shop/custom.json", optional: true);""")]
    [InlineData($$"""{{Builder}} builder.Configuration.SetBasePath(args[0]).AddJsonFile("custom.json");""")]
    [InlineData($$"""{{Builder}} builder.Configuration.AddOwn(); static class Own { public static void AddOwn(this IConfigurationBuilder builder) => builder.AddJsonFile("custom.json"); }""")]
    [InlineData($$"""{{Builder}} Configure(builder); static void Configure(WebApplicationBuilder builder) => builder.Configuration.AddJsonFile("custom.json");""")]
    public Task What_some_starts_may_add_is_not_missing(string code) => App(code)
        .WithAdditionalFile("/web/custom.json", """{ "Cache": "http://localhost:6379", "Limit": 1 }""", ("StageReadyKind", "Json"))
        .WithAdditionalFile("/web/appsettings.Staging.json", """{ "Limit": 5 }""")
        .WithAdditionalFile("/web/appsettings.Production.json", "{}")
        .RunAsync(TestContext.Current.CancellationToken);

    // A store of secrets supplies secrets; of what another source supplies, nothing is to be seen.
    [Theory]
    [InlineData("""builder.Configuration.AddAzureKeyVault(new Uri("https://shop.vault.azure.net"));""", true)]
    [InlineData("""builder.Configuration.AddKeyPerFile("/run/secrets", optional: true);""", true)]
    [InlineData("""if (builder.Environment.IsProduction()) builder.Configuration.AddSecretsManager();""", true)]
    [InlineData("""builder.Configuration.AddAzureAppConfiguration("https://shop.azconfig.io");""", false)]
    [InlineData("""builder.Host.ConfigureAppConfiguration((context, config) => config.AddConfigServer());""", false)]
    [InlineData("""builder.AddAppConfig();""", false)]
    [InlineData("""Host.CreateDefaultBuilder(args).AddConsul().ConfigureAppConfiguration(config => { });""", false)]
    [InlineData("""builder.Configuration.AddJsonFile("custom.json").AddIniFile("custom.ini");""", false)]
    public Task What_another_source_may_supply_is_not_missing(string code, bool isVault) => App($$"""
        {{Builder}} {{code}}
        static class Packages
        {
            public static IConfigurationBuilder AddAzureKeyVault(this IConfigurationBuilder builder, Uri vault) => builder;
            public static IConfigurationBuilder AddSecretsManager(this IConfigurationBuilder builder) => builder;
            public static IConfigurationBuilder AddAzureAppConfiguration(this IConfigurationBuilder builder, string endpoint) => builder;
            public static WebApplicationBuilder AddAppConfig(this WebApplicationBuilder builder) => builder;
            public static IHostBuilder AddConsul(this IHostBuilder builder) => builder;
            public static IConfigurationBuilder AddConfigServer(this IConfigurationBuilder builder) => builder;
        }
        """)
        .WithAdditionalFile("/web/appsettings.Staging.json", $$"""{ "ConnectionStrings": { "Shop": "Server=sql.example.com" }, {{(isVault ? "\"Mail\": { \"Password\": \"\" }, " : "")}}"Limit": {{(isVault ? "{|STG1001:5|}" : "5")}} }""")
        .WithAdditionalFile("/web/appsettings.Production.json", "{}")
        .RunAsync(TestContext.Current.CancellationToken);

    private static Verifier<ConfigurationAnalyzer> App(string code) => new Verifier<ConfigurationAnalyzer>(code)
        .WithBuildProperty("ProjectDir", "/web/")
        .WithBuildProperty("StageReadyIsApplication", "true")
        .WithAdditionalFile("/web/appsettings.json", "{}");
}
