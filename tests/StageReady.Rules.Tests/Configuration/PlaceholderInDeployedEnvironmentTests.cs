namespace StageReady.Rules.Tests.Configuration;

public sealed class PlaceholderInDeployedEnvironmentTests
{
    private const string Id = "STG1009";

    [Theory]
    [InlineData("Api:Url", "<url>")]
    [InlineData("Api:Url", "${API_URL}")]
    [InlineData("Api:Url", "$(ApiUrl)")]
    [InlineData("Api:Url", "#{ApiUrl}#")]
    [InlineData("Api:Url", "{{ api.url }}")]
    [InlineData("Api:Url", "{API_URL}")]
    [InlineData("Api:Url", "%API_URL%")]
    [InlineData("Api:Url", "__API_URL__")]
    [InlineData("Api:Url", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/x)")]
    [InlineData("Api:Url", "TODO")]
    [InlineData("Api:Url", "changeme")]
    [InlineData("Api:Url", "your-api-host")]
    [InlineData("Api:Url", "YOUR_API_HOST")]
    [InlineData("Api:Url", "yourApiHost")]
    [InlineData("Mongo:ConnectionString", "DATABASE_CONNECTION_STRING")]
    [InlineData("Jwt:Key", "REPLACE_WITH_PROD_SECRET")]
    [InlineData("ConnectionStrings:Shop", "server=db;user=shop;password=MYSQL_PASSWORD")]
    [InlineData("Api:Url", "xxxxx")]
    [InlineData("Api:Url", "SECRET")]
    [InlineData("Jwt:Key", "")]
    [InlineData("Smtp:Password", "***")]
    [InlineData("Smtp:Password", "[password]")]
    [InlineData("Jwt:Key", "this is my super secret key")]
    [InlineData("Jwt:Key", "MySuperSecretKey")]
    [InlineData("Jwt:Key", "1234567890123456")]
    [InlineData("ConnectionStrings:Shop", "")]
    [InlineData("ConnectionStrings:Shop", "Server=db;User Id=shop;Password=<password>")]
    [InlineData("ConnectionStrings:Shop", "Server=db;User Id=shop;Password=")]
    [InlineData("ConnectionStrings:Shop", "AccountEndpoint=https://x.documents.azure.com;AccountKey={key}")]
    [InlineData("Broker", "amqp://shop:${PASSWORD}@mq.example.com")]
    [InlineData("Api:Url", "https://shop:<password>@api.example.com")]
    public void A_text_that_waits_to_be_replaced_is_reported(string key, string value) =>
        Assert.Equal("warning", Assert.Single(SecretKeyHasLiteralValueTests.Write(key, value).Places(Id)).Split(' ')[0]);

    [Theory]
    [InlineData("Api:Url", "")]
    [InlineData("Smtp:User", "")]
    [InlineData("Api:Url", "https://{tenant}.example.com/")]
    [InlineData("Api:Url", "https://<account>.blob.core.windows.net/")]
    [InlineData("Mail:Body", "Dear {{name}}, welcome")]
    [InlineData("Mail:Subject", "{{subject}}")]
    [InlineData("Mail:Subject", "Your order has shipped")]
    [InlineData("Mail:Greeting", "Your shop")]
    [InlineData("Log:OutputTemplate", "{Message}")]
    [InlineData("Log:Format", "{0}")]
    [InlineData("Number", "{0}")]
    [InlineData("Number", "{0:N2}")]
    [InlineData("Routes:0:Match:Path", "{**catch-all}")]
    [InlineData("Route", "{culture}")]
    [InlineData("Title:Separator", "---")]
    [InlineData("Ellipsis", "...")]
    [InlineData("LineBreak", "<br>")]
    [InlineData("Key", "Orders")]
    [InlineData("Token", "Bearer")]
    [InlineData("Smtp:Password", "hunter")]
    [InlineData("Cipher:Mode", "AES_GCM")]
    [InlineData("Level", "INFO")]
    [InlineData("Topic", "ORDER_PLACED")]
    [InlineData("Jwt:Key", "r7Yq2Zt9Kw4Xv1BnMq8L0pSd")]
    [InlineData("ConnectionStrings:Shop", "Server=db;Integrated Security=true;Password=")]
    [InlineData("ConnectionStrings:Shop", "Data Source=shop.db;Password=")]
    [InlineData("ConnectionStrings:Shop", "Server=db;User Id=shop;Password=k9#Vf2!qLm")]
    [InlineData("Broker", "amqp://guest:guest@mq.example.com")]
    [InlineData("SecretName", "")]
    [InlineData("ApiKeyHeader", "")]
    [InlineData("Logging:LogLevel:Microsoft.IdentityModel.Tokens", "")]
    public void Other_texts_are_not(string key, string value) => Assert.Empty(SecretKeyHasLiteralValueTests.Write(key, value).Places(Id));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_text_is_none(string json) => Assert.Empty(Project.Base($$"""{ "Password": {{json}} }""").Places(Id));

    [Fact]
    public void A_file_is_reported_once_at_its_first_placeholder()
    {
        var project = Project.Base("""
            {
              "Name": "Shop",
              "Jwt": { "Key": "<key>" },
              "Api": "${API}",
              "Mail": "TODO"
            }
            """).With("appsettings.Staging.json", """{ "Mail": "#{Mail}#" }""").With("appsettings.Production.json", "{}");

        Assert.Equal(["warning appsettings.Staging.json(1,11)", "warning appsettings.json(3,19)"], project.Places(Id));
        Assert.Equal(
            [
                "Staging holds a placeholder for 'Mail'. Set it, or declare in stageready.json that the deployment supplies it (externalKeys)",
                "Staging and Production hold a placeholder for 'Jwt:Key' and 2 other keys of this file. Set it in the files of Staging and Production, "
                + "or declare in stageready.json that the deployment supplies it (externalKeys)",
            ],
            project.Messages(Id));
    }

    [Fact]
    public void Only_the_effective_value_counts() => Assert.Empty(Project.Base("""{ "Api": "<api>" }""")
        .With("appsettings.Production.json", """{ "Api": "https://api.example.com" }""")
        .With("appsettings.Development.json", """{ "Api": "<mine>" }""")
        .Places(Id));

    [Fact]
    public void What_the_deployment_supplies_is_exempt() =>
        Assert.Empty(Project.Base("""{ "Api": "<api>", "Jwt": { "Key": "" } }""").Settings("""{ "externalKeys": ["Api", "Jwt"] }""").Places(Id));

    [Fact]
    public void A_library_and_a_test_project_are_not_deployed()
    {
        Assert.Empty(Project.Base("""{ "Api": "<api>" }""").AsLibrary().Places(Id));
        Assert.Empty(Project.Base("""{ "Api": "<api>" }""").AsTest().Places(Id));
    }
}
