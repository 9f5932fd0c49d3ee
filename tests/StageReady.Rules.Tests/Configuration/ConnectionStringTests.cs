using System.Data.Common;
using CsCheck;
using StageReady.Configuration;

namespace StageReady.Rules.Tests.Configuration;

public sealed class ConnectionStringTests
{
    private static readonly Gen<string> Text = Gen.OneOf("a", "B", "=", "=", "==", ";", ";", "'", "\"", "{", "}", " ", "\u0001", "x y", "\u00a0", "''", "\"\"", "}}", "a=", "b='c;d'", "e={f}")
        .Array[0, 14].Select(string.Concat);

    private static readonly Gen<string> Keyword = Gen.OneOf("Server", "database", "Application Name", "x-y", "User_Name2", "Max Pool Size");

    private static readonly Gen<string> Value = Gen.OneOf("a", "B c", "=", ";", "'", "\"", "==", "{", "}", "ö", "\t", "1").Array[1, 8].Select(parts => string.Concat(parts).Trim()).Where(value => value.Length > 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pairs_are_those_of_System_Data_Common(bool odbc) =>
        Text.Sample(
            text =>
            {
                var expected = Parse(text, odbc);
                var actual = ConnectionString.ParsePairs(text, braces: odbc)?
                    .GroupBy(part => part.Keyword, StringComparer.OrdinalIgnoreCase)
                    .Where(group => group.Last().Value.Length > 0)
                    .Select(group => $"{group.Key.ToLowerInvariant()}={group.Last().Value}")
                    .Order(StringComparer.Ordinal);
                Assert.Equal(expected, actual);
            },
            iter: 4_000);

    /// <summary>Whatever a builder writes, quoted as it must be, is read back.</summary>
    [Fact]
    public void What_a_builder_writes_is_read_back() =>
        Gen.Select(Keyword, Value).Array[1, 6].Sample(
            pairs =>
            {
                var builder = new DbConnectionStringBuilder();
                foreach (var (keyword, value) in pairs)
                    builder[keyword] = value;

                var parts = ConnectionString.Parse(builder.ConnectionString)!.Parts;

                Assert.Equal(
                    builder.Keys.Cast<string>().Select(keyword => $"{keyword.ToLowerInvariant()}={builder[keyword]}").Order(StringComparer.Ordinal),
                    parts.Select(part => $"{part.Keyword.ToLowerInvariant()}={part.Value}").Order(StringComparer.Ordinal));
            },
            iter: 2_000);

    [Theory]
    [InlineData("Server=a;Data Source=b", "server", "b")]
    [InlineData("Password=a;PWD=b;pwd=c", "password", "c")]
    [InlineData("Uid=a;User Id=b;User=c;Username=d", "userid", "d")]
    [InlineData("Trusted_Connection=true;Integrated Security=false", "integratedsecurity", "false")]
    [InlineData("Driver={ODBC Driver 18 for SQL Server};Pwd=a;Pwd=b", "password", "a")]
    public void Of_synonyms_the_one_that_the_driver_takes_counts(string text, string name, string value) =>
        Assert.Equal(value, ConnectionString.Parse(text)![name]);

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=q83vEg==;EndpointSuffix=core.windows.net", "accountkey", "q83vEg==")]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=q83vEg=;EntityPath=orders", "sharedaccesskey", "q83vEg=")]
    [InlineData("AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=q83vEg==;", "accountkey", "q83vEg==")]
    [InlineData("BlobEndpoint=https://shop.blob.core.windows.net/;SharedAccessSignature=sv=2024&se=2025&sig=q83%3D", "sharedaccesssignature", "sv=2024&se=2025&sig=q83%3D")]
    [InlineData("cache.example.com:6380,password=q83vEg==,ssl=True", "password", "q83vEg==")]
    public void Equals_signs_belong_to_the_value(string text, string name, string value) => Assert.Equal(value, ConnectionString.Parse(text)![name]);

    [Theory]
    [InlineData("postgresql://shop:p%40ss%2Fword@db1:5433,db2/shop?sslmode=require", "shop", "p@ss/word", "db1:5433 db2:", "sslmode=require")]
    [InlineData("amqps://shop:a:b@mq.example.com/v%2Fhost", "shop", "a:b", "mq.example.com:", "")]
    [InlineData("rediss://:secret%21@cache:6380/0", "", "secret!", "cache:6380", "")]
    [InlineData("mongodb+srv://shop:p%3Aw@cluster.example.com/?retryWrites=true&w=majority", "shop", "p:w", "cluster.example.com:", "retryWrites=true w=majority")]
    [InlineData("mongodb://a:27017,[::1]:27018/?tls=true#x", null, null, "a:27017 ::1:27018", "tls=true")]
    public void URIs_are_read_as_their_drivers_do(string text, string? user, string? password, string hosts, string query)
    {
        var uri = Assert.Single(ConnectionUri.ParseList(text));
        Assert.Equal((user, password), (uri.User, uri.Password));
        Assert.Equal(hosts, string.Join(' ', uri.Hosts.Select(host => $"{host.Host}:{host.Port}")));
        Assert.Equal(query, string.Join(' ', uri.Query.Select(parameter => $"{parameter.Name}={parameter.Value}")));
    }

    /// <summary>Null if System.Data.Common refuses the text. It drops some keywords without a value and keeps others: all are left out here.</summary>
    private static IEnumerable<string>? Parse(string text, bool odbc)
    {
        var builder = new DbConnectionStringBuilder(odbc);
        try
        {
            builder.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return null;
        }

        return builder.Keys.Cast<string>().Where(keyword => builder[keyword] is not "").Select(keyword => $"{keyword.ToLowerInvariant()}={builder[keyword]}").Order(StringComparer.Ordinal);
    }
}
