namespace StageReady.Rules.Tests.Configuration;

public sealed class SecretServedToBrowsersTests
{
    private const string Id = "STG1022";

    [Theory]
    [InlineData("ClientSecret", "r7Yq2Zt9Kw4Xv1BnMq8L", "a literal secret (20 characters)")]
    [InlineData("Shop", "Server=db;User Id=a;Password=k9#Vf2!qLm", "a password (10 characters)")]
    [InlineData("Api", "https://shop:k9%23Vf2!qLm@api.example.com", "a password (10 characters)")]
    [InlineData("Payment", "sk_live_51q83vEjRWeJCrze8SNFZ4k", "a secret (31 characters)")]
    public void A_secret_is_reported_by_this_rule_alone(string key, string value, string held)
    {
        var project = new Project().With("wwwroot/appsettings.json", $"{{\"{key}\":\"{value}\"}}");
        var finding = Assert.Single(project.Findings());
        Assert.Equal((Id, Severity.Error), (finding.Rule.Id, finding.Severity));
        Assert.Equal($"Every browser can download this file, and '{key}' holds {held}. Keep it on the server, and issue a new one: this one counts as published", finding.Message);
    }

    [Theory]
    [InlineData("wwwroot/appsettings.Development.json")]
    [InlineData("Client/wwwroot/appsettings.Production.json")]
    public void Every_settings_file_below_wwwroot_is_served(string path) =>
        Assert.Equal([$"error {path}(1,13)"], new Project().With(path, """{"Password":"k9#Vf2!qLm"}""").Places(Id));

    [Theory]
    [InlineData("ClientSecret", "<secret>")]
    [InlineData("ClientSecret", "")]
    [InlineData("ClientId", "3F2504E0-4F89-41D3-9A0C-0305E82C3301")]
    [InlineData("Authority", "https://login.example.com")]
    [InlineData("Maps:ApiKey", "AIzaSyq83vEjRWeJCrze8SNFZ4kKvN7xI9QmZ")]
    [InlineData("Stripe:Key", "pk_live_51q83vEjRWeJCrze8SNFZ4k")]
    [InlineData("ResponseType", "id_token token")]
    public void What_is_no_secret_is_not(string key, string value) =>
        Assert.Empty(new Project().With("wwwroot/appsettings.json", $"{{\"{key}\":\"{value}\"}}").Places(Id));

    [Fact]
    public void Beside_wwwroot_it_is_a_secret_in_the_configuration() =>
        Assert.Equal(["STG1011"], Project.Base("""{"Password":"k9#Vf2!qLm"}""").Findings().Select(finding => finding.Rule.Id));

    [Fact]
    public void A_test_project_serves_nothing() =>
        Assert.Equal(["STG1011"], new Project().With("wwwroot/appsettings.json", """{"Password":"k9#Vf2!qLm"}""").AsTest().Findings().Select(finding => finding.Rule.Id));
}
