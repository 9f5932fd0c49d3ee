namespace StageReady.Rules.Tests.Configuration;

public sealed class IpAddressInDeployedEnvironmentTests
{
    private const string Id = "STG1014";

    [Theory]
    [InlineData("Api:Url", "http://10.1.2.3:8080/", "10.1.2.3")]
    [InlineData("Api:Url", "https://[2a02:8070::1]/", "2a02:8070::1")]
    [InlineData("Cache", "10.1.2.3:6379,password=x", "10.1.2.3")]
    [InlineData("Shop", "Server=192.168.7.9,1433;Database=Shop", "192.168.7.9")]
    [InlineData("Smtp:Host", "172.16.4.5", "172.16.4.5")]
    [InlineData("Brokers", "10.1.2.3:9092,10.1.2.4:9092", "10.1.2.3")]
    [InlineData("RedisIps", "10.1.2.3:6379,10.1.2.4:6379", "10.1.2.3")]
    [InlineData("Mongo", "mongodb://10.1.2.3:27017,db2:27017/shop", "10.1.2.3")]
    public void An_address_of_a_machine_is_reported(string key, string value, string address)
    {
        var project = SecretKeyHasLiteralValueTests.Write(key, value);
        Assert.Equal("info", Assert.Single(project.Places(Id)).Split(' ')[0]);
        Assert.Equal(
            $"Production reaches the IP address '{address}' through '{key}'. Use a host name, so that what is behind it can move without a release",
            Assert.Single(project.Messages(Id)));
    }

    [Theory]
    [InlineData("Api:Url", "https://api.example.com/")]
    [InlineData("Api:Url", "http://127.0.0.1:5000")]
    [InlineData("Api:Url", "http://[::1]:5000")]
    [InlineData("Api:Url", "http://0.0.0.0:5000")]
    [InlineData("Api:Url", "http://[::]:5000")]
    [InlineData("Smtp:Host", "192.0.2.7")]
    [InlineData("Smtp:Host", "198.51.100.7")]
    [InlineData("Smtp:Host", "203.0.113.7")]
    [InlineData("Api:Url", "http://[2001:db8::7]/")]
    [InlineData("Version", "10.1.2.3")]
    [InlineData("Host:Version", "10.1.2.3")]
    [InlineData("Build", "1.2.3.4")]
    [InlineData("Release", "4.8.1.2")]
    [InlineData("Host", "10.1.2.0")]
    [InlineData("Host", "10.1")]
    [InlineData("Host", "00:30:00")]
    [InlineData("Cidr", "10.1.2.3/32")]
    [InlineData("Networks:0", "10.1.2.3/8")]
    [InlineData("Host", "10.1.2.3/24")]
    [InlineData("KnownProxies:0", "10.1.2.3")]
    [InlineData("Proxy:Address", "10.1.2.3")]
    [InlineData("AllowedIps:0", "10.1.2.3")]
    [InlineData("IpWhitelist:0", "10.1.2.3")]
    [InlineData("CompanyIps", "10.1.2.3,10.1.2.4, 10.1.2.5")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://10.1.2.3:80")]
    [InlineData("Urls", "http://10.1.2.3:80")]
    [InlineData("BindAddress", "10.1.2.3")]
    [InlineData("Api:Url", "https://api.example.com/?from=10.1.2.3")]
    [InlineData("Text", "The server 10.1.2.3 is down")]
    public void Other_values_are_not(string key, string value) => Assert.Empty(SecretKeyHasLiteralValueTests.Write(key, value).Places(Id));

    [Fact]
    public void Only_deployed_environments_count()
    {
        const string Json = """{ "Host": "10.1.2.3" }""";
        Assert.Empty(Project.Base("""{ "Host": "shop" }""").With("appsettings.Development.json", Json).Places(Id));
        Assert.Empty(Project.Base(Json).Settings("""{ "externalKeys": ["Host"] }""").Places(Id));
    }
}
