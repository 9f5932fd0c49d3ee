using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.ValueFlow;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>What connects to a host, listens on it or lets it in: by the names that .NET and the libraries in use give to it.</summary>
internal static class HostSinks
{
    private static readonly HashSet<string> UriTypes = WordSet.Of(
        """
        Uri UriBuilder HttpRequestMessage RestRequest RestClientOptions WebProxy MongoUrl WebSocket EndpointAddress ConnectionFactory
        """);

    private static readonly HashSet<string> UriMethods = WordSet.Of(
        """
        GetAsync GetStringAsync GetByteArrayAsync GetStreamAsync GetFromJsonAsync GetFromJsonAsAsyncEnumerable PostAsync PostAsJsonAsync PutAsync PutAsJsonAsync
        PatchAsync PatchAsJsonAsync DeleteAsync DeleteFromJsonAsync GetJsonAsync PostJsonAsync
        DownloadString DownloadStringAsync DownloadStringTaskAsync DownloadData DownloadDataTaskAsync DownloadFile DownloadFileTaskAsync UploadString UploadStringTaskAsync
        CreateHttp UseUrls WithOrigins ForAddress WithUrl Connect ConnectAsync CreateConnection CreateConnectionAsync AddUrlGroup
        """);

    // Common words: what they are called on decides.
    private static readonly Dictionary<string, string[]> UriMethodsOf = new(StringComparer.Ordinal)
    {
        ["Create"] = ["WebRequest", "HttpWebRequest"],
        ["For"] = ["RestService"],
        ["Run"] = ["WebApplication"],
        ["RunAsync"] = ["WebApplication"],
        ["Request"] = ["FlurlClient", "IFlurlClient"],
    };

    private static readonly HashSet<string> UriMembers = WordSet.Of("BaseAddress BaseUri BaseUrl RequestUri Endpoint ServiceUrl ServiceURL Authority MetadataAddress Uri Address");

    private static readonly HashSet<string> ConnectionMethods = WordSet.Of(
        """
        UseSqlServer UseAzureSql UseNpgsql UseMySql UseMySQL UseOracle UseCosmos UseMongoDB UseFirebird Connect ConnectAsync AddSqlServer AddNpgSql AddMySql AddRedis
        AddRabbitMQ AddNpgsqlDataSource AddMySqlDataSource AddStackExchangeRedis UseSqlServerStorage UsePostgreSqlStorage UseRedisStorage WithGlobalConnectionString AddSqlServer2016
        AddSqlServerCache Create Parse
        """);

    private static readonly HashSet<string> ConnectionMembers = new(StringComparer.Ordinal) { "ConnectionString", "Configuration", "ConnectionStrings", "NameOrConnectionString" };

    /// <summary>What takes the name of a host alone. A file that holds none of these names has no such sink.</summary>
    public static readonly IReadOnlyList<string> BareNames =
    [
        "SmtpClient", "TcpClient", "UdpClient", "Socket", "DnsEndPoint", "IPEndPoint", "IPAddress", "ConnectionMultiplexer", "ConnectionFactory", "HostName", "UriBuilder", "LdapConnection", "SftpClient", "SshClient",
        "FtpClient", "ImapClient", "Pop3Client", "MqttClient", "WithTcpServer", "WebProxy", "ConnectionStringBuilder",
    ];

    public static bool Takes(Destination destination, HostForm form) => form switch
    {
        HostForm.Uri => TakesUri(destination),
        HostForm.ConnectionString => TakesConnectionString(destination),

        // A constant host inside of another text, which gives it its form.
        _ => TakesBareHost(destination) || (destination.Kind != DestinationKind.Assignment && (TakesUri(destination) || TakesConnectionString(destination))),
    };

    private static bool TakesUri(Destination destination) => destination.Kind switch
    {
        DestinationKind.Creation => UriTypes.Contains(destination.Name) || destination.Name.EndsWith("Client", StringComparison.Ordinal) || destination.Name.EndsWith("Connection", StringComparison.Ordinal),
        DestinationKind.Assignment => UriMembers.Contains(destination.Name),
        _ => UriMethods.Contains(destination.Name)
            || (UriMethodsOf.TryGetValue(destination.Name, out var owners) && (owners.Contains(destination.Type) || owners.Contains(destination.Receiver)))
            || (destination.Name == "Add" && IsUrls(destination)),
    };

    // app.Urls.Add(…)
    private static bool IsUrls(Destination destination) =>
        destination.Node.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Urls" } } };

    // A file has no host.
    private static bool TakesConnectionString(Destination destination) => destination.Name.IndexOf("sqlite", StringComparison.OrdinalIgnoreCase) < 0 && destination.Kind switch
    {
        DestinationKind.Creation => EndsIn(destination.Name, "Connection", "ConnectionStringBuilder", "Client", "DataSourceBuilder", "Context", "DataAdapter", "MongoUrl"),
        DestinationKind.Assignment => ConnectionMembers.Contains(destination.Name),
        _ => ConnectionMethods.Contains(destination.Name) && (destination.Name is not ("Create" or "Parse") || EndsIn(destination.Type ?? "", "DataSource", "ConnectionStringBuilder", "ConfigurationOptions")),
    };

    private static bool TakesBareHost(Destination destination) => destination.Kind switch
    {
        DestinationKind.Creation => destination.Name is "SmtpClient" or "TcpClient" or "UdpClient" or "DnsEndPoint" or "UriBuilder" or "LdapConnection" or "SftpClient" or "SshClient" or "FtpClient" or "WebProxy",
        DestinationKind.Assignment => destination.Name == "HostName"
            || (destination.Name is "Host" or "Server" or "DataSource" && destination.Type is not null && EndsIn(destination.Type, "SmtpClient", "UriBuilder", "ConnectionStringBuilder", "FtpClient")),
        _ => (destination.Name is "Connect" or "ConnectAsync" or "BeginConnect" && IsClient(destination.Receiver ?? destination.Type))
            || destination.Name == "WithTcpServer",
    };

    private static bool IsClient(string? type) => type is null || EndsIn(type, "Client", "Socket", "ConnectionMultiplexer", "MailService", "SmtpTransport", "MailTransport");

    private static bool EndsIn(string name, params string[] endings) => endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
}
