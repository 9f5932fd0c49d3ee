using System.Text.Json;

namespace StageReady.Rules.Tests.Configuration;

public sealed class SecretInConnectionStringTests
{
    private const string Id = "STG1010";

    /// <summary>What stands for a secret in these tests.</summary>
    private const string Secret = "k9#Vf2!qLm";

    [Theory]
    [InlineData("Server=db;Database=Shop;User Id=shop;Password=k9#Vf2!qLm")]
    [InlineData("server=db;uid=shop;PWD=k9#Vf2!qLm;")]
    [InlineData("Host=db;Username=shop;Password = 'k9#Vf2!qLm'")]
    [InlineData("Password=\"k9#Vf2!qLm\";Data Source=tcp:db,1433")]
    [InlineData("Server=db;Authentication=Active Directory Password;User Id=a;Password=k9#Vf2!qLm")]
    [InlineData("Server=db;Integrated Security=false;Password=k9#Vf2!qLm")]
    [InlineData("Driver={ODBC Driver 18 for SQL Server};Server=db;Uid=shop;Pwd=k9#Vf2!qLm")]
    [InlineData("cache.example.com:6380,password=k9#Vf2!qLm,ssl=True,abortConnect=False")]
    [InlineData("postgresql://shop:k9%23Vf2!qLm@db.example.com:5432/shop")]
    [InlineData("postgres://shop:k9%23Vf2!qLm@db1:5432,db2:5432/shop")]
    [InlineData("amqps://shop:k9%23Vf2!qLm@mq.example.com/vhost")]
    [InlineData("rediss://:k9%23Vf2!qLm@cache:6380")]
    [InlineData("mongodb+srv://shop:k9%23Vf2!qLm@cluster.example.com/shop?w=majority")]
    [InlineData("mongodb://shop:k9%23Vf2!qLm@a:27017,b:27017/shop")]
    public void A_password_is_reported(string value)
    {
        var project = Project.Base($$"""{ "ConnectionStrings": { "Shop":{{JsonSerializer.Serialize(value)}} } }""");
        Assert.Equal(["error appsettings.json(1,33)"], project.Places(Id));
        Assert.Equal(
            "The connection string 'ConnectionStrings:Shop' holds a password (10 characters). "
            + "Take it out and let a vault, user secrets or the environment variable 'ConnectionStrings__Shop' supply it",
            Assert.Single(project.Messages(Id)));
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=q83vEjRWeJCrze8SNFZ4kKvN7xI=;EndpointSuffix=core.windows.net", "an account key (28 characters)")]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=q83vEjRWeJCrze8SNFZ4kKvN7xI=", "a shared access key (28 characters)")]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=q83vEjRWeJCrze8SNFZ4kKvN7xI=;EntityPath=orders", "a shared access key (28 characters)")]
    [InlineData("AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=q83vEjRWeJCrze8SNFZ4kKvN7xI=;", "an account key (28 characters)")]
    [InlineData("BlobEndpoint=https://shop.blob.core.windows.net/;SharedAccessSignature=sv=2024&sig=q83vEjRW", "a shared access signature (20 characters)")]
    [InlineData("Endpoint=https://shop.service.signalr.net;AccessKey=q83vEjRW;Version=1.0;", "an access key (8 characters)")]
    [InlineData("Server=db;Password=abc123!;SSL Password=qwe456!", "a password (7 characters) and a certificate password (7 characters)")]
    [InlineData("Server=db;Password='it''s a secret;really'", "a password (20 characters)")]
    [InlineData("Server=db;Password=\"say \"\"friend\"\"\"", "a password (12 characters)")]
    public void The_message_names_what_is_held_and_how_long_it_is(string value, string held)
    {
        var message = Assert.Single(Project.Base($$"""{ "Shop": {{JsonSerializer.Serialize(value)}} }""").Messages(Id));
        Assert.Contains($"holds {held}. ", message);
    }

    [Theory]
    [InlineData("Server=db;Integrated Security=true;Password=k9#Vf2!qLm")]
    [InlineData("Server=db;Trusted_Connection=Yes;Password=k9#Vf2!qLm")]
    [InlineData("Server=db;Authentication=Active Directory Managed Identity;User Id=1234")]
    [InlineData("Server=db;User Id=shop")]
    [InlineData("Server=db;Password=")]
    [InlineData("Server=db;Password='';User Id=shop")]
    [InlineData("Server=db;Password=<password>")]
    [InlineData("Server=db;Password=${DB_PASSWORD}")]
    [InlineData("Server=db;Password=$(DbPassword)")]
    [InlineData("Server=db;Password=#{DbPassword}#")]
    [InlineData("Server=db;Password={{ db.password }}")]
    [InlineData("Server=db;Password={0}")]
    [InlineData("Server=db;Password=%DB_PASSWORD%")]
    [InlineData("Server=db;Password=__DB_PASSWORD__")]
    [InlineData("Server=db;Password=SECRET")]
    [InlineData("Server=db;Password=changeme")]
    [InlineData("Server=db;Password=change-me")]
    [InlineData("Server=db;Password=your-password-here")]
    [InlineData("Server=db;Password=YOUR_PASSWORD")]
    [InlineData("Server=db;Password=TODO")]
    [InlineData("server=MYSQLSERVER;user=MYSQL_USERNAME;password=MYSQL_PASSWORD")]
    [InlineData("Server=db;Password=change_me_user")]
    [InlineData("Server=db;Password=REPLACE_WITH_PROD_SECRET")]
    [InlineData("Host=my_host;Username=my_user;Password=my_pw")]
    [InlineData("Server=db;Password=xxxxx")]
    [InlineData("Server=db;Password=***")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/Server=db;Password=k9#Vf2!qLm)")]
    [InlineData("Data Source=shop.db;Password=k9#Vf2!qLm")]
    [InlineData("Filename=shop.litedb;Password=k9#Vf2!qLm")]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("Endpoint=sb://localhost;SharedAccessKeyName=Root;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;")]
    [InlineData("AccountEndpoint=https://localhost:8081/;AccountKey=C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==")]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://x.in.applicationinsights.azure.com/")]
    [InlineData("amqp://guest:guest@mq.example.com")]
    [InlineData("amqp://mq.example.com")]
    [InlineData("redis://cache:6379")]
    [InlineData("mongodb://${USER}:${PASSWORD}@db/shop")]
    [InlineData("https://user:k9%23Vf2!qLm@example.com/")]
    [InlineData("https://example.com/?user=a&password=k9")]
    [InlineData("password=k9#Vf2!qLm")]
    [InlineData("A mail with Host=x; Password={{password}} inside a sentence: hello")]
    [InlineData("Your password = your birthday; and so on")]
    [InlineData("grant_type=password&client_id=a")]
    [InlineData("Server=db;Password='unbalanced")]
    public void What_is_no_secret_is_not_reported(string value) =>
        Assert.Empty(Project.Base($$"""{ "Shop": {{JsonSerializer.Serialize(value)}} }""").Places(Id));

    [Theory]
    [InlineData("appsettings.Development.json", "info")]
    [InlineData("appsettings.Local.json", "info")]
    [InlineData("appsettings.QA.json", "info")]
    [InlineData("appsettings.json", "error")]
    [InlineData("appsettings.Staging.json", "error")]
    [InlineData("appsettings.Docker.json", "error")]
    [InlineData("Configuration/appsettings.json", "error")]
    [InlineData("Shop.Web.settings.Development.json", "info")]
    public void The_role_of_the_file_decides_the_severity(string path, string severity) =>
        Assert.Equal([$"{severity} {path}(1,6)"], new Project().With(path, $$"""{"A":"Server=db;Password={{Secret}}"}""").Places(Id));

    [Fact]
    public void In_a_test_project_it_is_information() =>
        Assert.Equal(["info appsettings.json(1,6)"], Project.Base($$"""{"A":"Server=db;Password={{Secret}}"}""").AsTest().Places(Id));

    [Fact]
    public void A_secret_that_deployed_environments_override_is_still_in_the_repository() =>
        Assert.Single(Project.Base($$"""{"A":"Server=db;Password={{Secret}}"}""").With("appsettings.Production.json", """{"A":"Server=db"}""").Places(Id));

    [Theory]
    [InlineData("Server=localhost;Password=k9#Vf2!qLm")]
    [InlineData("postgres://shop:k9#Vf2!qLm@localhost/shop")]
    [InlineData("localhost,password=k9#Vf2!qLm")]
    public void No_message_of_any_rule_holds_the_secret(string value)
    {
        var text = JsonSerializer.Serialize(value);
        var findings = Project.Base($$"""{ "Shop": {{text}}, "shop": {{text}} }""")
            .With("appsettings.Staging.json", $$"""{ "Shop": {{text}} }""")
            .With("appsettings.Development.json", $$"""{ "Shop": {{text}} {{text}} }""")
            .With("appsettings.Production.json", text)
            .Settings($$"""{ "sidecars": [{{text}} 1], "environments": {{text}} }""")
            .Findings();

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.DoesNotContain("k9", finding.Message + finding.Subject));
    }
}
