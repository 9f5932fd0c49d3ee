using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;
using StageReady.CodeFixes.Configuration;

namespace StageReady.CodeFixes.Tests.Configuration;

/// <summary>The fixes of the rules that judge code by its path. The sources compile against what the tests themselves run on: ASP.NET Core and EF Core.</summary>
public sealed class PathRuleFixTests
{
    private const string Usings = """
        using System.Net.Http;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        """;

    // Without the test framework: what references it is a test project, and never deployed.
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Fact]
    public Task A_statement_is_guarded_with_the_environment_in_scope() => Mends<DevelopmentEndpointReachable, GuardWithDevelopmentFix>(
        """
        var app = WebApplication.Create();
        app.{|STG1102:UseDeveloperExceptionPage|}(); // for us
        app.Run();
        """,
        """
        var app = WebApplication.Create();
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage(); // for us
        }
        app.Run();
        """);

    [Fact]
    public Task Neighbours_share_one_guard_when_all_are_mended_at_once() => Mends<SchemaCreatedWithoutMigrations, GuardWithDevelopmentFix>(
        """
        class Seeder(DbContext db, IHostEnvironment environment)
        {
            public void Seed()
            {
                db.Database.{|STG1105:EnsureDeleted|}();
                db.Database.{|STG1105:EnsureCreated|}();
            }
        }
        static class Program { static void Main() => new Seeder(null, null).Seed(); }
        """,
        """
        class Seeder(DbContext db, IHostEnvironment environment)
        {
            public void Seed()
            {
                if (environment.IsDevelopment())
                {
                    db.Database.EnsureDeleted();
                }
                if (environment.IsDevelopment())
                {
                    db.Database.EnsureCreated();
                }
            }
        }
        static class Program { static void Main() => new Seeder(null, null).Seed(); }
        """,
        """
        class Seeder(DbContext db, IHostEnvironment environment)
        {
            public void Seed()
            {
                if (environment.IsDevelopment())
                {
                    db.Database.EnsureDeleted();
                    db.Database.EnsureCreated();
                }
            }
        }
        static class Program { static void Main() => new Seeder(null, null).Seed(); }
        """,
        iterations: 2);

    [Theory]
    [InlineData("static class C { public static void M(IApplicationBuilder app) => app.{|STG1102:UseDeveloperExceptionPage|}(); } class Program { static void Main(string[] args) => C.M(WebApplication.Create(args)); }")]
    [InlineData("var app = WebApplication.Create(); app.{|STG1102:UseDeveloperExceptionPage|}().UseRouting();")]
    [InlineData("var app = WebApplication.Create(); app.UseRouting().{|STG1102:UseDeveloperExceptionPage|}();")]
    [InlineData("var app = WebApplication.Create(); _ = app.{|STG1102:UseDeveloperExceptionPage|}();")]
    [InlineData("IApplicationBuilder app = new ApplicationBuilder(null); static void M(IApplicationBuilder builder) { builder.{|STG1102:UseDeveloperExceptionPage|}(); } M(app);")]
    public Task Nothing_is_offered_where_the_mended_code_is_not_certain(string source) => Mends<DevelopmentEndpointReachable, GuardWithDevelopmentFix>(source, source);

    [Theory]
    [InlineData("!app.Environment.IsProduction()")]
    [InlineData("app.Environment.IsDevelopment() || app.Environment.IsStaging()")]
    [InlineData("app.Environment.IsDevelopment() || app.Environment.EnvironmentName == \"Docker\"")]
    [InlineData("!(app.Environment.IsProduction() || app.Environment.IsEnvironment(\"UAT\"))")]
    [InlineData("app.Environment.EnvironmentName != Environments.Production")]
    public Task A_guard_that_names_environments_asks_for_development(string condition) => Mends<DevelopmentEndpointReachable, EnvironmentGuardFix>(
        $"var app = WebApplication.Create(); if ({condition}) {{ app.{{|STG1102:UseDeveloperExceptionPage|}}(); }} else {{ app.UseHsts(); }}",
        "var app = WebApplication.Create(); if (app.Environment.IsDevelopment()) { app.UseDeveloperExceptionPage(); } else { app.UseHsts(); }");

    [Theory]
    [InlineData("if (app.Environment.{|STG1103:IsProduction|}()) app.UseHsts();", "if (!app.Environment.IsDevelopment()) app.UseHsts();")]
    [InlineData("if ({|STG1103:app.Environment.EnvironmentName == \"Production\"|}) app.UseHsts();", "if (!app.Environment.IsDevelopment()) app.UseHsts();")]
    [InlineData("if (!app.Environment.{|STG1103:IsProduction|}()) app.UseHttpLogging();", "if (app.Environment.IsDevelopment()) app.UseHttpLogging();")]
    [InlineData("if (app.Environment.{|STG1103:IsStaging|}()) app.UseHttpLogging();", null)]
    [InlineData("if (app.Environment.{|STG1103:IsProduction|}() && app.Urls.Count > 0) app.UseHsts();", null)]
    public Task So_does_start_up(string statement, string? mended)
    {
        const string Start = "var app = WebApplication.Create(); ";
        return Mends<BehaviourBranchesOnEnvironment, EnvironmentGuardFix>(Start + statement, Start + (mended ?? statement));
    }

    [Fact]
    public Task Behaviour_needs_a_setting_which_its_author_must_name()
    {
        const string Source = "class Payment(IHostEnvironment env) { public string Url() { if (env.{|STG1103:IsProduction|}()) return \"a\"; return \"b\"; } } class Program { static void Main() { } }";
        return Mends<BehaviourBranchesOnEnvironment, EnvironmentGuardFix>(Source, Source);
    }

    [Theory]
    [InlineData("o.{|STG1104:EnableSensitiveDataLogging|}()", "o.EnableSensitiveDataLogging(builder.Environment.IsDevelopment())")]
    [InlineData("o.{|STG1104:EnableDetailedErrors|}(true)", "o.EnableDetailedErrors(builder.Environment.IsDevelopment())")]
    [InlineData("o.UseSqlite(\"\").{|STG1104:EnableDetailedErrors|}(!builder.Environment.IsProduction())", "o.UseSqlite(\"\").EnableDetailedErrors(builder.Environment.IsDevelopment())")]
    public Task Detailed_errors_ask_for_development(string call, string mended)
    {
        string Source(string code) => $"var builder = WebApplication.CreateBuilder(args); builder.Services.AddDbContext<DbContext>(o => {code});";
        return Mends<DetailedErrorsOutsideDevelopment, DetailedErrorsFix>(Source(call), Source(mended));
    }

    [Fact]
    public Task Detailed_errors_of_SignalR_ask_for_development() => Mends<DetailedErrorsOutsideDevelopment, DetailedErrorsFix>(
        "var builder = WebApplication.CreateBuilder(args); builder.Services.AddSignalR(hub => hub.{|STG1104:EnableDetailedErrors|} = true);",
        "var builder = WebApplication.CreateBuilder(args); builder.Services.AddSignalR(hub => hub.EnableDetailedErrors = builder.Environment.IsDevelopment());");

    [Theory]
    [InlineData("var h = new HttpClientHandler { {|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true };", "var h = new HttpClientHandler();")]
    [InlineData("var h = new HttpClientHandler() { {|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true };", "var h = new HttpClientHandler();")]
    [InlineData("var h = new HttpClientHandler { UseCookies = false, ServerCertificateCustomValidationCallback = HttpClientHandler.{|STG1106:DangerousAcceptAnyServerCertificateValidator|} };", "var h = new HttpClientHandler { UseCookies = false };")]
    [InlineData("var h = new HttpClientHandler { {|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true, UseCookies = false };", "var h = new HttpClientHandler { UseCookies = false };")]
    [InlineData("var h = new HttpClientHandler();\nh.{|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true;\nh.Dispose();", "var h = new HttpClientHandler();\nh.Dispose();")]
    [InlineData("var h = new HttpClientHandler();\nif (args.Length >= 0 || true) h.{|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true;", null)]
    public Task A_callback_that_accepts_everything_is_removed(string source, string? mended) => Mends<CertificateValidationSwitchedOff, CertificateValidationFix>(source, mended ?? source);

    private static Task Mends<TAnalyzer, TFix>(string source, string mended, string? mendedAtOnce = null, int iterations = 1)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestCode = Usings + source,
            FixedCode = Usings + mended,
            MarkupOptions = MarkupOptions.UseFirstDescriptor,
        };
        if (source == mended)
            test.FixedState.MarkupHandling = MarkupMode.Allow;
        if (mendedAtOnce is not null)
            test.BatchFixedCode = Usings + mendedAtOnce;
        if (iterations > 1)
            test.NumberOfIncrementalIterations = iterations;
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.TestState.AdditionalReferences.AddRange(References);
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectAssemblyName(project, "Shop"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
