using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Migrations;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class MigrationAtStartUpTests
{
    private const string Remedy = "Migrate as a step of the deployment, or guard it with env.IsDevelopment()";

    [Theory]
    [InlineData("db.Database.{|STG2014:Migrate|}();")]
    [InlineData("await db.Database.{|STG2014:MigrateAsync|}();")]
    [InlineData("if (!env.IsProduction()) db.Database.{|STG2014:Migrate|}();")]
    [InlineData("if (env.IsStaging()) db.Database.{|STG2014:Migrate|}();")]
    [InlineData("if (db.Database.GetPendingMigrations().Any()) db.Database.Migrate();")]
    [InlineData("if (env.IsDevelopment()) db.Database.Migrate();")]
    [InlineData("if (args.Contains(\"--migrate\")) { db.Database.Migrate(); return; }")]
    [InlineData("if (args is [\"migrate\", ..]) { db.Database.Migrate(); return; }")]
    public Task Start_up_is_judged_by_the_path(string statements) => Verifier<MigrationAtStartUp>.VerifyAsync(App(statements + " app.Run();"));

    [Fact]
    public Task The_message_says_what_would_mend_it() => Expect(
        App("db.Database.{|#0:Migrate|}(); await app.RunAsync();"), "Migrate changes the database at start-up in every environment: no condition guards it. " + Remedy, DiagnosticSeverity.Warning);

    [Fact]
    public Task A_setting_alone_is_information() => Expect(
        App("if (app.Configuration.GetValue<bool>(\"Migrate\")) db.Database.{|#0:Migrate|}(); app.Run();"),
        "Migrate changes the database at start-up in every environment if a setting says so: the condition 'app.Configuration.GetValue<bool>(\"Migrate\")' does not imply development. " + Remedy,
        DiagnosticSeverity.Info);

    [Fact]
    public Task A_function_is_what_its_calls_are() => Verifier<MigrationAtStartUp>.VerifyAsync(App(
        """
        if (env.IsDevelopment()) await MigrateInDevelopment();
        await MigrateAlways();
        app.Run();
        async Task MigrateInDevelopment() => await db.Database.MigrateAsync();
        async Task MigrateAlways() => await db.Database.{|STG2014:MigrateAsync|}();
        """));

    [Fact]
    public Task A_hosted_service_is_what_its_registration_is_unless_it_ends_the_application() => Verifier<MigrationAtStartUp>.VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHostedService<Migrator>();
        builder.Services.AddHostedService<OneOff>();
        if (builder.Environment.IsDevelopment()) builder.Services.AddHostedService<Developer>();
        builder.Build().Run();
        """,
        Service("Migrator", "{|STG2014:MigrateAsync|}", ""),
        Service("Developer", "MigrateAsync", ""),
        Service("OneOff", "MigrateAsync", "lifetime.StopApplication();"));

    [Theory]
    [InlineData("builder.Services.AddHostedService<Worker>();", "")]
    [InlineData("", "services.AddHostedService<Worker>();")]
    public Task A_background_service_counts(string program, string startUp) => Verifier<MigrationAtStartUp>.VerifyAsync(
        $$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseStartup<Startup>();
        {{program}}
        builder.Build().Run();

        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) { {{startUp}} }
            public void Configure(IApplicationBuilder app) { }
        }
        """,
        """
        using Microsoft.EntityFrameworkCore;
        public class Worker(IServiceScopeFactory scopes) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken cancellation)
            {
                await Task.Yield();
                using var scope = scopes.CreateScope();
                var db = scope.ServiceProvider.GetRequiredService<DbContext>();
                await db.Database.{|STG2014:MigrateAsync|}(cancellation);
            }
        }
        """);

    [Fact]
    public Task What_a_request_asks_for_is_no_start_up() => Verifier<MigrationAtStartUp>.VerifyAsync(
        "var app = WebApplication.Create(); app.Run();",
        """
        using Microsoft.EntityFrameworkCore;
        public class AdminController(DbContext db)
        {
            public void Post() => db.Database.Migrate();
        }
        """);

    [Fact]
    public Task A_program_that_only_migrates_is_a_tool() => Verifier<MigrationAtStartUp>.VerifyAsync(App("db.Database.Migrate(); await Task.Run(() => { });"));

    [Fact]
    public Task A_library_leaves_the_guard_to_the_start_up_that_calls_it() => Expect(
        """
        using Microsoft.EntityFrameworkCore;
        public static class Databases
        {
            public static void MigrateShop(this WebApplication app) => app.Services.GetRequiredService<DbContext>().Database.{|#0:Migrate|}();

            public static void Upgrade(DbContext db) => db.Database.Migrate();
        }
        """,
        "Migrate changes the database at start-up in every environment: 'MigrateShop' leaves the guard to its callers. " + Remedy,
        DiagnosticSeverity.Info);

    [Fact]
    public Task FluentMigrators_runner_counts_by_its_name() => new Verifier<MigrationAtStartUp>(
        """
        var app = WebApplication.Create();
        var runner = app.Services.GetRequiredService<IMigrationRunner>();
        runner.{|STG2014:MigrateUp|}();
        if (app.Environment.IsDevelopment()) runner.MigrateUp();
        if (args is ["migrate"]) runner.MigrateUp();
        app.Run();
        """).WithFrameworkOnly().RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Other_members_of_the_same_name_are_not_meant() => Verifier<MigrationAtStartUp>.VerifyAsync(
        """
        var app = WebApplication.Create();
        new Settings().Migrate();
        app.Run();
        class Settings { public void Migrate() { } }
        """);

    [Fact]
    public Task Test_projects_are_never_deployed() =>
        new Verifier<MigrationAtStartUp>(App("db.Database.Migrate(); app.Run();")).WithBuildProperty("IsTestProject", "true").RunAsync(TestContext.Current.CancellationToken);

    private static string Service(string name, string call, string after) => $$"""
        using Microsoft.EntityFrameworkCore;
        class {{name}}(DbContext db, IHostApplicationLifetime lifetime) : IHostedService
        {
            public async Task StartAsync(CancellationToken cancellation) { await db.Database.{{call}}(cancellation); {{after}} Started(lifetime); }
            public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;
            private static void Started(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => { });
        }
        """;

    private static string App(string statements) => $$"""
        using Microsoft.EntityFrameworkCore;
        var app = WebApplication.Create();
        var env = app.Environment;
        await using var db = app.Services.GetRequiredService<DbContext>();
        await Task.Yield();
        {{statements}}
        """;

    private static Task Expect(string source, string message, DiagnosticSeverity severity)
    {
        var verifier = new Verifier<MigrationAtStartUp>(source);
        verifier.ExpectedDiagnostics.Add(new DiagnosticResult("STG2014", severity).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }
}
