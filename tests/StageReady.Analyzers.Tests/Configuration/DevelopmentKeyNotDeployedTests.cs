using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class DevelopmentKeyNotDeployedTests
{
    private const string Options = """
        public class ShopOptions
        {
            public string Name { get; set; } = "";
            public int Retries { get; set; }
            public required MailOptions Mail { get; init; }
            public required string[] Peers { get; set; }
            public Dictionary<string, string> Labels { get; set; } = null!;
            public List<string> Tags { get; set; } = new();
            public string Currency { get; set; } = "EUR";
            public bool Verbose { get; set; }
            public string? Notice { get; set; }
            [ConfigurationKeyName("vat")] public decimal Tax { get; set; }
        }

        public class MailOptions
        {
            public string Host { get; set; } = null!;
            public int Port { get; set; } = 25;
        }

        """;

    [Theory]
    [InlineData("""_ = builder.Configuration["Shop:Name"];""")]
    [InlineData("""_ = builder.Configuration["shop:name"] ?? throw new InvalidOperationException();""")]
    [InlineData("""_ = builder.Configuration.GetSection("Shop")["Name"];""")]
    [InlineData("""_ = builder.Configuration.GetRequiredSection("Shop").GetValue<string>("Name");""")]
    [InlineData("""const string Key = "Shop:Name"; _ = builder.Configuration.GetValue<string>(Key);""")]
    [InlineData("""var shop = builder.Configuration.GetSection("Shop"); _ = shop["Name"];""")]
    [InlineData("""var all = builder.Configuration; _ = all["Shop:Name"];""")]
    [InlineData("""_ = builder.Configuration.GetSection("Shop").Get<ShopOptions>();""")]
    [InlineData("""builder.Configuration.GetSection("Shop").Bind(new ShopOptions { Mail = null!, Peers = null! });""")]
    [InlineData("""builder.Configuration.Bind("Shop", new ShopOptions { Mail = null!, Peers = null! });""")]
    [InlineData("""builder.Services.Configure<ShopOptions>(builder.Configuration.GetSection("Shop"));""")]
    [InlineData("""builder.Services.AddOptions<ShopOptions>().Bind(builder.Configuration.GetSection("Shop"));""")]
    [InlineData("""builder.Services.AddOptions<ShopOptions>().BindConfiguration("Shop");""")]
    public Task A_key_that_the_code_reads_and_only_development_sets_is_reported(string read) =>
        Web(read).WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": {|STG1002:"Leaf"|} } }""").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (string.IsNullOrEmpty(name)) throw new InvalidOperationException(); Console.WriteLine(name);""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (name is null) { Console.WriteLine("?"); throw new InvalidOperationException(); }""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (!string.IsNullOrWhiteSpace(name)) Console.WriteLine(name); else throw new InvalidOperationException();""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; var length = (name ?? throw new InvalidOperationException()).Length; Console.WriteLine(name?.Trim());""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (name == null || name.Length > 5) Environment.Exit(1);""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; ArgumentException.ThrowIfNullOrEmpty(name);""")]
    [InlineData("""var isLeaf = builder.Configuration["Shop:Name"]!.Equals("Leaf");""")]
    [InlineData("""builder.Services.Configure<ShopOptions>(builder.Configuration.GetSection("Shop")); class Sign(Microsoft.Extensions.Options.IOptions<ShopOptions> options) { public string Text => options.Value.Name.Trim(); }""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; name = "Leaf"; { } Console.WriteLine(name);""")]
    [InlineData("""if (builder.Configuration["Shop:Name"] == null) throw new InvalidOperationException();""")]
    [InlineData("""if (!int.TryParse(builder.Configuration["Shop:Name"], out var count)) throw new InvalidOperationException();""")]
    [InlineData("""var shop = builder.Configuration.GetSection("Shop"); if (!shop.Exists()) throw new InvalidOperationException(); _ = shop["Name"];""")]
    public Task A_test_that_throws_says_that_the_key_is_needed(string read) =>
        Web(read).WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": {|STG1002:"Leaf"|} } }""").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""if (builder.Environment.IsDevelopment()) Console.WriteLine(builder.Configuration["Shop:Name"]);""")]
    [InlineData("""if (builder.Environment.IsDevelopment()) builder.Services.Configure<ShopOptions>(builder.Configuration.GetSection("Shop")); else Console.WriteLine();""")]
    [InlineData("""if (!builder.Environment.IsDevelopment()) return; _ = builder.Configuration.GetSection("Shop")["Name"];""")]
    [InlineData("""Print(builder); static void Print(WebApplicationBuilder b) { if (b.Environment.IsDevelopment()) Inner(b); } static void Inner(WebApplicationBuilder b) => Console.WriteLine(b.Configuration["Shop:Name"]);""")]
    [InlineData("""if (builder.Environment.IsEnvironment("Docker") || builder.Environment.IsDevelopment()) Console.WriteLine(builder.Configuration["Shop:Name"]);""")]
    [InlineData("""class Startup { public void ConfigureDevelopmentServices(IServiceCollection services) => services.AddScoped<Sign>(); public void ConfigureDockerServices(IServiceCollection services) => ConfigureDevelopmentServices(services); } class Sign(IConfiguration configuration) : Microsoft.Extensions.Hosting.BackgroundService { protected override Task ExecuteAsync(CancellationToken token) => Task.FromResult(configuration["Shop:Name"]!.Length); }""")]
    public Task A_read_that_only_development_reaches_is_fine(string code) =>
        Web(code).WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": "Leaf" } }""").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_read_that_staging_reaches_too_is_reported() => Web("""if (!builder.Environment.IsProduction()) Console.WriteLine(builder.Configuration["Shop:Name"]);""")
        .WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": {|STG1002:"Leaf"|} } }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""Console.WriteLine(Get("Shop:Name")); string Get(string key) => builder.Configuration[key]!;""")]
    [InlineData("""Console.WriteLine(Get("Name")); string Get(string name) { return builder.Configuration.GetSection("Shop")[name] ?? throw new InvalidOperationException(name); }""")]
    [InlineData("""Console.WriteLine(Keys.Get(builder.Configuration, key: "Shop:Name")); static class Keys { public static string Get(IConfiguration configuration, string key) => configuration.GetValue<string>(key)!; }""")]
    [InlineData("""Console.WriteLine(builder.Configuration.Need("Shop:Name")); static class Keys { public static string Need(this IConfiguration configuration, string key) => configuration[key] ?? throw new InvalidOperationException(key); }""")]
    [InlineData("""Console.WriteLine(new Keys(builder.Configuration).Name); class Keys(IConfiguration configuration) { public string Name => Get("Shop:Name"); private string Get(string key) => configuration[key]!; }""")]
    [InlineData("""Console.WriteLine(Get("Shop:Name")); string Get(string key) => Read(key); string Read(string key) => builder.Configuration[key]!;""")]
    [InlineData("""builder.Services.Add<ShopOptions>(builder.Configuration, "Shop"); static class Adding { public static void Add<T>(this IServiceCollection services, IConfiguration all, string name) where T : class => _ = all.GetSection(name)["Name"]!.Length; }""")]
    public Task A_key_that_is_handed_to_a_method_that_reads_it_is_read(string code) =>
        Web(code).WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": {|STG1002:"Leaf"|} } }""").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""Console.WriteLine(Get("Other")); string Get(string key) => builder.Configuration[key]!;""")]
    [InlineData("""Console.WriteLine(Get("Shop:Name")); string Get(string key) => builder.Configuration[key] ?? "Leaf";""")]
    [InlineData("""Console.WriteLine(Get("Shop:Name") ?? "Leaf"); string? Get(string key) => builder.Configuration[key];""")]
    [InlineData("""if (builder.Environment.IsDevelopment()) Console.WriteLine(Get("Shop:Name")); string Get(string key) => builder.Configuration[key]!;""")]
    [InlineData("""Console.WriteLine(Get("Shop:Name")); string Get(string key) { key = "Cafe:" + key; return builder.Configuration[key]!; }""")]
    [InlineData("""Console.WriteLine(Get(args[0], "Shop:Name")); string Get(string key, string text) => text + builder.Configuration[key]!;""")]
    [InlineData("""Console.WriteLine(Other.Get("Shop:Name") + Keys.Get(builder.Configuration, "X")); static class Other { public static string Get(string key) => key; } static class Keys { public static string Get(IConfiguration configuration, string key) => configuration[key]!; }""")]
    public Task A_key_that_the_method_does_not_need_or_read_as_it_is_is_fine(string code) =>
        Web(code).WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": "Leaf" } }""").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""builder.Services.AddShop(builder.Configuration.GetSection("Shop")); static class Adding { public static void AddShop(this IServiceCollection services, IConfiguration section) => _ = section["Name"]!.Length; }""")]
    [InlineData("""builder.Services.AddShop(builder.Configuration.GetSection("Shop")); static class Adding { public static void AddShop(this IServiceCollection services, IConfigurationSection section) => services.Configure<ShopOptions>(section); }""")]
    [InlineData("""Read(section: builder.Configuration.GetRequiredSection("Shop")); static void Read(IConfiguration section) { var shop = section.Get<ShopOptions>(); }""")]
    [InlineData("""var shop = builder.Configuration.GetSection("Shop"); Outer(shop); void Outer(IConfigurationSection section) => Inner(section); void Inner(IConfiguration section) => Console.WriteLine(section.GetValue<string>("Name")!);""")]
    [InlineData("""builder.Configuration.GetSection("Shop").Print(); static class Printing { public static void Print(this IConfiguration section) => Console.WriteLine(section["Name"]!); }""")]
    [InlineData("""_ = new Sign(builder.Configuration.GetSection("Shop")); class Sign(IConfiguration section) { public string Text => section["Name"]!; }""")]
    [InlineData("""_ = new Sign(builder.Configuration.GetSection("Shop")).Text; class Sign { private readonly IConfiguration _section; public Sign(IConfiguration section) => _section = section; public string Text => _section["Name"]!; }""")]
    [InlineData("""class Sign(IConfiguration configuration) { private IConfigurationSection Shop => configuration.GetSection("Shop"); public string Text => Shop["Name"]!; }""")]
    [InlineData("""Print(builder.Configuration, "Shop"); Print(builder.Configuration.GetSection("Cafe"), "Staff"); static void Print(IConfiguration all, string name) => Console.WriteLine(all.GetSection(name)["Name"]!);""")]
    [InlineData("""IModule module = new Shop(); module.Add(builder.Configuration.GetSection("Shop")); interface IModule { void Add(IConfiguration section); } class Shop : IModule { public void Add(IConfiguration section) => Console.WriteLine(section["Name"]!); }""")]
    [InlineData("""Sign sign = new(builder.Configuration.GetSection("Shop")); class Sign(IConfiguration section) { public string Text => section["Name"]!; }""")]
    [InlineData("""Use(new(section: builder.Configuration.GetSection("Shop"))); static void Use(Sign sign) { } class Sign(IConfiguration section) { public string Text => section["Name"]!; }""")]
    [InlineData("""class Shop(IConfiguration configuration) : Sign(configuration.GetSection("Shop")); class Sign(IConfiguration section) { public string Text => section["Name"]!; }""")]
    [InlineData("""class Shop : Sign { public Shop(IConfiguration configuration) : base(configuration.GetSection("Shop")) { } } class Sign(IConfiguration section) { public string Text => section["Name"]!; }""")]
    [InlineData("""class Sign { private readonly string _text; public Sign(IConfiguration configuration) : this(configuration.GetSection("Shop"), 0) { } private Sign(IConfiguration section, int width) => _text = section["Name"]!; }""")]
    [InlineData("""builder.Services.AddOptionsFor<ShopOptions>(builder.Configuration, "Shop"); static class Adding { public static void AddOptionsFor<T>(this IServiceCollection services, IConfiguration all, string name) where T : class => services.Configure<T>(all.GetSection(name)); }""")]
    [InlineData("""Outer<ShopOptions>(); void Outer<T>() where T : class => Inner<T>("Shop"); void Inner<TOptions>(string name) where TOptions : class => builder.Services.AddOptions<TOptions>().BindConfiguration(name);""")]
    [InlineData("""var shop = builder.Configuration.Need<Own>("Shop"); class Own { public string Name { get; set; } = ""; } static class Needing { public static T Need<T>(this IConfiguration all, string name) where T : new() { var options = new T(); all.GetSection(name).Bind(options); return options; } }""")]
    [InlineData("""builder.Services.Add<Shop>(builder.Configuration); class Shop { public string Name { get; set; } = ""; } static class Adding { public static void Add<T>(this IServiceCollection services, IConfiguration all) where T : class => services.Configure<T>(all.GetSection(typeof(T).Name)); }""")]
    [InlineData("""builder.Services.Add<ShopSection>(builder.Configuration); interface ISection { static abstract string Path { get; } } class ShopSection : ISection { public static string Path => "Shop"; public string Name { get; set; } = ""; } static class Adding { public static void Add<T>(this IServiceCollection services, IConfiguration all) where T : class, ISection => services.Configure<T>(all.GetSection(T.Path)); }""")]
    public Task A_key_of_a_section_that_is_handed_over_is_read_below_it(string code) => Web(code)
        .WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": {|STG1002:"Leaf"|} }, "Name": "Root", "Cafe": { "Name": "Cup", "Shop": { "Name": "Bean" } }, "Staff": { "Name": "Ada" } }""")
        .RunAsync(TestContext.Current.CancellationToken);

    // Nothing is known of what it is handed, or the whole configuration is.
    [Theory]
    [InlineData("""Read(builder.Configuration.GetSection(args[0])); static void Read(IConfiguration section) => Console.WriteLine(section["Name"]!);""", false)]
    [InlineData("""static class Reading { public static void Read(IConfigurationSection section) => Console.WriteLine(section["Name"]!); }""", false)]
    [InlineData("""Read(builder.Configuration.GetSection("Shop")["Other"] is null ? builder.Configuration.GetSection("Shop") : null!); static void Read(IConfigurationSection section) => Console.WriteLine(section["Name"]!);""", false)]
    [InlineData("""Read(builder.Configuration.GetSection("Shop")); static void Read(IConfiguration section) { section = section.GetSection("Inner"); Console.WriteLine(section["Name"]!); }""", false)]
    [InlineData("""if (builder.Environment.IsDevelopment()) Read(builder.Configuration.GetSection("Shop")); Read(builder.Configuration.GetSection("Cafe")); static void Read(IConfiguration section) => Console.WriteLine(section["Name"]!);""", false)]
    [InlineData("""_ = Read(builder.Configuration.GetSection("Shop")) ?? "Leaf"; static string? Read(IConfiguration section) => section["Name"];""", false)]
    [InlineData("""static class Reading { public static void Read(this IConfiguration configuration) => Console.WriteLine(configuration["Name"]!); }""", false)]
    [InlineData("""builder.Services.AddOptionsFor<ShopOptions>(builder.Configuration.GetSection(args[0])); static class Adding { public static void AddOptionsFor<T>(this IServiceCollection services, IConfiguration section) where T : class => services.Configure<T>(section); }""", false)]
    [InlineData("""static class Adding { public static void AddOptionsFor<T>(this IServiceCollection services, IConfiguration all) where T : class => services.Configure<T>(all); }""", false)]
    [InlineData("""class Sign<T>(IConfiguration configuration) where T : class { public T? Options => configuration.GetSection("Shop").Get<T>(); }""", false)]
    [InlineData("""Read(builder.Configuration); static void Read(IConfiguration configuration) => Console.WriteLine(configuration["Name"]!);""", true)]
    [InlineData("""builder.Build().MapGet("/", Reading.Read); static class Reading { public static string Read(IConfiguration configuration) => configuration["Name"]!; }""", true)]
    [InlineData("""class Startup { public void Configure(IApplicationBuilder app, IConfiguration configuration) => Console.WriteLine(configuration["Name"]!); }""", true)]
    [InlineData("""class Sign(IConfiguration configuration) { public string Text => configuration["Name"]!; }""", true)]
    [InlineData("""class Sign { public IConfiguration Configuration { get; } public Sign(IConfiguration configuration) => Configuration = configuration; public string Text => Configuration["Name"]!; }""", true)]
    public Task A_key_is_read_at_the_root_only_where_the_whole_configuration_is_handed_over(string code, bool isRead) => Web(code)
        .WithAdditionalFile("/web/appsettings.Development.json", $$"""{ "Shop": { "Name": "Leaf" }, "Name": {{(isRead ? "{|STG1002:\"Root\"|}" : "\"Root\"")}} }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_connection_string_is_read_by_its_name() => Web("""_ = builder.Configuration.GetConnectionString("Shop");""")
        .WithAdditionalFile("/web/appsettings.Development.json", """{ "ConnectionStrings": { "Shop": {|STG1002:"Server=localhost"|}, "Other": "Server=localhost" } }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_bound_type_is_read_property_by_property() => Web("""builder.Services.Configure<ShopOptions>(builder.Configuration.GetSection("Shop"));""")
        .WithAdditionalFile("/web/appsettings.Development.json", """
            {
              "Shop": {
                "Retries": {|STG1002:3|},
                "Mail": { "Host": {|STG1002:"localhost"|}, "Port": 1025 },
                "Peers": [{|STG1002:"a"|}, "b"],
                "Labels": { "One": {|STG1002:"1"|} },
                "Vat": {|STG1002:19|},
                "Currency": "USD", "Verbose": true, "Notice": "Development", "Tags": ["a"], "Unbound": 1
              }
            }
            """)
        .RunAsync(TestContext.Current.CancellationToken);

    // Its initializers are not to be seen.
    [Fact]
    public Task A_bound_type_of_a_referenced_assembly_may_have_defaults() => Web("""builder.Services.Configure<Microsoft.AspNetCore.Builder.StaticFileOptions>(builder.Configuration.GetSection("Shop"));""")
        .WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "DefaultContentType": "text/plain", "HttpsCompression": "Compress", "RequestPath": "/files" } }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("")]
    [InlineData("""_ = builder.Configuration["Shop:Name"] ?? "Leaf";""")]
    [InlineData("""_ = builder.Configuration.GetValue("Shop:Name", "Leaf");""")]
    [InlineData("""_ = builder.Configuration.GetValue<bool>("Shop:Name");""")]
    [InlineData("""if (builder.Configuration["Shop:Name"] is { } name) Console.WriteLine(name);""")]
    [InlineData("""if (string.IsNullOrEmpty(builder.Configuration["Shop:Name"])) return;""")]
    [InlineData("""_ = builder.Configuration[args[0]];""")]
    [InlineData("""_ = builder.Configuration["Name"];""")]
    [InlineData("""builder.Configuration["Shop:Name"] = "Leaf";""")]
    [InlineData("""_ = new Dictionary<string, string>()["Shop:Name"];""")]
    public Task A_read_with_a_default_and_other_code_are_fine(string code) =>
        Web(code).WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": "Leaf" } }""").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (string.IsNullOrEmpty(name)) name = "Leaf";""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (string.IsNullOrWhiteSpace(name)) return;""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]!; if (!string.IsNullOrEmpty(name)) Console.WriteLine(name);""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; Console.WriteLine(name ?? "Leaf");""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; name ??= "Leaf";""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; Console.WriteLine(name is null ? "Leaf" : name);""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (name is { Length: > 0 } known) Console.WriteLine(known);""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (name != null && name.Length > 3) Console.WriteLine(name);""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; if (!int.TryParse(name, out var count)) count = 3;""")]
    [InlineData("""var name = Environment.GetEnvironmentVariable("NAME") ?? builder.Configuration["Shop:Name"]; if (name is not null) Console.WriteLine(name);""")]
    [InlineData("""string? name; name = builder.Configuration.GetValue<string>("Shop:Name"); Console.WriteLine(name?.Trim());""")]
    [InlineData("""var count = builder.Configuration.GetValue<int>("Shop:Name"); if (count <= 0) count = 3;""")]
    [InlineData("""var name = builder.Configuration["Shop:Name"]; Console.WriteLine(name switch { "Leaf" => 1, _ => 2 });""")]
    [InlineData("""switch (builder.Configuration["Shop:Name"]) { case "Leaf": return; default: Console.WriteLine(); break; }""")]
    [InlineData("""var shop = builder.Configuration.GetSection("Shop"); if (shop.Exists()) _ = shop["Name"];""")]
    [InlineData("""_ = builder.Configuration.GetSection("Shop").Get<ShopOptions>() ?? new ShopOptions { Mail = null!, Peers = null! };""")]
    [InlineData("""builder.Services.AddSingleton<Sign>(); class Sign(IConfiguration configuration) { private readonly string? _name = configuration["Shop:Name"]; public string Text => string.IsNullOrEmpty(_name) ? "Leaf" : _name; }""")]
    [InlineData("""class Sign { public string? Name { get; } public Sign(IConfiguration configuration) { this.Name = configuration["Shop:Name"]; } public string Text => this.Name ?? "Leaf"; }""")]
    [InlineData("""var isLeaf = string.Equals(builder.Configuration["Shop:Name"], "Leaf", StringComparison.OrdinalIgnoreCase);""")]
    [InlineData("""var isOpen = Convert.ToBoolean(builder.Configuration["Shop:Name"]);""")]
    [InlineData("""builder.Services.Configure<ShopOptions>(builder.Configuration.GetSection("Shop")); class Sign(Microsoft.Extensions.Options.IOptions<ShopOptions> options) { public string Text => string.IsNullOrEmpty(options.Value.Name) ? "Leaf" : options.Value.Name; }""")]
    public Task A_value_whose_absence_the_code_answers_is_fine(string code) =>
        Web(code).WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": "Leaf" } }""").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""{ "Shop:Name": "Leaf & Clay" }""", "{}")]
    [InlineData("{}", """{ "externalKeys": ["Shop"] }""")]
    public Task What_is_deployed_too_is_fine(string production, string settings) => Web("""_ = builder.Configuration["Shop:Name"];""")
        .WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": "Leaf" } }""")
        .WithAdditionalFile("/web/appsettings.Production.json", production)
        .WithAdditionalFile("/web/stageready.json", settings)
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Only_the_files_of_development_count() => Web("""_ = builder.Configuration["Shop:Name"];""")
        .WithAdditionalFile("/web/appsettings.QA.json", """{ "Shop": { "Name": "Leaf" } }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("StageReadyIsApplication", "false")]
    [InlineData("IsTestProject", "true")]
    public Task What_is_not_deployed_lacks_nothing(string property, string value) => new Verifier<ConfigurationAnalyzer>(Code("""_ = builder.Configuration["Shop:Name"];"""))
        .WithBuildProperty("ProjectDir", "/web/")
        .WithBuildProperty(property, value)
        .WithAdditionalFile("/web/appsettings.Development.json", """{ "Shop": { "Name": "Leaf" } }""")
        .RunAsync(TestContext.Current.CancellationToken);

    private static Verifier<ConfigurationAnalyzer> Web(string code) => new Verifier<ConfigurationAnalyzer>(Code(code))
        .WithBuildProperty("ProjectDir", "/web/")
        .WithBuildProperty("StageReadyIsApplication", "true")
        .WithAdditionalFile("/web/appsettings.json", "{}");

    private static string Code(string code) => $"var builder = WebApplication.CreateBuilder(args);\n{code}\n#nullable enable\n{Options}";
}
