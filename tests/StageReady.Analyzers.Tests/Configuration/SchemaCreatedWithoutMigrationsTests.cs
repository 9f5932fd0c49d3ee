using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class SchemaCreatedWithoutMigrationsTests
{
    private const string UseMigrations = "Migrations cannot update what it creates: use them, or guard it with env.IsDevelopment()";

    [Theory]
    [InlineData("db.Database.{|STG1105:EnsureCreated|}();")]
    [InlineData("db.Database.{|STG1105:EnsureDeleted|}();")]
    [InlineData("await db.Database.{|STG1105:EnsureCreatedAsync|}();")]
    [InlineData("await db.Database.{|STG1105:EnsureDeletedAsync|}();")]
    [InlineData("db?.Database.{|STG1105:EnsureCreated|}();")]
    [InlineData("var database = db.Database; database.{|STG1105:EnsureCreated|}();")]
    [InlineData("if (env.IsStaging()) db.Database.{|STG1105:EnsureDeleted|}();")]
    [InlineData("if (!env.IsProduction()) db.Database.{|STG1105:EnsureDeleted|}();")]
    [InlineData("if (db.Database.{|STG1105:EnsureCreated|}()) Console.WriteLine();")]
    [InlineData("if (env.IsDevelopment()) db.Database.EnsureCreated();")]
    [InlineData("if (env.IsDevelopment() && db.Database.EnsureDeleted()) db.Database.EnsureCreated();")]
    [InlineData("if (!env.IsDevelopment()) return; db.Database.EnsureCreated();")]
    [InlineData("if (env.IsProduction()) { db.Database.Migrate(); } else if (env.IsDevelopment()) { db.Database.EnsureCreated(); }")]
    [InlineData("if (args.Contains(\"--reset\")) db.Database.EnsureDeleted();")]
    [InlineData("if (db.Database.IsRelational()) db.Database.EnsureCreated();")]
    public Task Start_up_is_judged_by_the_path(string statements) => Verifier<SchemaCreatedWithoutMigrations>.VerifyAsync(App(statements));

    [Theory]
    [InlineData("EnsureCreated", UseMigrations)]
    [InlineData("EnsureDeleted", "Guard it with env.IsDevelopment()")]
    public Task The_message_says_what_would_mend_it(string method, string remedy) => Expect(
        App($"db.Database.{{|#0:{method}|}}();"), $"{method} is reachable in every environment: no condition guards it. {remedy}", DiagnosticSeverity.Error);

    [Fact]
    public Task A_setting_alone_is_a_warning() => Expect(
        App("if (app.Configuration.GetValue<bool>(\"Reset\")) db.Database.{|#0:EnsureDeleted|}();"),
        "EnsureDeleted is reachable in every environment if a setting says so: the condition 'app.Configuration.GetValue<bool>(\"Reset\")' does not imply development. Guard it with env.IsDevelopment()",
        DiagnosticSeverity.Warning);

    [Fact]
    public Task A_seeder_is_what_its_registration_is() => Verifier<SchemaCreatedWithoutMigrations>.VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        if (builder.Environment.IsDevelopment())
            builder.Services.AddHostedService<DevelopmentSeeder>();
        builder.Services.AddHostedService<Seeder>();
        """,
        Seeder("DevelopmentSeeder", "EnsureCreatedAsync"),
        Seeder("Seeder", "{|STG1105:EnsureCreatedAsync|}"));

    [Fact]
    public Task An_interface_of_this_project_is_what_its_calls_are() => Verifier<SchemaCreatedWithoutMigrations>.VerifyAsync(
        """
        var app = WebApplication.Create();
        if (app.Environment.IsDevelopment())
            app.Services.GetRequiredService<IReset>().Reset();
        app.Services.GetRequiredService<ISetUp>().SetUp();
        """,
        """
        using Microsoft.EntityFrameworkCore;
        interface IReset { void Reset(); }
        interface ISetUp { void SetUp(); }
        class Database(DbContext db) : IReset, ISetUp
        {
            public void Reset() => db.Database.EnsureDeleted();
            public void SetUp() => db.Database.{|STG1105:EnsureCreated|}();
        }
        """);

    [Fact]
    public Task The_constructor_of_a_context_is_what_its_registration_is() => Verifier<SchemaCreatedWithoutMigrations>.VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<Shop>();
        if (builder.Environment.IsDevelopment()) builder.Services.AddDbContext<Playground>();
        """,
        """
        using Microsoft.EntityFrameworkCore;
        class Shop : DbContext { public Shop() { Database.{|STG1105:EnsureCreated|}(); } }
        class Playground : DbContext { public Playground() => Database.EnsureCreated(); }
        """);

    [Fact]
    public Task What_an_application_does_not_call_the_framework_may() => Verifier<SchemaCreatedWithoutMigrations>.VerifyAsync(
        "var app = WebApplication.Create(); app.Run();",
        """
        using Microsoft.EntityFrameworkCore;
        public class ResetController(DbContext db)
        {
            public void Post() => db.Database.{|STG1105:EnsureDeleted|}();
            private void Unused() => db.Database.EnsureDeleted();
        }
        """);

    [Fact]
    public Task A_library_leaves_the_guard_to_its_callers_which_is_information() => Expect(
        """
        using Microsoft.EntityFrameworkCore;
        public static class Initialiser
        {
            public static void Reset(this IHost app) => app.Services.GetRequiredService<DbContext>().Database.{|#0:EnsureDeleted|}();
        }
        """,
        "EnsureDeleted is reachable in every environment: 'Reset' leaves the guard to its callers. Guard it with env.IsDevelopment()",
        DiagnosticSeverity.Info);

    [Theory]
    [InlineData("class Wallets { public void EnsureCreated() { } } class C { void M(Wallets wallets) => wallets.EnsureCreated(); }")]
    [InlineData("class Blobs { public bool EnsureDeleted { get; set; } } class C { bool M(Blobs blobs) => blobs.EnsureDeleted; }")]
    public Task Other_members_of_the_same_name_are_not_meant(string source) => Verifier<SchemaCreatedWithoutMigrations>.VerifyAsync(source);

    [Fact]
    public Task Test_projects_are_never_deployed() =>
        new Verifier<SchemaCreatedWithoutMigrations>(App("db.Database.EnsureCreated();")).WithBuildProperty("IsTestProject", "true").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("Shop.IntegrationTestCommon")]
    [InlineData("Shop.Tests.Shared")]
    [InlineData("TestHelpers")]
    public Task A_library_for_tests_is_never_deployed(string assembly)
    {
        var verifier = new Verifier<SchemaCreatedWithoutMigrations>("public class Fixture { public Fixture(Microsoft.EntityFrameworkCore.DbContext db) => db.Database.EnsureCreated(); }");
        verifier.SolutionTransforms.Add((solution, project) => solution.WithProjectAssemblyName(project, assembly));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Contests_are_no_tests()
    {
        var verifier = new Verifier<SchemaCreatedWithoutMigrations>("public class Data { public Data(Microsoft.EntityFrameworkCore.DbContext db) => db.Database.{|STG1105:EnsureCreated|}(); }");
        verifier.SolutionTransforms.Add((solution, project) => solution.WithProjectAssemblyName(project, "Contests.Latest"));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Without_restored_packages_names_speak() => new Verifier<SchemaCreatedWithoutMigrations>("""
        var app = WebApplication.Create();
        var db = app.Services.GetRequiredService<ShopContext>();
        db.Database.{|STG1105:EnsureCreated|}();
        if (app.Environment.IsDevelopment()) db.Database.EnsureDeleted();
        wallets.EnsureCreated();
        """).WithFrameworkOnly().RunAsync(TestContext.Current.CancellationToken);

    private static string Seeder(string name, string call) => $$"""
        using Microsoft.EntityFrameworkCore;
        class {{name}}(DbContext db, ILogger<{{name}}> log) : IHostedService
        {
            public async Task StartAsync(CancellationToken cancellation) { log.LogInformation("seeding"); await db.Database.{{call}}(cancellation); }
            public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;
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
        var verifier = new Verifier<SchemaCreatedWithoutMigrations>(source);
        verifier.ExpectedDiagnostics.Add(new DiagnosticResult("STG1105", severity).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }
}
