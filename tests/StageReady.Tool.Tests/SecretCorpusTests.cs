using System.Text;
using System.Text.Json;

namespace StageReady.Tool.Tests;

/// <summary>Secrets and personal data, each with a mark of its own, in every place that the tool reads: no byte that it writes holds a mark.</summary>
public class SecretCorpusTests
{
    private readonly List<string> _marks = [];

    [Fact]
    public void No_format_of_check_writes_a_secret()
    {
        using var repository = CheckedRepository.Committed(Corpus());

        var text = repository.Check("--report-unknown");
        AssertFound(text.Output, "STG1009", "STG1010", "STG1011", "STG1013", "STG1021", "STG1022", "STG5001");
        AssertClean("text", text.Output + text.Error);
        foreach (var format in (string[])["json", "sarif", "github"])
        {
            var file = repository.Path("report.out");
            var result = repository.Check("--format", format, "--report-unknown", "--output", file);
            AssertFound(File.ReadAllText(file), "STG1010", "STG1011", "STG1022");
            AssertClean(format, File.ReadAllText(file) + result.Output + result.Error);
        }
    }

    private static void AssertFound(string output, params string[] rules) => Assert.All(rules, rule => Assert.Contains(rule, output));

    private void AssertClean(string door, string output)
    {
        Assert.True(_marks.Count > 60, "The corpus has lost its marks");
        var written = _marks.Where(mark => output.Contains(mark, StringComparison.OrdinalIgnoreCase) || output.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(mark)), StringComparison.Ordinal));
        Assert.True(!written.Any(), $"{door} writes {string.Join(", ", written)}");
    }

    /// <summary>Eight letters and digits that occur nowhere else.</summary>
    private string Mark()
    {
        var mark = $"Zq{_marks.Count + 100}Xw7";
        _marks.Add(mark);
        return mark;
    }

    private (string Path, string Text)[] Corpus() =>
    [
        ("App/App.csproj", CheckedRepository.WebProject),
        ("App/Program.cs", $$"""
            var builder = WebApplication.CreateBuilder(args);
            var connection = "Server=db.example.com;User Id=shop;Password={{Mark()}}!aB";
            var key = System.Text.Encoding.UTF8.GetBytes("k9#{{Mark()}}vF2qLm8Rz");
            var client = new System.Net.Http.HttpClient { BaseAddress = new Uri("https://shop:p9!{{Mark()}}@api.example.com/") };
            var app = builder.Build();
            app.Logger.LogInformation("Password {Password}", "p9!{{Mark()}}");
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
        ("App/appsettings.json", Settings()),
        ("App/appsettings.Staging.json", Settings()),
        ("App/appsettings.Development.json", Settings()),
        ("App/wwwroot/appsettings.json", Settings()),
        // Refused by the host in one way or another, at or beside a secret.
        ("App/appsettings.QA.json", $$"""{ "Password": "p9!{{Mark()}}", "password": "p9!{{Mark()}}", "Token": "{{Mark()}}" "{{Mark()}}" }"""),
        ("App/appsettings.Twice.json", $$"""{ "Password": "p9!{{Mark()}}", "password": "p9!{{Mark()}}" }"""),
        ("App/appsettings.Cut.json", $$"""{ "Password": "p9!{{Mark()}}"""),
        ("App/appsettings.Text.json", $"\"Server=db;Password={Mark()}\""),
        ("App/appsettings.Bare.json", $$"""{ "Password": {{Mark()}} }"""),
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
        ("App/Dockerfile", $"FROM mcr.microsoft.com/dotnet/aspnet\nENV ASPNETCORE_ENVIRONMENT=Development Jwt__Key=k9#{Mark()}vF2qLm8Rz\nRUN curl -u shop:{Mark()} https://api.example.com && apt-get install -y curl\n"),
        ("docker-compose.yml", $"services:\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: p9!{Mark()}\n      ASPNETCORE_ENVIRONMENT: Development\n"),
        (".github/workflows/ci.yml", $"on: push\njobs:\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: dotnet tool install shop --add-source https://shop:{Mark()}@feed.example.com/v3/index.json\n        env:\n          TOKEN: ghp_{Mark()}q83vEjRWeJCrze8SNFZ4kKvN7\n"),
        ("nuget.config", $"<configuration><packageSources><add key=\"a\" value=\"https://shop:{Mark()}@feed.example.com/v3/index.json\" /><add key=\"b\" value=\"https://b.example.com/v3/index.json\" /></packageSources><packageSourceCredentials><a><add key=\"ClearTextPassword\" value=\"p9!{Mark()}\" /></a></packageSourceCredentials></configuration>"),
    ];

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
}
