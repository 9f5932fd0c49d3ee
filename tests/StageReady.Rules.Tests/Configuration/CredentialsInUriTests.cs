namespace StageReady.Rules.Tests.Configuration;

public sealed class CredentialsInUriTests
{
    private const string Id = "STG1013";

    [Theory]
    [InlineData("https://shop:k9%23Vf2!qLm@api.example.com/", "a password (10 characters)")]
    [InlineData("http://shop:k9%23Vf2!qLm@search:9200", "a password (10 characters)")]
    [InlineData("ftp://shop:k9%23Vf2!qLm@files.example.com/in", "a password (10 characters)")]
    [InlineData("smtps://shop%40example.com:k9%23Vf2!qLm@mail.example.com:465", "a password (10 characters)")]
    [InlineData("nats://a:b1!x@n1.example.com,nats://a:c2!y@n2.example.com", "a password (4 characters) and a password (4 characters)")]
    [InlineData("https://s.blob.core.windows.net/c?sv=2023-01-03&sp=r&sig=q83vEjRWeJCrze8SNFZ4kKvN7xI9QmZb", "a signature (32 characters)")]
    [InlineData("https://shop.azurewebsites.net/api/f?code=q83vEjRWeJCrze8SNFZ4kKvN7xI9QmZbTt5kw9Qz==", "a secret parameter (42 characters)")]
    [InlineData("https://api.example.com/v1?api_key=r7Yq2Zt9Kw4Xv1BnMq8L0pSd", "a secret parameter (24 characters)")]
    public void Credentials_are_reported_by_kind_and_length(string value, string held)
    {
        var project = SecretKeyHasLiteralValueTests.Write("Api:Url", value);
        Assert.Equal(["error appsettings.json(1,14)"], project.Places(Id));
        Assert.Equal(
            $"The URI in 'Api:Url' holds {held}. Take it out and let a vault, user secrets or the environment variable 'Api__Url' supply it",
            Assert.Single(project.Messages(Id)));
    }

    [Theory]
    [InlineData("https://api.example.com/")]
    [InlineData("https://shop@api.example.com/")]
    [InlineData("https://shop:@api.example.com/")]
    [InlineData("https://guest:guest@api.example.com/")]
    [InlineData("https://shop:<password>@api.example.com/")]
    [InlineData("https://shop:${PASSWORD}@api.example.com/")]
    [InlineData("https://shop:pre-${PASSWORD}@api.example.com/")]
    [InlineData("https://shop:SECRET@api.example.com/")]
    [InlineData("https://{user}:{password}@api.example.com/")]
    [InlineData("https://api.example.com/a:b@c")]
    [InlineData("https://api.example.com/?mail=a:b@example.com")]
    [InlineData("https://api.example.com/?code={code}")]
    [InlineData("https://api.example.com/?token=yes&sig=short")]
    [InlineData("https://api.example.com/?code=de-AT")]
    [InlineData("https://firebasestorage.googleapis.com/v0/b/shop.appspot.com/o/a.jpg?alt=media&token=5c7f2a0e-9d1b-4e63-8f42-71c3b0a9d6e5")]
    [InlineData("https://0123456789abcdef0123456789abcdef@sentry.example.com/1")]
    [InlineData("See https://shop:k9%23Vf2!qLm@api.example.com/ for more")]
    [InlineData("urn:shop:k9@x")]
    [InlineData("shop:k9@api.example.com")]
    public void Other_URIs_are_not(string value) => Assert.Empty(SecretKeyHasLiteralValueTests.Write("Api:Url", value).Places(Id));

    [Fact]
    public void A_drivers_URI_is_a_connection_string() =>
        Assert.Empty(SecretKeyHasLiteralValueTests.Write("Api:Url", "amqp://shop:k9%23Vf2!qLm@mq.example.com").Places(Id));

    [Fact]
    public void In_development_it_is_information() => Assert.Equal(
        ["info appsettings.Development.json(1,6)"],
        new Project().With("appsettings.Development.json", """{"A":"https://shop:k9%23Vf2!qLm@api.example.com"}""").Places(Id));
}
