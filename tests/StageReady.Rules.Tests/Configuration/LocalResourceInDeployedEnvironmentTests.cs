namespace StageReady.Rules.Tests.Configuration;

public sealed class LocalResourceInDeployedEnvironmentTests
{
    private const string Id = "STG1008";

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:6379")]
    [InlineData("api.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10:80")]
    [InlineData("::1")]
    [InlineData("[::1]:8080")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("host.docker.internal:5432")]
    [InlineData("http://localhost")]
    [InlineData("https://localhost:5001/path?query=1#x")]
    [InlineData("https://user:pass@localhost:5001")]
    [InlineData("http://[::1]:5000/")]
    [InlineData("wss://localhost/hub")]
    [InlineData("https://shop.example.com, https://localhost:3000")]
    [InlineData("https://shop.example.com https://localhost:3000")]
    [InlineData("https://shop.example.com;https://localhost:3000")]
    [InlineData("mongodb://db1.example.com:27017,localhost:27018/shop")]
    [InlineData("amqp://localhost")]
    [InlineData("broker1.example.com:9092,localhost:9093")]
    [InlineData("localhost:5000/api")]
    [InlineData("Server=.;Database=Shop")]
    [InlineData("Server=(local);Database=Shop")]
    [InlineData(@"Server=(localdb)\MSSQLLocalDB;Database=Shop")]
    [InlineData(@"Data Source=.\SQLEXPRESS;Initial Catalog=Shop")]
    [InlineData("Data Source=tcp:127.0.0.1,1433;Initial Catalog=Shop")]
    [InlineData(@"Data Source=np:\\.\pipe\sql\query")]
    [InlineData("Host=db.example.com,localhost;Database=shop")]
    [InlineData("Host=localhost:5433;Database=shop")]
    [InlineData("server = 'localhost' ; database = shop")]
    [InlineData("Data Source=//localhost:1521/XE;User Id=shop")]
    [InlineData("Data Source=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=localhost)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=XE)));User Id=shop")]
    [InlineData("Driver={ODBC Driver 18 for SQL Server};Server=localhost;Pwd={a;b}")]
    [InlineData("localhost:6379,abortConnect=false")]
    [InlineData("AccountEndpoint=https://localhost:8081/;AccountKey=x")]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("devstoreaccount1")]
    [InlineData("AccountName=devstoreaccount1;BlobEndpoint=http://azurite:10000/devstoreaccount1")]
    [InlineData("http://azurite:10000/devstoreaccount1/images")]
    public void A_value_that_names_the_machine_itself_is_reported(string value) =>
        Assert.Equal(["error appsettings.json(1,9)"], Project.Base($$"""{ "Key":{{Quote(value)}} }""").Places(Id));

    [Theory]
    [InlineData("")]
    [InlineData("shop.example.com")]
    [InlineData("localhost.example.com")]
    [InlineData("mylocalhost")]
    [InlineData("https://example.com/?return=http://localhost")]
    [InlineData("https://example.com/localhost")]
    [InlineData("https://localhost@example.com/")]
    [InlineData("Cannot reach localhost")]
    [InlineData("http://localhost is where the developer looks")]
    [InlineData("See http://localhost:5000")]
    [InlineData("0.0.0.0:80")]
    [InlineData("128.0.0.1")]
    [InlineData("127.1")]
    [InlineData(".")]
    [InlineData("./data")]
    [InlineData("Server=db.example.com;Database=localhost;Application Name=localhost")]
    [InlineData("Data Source=shop.db")]
    [InlineData("UseDevelopmentStorage=false")]
    [InlineData("https://${HOST}/")]
    [InlineData("${HOST}")]
    [InlineData("host=localhost&port=1?x")]
    public void A_value_that_only_looks_like_it_is_not(string value) =>
        Assert.Empty(Project.Base($$"""{ "Key":{{Quote(value)}} }""").Places(Id));

    [Theory]
    [InlineData("""{ "Urls": "http://localhost:5000" }""")]
    [InlineData("""{ "urls": [ "http://localhost:5000" ] }""")]
    [InlineData("""{ "Kestrel": { "Endpoints": { "Http": { "Url": "http://localhost:5000" } } } }""")]
    [InlineData("""{ "Kestrel:Endpoints:Http:Url": "http://localhost:5000" }""")]
    [InlineData("""{ "Metrics": { "ListenAddress": "127.0.0.1:9100" } }""")]
    [InlineData("""{ "Metrics": { "BindAddress": "127.0.0.1" } }""")]
    [InlineData("""{ "AllowedHosts": "localhost;shop.example.com" }""")]
    [InlineData("""{ "ForwardedHeaders": { "KnownProxies": [ "127.0.0.1" ] } }""")]
    [InlineData("""{ "IpRateLimiting": { "IpWhitelist": [ "127.0.0.1" ] } }""")]
    [InlineData("""{ "NoProxy": "localhost,127.0.0.1" }""")]
    [InlineData("""{ "HealthChecksUI": { "HealthChecks": [ { "Uri": "http://localhost/healthz" } ] } }""")]
    public void What_the_application_listens_on_filters_or_probes_is_no_resource(string json) => Assert.Empty(Project.Base(json).Places(Id));

    [Theory]
    [InlineData("""{ "ServiceUrls": { "Basket": "http://localhost:5001" } }""")]
    [InlineData("""{ "AllowedOrigins": [ "http://localhost:4200" ] }""")]
    [InlineData("""{ "Services": { "Kestrel": "http://localhost:5001" } }""")]
    public void A_similar_name_exempts_nothing(string json) => Assert.Single(Project.Base(json).Places(Id));

    [Fact]
    public void Only_the_effective_value_counts()
    {
        var project = Project.Base("""{ "Db": "Server=localhost", "Cache": "localhost" }""")
            .With("appsettings.Staging.json", """{ "db": "Server=db.staging.example.com", "Cache": null }""")
            .With("appsettings.Production.json", """{ "DB": "Server=db.example.com" , "Cache": "cache.example.com" }""")
            .With("appsettings.Development.json", """{ "Db": "Server=localhost" }""");
        Assert.Empty(project.Places(Id));
    }

    [Fact]
    public void A_value_that_several_environments_inherit_is_reported_once_where_it_stands()
    {
        var finding = Assert.Single(Project.Base("""
            {
              "ConnectionStrings": {
                "Shop": "Server=localhost;Database=Shop"
              }
            }
            """)
            .With("appsettings.Production.json", "{}")
            .With("appsettings.Staging.json", "{}")
            .With("appsettings.UAT.json", """{ "ConnectionStrings:Shop": "Server=db" }""")
            .Findings());

        Assert.Equal((3, 13), (finding.Span.StartLine, finding.Span.StartColumn));
        Assert.Equal((3, 45), (finding.Span.EndLine, finding.Span.EndColumn));
        Assert.Equal("ConnectionStrings:Shop", finding.Subject);
        Assert.Equal(
            "Staging and Production use the local resource 'localhost' through 'ConnectionStrings:Shop'. Override it in the files of Staging and Production, "
            + "or declare in stageready.json that the deployment supplies the key (externalKeys) or runs it beside the application (sidecars)",
            finding.Message);
    }

    [Fact]
    public void An_element_of_a_longer_base_array_leaks_through() =>
        Assert.Equal(["error appsettings.json(1,17)"], Project.Base("""{ "Peers": ["a","localhost"] }""")
            .With("appsettings.Production.json", """{ "Peers": ["b"] }""")
            .Places(Id));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Nothing_clears_a_section(string empty) =>
        Assert.Single(Project.Base("""{ "Peers": { "A": "localhost" } }""").With("appsettings.Production.json", $$"""{ "Peers": {{empty}} }""").Places(Id));

    [Fact]
    public void The_applications_own_settings_file_beats_the_environments_file() =>
        Assert.Equal(["error Shop.Web.settings.json(1,9)"], Project.Base("{}")
            .With("appsettings.Production.json", """{ "Api": "https://api.example.com" }""")
            .With("Shop.Web.settings.json", """{ "Api":"https://localhost" }""")
            .Places(Id));

    [Fact]
    public void The_applications_own_environment_file_beats_all() =>
        Assert.Empty(Project.Base("{}")
            .With("Shop.Web.settings.Production.json", """{ "Api": "https://api.example.com" }""")
            .With("Shop.Web.settings.json", """{ "Api": "https://localhost" }""")
            .With("appsettings.Production.json", """{ "Api": "https://localhost" }""")
            .Places(Id));

    [Fact]
    public void An_environment_without_a_role_is_not_deployed() =>
        Assert.Empty(Project.Base("{}").With("appsettings.Docker.json", """{ "Api": "http://localhost" }""").With("appsettings.QA.json", """{ "Api": "http://localhost" }""").Places(Id));

    [Fact]
    public void An_application_without_deployed_files_runs_in_Production_with_its_base()
    {
        var message = Assert.Single(Project.Base("""{ "Api": "http://localhost" }""").Messages(Id));
        Assert.StartsWith("Production uses the local resource 'localhost' through 'Api'. Override it in the file of Production", message);
    }

    [Fact]
    public void An_application_with_its_own_name_for_production_does_not_run_in_Production() =>
        Assert.Empty(Project.Base("""{ "Api": "http://localhost" }""").With("appsettings.Live.json", """{ "Api": "https://api.example.com" }""").Places(Id));

    [Fact]
    public void A_library_is_judged_only_by_files_for_deployed_environments()
    {
        Assert.Empty(Project.Base("""{ "Api": "http://localhost" }""").AsLibrary().Places(Id));
        Assert.Single(Project.Base("""{ "Api": "http://localhost" }""").AsLibrary().With("appsettings.Staging.json", "{}").Places(Id));
    }

    [Fact]
    public void A_test_project_is_exempt() =>
        Assert.Empty(Project.Base("""{ "Api": "http://localhost" }""").With("appsettings.Production.json", "{}").AsTest().Places(Id));

    [Fact]
    public void Files_in_another_folder_are_loaded_by_hand_and_judged_if_one_is_for_a_deployed_environment()
    {
        var project = Project.Base("{}").With("Configuration/appsettings.json", """{ "Api":"http://localhost" }""");
        Assert.Empty(project.Places(Id));
        Assert.Equal(["error Configuration/appsettings.json(1,9)"], project.With("Configuration/appsettings.Production.json", "{}").Places(Id));
    }

    [Theory]
    [InlineData("bin/Debug/net10.0/")]
    [InlineData("obj/")]
    public void Copies_in_the_output_are_not_judged(string folder) =>
        Assert.Empty(Project.Base("{}").With(folder + "appsettings.Production.json", """{ "Api": "http://localhost" """).Findings());

    [Fact]
    public void An_environment_with_a_file_that_does_not_load_is_unknown()
    {
        var project = Project.Base("""{ "Api": "http://localhost" }""").With("appsettings.Production.json", "{ oops").With("appsettings.Staging.json", """{ "Api": "https://x" }""");
        Assert.Empty(project.Places(Id));
        Assert.Single(project.Places("STG1021"));
    }

    [Theory]
    [InlineData("localhost:4317", "http://localhost:4317", true)]
    [InlineData("localhost", "http://localhost:4317", true)]
    [InlineData("127.0.0.1:4317", "http://localhost:4317", true)]
    [InlineData("localhost:80", "http://localhost", true)]
    [InlineData("host.docker.internal", "Server=host.docker.internal", true)]
    [InlineData("localhost:4318", "http://localhost:4317", false)]
    [InlineData("localhost:4317", "http://localhost", false)]
    [InlineData("host.docker.internal", "http://localhost", false)]
    public void A_declared_sidecar_may_be_local(string sidecar, string value, bool allowed) =>
        Assert.Equal(allowed, Project.Base($$"""{ "Otlp": "{{value}}" }""").Settings($$"""{ "sidecars": ["{{sidecar}}"] }""").Findings().Count == 0);

    [Theory]
    [InlineData("ConnectionStrings:Shop", true)]
    [InlineData("connectionstrings__shop", true)]
    [InlineData("ConnectionStrings", true)]
    [InlineData("ConnectionStrings:*", true)]
    [InlineData("ConnectionStrings:Sho", false)]
    [InlineData("Connection", false)]
    public void A_key_that_the_deployment_supplies_is_not_judged(string external, bool allowed) =>
        Assert.Equal(allowed, Project.Base("""{ "ConnectionStrings": { "Shop": "Server=localhost" } }""").Settings($$"""{ "externalKeys": ["{{external}}"] }""").Findings().Count == 0);

    [Fact]
    public void The_project_names_its_own_environments()
    {
        var project = Project.Base("""{ "Api": "https://x" }""").With("appsettings.DeployedProd.json", """{ "Api": "http://localhost" }""");
        Assert.Empty(project.Places(Id));
        Assert.Single(project.Settings("""{ "environments": { "DeployedProd": "production" } }""").Places(Id));
    }

    private static string Quote(string value) => System.Text.Json.JsonSerializer.Serialize(value);
}
