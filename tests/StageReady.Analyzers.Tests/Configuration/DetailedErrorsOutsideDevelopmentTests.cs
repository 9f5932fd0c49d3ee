using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class DetailedErrorsOutsideDevelopmentTests
{
    private const string Context = """

        class ShopContext(Microsoft.EntityFrameworkCore.DbContextOptions<ShopContext> options) : Microsoft.EntityFrameworkCore.DbContext(options);
        """;

    [Theory]
    [InlineData("options.{|STG1104:EnableSensitiveDataLogging|}();")]
    [InlineData("options.{|STG1104:EnableDetailedErrors|}();")]
    [InlineData("options.{|STG1104:EnableSensitiveDataLogging|}(true);")]
    [InlineData("options.{|STG1104:EnableSensitiveDataLogging|}(sensitiveDataLoggingEnabled: true).{|STG1104:EnableDetailedErrors|}(!env.IsProduction());")]
    [InlineData("options.EnableSensitiveDataLogging(false);")]
    [InlineData("options.EnableSensitiveDataLogging(env.IsDevelopment());")]
    [InlineData("options.EnableSensitiveDataLogging(builder.Environment.EnvironmentName == \"Local\");")]
    [InlineData("var dev = env.IsDevelopment(); options.EnableSensitiveDataLogging(dev);")]
    [InlineData("if (env.IsDevelopment()) options.EnableSensitiveDataLogging().EnableDetailedErrors();")]
    [InlineData("if (env.IsDevelopment() || env.IsStaging()) options.{|STG1104:EnableSensitiveDataLogging|}();")]
    [InlineData("if (!env.IsDevelopment()) return; options.EnableSensitiveDataLogging();")]
    [InlineData("#if DEBUG\noptions.EnableSensitiveDataLogging();\n#endif")]
    public Task Entity_Framework_is_judged_by_argument_and_path(string statements) => Verifier<DetailedErrorsOutsideDevelopment>.VerifyAsync("#define DEBUG\n" + App($$"""
        builder.Services.AddDbContext<ShopContext>(options =>
        {
            {{statements}}
        });
        """) + Context);

    [Theory]
    [InlineData("builder.Services.AddSignalR(hub => hub.{|STG1104:EnableDetailedErrors|} = true);")]
    [InlineData("builder.Services.AddSignalR(hub => { hub.{|STG1104:EnableDetailedErrors|} = !env.IsProduction(); });")]
    [InlineData("builder.Services.AddSignalR(hub => hub.EnableDetailedErrors = env.IsDevelopment());")]
    [InlineData("builder.Services.AddSignalR(hub => hub.EnableDetailedErrors = false);")]
    [InlineData("if (env.IsDevelopment()) builder.Services.AddSignalR(hub => hub.EnableDetailedErrors = true);")]
    public Task So_is_SignalR(string statements) => Verifier<DetailedErrorsOutsideDevelopment>.VerifyAsync(App(statements));

    [Fact]
    public Task The_message_names_the_environments_and_the_condition() => Expect(
        App("builder.Services.AddSignalR(hub => hub.{|#0:EnableDetailedErrors|} = env.IsDevelopment() || env.IsStaging());"),
        "EnableDetailedErrors is on in Staging: the condition 'env.IsDevelopment() || env.IsStaging()' does not imply development. Guard it with env.IsDevelopment()",
        DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("config.GetValue<bool>(\"Details\")")]
    [InlineData("bool.Parse(config[\"Details\"] ?? \"false\")")]
    public Task A_setting_that_somebody_must_set_is_information(string setting) => Expect(
        App($"builder.Services.AddSignalR(hub => hub.{{|#0:EnableDetailedErrors|}} = {setting});"),
        $"EnableDetailedErrors is on in every environment if a setting says so: the condition '{setting}' does not imply development. Guard it with env.IsDevelopment()",
        DiagnosticSeverity.Info);

    [Fact]
    public Task A_flag_is_followed_from_the_caller() => Verifier<DetailedErrorsOutsideDevelopment>.VerifyAsync(
        App("builder.Services.AddData(env.IsDevelopment()); builder.Services.AddMoreData(!env.IsProduction());"),
        """
        using Microsoft.EntityFrameworkCore;
        static class Data
        {
            public static IServiceCollection AddData(this IServiceCollection services, bool details) => services.AddDbContext<DbContext>(options => options.EnableDetailedErrors(details));
            public static IServiceCollection AddMoreData(this IServiceCollection services, bool details) => services.AddDbContext<DbContext>(options => options.{|STG1104:EnableDetailedErrors|}(details));
        }
        """);

    [Fact]
    public Task What_nothing_here_calls_is_reported_because_registrations_are_seldom_guarded() => Verifier<DetailedErrorsOutsideDevelopment>.VerifyAsync("""
        using Microsoft.EntityFrameworkCore;
        public static class Data
        {
            public static IServiceCollection AddData(this IServiceCollection services) => services.AddDbContext<DbContext>(options => options.{|STG1104:EnableDetailedErrors|}());
        }
        """);

    [Fact]
    public Task A_context_that_is_registered_in_development_only_is_fine() => Verifier<DetailedErrorsOutsideDevelopment>.VerifyAsync(
        App("if (env.IsDevelopment()) builder.Services.AddDbContext<Tracing>(); builder.Services.AddDbContext<Shop>();"),
        """
        using Microsoft.EntityFrameworkCore;
        class Tracing : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.EnableSensitiveDataLogging(); }
        class Shop : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.{|STG1104:EnableSensitiveDataLogging|}(); }
        """);

    [Fact]
    public Task What_the_tools_of_EF_Core_call_is_fine() => Verifier<DetailedErrorsOutsideDevelopment>.VerifyAsync("""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Design;
        class Factory : IDesignTimeDbContextFactory<DbContext>
        {
            public DbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<DbContext>().EnableSensitiveDataLogging().Options);
        }
        """);

    [Theory]
    [InlineData("class Settings { public bool EnableDetailedErrors { get; set; } } class C { object M() => new Settings { EnableDetailedErrors = true }; }")]
    [InlineData("class Log { public void EnableSensitiveDataLogging() { } } class C { void M(Log log) => log.EnableSensitiveDataLogging(); }")]
    public Task Other_members_of_the_same_name_are_not_meant(string source) => Verifier<DetailedErrorsOutsideDevelopment>.VerifyAsync(source);

    [Theory]
    [InlineData("IsTestProject", "true")]
    public Task Test_projects_are_never_deployed(string property, string value) =>
        new Verifier<DetailedErrorsOutsideDevelopment>(App("builder.Services.AddSignalR(hub => hub.EnableDetailedErrors = true);")).WithBuildProperty(property, value).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Without_restored_packages_names_speak() => new Verifier<DetailedErrorsOutsideDevelopment>(App("""
        builder.Services.AddDbContext<ShopContext>(o => o.UseSqlServer("").{|STG1104:EnableSensitiveDataLogging|}());
        builder.Services.AddDbContext<ShopContext>(o => { if (env.IsDevelopment()) o.EnableSensitiveDataLogging(); });
        """)).WithFrameworkOnly().RunAsync(TestContext.Current.CancellationToken);

    private static string App(string statements) => $$"""
        var builder = WebApplication.CreateBuilder(args);
        var env = builder.Environment;
        var config = builder.Configuration;
        {{statements}}
        """;

    private static Task Expect(string source, string message, DiagnosticSeverity severity)
    {
        var verifier = new Verifier<DetailedErrorsOutsideDevelopment>(source);
        verifier.ExpectedDiagnostics.Add(new DiagnosticResult("STG1104", severity).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }
}
