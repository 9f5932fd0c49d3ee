using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class DevelopmentEndpointReachableTests
{
    private const string Guard = "Guard it with env.IsDevelopment()";

    [Theory]
    [InlineData("env.IsDevelopment()")]
    [InlineData("app.Environment.IsDevelopment()")]
    [InlineData("HostEnvironmentEnvExtensions.IsDevelopment(env)")]
    [InlineData("env.IsEnvironment(\"Development\")")]
    [InlineData("env.IsEnvironment(\"Local\")")]
    [InlineData("env.IsEnvironment(Environments.Development)")]
    [InlineData("env.EnvironmentName == \"Development\"")]
    [InlineData("Environments.Development == env.EnvironmentName")]
    [InlineData("env.EnvironmentName.ToLowerInvariant() == \"development\"")]
    [InlineData("env.EnvironmentName.Equals(\"development\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("string.Equals(env.EnvironmentName, \"Development\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("StringComparer.OrdinalIgnoreCase.Equals(env.EnvironmentName, \"Dev\")")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") == \"Development\"")]
    [InlineData("config[\"ASPNETCORE_ENVIRONMENT\"] == \"Development\"")]
    [InlineData("env.EnvironmentName is \"Development\"")]
    [InlineData("env.EnvironmentName is \"Development\" or \"Local\"")]
    [InlineData("env.EnvironmentName is not (not \"Development\")")]
    [InlineData("new[] { \"Development\", \"Local\" }.Contains(env.EnvironmentName)")]
    [InlineData("env?.IsDevelopment() == true")]
    [InlineData("env?.IsDevelopment() ?? false")]
    [InlineData("env.IsDevelopment() is true")]
    [InlineData("!!env.IsDevelopment()")]
    [InlineData("env.IsDevelopment() && args.Length > 0")]
    [InlineData("args.Length > 0 && env.IsDevelopment()")]
    [InlineData("config.GetValue<bool>(\"Swagger\") && env.IsDevelopment()")]
    [InlineData("env.IsDevelopment() || env.IsEnvironment(\"Local\")")]
    [InlineData("!(!env.IsDevelopment() || args.Length > 0)")]
    [InlineData("(env.IsDevelopment() || env.IsStaging()) && !env.IsStaging()")]
    [InlineData("env.IsDevelopment() ? true : false")]
    [InlineData("env.EnvironmentName switch { \"Development\" => true, _ => false }")]
    [InlineData("env.IsDevelopment() & true")]
    [InlineData("false")]
    public Task A_condition_that_implies_development_is_fine(string condition) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(App($$"""
        if ({{condition}})
            app.UseSwaggerUI();
        """));

    [Theory]
    [InlineData("env.IsDevelopment() || env.IsStaging()", "Staging")]
    [InlineData("env.IsStaging() || env.IsEnvironment(\"Docker\")", "Docker and Staging")]
    [InlineData("!env.IsProduction()", "every environment but Production")]
    [InlineData("!env.IsDevelopment()", "every environment but Development")]
    [InlineData("!(env.IsProduction() || env.IsStaging())", "every environment but Production and Staging")]
    [InlineData("env.EnvironmentName == \"X\"", "X")]
    [InlineData("env.EnvironmentName != \"Production\"", "every environment but Production")]
    [InlineData("env.EnvironmentName is \"Development\" or \"Test\"", "Test")]
    [InlineData("env.EnvironmentName is not \"Production\"", "every environment but Production")]
    [InlineData("new[] { \"Development\", \"QA\" }.Contains(env.EnvironmentName)", "QA")]
    [InlineData("env.IsProduction() ? false : true", "every environment but Production")]
    [InlineData("env.IsDevelopment() ^ true", "every environment but Development")]
    [InlineData("env.IsDevelopment() == env.IsStaging()", "every environment but Development and Staging")]
    [InlineData("env.EnvironmentName switch { \"Production\" => false, _ => true }", "every environment but Production")]
    [InlineData("env.IsDevelopment() || true", "every environment")]
    public Task A_condition_that_does_not_is_reported_with_the_environments_it_lets_in(string condition, string environments) => Expect(App($$"""
        if ({{condition}})
            app.{|#0:UseSwaggerUI|}();
        """), $"UseSwaggerUI is reachable in {environments}: the condition '{condition}' does not imply development. {Guard}");

    [Fact]
    public Task No_condition_is_reported() => Expect(App("""
        app.{|#0:UseSwaggerUI|}();
        """), $"UseSwaggerUI is reachable in every environment: no condition guards it. {Guard}");

    [Fact]
    public Task A_condition_before_the_call_that_lets_all_through_is_none() => Expect(App("""
        if (env.IsDevelopment()) { app.UseHttpLogging(); } else { app.UseHsts(); }
        app.{|#0:UseSwaggerUI|}();
        """), $"UseSwaggerUI is reachable in every environment: no condition guards it. {Guard}");

    [Theory]
    [InlineData("if (string.IsNullOrEmpty(config[\"Path\"])) throw new InvalidOperationException();")]
    [InlineData("if (config[\"Path\"] is { Length: > 0 }) { } else { throw new InvalidOperationException(); }")]
    [InlineData("if (env.IsProduction() && args.Length > 0) { if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(\"SERVICE_PATH\"))) { throw new InvalidOperationException(); } }")]
    public Task A_check_of_settings_that_throws_is_no_condition(string check) => Expect(App($$"""
        {{check}}
        app.{|#0:UseSwaggerUI|}();
        """), $"UseSwaggerUI is reachable in every environment: no condition guards it. {Guard}");

    [Fact]
    public Task A_setting_that_returns_is_one() => Expect(App("""
        if (config["Docs"] == "off") return;
        app.{|#0:UseSwaggerUI|}();
        """), $"UseSwaggerUI is reachable in every environment if a setting says so: the condition 'config[\"Docs\"] == \"off\"' does not imply development. {Guard}", DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("config.GetValue<bool>(\"Swagger:Enabled\")")]
    [InlineData("config[\"Swagger:Enabled\"] == \"true\"")]
    [InlineData("bool.Parse(config[\"Swagger:Enabled\"] ?? \"false\")")]
    [InlineData("config.GetSection(\"Swagger\").Exists()")]
    [InlineData("options.EnableSwagger")]
    [InlineData("!options.EnableSwagger")]
    [InlineData("Environment.GetEnvironmentVariable(\"ENABLE_SWAGGER\") == \"1\"")]
    [InlineData("env.IsDevelopment() || options.EnableSwagger")]
    public Task A_setting_alone_is_a_warning(string condition) => Expect(App($$"""
        var options = new ApiOptions();
        if ({{condition}})
            app.{|#0:UseSwaggerUI|}();

        sealed class ApiOptions { public bool EnableSwagger { get; set; } }
        """), $"UseSwaggerUI is reachable in every environment if a setting says so: the condition '{condition}' does not imply development. {Guard}", DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("OperatingSystem.IsLinux()")]
    [InlineData("System.Diagnostics.Debugger.IsAttached")]
    [InlineData("args.Contains(\"--docs\")")]
    [InlineData("env.EnvironmentName.StartsWith(\"Dev\")")]
    [InlineData("env.IsEnvironment(args[0])")]
    public Task A_condition_that_cannot_be_judged_is_not_reported(string condition) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(App($$"""
        if ({{condition}})
            app.UseSwaggerUI();
        """));

    [Theory]
    [InlineData("app.{|STG1102:UseDeveloperExceptionPage|}();")]
    [InlineData("app.{|STG1102:UseMigrationsEndPoint|}();")]
    [InlineData("app.{|STG1102:UseSwagger|}();")]
    [InlineData("app.{|STG1102:MapSwagger|}();")]
    [InlineData("app.{|STG1102:UseSwaggerUI|}();")]
    [InlineData("app.{|STG1102:MapSwaggerUI|}();")]
    [InlineData("app.{|STG1102:UseOpenApi|}();")]
    [InlineData("app.{|STG1102:UseSwaggerUi|}();")]
    [InlineData("app.{|STG1102:MapOpenApi|}();")]
    [InlineData("Scalar.AspNetCore.ScalarEndpointRouteBuilderExtensions.{|STG1102:MapScalarApiReference|}(app);")]
    [InlineData("app?.{|STG1102:UseSwagger|}();")]
    [InlineData("app.{|STG1102:UseSwagger|}().{|STG1102:UseSwaggerUI|}(ui => ui.RoutePrefix = \"docs\");")]
    [InlineData("SwaggerBuilderExtensions.{|STG1102:UseSwagger|}(app);")]
    [InlineData("((IApplicationBuilder)app).{|STG1102:UseSwagger|}();")]
    [InlineData("app.Map(\"/docs\", docs => docs.{|STG1102:UseSwagger|}());")]
    [InlineData("app.UseEndpoints(endpoints => endpoints.{|STG1102:MapOpenApi|}());")]
    public Task Each_page_and_description_is_known(string statement) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(App(statement));

    [Theory]
    [InlineData("if (env.IsProduction()) { } else app.{|STG1102:UseSwagger|}();")]
    [InlineData("if (env.IsDevelopment()) { } else app.{|STG1102:UseSwagger|}();")]
    [InlineData("if (!env.IsDevelopment()) { } else app.UseSwagger();")]
    [InlineData("if (env.IsProduction()) return; app.{|STG1102:UseSwagger|}();")]
    [InlineData("if (!env.IsDevelopment()) return; app.UseSwagger();")]
    [InlineData("if (!env.IsDevelopment()) { app.UseHsts(); throw new InvalidOperationException(); } app.UseSwagger();")]
    [InlineData("if (!env.IsDevelopment()) Environment.Exit(1); app.UseSwagger();")]
    [InlineData("if (env.IsDevelopment()) { } else return; app.UseSwagger();")]
    [InlineData("if (env.IsDevelopment()) return; app.{|STG1102:UseSwagger|}();")]
    [InlineData("foreach (var arg in args) { if (!env.IsDevelopment()) continue; app.UseSwagger(); }")]
    [InlineData("foreach (var arg in args) { if (env.IsStaging()) break; app.{|STG1102:UseSwagger|}(); }")]
    [InlineData("while (env.IsDevelopment()) app.UseSwagger();")]
    [InlineData("try { app.{|STG1102:UseSwagger|}(); } finally { }")]
    [InlineData("if (args.Length > 0) if (env.IsDevelopment()) app.UseSwagger();")]
    [InlineData("if (args is [\"migrate\", ..]) return; if (!env.IsProduction()) app.{|STG1102:UseSwagger|}();")]
    [InlineData("if (args.Contains(\"--migrate\")) return; app.{|STG1102:UseSwagger|}();")]
    [InlineData("if (args.Length > 0) return; if (env.IsDevelopment()) app.UseSwagger();")]
    [InlineData("_ = env.IsDevelopment() ? app.UseSwagger() : app;")]
    [InlineData("_ = env.IsDevelopment() ? app : app.{|STG1102:UseSwagger|}();")]
    [InlineData("_ = env.IsDevelopment() && app.UseSwagger() != null;")]
    [InlineData("_ = env.IsDevelopment() || app.{|STG1102:UseSwagger|}() != null;")]
    [InlineData("_ = !env.IsDevelopment() || app.UseSwagger() != null;")]
    [InlineData("_ = env.EnvironmentName switch { \"Development\" => app.UseSwagger(), _ => app };")]
    [InlineData("_ = env.EnvironmentName switch { \"Production\" => app, _ => app.{|STG1102:UseSwagger|}() };")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": case \"Local\": app.UseSwagger(); break; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": break; case \"Staging\": app.{|STG1102:UseSwagger|}(); break; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Production\": break; default: app.{|STG1102:UseSwagger|}(); break; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": break; default: return; } app.UseSwagger();")]
    [InlineData("switch (env.EnvironmentName) { case \"Production\": return; } app.{|STG1102:UseSwagger|}();")]
    [InlineData("switch (true) { case true when env.IsDevelopment(): app.UseSwagger(); break; }")]
    public Task Branches_and_early_exits_are_followed(string statement) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(App(statement));

    [Theory]
    [InlineData("var dev = env.IsDevelopment(); if (dev) app.UseSwagger();")]
    [InlineData("var dev = env.IsDevelopment(); if (dev || env.IsStaging()) app.{|STG1102:UseSwagger|}();")]
    [InlineData("var docs = false; if (env.IsDevelopment()) docs = true; if (docs) app.UseSwagger();")]
    [InlineData("var docs = true; if (env.IsProduction()) docs = false; if (docs) app.{|STG1102:UseSwagger|}();")]
    [InlineData("var docs = env.IsDevelopment(); docs |= env.IsStaging(); if (docs) app.{|STG1102:UseSwagger|}();")]
    [InlineData("var name = env.EnvironmentName; if (name == \"Development\") app.UseSwagger();")]
    [InlineData("var name = Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") ?? \"Production\"; if (name == \"Staging\") app.{|STG1102:UseSwagger|}();")]
    [InlineData("string[] names = [\"Development\", \"Local\"]; if (names.Contains(env.EnvironmentName)) app.UseSwagger();")]
    [InlineData("const bool Docs = true; if (Docs) app.{|STG1102:UseSwagger|}();")]
    public Task Stored_values_are_followed(string statements) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(App(statements));

    [Theory]
    [InlineData("bool IsDev() => env.IsDevelopment(); if (IsDev()) app.UseSwagger();")]
    [InlineData("bool IsDev(IHostEnvironment e) { if (e.IsProduction()) return false; return true; } if (IsDev(env)) app.{|STG1102:UseSwagger|}();")]
    [InlineData("bool IsDev(IHostEnvironment e) { if (e.IsDevelopment()) return true; return false; } if (IsDev(env)) app.UseSwagger();")]
    [InlineData("bool Is(string name) => env.EnvironmentName == name; if (Is(\"Development\")) app.UseSwagger();")]
    [InlineData("void Docs() => app.UseSwagger(); if (env.IsDevelopment()) Docs();")]
    [InlineData("void Docs() => app.{|STG1102:UseSwagger|}(); if (env.IsDevelopment()) Docs(); Docs();")]
    [InlineData("void Docs(bool on) { if (on) app.UseSwagger(); } Docs(env.IsDevelopment());")]
    [InlineData("void Docs(bool on) { if (on) app.{|STG1102:UseSwagger|}(); } Docs(!env.IsProduction());")]
    [InlineData("void Docs() => app.UseSwagger();")]
    [InlineData("Action docs = () => app.UseSwagger(); if (env.IsDevelopment()) docs();")]
    [InlineData("void Docs(IApplicationBuilder b) => b.UseSwagger(); if (env.IsDevelopment()) app.Map(\"/docs\", Docs);")]
    [InlineData("void Docs(IApplicationBuilder b) => b.{|STG1102:UseSwagger|}(); app.Map(\"/docs\", Docs);")]
    [InlineData("void A(int n) { app.{|STG1102:UseSwagger|}(); if (n > 0) B(n - 1); } void B(int n) => A(n); A(3);")]
    public Task Local_functions_are_followed(string statements) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(App(statements));

    [Theory]
    [InlineData("app.UseWhen(_ => env.IsDevelopment(), b => b.UseSwagger());")]
    [InlineData("app.MapWhen(c => env.IsDevelopment() && c.Request.IsHttps, b => b.UseSwagger());")]
    [InlineData("app.UseWhen(c => { return env.IsDevelopment(); }, b => b.UseSwagger());")]
    [InlineData("app.UseWhen(_ => !env.IsProduction(), b => b.{|STG1102:UseSwagger|}());")]
    [InlineData("app.UseWhen(c => c.Request.IsHttps, b => b.{|STG1102:UseSwagger|}());")]
    [InlineData("bool IsDocs(PathString path) => path.StartsWithSegments(\"/docs\"); app.MapWhen(c => !IsDocs(c.Request.Path), b => b.{|STG1102:UseSwagger|}());")]
    [InlineData("if (env.IsDevelopment()) app.UseWhen(c => c.Request.IsHttps, b => b.UseSwagger());")]
    [InlineData("void If(bool on, Action<IApplicationBuilder> then) { if (on) then(app); } If(env.IsDevelopment(), b => b.UseSwagger());")]
    [InlineData("void If(bool on, Action<IApplicationBuilder> then) { if (on) then(app); } If(env.IsStaging(), b => b.{|STG1102:UseSwagger|}());")]
    [InlineData("void InDevelopment(Action<IApplicationBuilder> then) { if (env.IsDevelopment()) app.Map(\"/x\", then); } InDevelopment(b => b.UseSwagger());")]
    [InlineData("void Always(Action<IApplicationBuilder> then) => then.Invoke(app); Always(b => b.{|STG1102:UseSwagger|}());")]
    public Task Conditions_of_what_takes_a_lambda_are_followed(string statements) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(App(statements));

    [Fact]
    public Task A_helper_is_fine_when_every_call_is_guarded() => Verifier<DevelopmentEndpointReachable>.VerifyAsync(
        App("if (env.IsDevelopment()) app.UseDocs();"),
        """
        static class Docs { public static IApplicationBuilder UseDocs(this IApplicationBuilder app) => app.UseSwagger().UseSwaggerUI(); }
        """);

    [Fact]
    public Task A_helper_is_reported_when_one_call_is_not_guarded() => Expect(
        [
            App("if (env.IsDevelopment()) app.UseDocs(); app.UseDocs();"),
            """
            static class Docs { public static IApplicationBuilder UseDocs(this IApplicationBuilder app) => app.{|#0:UseSwagger|}(); }
            """,
        ],
        $"UseSwagger is reachable in every environment: 'UseDocs' is called without a condition. {Guard}");

    [Fact]
    public Task A_helper_of_a_library_that_leaves_the_guard_to_its_callers_is_information() => Expect(
        """
        public static class Docs { public static IApplicationBuilder UseDocs(this IApplicationBuilder app) => app.{|#0:UseSwagger|}(); }
        """,
        $"UseSwagger is reachable in every environment: 'UseDocs' leaves the guard to its callers. {Guard}",
        DiagnosticSeverity.Info);

    [Theory]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseSwagger();")]
    [InlineData("if (!app.Environment.IsDevelopment()) return; app.UseSwagger();")]
    [InlineData("if (app.Services.GetRequiredService<IHostEnvironment>().IsDevelopment()) app.UseSwagger();")]
    public Task A_helper_of_a_library_that_guards_itself_is_fine(string statements) => Verifier<DevelopmentEndpointReachable>.VerifyAsync($$"""
        public static class Docs { public static void UseDocs(this WebApplication app) { {{statements}} } }
        """);

    [Theory]
    [InlineData("public static void UseDocs(this IApplicationBuilder app) => app.UseSwagger();", "app.Run();")]
    [InlineData("private static void UseDocs(this IApplicationBuilder app) => app.UseSwagger();", "")]
    public Task A_helper_that_nobody_can_call_is_not_reported(string helper, string program) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(
        program.Length > 0 ? App(program) : "class Nothing;", $"public static class Docs {{ {helper} }}");

    [Fact]
    public Task Helpers_on_the_environment_are_followed() => Verifier<DevelopmentEndpointReachable>.VerifyAsync(
        App("if (env.IsLocal()) app.UseSwagger(); if (env.IsInternal()) app.{|STG1102:UseSwaggerUI|}();"),
        """
        static class EnvironmentExtensions
        {
            public static bool IsLocal(this IHostEnvironment env) => env.IsDevelopment() || env.IsEnvironment("Local");
            public static bool IsInternal(this IHostEnvironment env) => env.IsLocal() || env.IsStaging();
        }
        """);

    [Fact]
    public Task A_classic_startup_is_entered_by_the_framework() => Verifier<DevelopmentEndpointReachable>.VerifyAsync("""
        public class Startup(IWebHostEnvironment environment)
        {
            private readonly bool _isDevelopment = environment.IsDevelopment();
            private readonly bool _docs;
            private bool IsLocal => environment.IsDevelopment();
            private bool Mixed { get { return _isDevelopment || environment.IsStaging(); } }
            public bool EnableSwagger { get; set; }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                app.{|STG1102:UseSwagger|}();
                if (env.IsDevelopment()) app.UseDeveloperExceptionPage();
                if (_isDevelopment) app.UseDeveloperExceptionPage();
                if (IsLocal) app.UseDeveloperExceptionPage();
                if (Mixed) app.{|STG1102:UseDeveloperExceptionPage|}();
                if (EnableSwagger) app.{|STG1102:UseSwagger|}();
                if (EnableSwagger && IsLocal) app.UseSwagger();
                UseGuarded(app, env);
                if (env.IsDevelopment()) UseUnguarded(app);
            }

            private void UseGuarded(IApplicationBuilder app, IWebHostEnvironment env)
            {
                if (!env.IsDevelopment()) return;
                app.UseSwagger();
            }

            private void UseUnguarded(IApplicationBuilder app) => app.UseSwagger();
        }
        """);

    [Fact]
    public Task Configure_methods_of_one_environment_run_there_only() => Verifier<DevelopmentEndpointReachable>.VerifyAsync("""
        public class Startup
        {
            public void ConfigureDevelopment(IApplicationBuilder app) => app.UseSwagger();
            public void ConfigureStaging(IApplicationBuilder app) => app.{|STG1102:UseSwagger|}();
        }

        public class StartupDevelopment { public void Configure(IApplicationBuilder app) => app.UseSwagger(); }

        public class StartupProduction { public void Configure(IApplicationBuilder app) => app.{|STG1102:UseSwagger|}(); }
        """);

    [Fact]
    public Task Overrides_and_implementations_are_entered_by_the_framework() => Verifier<DevelopmentEndpointReachable>.VerifyAsync("""
        public class Filter : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.{|STG1102:UseSwagger|}();
                next(app);
            };
        }

        public abstract class Module { public abstract void Start(IApplicationBuilder app); }

        public class Docs : Module { public override void Start(IApplicationBuilder app) => app.{|STG1102:UseSwagger|}(); }
        """);

    [Fact]
    public Task What_makes_an_instance_is_not_blamed_for_what_the_framework_calls() => Expect(
        """
        public class Filter : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => app.{|#0:UseSwagger|}();

            public static void AddFiles(IServiceCollection services) => services.AddTransient<IStartupFilter, Filter>();

            public static void Add(IServiceCollection services) => AddFiles(services);
        }

        static class Program { static void Main() => Filter.Add(new ServiceCollection()); }
        """,
        $"UseSwagger is reachable in every environment: no condition guards it. {Guard}");

    [Fact]
    public Task Code_that_only_a_debug_build_holds_is_fine() => Verifier<DevelopmentEndpointReachable>.VerifyAsync("#define DEBUG\n" + App("""
        #if DEBUG
        app.UseSwagger();
        #endif
        #if DEBUG && !TRACE
        app.UseSwagger();
        #endif
        #if DEBUG || !TRACE
        app.{|STG1102:UseSwagger|}();
        #endif
        #if !TRACE
        app.{|STG1102:UseSwagger|}();
        #endif
        """));

    [Theory]
    [InlineData("class Docs { public void UseSwagger() { } } class C { void M(Docs docs) => docs.UseSwagger(); }")]
    [InlineData("static class Docs { public static void UseSwagger(this IServiceCollection services) { } } class C { void M(IServiceCollection services) => services.UseSwagger(); }")]
    [InlineData("class C { string M() => nameof(SwaggerBuilderExtensions.UseSwagger); }")]
    public Task Other_methods_of_the_same_name_are_not_meant(string source) => Verifier<DevelopmentEndpointReachable>.VerifyAsync(source);

    [Fact]
    public Task Roles_of_stageready_json_hold() => new Verifier<DevelopmentEndpointReachable>(App("""
        if (env.IsEnvironment("Sandbox")) app.UseSwagger();
        if (env.IsEnvironment("Local")) app.{|STG1102:UseSwaggerUI|}();
        """))
        .WithAdditionalFile("/src/stageready.json", """{ "environments": { "Sandbox": "development", "Local": "staging" } }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Test_projects_are_never_deployed() =>
        new Verifier<DevelopmentEndpointReachable>(App("app.UseSwagger();")).WithBuildProperty("IsTestProject", "true").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("app.{|STG1102:UseSwagger|}().{|STG1102:UseSwaggerUI|}(ui => ui.RoutePrefix = \"docs\");")]
    [InlineData("if (env.IsDevelopment()) app.UseSwagger().UseSwaggerUI();")]
    [InlineData("if (env.IsStaging()) app.{|STG1102:UseSwaggerUI|}();")]
    [InlineData("void Docs() => app.UseSwagger(); if (env.IsDevelopment()) Docs();")]
    [InlineData("var services = builder.Services; services.UseSwagger();")]
    public async Task Without_restored_packages_names_speak(string statements)
    {
        await new Verifier<DevelopmentEndpointReachable>(App(statements)).WithFrameworkOnly().RunAsync(TestContext.Current.CancellationToken);
        if (!statements.Contains("services"))
            await new Verifier<DevelopmentEndpointReachable>(App(statements)).WithoutReferences().RunAsync(TestContext.Current.CancellationToken);
    }

    // What an editor holds while somebody types: no exception, whatever is missing.
    [Fact]
    public async Task Unfinished_code_never_makes_the_analyzer_fail()
    {
        var source = App("""
            bool dev = env.EnvironmentName switch { "Development" => true, _ when config["x"] == "y" => options?.On ?? false, _ => Is(env) };
            static bool Is(IHostEnvironment e, bool on = true) { if (e is { EnvironmentName: "Local" } or null) return on; return !(e.IsDevelopment() ^ on); }
            switch (env.EnvironmentName) { case "Development" when dev: break; case null: default: goto end; }
            void Docs(Action<IApplicationBuilder> then, bool on) { if (on) then?.Invoke(app); Docs(then, !on); }
            Docs(b => b.UseWhen(c => { return dev; }, x => x.UseSwagger()), on: dev |= true); end: app?.UseSwaggerUI();
            class Startup { bool _on; bool On { get { return _on = On; } } public void Configure(IApplicationBuilder app) { if (On && this._on) app.UseSwagger(); } }
            """);
        for (var length = source.Length; length > 0; length -= 23)
        {
            var compilation = CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText(source[..length] + "; app.UseSwagger();", cancellationToken: TestContext.Current.CancellationToken)], length % 2 == 0 ? [] : References.Framework);
            Assert.DoesNotContain(
                await compilation.WithAnalyzers([new DevelopmentEndpointReachable()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken),
                diagnostic => diagnostic.Id == "AD0001");
        }
    }

    private static string App(string statements) => $$"""
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        var env = app.Environment;
        var config = app.Configuration;
        {{statements}}
        """;

    private static Task Expect(string source, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        Expect([source], message, severity);

    private static Task Expect(string[] sources, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error)
    {
        var verifier = new Verifier<DevelopmentEndpointReachable>(sources);
        verifier.ExpectedDiagnostics.Add(new DiagnosticResult("STG1102", severity).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }
}
