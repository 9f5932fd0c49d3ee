namespace StageReady.Rules.Tests.Configuration;

public sealed class SecretSharedByStagingAndProductionTests
{
    private const string Id = "STG1012";

    [Theory]
    [InlineData("Db", "Server=a.example.com;Password=k9#Vf2!qLm", "Server=b.example.com;Pwd=k9#Vf2!qLm", "a password (10 characters)")]
    [InlineData("Mq", "amqp://shop:k9#Vf2!qLm@a.example.com", "amqp://other:k9#Vf2!qLm@b.example.com", "a password (10 characters)")]
    [InlineData("Jwt:SigningKey", "Zq83LmPx0Tr5Wv7Yb2Nd", "Zq83LmPx0Tr5Wv7Yb2Nd", "a literal secret (20 characters)")]
    public void The_same_secret_is_reported_in_staging_without_its_value(string key, string staging, string production, string secret)
    {
        staging = staging.Replace("#", key == "Mq" ? "%23" : "#");
        production = production.Replace("#", key == "Mq" ? "%23" : "#");
        var finding = Assert.Single(Pair(key, staging, production).Findings(), finding => finding.Rule.Id == Id);

        Assert.Equal($"Staging and Production share {secret} under '{key}'. Replace it, and give each its own from a vault or an environment variable", finding.Message);
        Assert.Equal((Severity.Error, "web/appsettings.Staging.json", "web/appsettings.Production.json"), (finding.Severity, finding.Span.Path, Assert.Single(finding.Related).Path));
    }

    [Theory]
    [InlineData("Db", "Server=a.example.com;Password=k9#Vf2!qLm", "Server=a.example.com;Password=Xw4!pQ7$zT")]
    [InlineData("Db", "Server=a.example.com;Password=#{Password}#", "Server=a.example.com;Password=#{Password}#")]
    [InlineData("Db", "Server=a.example.com;Password=changeme", "Server=a.example.com;Password=changeme")]
    [InlineData("Jwt:SigningKey", "", "")]
    [InlineData("Mq", "amqp://guest:guest@a.example.com", "amqp://guest:guest@b.example.com")]
    [InlineData("Name", "Leaf & Clay", "Leaf & Clay")]
    public void Other_secrets_placeholders_and_what_is_none_are_fine(string key, string staging, string production) => Assert.Empty(Pair(key, staging, production).Places(Id));

    [Fact]
    public void What_both_inherit_is_reported_in_the_base_file()
    {
        var project = Project.Base("""{ "Db":"Server=a;Password=k9#Vf2!qLm" }""").With("appsettings.Staging.json", "{}").With("appsettings.Production.json", "{}");
        Assert.Equal(["error appsettings.json(1,8)"], project.Places(Id));
    }

    [Fact]
    public void Keys_need_not_be_the_same() => Assert.Contains("under 'A' and 'B'", Assert.Single(Project.Base("{}")
        .With("appsettings.Staging.json", """{ "A": "Server=a;Password=k9#Vf2!qLm" }""")
        .With("appsettings.Production.json", """{ "B": "Server=b;Password=k9#Vf2!qLm" }""")
        .Messages(Id)));

    [Fact]
    public void Both_roles_need_a_file_of_their_own() =>
        Assert.Empty(Project.Base("""{ "Db": "Server=a;Password=k9#Vf2!qLm" }""").With("appsettings.Production.json", "{}").Places(Id));

    [Fact]
    public void What_the_deployment_supplies_is_fine() =>
        Assert.Empty(Pair("Db", "Server=a;Password=k9#Vf2!qLm", "Server=a;Password=k9#Vf2!qLm").Settings("""{ "externalKeys": ["Db"] }""").Places(Id));

    private static Project Pair(string key, string staging, string production) => Project.Base("{}")
        .With("appsettings.Staging.json", $$"""{ "{{key}}": "{{staging}}" }""")
        .With("appsettings.Production.json", $$"""{ "{{key}}": "{{production}}" }""");
}
