using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class EnvironmentFileAddedBeforeBaseTests
{
    private const string Environments = "$\"appsettings.{env.EnvironmentName}.json\"";

    [Theory]
    [InlineData($"new ConfigurationBuilder().AddJsonFile({Environments}, true).{{|STG1101:AddJsonFile|}}(\"appsettings.json\")")]
    [InlineData("new ConfigurationBuilder().AddJsonFile(\"appsettings.Production.json\").{|STG1101:AddJsonFile|}(\"appsettings.json\")")]
    [InlineData("new ConfigurationBuilder().AddJsonFile(\"appsettings.\" + envName + \".json\").AddEnvironmentVariables().{|STG1101:AddJsonFile|}(path: \"appsettings.json\", optional: true, reloadOnChange: true)")]
    [InlineData("new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, $\"shop.{Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\") ?? \"Production\"}.json\")).{|STG1101:AddJsonFile|}(Path.Combine(folder, \"shop.json\"))")]
    [InlineData("new ConfigurationBuilder().AddJsonFile($\"config/appsettings.{envName.ToLower()}.json\").{|STG1101:AddJsonFile|}(\"config/appsettings.json\")")]
    [InlineData($"new ConfigurationBuilder().AddJsonFile(\"appsettings.json\").AddJsonFile({Environments})")]
    [InlineData("new ConfigurationBuilder().AddJsonFile(\"appsettings.json\").AddJsonFile(\"appsettings.Local.json\")")]
    [InlineData("new ConfigurationBuilder().AddJsonFile(\"appsettings.Secrets.json\").AddJsonFile(\"appsettings.json\")")]
    [InlineData("new ConfigurationBuilder().AddJsonFile($\"appsettings.{Environment.MachineName}.json\").AddJsonFile(\"appsettings.json\")")]
    [InlineData($"new ConfigurationBuilder().AddJsonFile({Environments}).AddJsonFile(\"shop.json\")")]
    [InlineData($"new ConfigurationBuilder().AddJsonFile({Environments}).AddJsonFile(\"defaults/appsettings.json\")")]
    [InlineData($"new ConfigurationBuilder().AddJsonFile({Environments}).AddJsonFile(file)")]
    public Task A_chain_is_read_in_order(string chain) => Verifier<EnvironmentFileAddedBeforeBase>.VerifyAsync(Function($"_ = {chain};"));

    [Theory]
    [InlineData($"config.AddJsonFile({Environments}); config.{{|STG1101:AddJsonFile|}}(\"appsettings.json\");")]
    [InlineData($"if (file.Length > 0) config.AddJsonFile({Environments}); config.{{|STG1101:AddJsonFile|}}(\"appsettings.json\");")]
    [InlineData($"config.AddJsonFile(\"appsettings.json\"); config.AddJsonFile({Environments});")]
    [InlineData($"config.AddJsonFile({Environments}); config.Sources.Clear(); config.AddJsonFile(\"appsettings.json\");")]
    [InlineData($"if (file.Length > 0) {{ config.AddJsonFile({Environments}); }} else {{ config.AddJsonFile(\"appsettings.json\"); }}")]
    [InlineData($"if (file.Length > 0) {{ config.AddJsonFile({Environments}); return; }} config.AddJsonFile(\"appsettings.json\");")]
    [InlineData($"var other = new ConfigurationBuilder(); other.AddJsonFile({Environments}); config.AddJsonFile(\"appsettings.json\");")]
    [InlineData($"Action a = () => config.AddJsonFile({Environments}); config.AddJsonFile(\"appsettings.json\");")]
    public Task So_are_statements(string statements) => Verifier<EnvironmentFileAddedBeforeBase>.VerifyAsync(Function(statements));

    [Fact]
    public Task The_message_names_the_file() => Expect(
        Function($"config.AddJsonFile({Environments}).{{|#0:AddJsonFile|}}(\"appsettings.json\");"),
        "'appsettings.json' is added after the file of the environment, and overrides it. Add the base file first");

    [Fact]
    public Task The_host_has_added_both_before() => Expect(
        "var builder = WebApplication.CreateBuilder(args); builder.Configuration.{|#0:AddJsonFile|}(\"appsettings.json\");",
        "The host has already added 'appsettings.json' and the file of the environment, which this overrides. Remove the call");

    [Theory]
    [InlineData("var builder = Host.CreateApplicationBuilder(args); builder.Configuration.{|STG1101:AddJsonFile|}(\"appsettings.json\", optional: false);")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureAppConfiguration((context, config) => config.{|STG1101:AddJsonFile|}(\"appsettings.json\"));")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureAppConfiguration((context, config) => { config.AddJsonFile(\"appsettings.json\").AddJsonFile($\"appsettings.{context.HostingEnvironment.EnvironmentName}.json\"); });")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureAppConfiguration((context, config) => { config.Sources.Clear(); config.AddJsonFile(\"appsettings.json\"); });")]
    [InlineData("new HostBuilder().ConfigureAppConfiguration((context, config) => config.AddJsonFile(\"appsettings.json\"));")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.Configuration.AddJsonFile(\"appsettings.json\"); builder.Configuration.AddJsonFile($\"appsettings.{builder.Environment.EnvironmentName}.json\", true);")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.Configuration.AddJsonFile(\"more.json\");")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, \"appsettings.json\"));")]
    [InlineData("var builder = Host.CreateEmptyApplicationBuilder(null); builder.Configuration.AddJsonFile(\"appsettings.json\");")]
    [InlineData("var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true }); builder.Configuration.AddJsonFile(\"appsettings.json\");")]
    [InlineData("var config = new ConfigurationManager(); config.AddJsonFile(\"appsettings.json\");")]
    public Task Hosts_are_known(string statements) => Verifier<EnvironmentFileAddedBeforeBase>.VerifyAsync(statements);

    [Fact]
    public Task Another_AddJsonFile_is_not_meant() => Verifier<EnvironmentFileAddedBeforeBase>.VerifyAsync("""
        class Files { public Files AddJsonFile(string path) => this; }
        class C { object M(Files files, IHostEnvironment env) => files.AddJsonFile($"appsettings.{env.EnvironmentName}.json").AddJsonFile("appsettings.json"); }
        """);

    [Fact]
    public Task Test_projects_are_never_deployed() => new Verifier<EnvironmentFileAddedBeforeBase>(Function($"config.AddJsonFile({Environments}).AddJsonFile(\"appsettings.json\");"))
        .WithBuildProperty("IsTestProject", "true").RunAsync(TestContext.Current.CancellationToken);

    private static string Function(string statements) => $$"""
        class C
        {
            void M(IConfigurationBuilder config, IHostEnvironment env, string folder, string file)
            {
                var envName = env.EnvironmentName;
                {{statements}}
            }
        }
        """;

    private static Task Expect(string source, string message)
    {
        var verifier = new Verifier<EnvironmentFileAddedBeforeBase>(source);
        verifier.ExpectedDiagnostics.Add(new DiagnosticResult("STG1101", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }
}
