using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class BehaviourBranchesOnEnvironmentTests
{
    [Theory]
    [InlineData("env.{|STG1103:IsProduction|}()")]
    [InlineData("!env.{|STG1103:IsStaging|}()")]
    [InlineData("env?.{|STG1103:IsProduction|}() == true")]
    [InlineData("HostEnvironmentEnvExtensions.{|STG1103:IsProduction|}(env)")]
    [InlineData("env.{|STG1103:IsEnvironment|}(\"UAT\")")]
    [InlineData("env.{|STG1103:IsEnvironment|}(Environments.Production)")]
    [InlineData("env.{|STG1103:IsEnvironment|}(\"QA\")")]
    [InlineData("{|STG1103:env.EnvironmentName == \"Production\"|}")]
    [InlineData("{|STG1103:\"Prod\" != env.EnvironmentName|}")]
    [InlineData("{|STG1103:env.EnvironmentName.Equals(\"staging\", StringComparison.OrdinalIgnoreCase)|}")]
    [InlineData("{|STG1103:string.Equals(env.EnvironmentName, \"Production\", StringComparison.Ordinal)|}")]
    [InlineData("{|STG1103:env.EnvironmentName.StartsWith(\"Prod\")|}")]
    [InlineData("{|STG1103:env.EnvironmentName is \"Production\" or \"Staging\"|}")]
    [InlineData("{|STG1103:new[] { \"Staging\", \"Production\" }.Contains(env.EnvironmentName)|}")]
    [InlineData("{|STG1103:env.EnvironmentName|} switch { \"Production\" => true, _ => false }")]
    [InlineData("{|STG1103:name == \"Production\"|}")]
    [InlineData("{|STG1103:field == Names.Live|}")]
    [InlineData("{|STG1103:Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") == \"Production\"|}")]
    [InlineData("{|STG1103:config[\"DOTNET_ENVIRONMENT\"] == \"Staging\"|}")]
    [InlineData("env.IsDevelopment()")]
    [InlineData("!env.IsDevelopment()")]
    [InlineData("env.IsEnvironment(\"Testing\")")]
    [InlineData("env.IsEnvironment(\"Docker\")")]
    [InlineData("env.IsEnvironment(text)")]
    [InlineData("env.EnvironmentName == \"Development\"")]
    [InlineData("env.EnvironmentName != text")]
    [InlineData("env.EnvironmentName is \"Local\" or \"Docker\"")]
    [InlineData("text == \"Production\"")]
    [InlineData("deployment.EnvironmentName == \"Production\"")]
    [InlineData("order == Stage.Production")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") == Environments.Development")]
    [InlineData("Environment.GetEnvironmentVariable(\"DEPLOYED_TO\") == \"Production\"")]
    public Task Names_of_deployed_environments_decide_nothing(string condition) => Verifier<BehaviourBranchesOnEnvironment>.VerifyAsync(Service($"return {condition};"));

    [Theory]
    [InlineData("switch ({|STG1103:env.EnvironmentName|}) { case \"Development\": return true; case \"Production\": return false; default: return true; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": return true; default: return false; }")]
    [InlineData("switch ({|STG1103:env.EnvironmentName|}) { case var n when n == text: return true; case Names.Live: return false; } return true;")]
    public Task Switches_count_once(string statements) => Verifier<BehaviourBranchesOnEnvironment>.VerifyAsync(Service(statements));

    [Theory]
    [InlineData("return Use({|STG1103:Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\")|});")]
    [InlineData("var e = {|STG1103:config[\"DOTNET_ENVIRONMENT\"]|}; return Use(e);")]
    [InlineData("var e = {|STG1103:config.GetValue<string>(\"DOTNET_ENVIRONMENT\")|} ?? \"Production\"; return Use(e);")]
    [InlineData("var e = Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\"); return e == \"Development\";")]
    [InlineData("var e = Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\"); new ConfigurationBuilder().AddJsonFile($\"a.{e}.json\"); return true;")]
    [InlineData("log.LogInformation(\"{Environment}\", Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\") ?? \"none\"); return true;")]
    [InlineData("return string.IsNullOrEmpty(Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\"));")]
    [InlineData("new HostApplicationBuilderSettings { EnvironmentName = Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\") }.ToString(); return true;")]
    [InlineData("Console.WriteLine(new { Environment = Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") ?? \"Unknown\" }); return true;")]
    [InlineData("var place = Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\"); Console.WriteLine(new { place }); return true;")]
    [InlineData("Console.WriteLine(new Health { Environment = Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") }); return true;")]
    [InlineData("Console.WriteLine(new Health { Url = {|STG1103:Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\")|} }); return true;")]
    [InlineData("config[\"DOTNET_ENVIRONMENT\"] = \"Production\"; return true;")]
    [InlineData("Environment.SetEnvironmentVariable(\"DOTNET_ENVIRONMENT\", \"Production\"); return true;")]
    public Task A_read_of_the_variable_is_judged_by_its_use(string statements) => Verifier<BehaviourBranchesOnEnvironment>.VerifyAsync(Service(statements));

    [Theory]
    [InlineData("#if {|STG1103:PRODUCTION|}\n#endif")]
    [InlineData("#if DEBUG\n#elif !{|STG1103:STAGING|}\n#endif")]
    [InlineData("#if DEBUG || RELEASE\n#endif")]
    public Task Conditional_compilation_is_a_branch_too(string directives) => Verifier<BehaviourBranchesOnEnvironment>.VerifyAsync(Service($"\n{directives}\nreturn true;"));

    public static TheoryData<string> StartUp =>
    [
        "var app = WebApplication.Create(); if (app.Environment.{|#0:IsProduction|}()) app.UseHsts();",
        "class Program { static void Main(string[] args) { var app = WebApplication.Create(); if (app.Environment.{|#0:IsProduction|}()) app.UseHsts(); } }",
        "class Startup { public void Configure(IApplicationBuilder app, IWebHostEnvironment env) { if (env.{|#0:IsProduction|}()) app.UseHsts(); } }",
        "static class Extensions { public static void AddShop(this IServiceCollection services, IHostEnvironment env) { if (env.{|#0:IsProduction|}()) services.AddSingleton(env); } }",
        "static class Extensions { public static void UseShop(this WebApplication app) { if (app.Environment.{|#0:IsProduction|}()) app.UseHsts(); } }",
        "static class Extensions { public static void AddShop(this IHostApplicationBuilder builder) { if (builder.Environment.{|#0:IsProduction|}()) builder.Services.AddSingleton(1.ToString()); } }",
    ];

    [Theory]
    [MemberData(nameof(StartUp))]
    public Task Start_up_wiring_is_information(string source) => Expect([source], DiagnosticSeverity.Info);

    [Fact]
    public Task A_helper_that_only_start_up_asks_is_start_up() => Expect(
        [
            "var app = WebApplication.Create(); if (app.Environment.IsLive()) app.UseHsts();",
            "static class Extensions { public static bool IsLive(this IHostEnvironment env) => env.{|#0:IsProduction|}(); }",
        ],
        DiagnosticSeverity.Info);

    [Fact]
    public Task A_helper_that_others_ask_is_behaviour() => Expect(
        [
            "var app = WebApplication.Create(); if (app.Environment.IsLive()) app.UseHsts();",
            "static class Extensions { public static bool IsLive(this IHostEnvironment env) => env.{|#0:IsProduction|}(); }",
            "class Payment(IHostEnvironment env) { public bool IsReal => env.IsLive(); }",
        ],
        DiagnosticSeverity.Warning);

    [Fact]
    public Task An_extension_of_the_environment_that_returns_a_URL_is_behaviour() => Expect(
        ["static class Extensions { public static string PaymentUrl(this IWebHostEnvironment env) => env.{|#0:IsProduction|}() ? \"https://pay.example\" : \"https://sandbox.pay.example\"; }"],
        DiagnosticSeverity.Warning);

    [Fact]
    public Task Roles_of_stageready_json_hold() => new Verifier<BehaviourBranchesOnEnvironment>(Service("return env.{|STG1103:IsEnvironment|}(\"Blue\") || env.IsEnvironment(\"Live\");"))
        .WithAdditionalFile("/src/stageready.json", """{ "environments": { "Blue": "production", "Live": "test" } }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task What_the_tools_of_EF_Core_call_is_fine() => Verifier<BehaviourBranchesOnEnvironment>.VerifyAsync("""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Design;
        class Factory : IDesignTimeDbContextFactory<DbContext>
        {
            public DbContext CreateDbContext(string[] args) => Create(Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"));
            private static DbContext Create(string? environment) => throw new NotSupportedException(environment);
        }
        """);

    [Fact]
    public Task Test_projects_are_never_deployed() =>
        new Verifier<BehaviourBranchesOnEnvironment>(Service("return env.IsProduction();")).WithBuildProperty("IsTestProject", "true").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Other_members_of_the_same_name_are_not_meant() => Verifier<BehaviourBranchesOnEnvironment>.VerifyAsync(
        "class Line { public bool IsProduction() => true; } class C { bool M(Line line) => line.IsProduction(); }");

    [Fact]
    public async Task Unfinished_code_never_makes_the_analyzer_fail()
    {
        var source = Service("switch (env.EnvironmentName) { case \"Production\": return First == \"Production\"; } return Second.Equals(\"Staging\") && env?.EnvironmentName is not \"Live\";")
            + " partial class C { string First => Second; string Second => First; string[] Names => More.Names; static C More => new() { }; }";
        for (var length = source.Length; length > 0; length -= 17)
        {
            var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(source[..length], cancellationToken: TestContext.Current.CancellationToken);
            var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("App", [tree], length % 2 == 0 ? [] : References.Framework);
            Assert.DoesNotContain(
                await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(compilation, [new BehaviourBranchesOnEnvironment()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken),
                diagnostic => diagnostic.Id == "AD0001");
        }
    }

    private static string Service(string statements) => $$"""
        #nullable disable
        enum Stage { Production }
        class Deployment { public string EnvironmentName { get; set; } }
        class Health { public string Environment { get; set; } public string Url { get; set; } }
        static class Names { public const string Live = "Production"; }
        partial class Service(IHostEnvironment env, IConfiguration config, ILogger<Service> log, Deployment deployment, Stage order)
        {
            private readonly string field = env.EnvironmentName;
            private readonly string name = env.EnvironmentName.ToLower();
            private bool Use(string text) => text.Length > order.ToString().Length + deployment.ToString().Length + name.Length + field.Length + config.ToString().Length + log.ToString().Length;
            public bool Decide(string text)
            {
                {{statements}}
            }
        }
        """;

    private static Task Expect(string[] sources, DiagnosticSeverity severity)
    {
        var verifier = new Verifier<BehaviourBranchesOnEnvironment>(sources);
        verifier.ExpectedDiagnostics.Add(new DiagnosticResult("STG1103", severity).WithLocation(0).WithMessage(
            "This decides by the name of the environment (Production), so that staging does not run what production runs. Decide by a setting, or by IsDevelopment()"));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }
}
