namespace StageReady.Rules.Tests.Configuration;

public sealed class PlainHttpInProductionTests
{
    private const string Id = "STG1015";

    [Theory]
    [InlineData("Api:Url", "http://api.example.com/v1", "api.example.com")]
    [InlineData("Api:Url", "HTTP://API.example.com", "API.example.com")]
    [InlineData("Apis", "https://a.example.com;http://b.example.com", "b.example.com")]
    [InlineData("Api:Url", "http://10.1.2.3:8080", "10.1.2.3")]
    [InlineData("Bus", "Endpoint=http://bus.example.com;SharedAccessKeyName=x", "bus.example.com")]
    public void A_remote_endpoint_over_http_is_reported(string key, string value, string host)
    {
        var project = SecretKeyHasLiteralValueTests.Write(key, value);
        Assert.Equal("warning", Assert.Single(project.Places(Id)).Split(' ')[0]);
        Assert.Equal($"Production uses '{host}' through '{key}' without encryption. Use https", Assert.Single(project.Messages(Id)));
    }

    [Theory]
    [InlineData("Api:Url", "https://api.example.com/")]
    [InlineData("Api:Url", "http://localhost:5000/")]
    [InlineData("Api:Url", "http://127.0.0.1:5000/")]
    [InlineData("Api:Url", "http://[::1]:5000/")]
    [InlineData("Api:Url", "http://host.docker.internal:5000/")]
    [InlineData("Api:Url", "http://catalog")]
    [InlineData("Api:Url", "http://catalog:8080/api")]
    [InlineData("Api:Url", "http://catalog.shop.svc")]
    [InlineData("Api:Url", "http://catalog.shop.svc.cluster.local:8080")]
    [InlineData("Api:Url", "http://catalog.local")]
    [InlineData("Api:Url", "http://catalog.internal")]
    [InlineData("Api:Url", "https+http://catalog")]
    [InlineData("Api:Url", "http://${HOST}/")]
    [InlineData("$schema", "http://json.schemastore.org/appsettings")]
    [InlineData("Xml:Namespace", "http://shop.example.com/orders")]
    [InlineData("Xml:Schema", "http://shop.example.com/orders.xsd")]
    [InlineData("Api:Name", "http://schemas.example.com/orders")]
    [InlineData("Api:Name", "http://www.w3.org/2001/XMLSchema")]
    [InlineData("Api:Name", "http://tempuri.org/IOrders")]
    [InlineData("Claims:0", "http://shop.example.com/claims/role")]
    [InlineData("RoleClaimType", "http://shop.example.com/claims/role")]
    [InlineData("Jwt:Audience", "http://shop.example.com")]
    [InlineData("Cors:AllowedOrigins:0", "http://shop.example.com")]
    [InlineData("Urls", "http://shop.example.com:80")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://shop.example.com")]
    [InlineData("HealthChecks:Uri", "http://shop.example.com/healthz")]
    [InlineData("Text", "See http://shop.example.com for more")]
    [InlineData("Api:Url", "https://shop.example.com/?next=http://a.example.com")]
    public void Other_values_are_not(string key, string value) => Assert.Empty(SecretKeyHasLiteralValueTests.Write(key, value).Places(Id));

    [Fact]
    public void Staging_may()
    {
        var project = Project.Base("{}")
            .With("appsettings.Staging.json", """{ "Api": "http://api.example.com" }""")
            .With("appsettings.Production.json", """{ "Api": "https://api.example.com" }""");
        Assert.Empty(project.Places(Id));
    }

    [Fact]
    public void What_the_deployment_supplies_is_exempt() =>
        Assert.Empty(Project.Base("""{ "Api": "http://api.example.com" }""").Settings("""{ "externalKeys": ["Api"] }""").Places(Id));
}
