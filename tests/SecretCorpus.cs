using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StageReady.Tests;

/// <summary>A repository with secrets and personal data in every place that StageReady reads. Each has a mark of its own, which nothing that StageReady writes may hold.</summary>
internal sealed partial class SecretCorpus
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
        </Project>
        """;

    public SecretCorpus() => Files = Corpus();

    public (string Path, string Text)[] Files { get; }

    /// <summary>How many marks there are.</summary>
    public int Count { get; private set; }

    /// <summary>The marks in the bytes of a file, in whichever encoding; each once.</summary>
    public static IReadOnlyList<string> MarksIn(byte[] bytes) =>
        [.. new[] { Encoding.Latin1.GetString(bytes), Encoding.Unicode.GetString(bytes), Encoding.Unicode.GetString(bytes.AsSpan(Math.Min(1, bytes.Length))) }.SelectMany(MarksIn).Distinct()];

    public static IEnumerable<string> MarksIn(string text) => MarkForm().Matches(text).Select(match => match.Value);

    /// <summary>Eight letters and digits that occur nowhere else.</summary>
    private string Mark() => $"Zq{100 + Count++}Xw7";

    private (string Path, string Text)[] Corpus() =>
    [
        ("App/App.csproj", Project),
        ("App/Program.cs", $$"""
            var builder = WebApplication.CreateBuilder(args);
            var connection = "Server=db.example.com;User Id=shop;Password={{Mark()}}!aB";
            var key = System.Text.Encoding.UTF8.GetBytes("k9#{{Mark()}}vF2qLm8Rz");
            var client = new System.Net.Http.HttpClient { BaseAddress = new System.Uri("https://shop:p9!{{Mark()}}@pay.contoso.com/") };
            var credential = new System.Net.NetworkCredential("shop", "p9!{{Mark()}}");
            var clientSecret = "k9#{{Mark()}}vF2qLm8Rz";
            var apiKey = "k9#{{Mark()}}vF2qLm8Rz"u8.ToArray();
            var app = builder.Build();
            var password = args[0] + "p9!{{Mark()}}";
            app.Logger.LogInformation("Password {Password}", password);
            app.UseDeveloperExceptionPage();
            app.Run();
            """),
        ("App/Migrations/CreateUser.cs", $$"""
            using Microsoft.EntityFrameworkCore.Migrations;
            public partial class CreateUser : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.Sql("CREATE USER shop WITH PASSWORD '{{Mark()}}'");
                    migrationBuilder.Sql("ALTER TABLE Orders ADD COLUMN Token varchar(40) DEFAULT '{{Mark()}}'");
                    migrationBuilder.AddColumn<string>(name: "Secret", table: "Orders", nullable: false, defaultValue: "{{Mark()}}");
                    migrationBuilder.InsertData(table: "Users", columns: new[] { "Id", "Email", "Password" }, values: new object[] { 1, "petra.{{Mark()}}@gmail.com", "p9!{{Mark()}}" });
                }

                protected override void Down(MigrationBuilder migrationBuilder) { }
            }
            """),
        ("App/Migrations/AddToken.cs", $$"""
            using Microsoft.EntityFrameworkCore.Migrations;
            public partial class AddToken : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.AddColumn<string>(name: "Token", table: "Orders", nullable: false, defaultValue: "{{Mark()}}");
                }

                protected override void Down(MigrationBuilder migrationBuilder) { }
            }
            """),
        ("App/Scripts/seed.sql", $"INSERT INTO Users (Email, Password) VALUES ('petra.{Mark()}@gmail.com', 'p9!{Mark()}');\nEXEC ('INSERT INTO Users (Email) VALUES (''petra.{Mark()}@gmail.com'')');\n"
            + $"COPY users (email, password) FROM stdin;\npetra.{Mark()}@gmail.com\tp9!{Mark()}\n\\.\n"),
        ("db/log.sql", $"--liquibase formatted sql\n--changeset a:1\nCREATE TABLE s (a int);\n--changeset a:2\nCREATE USER shop WITH PASSWORD '{Mark()}';\n"),
        ("App/appsettings.json", Settings()),
        ("App/appsettings.Staging.json", DeployedSettings()),
        ("App/appsettings.Production.json", DeployedSettings()),
        ("App/appsettings.Development.json", Settings()),
        ("App/wwwroot/appsettings.json", Settings()),
        // Refused by the host in one way or another, at or beside a secret.
        ("App/appsettings.QA.json", $$"""{ "Password": "p9!{{Mark()}}", "password": "p9!{{Mark()}}", "Token": "{{Mark()}}" "{{Mark()}}" }"""),
        ("App/appsettings.Twice.json", $$"""{ "Password": "p9!{{Mark()}}", "password": "p9!{{Mark()}}" }"""),
        ("App/appsettings.Cut.json", $$"""{ "Password": "p9!{{Mark()}}"""),
        ("App/appsettings.Text.json", $"\"Server=db;Password={Mark()}\""),
        ("App/appsettings.Bare.json", $$"""{ "Password": {{Mark()}} }"""),
        ("Library/Library.fsproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><Compile Include="Library.fs" /></ItemGroup></Project>"""),
        ("Library/Library.fs", "module Library\n"),
        ("Library/appsettings.json", Settings()),
        ("Library/appsettings.Production.json", DeployedSettings()),
        ("Library/seed.sql", $"UPDATE Users SET Email = 'petra.{Mark()}@gmail.com';\n"),
        ("stageready.json", $$"""{ "sidecars": ["https://shop:{{Mark()}}@api.example.com{{Mark()}} x"], "environments": { "Live": "{{Mark()}}" } }"""),
        ("App/web.config", $$"""
            <configuration>
              <connectionStrings><add name="Shop" connectionString="Server=db;Password={{Mark()}}" /></connectionStrings>
              <appSettings><add key="Password" value="p9!{{Mark()}}" /></appSettings>
              <system.web><compilation debug="true" /></system.web>
            </configuration>
            """),
        ("App/Properties/launchSettings.json", $$"""{ "profiles": { "App": { "environmentVariables": { "ConnectionStrings__Shop": "Server=db;Password={{Mark()}}", "Jwt__Key": "k9#{{Mark()}}vF2qLm8Rz" } } } }"""),
        ("App/.env", $"ASPNETCORE_ENVIRONMENT=Development\nJwt__Key=k9#{Mark()}vF2qLm8Rz\n"),
        ("App/Dockerfile", $"FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_ENVIRONMENT=Development Jwt__Key=k9#{Mark()}vF2qLm8Rz\nRUN curl -u shop:{Mark()} https://api.example.com && apt-get install -y curl\n"),
        ("docker-compose.yml", $"services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: p9!{Mark()}\n      ASPNETCORE_ENVIRONMENT: Development\n"),
        ("deploy/run.sh", $"docker run -e ASPNETCORE_ENVIRONMENT=Development -e Jwt__Key=k9#{Mark()}vF2qLm8Rz shop\n"),
        ("deploy/settings.yaml", $"apiVersion: v1\nkind: ConfigMap\ndata:\n  appsettings.Production.json: |\n    {DeployedSettings().Replace("\n", "\n    ")}\n"),
        ("deploy/kustomization.yaml", $"secretGenerator:\n  - name: shop\n    literals: [ASPNETCORE_ENVIRONMENT=Development, Jwt__Key=k9#{Mark()}vF2qLm8Rz]\n"),
        (".github/workflows/ci.yml", $"on: push\njobs:\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: dotnet tool install shop --add-source https://shop:{Mark()}@feed.example.com/v3/index.json\n        env:\n          TOKEN: ghp_{Mark()}q83vEjRWeJCrze8SNFZ4kKvN7\n"),
        ("nuget.config", $"<configuration><packageSources><add key=\"a\" value=\"https://shop:{Mark()}@feed.example.com/v3/index.json\" /><add key=\"b\" value=\"https://b.example.com/v3/index.json\" /></packageSources><packageSourceCredentials><a><add key=\"ClearTextPassword\" value=\"p9!{Mark()}\" /></a></packageSourceCredentials></configuration>"),
    ];

    private string DeployedSettings() => $$"""
        {
          "Logging": { "LogLevel": { "Default": "Debug" } },
          "ConnectionStrings": { "Reports": "Server=sql.contoso.com;User Id=shop;Password={{Mark()}}!aB;TrustServerCertificate=true" }
        }
        """;

    /// <summary>Each form of secret that the rules know, under its usual key.</summary>
    private string Settings()
    {
        var settings = new Dictionary<string, object>
        {
            ["ConnectionStrings"] = new Dictionary<string, string>
            {
                ["Sql"] = $"Server=sql.example.com;User Id=shop;Password={Mark()}!aB",
                ["Quoted"] = $"Server=localhost;User Id=shop;Password='it''s;{Mark()}'",
                ["Odbc"] = $"Driver={{ODBC Driver 18 for SQL Server}};Server=localhost;Uid=shop;Pwd={{{Mark()}}};TrustServerCertificate=yes",
                ["Postgres"] = $"postgresql://shop:{Mark()}!x@127.0.0.1/shop?sslmode=disable",
                ["Mongo"] = $"mongodb://shop:{Mark()}!x@a.example.com,localhost/shop",
                ["Broker"] = $"amqp://shop:{Mark()}!x@10.1.2.3/",
                ["Redis"] = $"localhost:6379,password={Mark()}!x",
                ["Blob"] = $"DefaultEndpointsProtocol=http;AccountName=shop;AccountKey={Mark()}q83vEjRWeJCrze8SNFZ4kKvN7xI==;BlobEndpoint=http://shop.example.com/",
                ["Bus"] = $"Endpoint=sb://shop.example.com/;SharedAccessKeyName=Root;SharedAccessKey={Mark()}q83vEjRWeJCrze8SNFZ4kKvN7xI=",
                ["Cosmos"] = $"AccountEndpoint=https://localhost:8081/;AccountKey={Mark()}q83vEjRWeJCrze8SNFZ4kKvN7xI=",
                ["Placeholder"] = $"Server=db;User Id=shop;Password=<{Mark()}>",
            },
            ["Jwt"] = new Dictionary<string, string> { ["Key"] = $"k9#{Mark()}vF2qLm8Rz", ["Secret"] = $"your{Mark()}secret value that was never set" },
            ["GitHub"] = new Dictionary<string, string> { ["Token"] = $"ghp_{Mark()}q83vEjRWeJCrze8SNFZ4kKvN7" },
            ["Stripe"] = $"sk_live_{Mark()}q83vEjRWeJCrze8S",
            ["PrivateKey"] = $"-----BEGIN PRIVATE KEY-----\n{Mark()}\n-----END PRIVATE KEY-----",
            ["Search"] = $"http://shop:{Mark()}!x@search.example.com:9200",
            ["Container"] = $"https://shop.example.com/c?sv=2023-01-03&sig={Mark()}q83vEjRWeJCrze8SNFZ4kKvN7xI",
            ["ApiKeys"] = new[] { $"{Mark()}q83vEjRWeJCrze8SNFZ4kKvN7", $"{Mark()}q83vEjRWeJCrze8SNFZ4kKvN8" },
            ["Smtp"] = new Dictionary<string, string> { ["Password"] = $"p9!{Mark()}", ["To"] = $"petra.{Mark()}@gmail.com" },
            ["Token"] = $"<{Mark()}>",
            ["Password"] = "",
        };
        return JsonSerializer.Serialize(settings, new JsonSerializerOptions { WriteIndented = true });
    }

    // Plain, and in Base64 by where the mark starts among three bytes.
    [GeneratedRegex("(?i:Zq[0-9]{3}Xw7)|WnE[0-9A-Za-z]{4}Ydz|px[0-9A-Za-z]{4}WHc3|acT[0-9A-Za-z]{4}h3N")]
    private static partial Regex MarkForm();
}
