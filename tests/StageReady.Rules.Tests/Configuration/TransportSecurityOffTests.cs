namespace StageReady.Rules.Tests.Configuration;

public sealed class TransportSecurityOffTests
{
    private const string Id = "STG1017";

    [Theory]
    [InlineData("Shop", "Server=db;TrustServerCertificate=true", "the connection string 'Shop' says TrustServerCertificate=true")]
    [InlineData("Shop", "Server=db;Trust Server Certificate = True", "the connection string 'Shop' says Trust Server Certificate=True")]
    [InlineData("Shop", "Server=db;Encrypt=false", "the connection string 'Shop' says Encrypt=false")]
    [InlineData("Shop", "Server=db;Encrypt=Optional", "the connection string 'Shop' says Encrypt=Optional")]
    [InlineData("Shop", "Host=db;SSL Mode=Disable", "the connection string 'Shop' says SSL Mode=Disable")]
    [InlineData("Shop", "Server=db;SslMode=None;Uid=x", "the connection string 'Shop' says SslMode=None")]
    [InlineData("Shop", "postgres://db.example.com/shop?sslmode=disable", "the URI in 'Shop' says sslmode=disable")]
    [InlineData("Shop", "mongodb://db.example.com/?tlsInsecure=true", "the URI in 'Shop' says tlsInsecure=true")]
    [InlineData("Wcf:CertificateValidationMode", "None", "'Wcf:CertificateValidationMode' is none")]
    [InlineData("Wcf:ServiceCertificateValidationMode", "none", "'Wcf:ServiceCertificateValidationMode' is none")]
    [InlineData("Elastic:ValidateCertificates", "false", "'Elastic:ValidateCertificates' is false")]
    [InlineData("Elastic:ValidateCertificate", "False", "'Elastic:ValidateCertificate' is false")]
    [InlineData("Git:verify_ssl", "false", "'Git:verify_ssl' is false")]
    [InlineData("Http:IgnoreSslErrors", "true", "'Http:IgnoreSslErrors' is true")]
    public void A_weakness_is_reported(string key, string value, string weakness)
    {
        var project = SecretKeyHasLiteralValueTests.Write(key, value);
        Assert.Equal("error", Assert.Single(project.Places(Id)).Split(' ')[0]);
        Assert.Equal($"Production turns transport security off: {weakness}. Turn it on in the file of Production", Assert.Single(project.Messages(Id)));
    }

    [Fact]
    public void Json_booleans_count() => Assert.Equal(["error appsettings.json(1,16)"], Project.Base("""{ "VerifySsl": false }""").Places(Id));

    [Theory]
    [InlineData("Shop", "Server=db;TrustServerCertificate=false;Encrypt=true")]
    [InlineData("Shop", "Server=db;Encrypt=Strict")]
    [InlineData("Shop", "Server=localhost;TrustServerCertificate=true")]
    [InlineData("Shop", @"Server=(localdb)\MSSQLLocalDB;Encrypt=false")]
    [InlineData("Shop", "Host=127.0.0.1;SSL Mode=Disable")]
    [InlineData("Shop", "postgres://localhost/shop?sslmode=disable")]
    [InlineData("Shop", "Host=db;SSL Mode=Require")]
    [InlineData("Shop", "Host=db;SSL Mode=Prefer")]
    [InlineData("Shop", "https://shop.example.com/?sslmode=disable")]
    [InlineData("Shop", "TrustServerCertificate=true")]
    [InlineData("Shop", "Say encrypt=false; and be done")]
    [InlineData("Http:ValidateCertificates", "true")]
    [InlineData("Http:ValidateCertificates", "")]
    [InlineData("Http:IgnoreSslErrors", "false")]
    [InlineData("Wcf:CertificateValidationMode", "ChainTrust")]
    [InlineData("RevocationMode", "None")]
    [InlineData("Ssl", "false")]
    public void Other_values_are_not(string key, string value) => Assert.Empty(SecretKeyHasLiteralValueTests.Write(key, value).Places(Id));

    [Fact]
    public void Only_deployed_environments_count() => Assert.Empty(Project.Base("""{ "Shop": "Server=db;Encrypt=true" }""")
        .With("appsettings.Development.json", """{ "Shop": "Server=db;Encrypt=false" }""")
        .With("appsettings.Docker.json", """{ "Shop": "Server=db;Encrypt=false" }""")
        .Places(Id));
}
