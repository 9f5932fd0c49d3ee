using StageReady.Tool.Fixes;

namespace StageReady.Tool.Tests;

public class WrittenSecretTests
{
    private const string Password = "q7Lk2VxP9wRt4ZmB";

    [Theory]
    [InlineData("ENV DB_PASSWORD=" + Password)]
    [InlineData("ENV DB_PASSWORD " + Password)]
    [InlineData("ENV ConnectionStrings__Db=\"Server=db;User Id=sa;Password=" + Password + "\"")]
    [InlineData("RUN curl https://deploy:" + Password + "@example.com/feed")]
    [InlineData("environment:\n  POSTGRES_PASSWORD: " + Password)]
    [InlineData("environment:\n  - POSTGRES_PASSWORD=" + Password)]
    [InlineData("env:\n  - name: DB_PASSWORD\n    value: \"" + Password + "\"")]
    [InlineData("<add key=\"ClearTextPassword\" value=\"" + Password + "\" />")]
    [InlineData("<DbPassword Condition=\"'$(DbPassword)' == ''\">" + Password + "</DbPassword>")]
    [InlineData("{ \"password\": \"" + Password + "\" }")]
    public void A_secret_is_seen_in_every_format(string text) => Assert.True(WrittenSecret.IsIn(text));

    [Theory]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0")]
    [InlineData("- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n  with:\n    token: ${{ secrets.GITHUB_TOKEN }}")]
    [InlineData("POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}")]
    [InlineData("password: changeme")]
    [InlineData("<UserSecretsId>7f1e3a52-8c1d-4b7e-9b53-0d5a3f7f2c11</UserSecretsId>")]
    [InlineData("<PublicKeyToken>b77a5c561934e089</PublicKeyToken>")]
    [InlineData("<add key=\"nuget.org\" value=\"https://api.nuget.org/v3/index.json\" />")]
    [InlineData("env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef: { name: shop, key: password }")]
    public void What_names_no_secret_is_shown(string text) => Assert.False(WrittenSecret.IsIn(text));

    // Each took minutes once.
    [Theory]
    [InlineData("a")]
    [InlineData("a b ")]
    [InlineData("a  ")]
    public void A_file_of_one_long_line_is_read_to_its_end(string part) =>
        Assert.True(WrittenSecret.IsIn(string.Concat(Enumerable.Repeat(part, 100_000)) + "\nDB_PASSWORD=k9Zq7Lw2Xv4TtR8b\n"));
}
