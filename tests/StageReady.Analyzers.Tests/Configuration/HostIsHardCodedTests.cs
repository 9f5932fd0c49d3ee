using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class HostIsHardCodedTests
{
    [Fact]
    public Task The_message_names_the_host_and_where_it_ends()
    {
        var test = new Verifier<HostIsHardCoded>(Shop("""client.BaseAddress = new Uri({|#0:"https://user:pw@pay.contoso.com/v1?key=1"|});"""));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("STG1107", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "'pay.contoso.com' is hard-coded and reaches new Uri in every environment. Read it from the configuration"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""_ = new HttpClient { BaseAddress = new Uri({|STG1107:"https://pay.contoso.com"|}) };""")]
    [InlineData("""_ = new HttpClient { BaseAddress = new({|STG1107:"https://pay.contoso.com"|}) };""")]
    [InlineData("""await client.GetAsync({|STG1107:"https://pay.contoso.com/rates"|});""")]
    [InlineData("""await client.GetFromJsonAsync<string>({|STG1107:"https://pay.contoso.com/rates"|});""")]
    [InlineData("""await client.PostAsync({|STG1107:"https://pay.contoso.com/rates"|}, null);""")]
    [InlineData("""await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, {|STG1107:"https://pay.contoso.com"|}));""")]
    [InlineData("""_ = new UriBuilder({|STG1107:"https://pay.contoso.com"|});""")]
    [InlineData("""_ = new UriBuilder { Host = {|STG1107:"pay.contoso.com"|} };""")]
    [InlineData("""services.AddHttpClient("pay", c => c.BaseAddress = new Uri({|STG1107:"https://pay.contoso.com"|}));""")]
    [InlineData("""builder.WebHost.UseUrls({|STG1107:"http://10.1.2.3:5000"|});""")]
    [InlineData("""app.Urls.Add({|STG1107:"http://10.1.2.3:5000"|});""")]
    [InlineData("""app.Run({|STG1107:"http://10.1.2.3:5000"|});""")]
    [InlineData("""services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins({|STG1107:"https://shop.contoso.com"|}, {|STG1107:"https://admin.contoso.com"|})));""")]
    [InlineData("""new System.Net.Sockets.TcpClient().Connect({|STG1107:"10.1.2.3"|}, 25);""")]
    [InlineData("""new System.Net.Sockets.TcpClient().Connect(System.Net.IPAddress.Parse({|STG1107:"10.1.2.3"|}), 25);""")]
    [InlineData("""_ = new System.Net.Sockets.TcpClient({|STG1107:"mail.contoso.com"|}, 25);""")]
    [InlineData("""_ = new System.Net.Mail.SmtpClient({|STG1107:"mail.contoso.com"|});""")]
    [InlineData("""_ = new System.Net.Mail.SmtpClient { Host = {|STG1107:"mail.contoso.com"|} };""")]
    public Task Hosts_that_NET_connects_to_are_reported(string statement) => Verifier<HostIsHardCoded>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""options.UseSqlServer({|STG1107:"Server=sql01.contoso.com;Database=Shop"|});""")]
    [InlineData("""options.UseSqlServer({|STG1107:"Server=sql01;Database=Shop"|});""")]
    [InlineData("""options.UseNpgsql({|STG1107:"Host=10.1.2.3;Database=shop"|});""")]
    [InlineData("""options.UseMySql({|STG1107:"server=db.contoso.com;database=shop"|});""")]
    [InlineData("""_ = new SqlConnection({|STG1107:"Data Source=sql01.contoso.com;Initial Catalog=Shop"|});""")]
    [InlineData("""_ = new NpgsqlConnection { ConnectionString = {|STG1107:"Host=db.contoso.com;Database=shop"|} };""")]
    [InlineData("""ConnectionMultiplexer.Connect({|STG1107:"redis.contoso.com:6379"|});""")]
    [InlineData("""_ = new ConnectionFactory { HostName = {|STG1107:"rabbit.contoso.com"|} };""")]
    [InlineData("""_ = new ConnectionFactory { Uri = new Uri({|STG1107:"amqp://rabbit.contoso.com"|}) };""")]
    [InlineData("""GrpcChannel.ForAddress({|STG1107:"https://stock.contoso.com"|});""")]
    [InlineData("""_ = new RestClient({|STG1107:"https://stock.contoso.com"|});""")]
    [InlineData("""RestService.For<IStock>({|STG1107:"https://stock.contoso.com"|});""")]
    [InlineData("""_ = new MongoClient({|STG1107:"mongodb://mongo.contoso.com:27017"|});""")]
    [InlineData("""_ = new ServiceBusClient({|STG1107:"Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=a"|});""")]
    [InlineData("""smtp.Connect({|STG1107:"mail.contoso.com"|}, 587);""")]
    public Task Libraries_are_known_by_their_names(string statement) => new Verifier<HostIsHardCoded>(Shop(statement))
        .WithFrameworkOnly()
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""var host = {|STG1107:"https://pay.contoso.com"|}; await client.GetAsync(host);""")]
    [InlineData("""var host = {|STG1107:"https://pay.contoso.com"|}; await client.GetAsync($"{host}/rates");""")]
    [InlineData("""const string Host = {|STG1107:"10.1.2.3"|}; await client.GetAsync($"http://{Host}/rates"); _ = new UriBuilder();""")]
    [InlineData("""await client.GetAsync({|STG1107:"https://pay.contoso.com/rates/"|} + name);""")]
    [InlineData("""await client.GetAsync({|STG1107:"https://pay.contoso.com"|} + name);""")]
    [InlineData("""await client.GetAsync({|STG1107:"https://"|} + "pay.contoso.com" + "/rates");""")]
    [InlineData("""await client.GetAsync({|STG1107:$"https://pay.contoso.com/{name}"|});""")]
    [InlineData("""await client.GetAsync({|STG1107:$"http://10.1.2.3:{name}/"|});""")]
    [InlineData("""await client.GetAsync(string.Format({|STG1107:"https://pay.contoso.com/{0}"|}, name));""")]
    [InlineData("""await client.GetAsync(config["Pay"] ?? {|STG1107:"https://pay.contoso.com"|});""")]
    [InlineData("""await client.GetAsync(env.IsProduction() ? {|STG1107:"https://pay.contoso.com"|} : config["Pay"]);""")]
    [InlineData("""await client.GetAsync(env.EnvironmentName switch { "Staging" => {|STG1107:"https://pay-staging.contoso.com"|}, _ => config["Pay"] });""")]
    [InlineData("""await Get({|STG1107:"https://pay.contoso.com"|});""")]
    [InlineData("""await GetAll({|STG1107:"https://pay.contoso.com"|});""")]
    [InlineData("""_ = new Bank({|STG1107:"https://pay.contoso.com"|});""")]
    public Task The_value_is_followed(string statements) => Verifier<HostIsHardCoded>.VerifyAsync(Shop(statements));

    [Fact]
    public Task A_constant_of_another_class_is_followed_unless_nothing_uses_it() => Verifier<HostIsHardCoded>.VerifyAsync(
        Shop("await client.GetAsync(Hosts.Pay + Hosts.Path); await client.GetAsync(Hosts.Rates); await client.GetAsync(Hosts.Stock);"),
        """
        internal static class Hosts
        {
            public const string Pay = {|STG1107:"https://pay.contoso.com"|};
            public const string Path = "/rates";
            public const string Old = "https://old.contoso.com";
            public const string OldTunnel = "https://abc.ngrok.io";
            public static readonly string Rates = {|STG1107:"https://rates.contoso.com"|};
            public static string Stock => {|STG1107:"https://stock.contoso.com"|};
        }
        """);

    [Theory]
    [InlineData("""await client.GetAsync($"https://{name}/rates");""")]
    [InlineData("""await client.GetAsync($"https://{name}.contoso.com/rates");""")]
    [InlineData("""await client.GetAsync($"https://pay.{name}.com/rates");""")]
    [InlineData("""await client.GetAsync("https://contoso" + name);""")]
    [InlineData("""await client.GetAsync(string.Format("https://{0}.contoso.com", name));""")]
    [InlineData("""var host = "https://pay.contoso.com"; host = name; await client.GetAsync(host);""")]
    public Task A_host_that_is_put_together_is_unknown(string statements) => Verifier<HostIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("/rates")]
    [InlineData("rates.json")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000")]
    [InlineData("http://host.docker.internal:5000")]
    [InlineData("http://0.0.0.0:80")]
    [InlineData("http://basket-api")]
    [InlineData("https+http://basket")]
    [InlineData("http://basket.shop.svc.cluster.local")]
    [InlineData("https://api.example.com")]
    [InlineData("https://example.org/a")]
    [InlineData("https://shop.test")]
    [InlineData("https://shop.invalid")]
    [InlineData("http://192.0.2.1")]
    [InlineData("http://198.51.100.7:8080")]
    [InlineData("http://203.0.113.9")]
    [InlineData("http://[2001:db8::1]")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://www.w3.org/2000/svg")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name")]
    [InlineData("http://schemas.contoso.com/orders")]
    [InlineData("http://tempuri.org/")]
    [InlineData("https://learn.microsoft.com/dotnet")]
    [InlineData("https://login.microsoftonline.com/common")]
    [InlineData("https://api.github.com/repos")]
    [InlineData("https://www.googleapis.com/auth")]
    [InlineData("urn:contoso:orders")]
    [InlineData("pack://application:,,,/logo.png")]
    [InlineData("file:///srv/data")]
    [InlineData("mailto:shop@contoso.com")]
    public Task Reserved_local_and_shared_hosts_are_fine(string uri) => Verifier<HostIsHardCoded>.VerifyAsync(Shop($"_ = new Uri(\"{uri}\", UriKind.RelativeOrAbsolute); await client.GetAsync(\"{uri}\");"));

    [Theory]
    [InlineData("https://api.sandbox.stripe.com")]
    [InlineData("https://shop.azurewebsites.net")]
    [InlineData("https://shop.sharepoint.com")]
    [InlineData("https://shop.github.io")]
    public Task A_host_of_one_environment_or_tenant_is_not_shared(string uri) => Verifier<HostIsHardCoded>.VerifyAsync(Shop($"_ = new Uri({{|STG1107:\"{uri}\"|}});"));

    [Theory]
    [InlineData("""builder.WebHost.UseUrls("http://*:5000", "http://+:80", "http://localhost:5001");""")]
    [InlineData("""options.UseSqlServer("Server=.;Database=Shop");""")]
    [InlineData("""options.UseSqlServer("Server=(localdb)\\mssqllocaldb;Database=Shop");""")]
    [InlineData("""options.UseSqlServer("Server=localhost,1433;Database=Shop");""")]
    [InlineData("""options.UseSqlite("Data Source=shop.db");""")]
    [InlineData("""_ = new SqliteConnection("Data Source=shop.db");""")]
    [InlineData("""_ = new SqlConnection($"Server={name};Database=Shop");""")]
    [InlineData("""ConnectionMultiplexer.Connect("localhost:6379");""")]
    [InlineData("""ConnectionMultiplexer.Connect("redis:6379");""")]
    public Task Binds_local_servers_and_file_databases_are_fine(string statement) => new Verifier<HostIsHardCoded>(Shop(statement))
        .WithFrameworkOnly()
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""Console.WriteLine("https://pay.contoso.com");""")]
    [InlineData("""throw new InvalidOperationException("See https://wiki.contoso.com/rates");""")]
    [InlineData("""_ = System.Xml.Linq.XNamespace.Get("http://contoso.com/orders");""")]
    [InlineData("""_ = new System.Security.Claims.Claim("http://contoso.com/claims/tenant", name);""")]
    [InlineData("""// see https://pay.contoso.com""")]
    [InlineData("""_ = Version.Parse("10.1.2.3");""")]
    [InlineData("""_ = name == "https://pay.contoso.com";""")]
    [InlineData("""_ = new Microsoft.OpenApi.OpenApiContact { Url = new Uri("https://contoso.com/support") };""")]
    [InlineData("""_ = new Microsoft.OpenApi.OpenApiInfo { TermsOfService = new Uri("https://contoso.com/terms") };""")]
    [InlineData("""_ = new ProblemDetails { Type = "https://contoso.com/problems/stock" };""")]
    [InlineData("""_ = Unused;""")]
    [InlineData("""Print("https://pay.contoso.com");""")]
    public Task What_connects_to_nothing_is_fine(string statement) => Verifier<HostIsHardCoded>.VerifyAsync("using Microsoft.AspNetCore.Mvc;\n" + Shop(statement));

    [Fact]
    public Task Attributes_are_fine() => Verifier<HostIsHardCoded>.VerifyAsync("""
        [Obsolete("moved", UrlFormat = Home)]
        internal static class Shop
        {
            private const string Home = "https://pay.contoso.com/{0}";

            [Obsolete("moved", UrlFormat = "https://abc.ngrok.io")]
            public static void Run() { }
        }
        """);

    [Theory]
    [InlineData("""if (env.IsDevelopment()) await client.GetAsync("https://pay.contoso.com");""")]
    [InlineData("""await client.GetAsync(env.IsDevelopment() ? "https://pay.contoso.com" : name);""")]
    [InlineData("""var host = "https://pay.contoso.com"; if (env.IsDevelopment()) await client.GetAsync(host);""")]
    [InlineData("""if (env.IsDevelopment()) Console.WriteLine("https://abc.ngrok.io");""")]
    [InlineData("#if DEBUG\nawait client.GetAsync(\"https://pay.contoso.com\");\n#endif")]
    public Task What_only_development_reaches_is_fine(string statements) => Verifier<HostIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""Console.WriteLine({|STG1107:"https://abc.ngrok.io/callback"|});""")]
    [InlineData("""Console.WriteLine({|STG1107:"https://a-b-c.trycloudflare.com"|});""")]
    [InlineData("""Console.WriteLine({|STG1107:"wss://x1.euw.devtunnels.ms"|});""")]
    [InlineData("""Console.WriteLine({|STG1107:"abc.ngrok-free.app"|});""")]
    [InlineData("""Console.WriteLine("https://ngrok.contoso");""")]
    [InlineData("""Console.WriteLine("forward it with ngrok.io");""")]
    public Task A_tunnel_is_reported_anywhere(string statement) => Verifier<HostIsHardCoded>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""Console.WriteLine({|#0:"https://pay-uat.contoso.com/a"|});""", "'pay-uat.contoso.com' is hard-coded, and the configuration names it for Staging only ('Pay'). Read it from the configuration")]
    [InlineData("""Console.WriteLine({|#0:"pay.contoso.com"|});""", "'pay.contoso.com' is hard-coded, and the configuration names it for Production only ('Pay'). Read it from the configuration")]
    [InlineData("""Console.WriteLine("https://www.contoso.com");""", null)]
    [InlineData("""Console.WriteLine("com.contoso.app");""", null)]
    [InlineData("""Console.WriteLine("https://other.contoso.com");""", null)]
    [InlineData("""if (env.IsDevelopment()) Console.WriteLine("https://pay.contoso.com");""", null)]
    public Task A_host_that_the_configuration_gives_to_one_environment_is_reported_anywhere(string statement, string? message)
    {
        var test = new Verifier<HostIsHardCoded>(Shop(statement))
            .WithBuildProperty("ProjectDir", "/web/")
            .WithAdditionalFile("/web/appsettings.json", """{ "Home": "https://www.contoso.com", "Pay": "https://other.contoso.com" }""")
            .WithAdditionalFile("/web/appsettings.Development.json", "{}")
            .WithAdditionalFile("/web/appsettings.Staging.json", """{ "Pay": "https://pay-uat.contoso.com" }""")
            .WithAdditionalFile("/web/appsettings.Production.json", """{ "Pay": "https://pay.contoso.com", "Package": "com.contoso.app" }""");
        if (message is not null)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("STG1107", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(message));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_design_time_factory_is_for_the_tools_only() => Verifier<HostIsHardCoded>.VerifyAsync("""
        internal sealed class Factory : IDesignTimeDbContextFactory<object>
        {
            public object Create() => new Uri("https://pay.contoso.com");
        }

        internal interface IDesignTimeDbContextFactory<T>;
        """);

    [Theory]
    [InlineData("// <auto-generated/>\n", "/src/Shop.cs")]
    [InlineData("", "/src/Shop.g.cs")]
    public Task Generated_code_is_not_judged(string header, string path)
    {
        var test = new Verifier<HostIsHardCoded>("internal class Empty;");
        test.TestState.Sources.Add((path, header + "#nullable disable\n" + Shop("""await client.GetAsync("https://pay.contoso.com");""")));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_test_project_is_not_judged() => new Verifier<HostIsHardCoded>(Shop("""await client.GetAsync("https://abc.ngrok.io");"""))
        .WithBuildProperty("IsTestProject", "true")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Nothing_binds_and_the_names_speak() => new Verifier<HostIsHardCoded>(
            """class Shop { void Run() { client.BaseAddress = new Uri({|STG1107:"https://pay.contoso.com"|}); Console.WriteLine("https://pay.contoso.com"); } }""")
        .WithoutReferences()
        .RunAsync(TestContext.Current.CancellationToken);

    private static string Shop(string statements) => $$"""
        #nullable disable
        using System.Net.Http.Json;

        internal sealed class Shop(IHostEnvironment env, IConfiguration config, HttpClient client)
        {
            private const string Old = "https://pay.contoso.com";
            private static string Unused => "none";

            public async Task Run(string name, WebApplicationBuilder builder, WebApplication app, IServiceCollection services)
            {
                {{statements}}
                await Task.Yield();
            }

            private Task Get(string url) => client.GetAsync(url);
            private Task GetAll(string url) => Get(url);
            private static void Print(string url) => Console.WriteLine(url);
        }

        internal sealed class Bank
        {
            private readonly string _url;
            public Bank(string url) => _url = url;
            public Task Ask() => new HttpClient().GetAsync(_url);
        }
        """;
}
