using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using StageReady.Pinning;
using StageReady.Pinning.Fixes;

namespace StageReady.Tool.Network;

/// <summary>Asks container registries for the digests of tags, by their HTTP API and with nothing but the token that they give to everyone.</summary>
internal sealed partial class ContainerRegistries : IDisposable
{
    private const string DigestHeader = "Docker-Content-Digest";
    private const int MaximalRedirects = 5;
    private const int MaximalManifest = 4 * 1024 * 1024;
    private const int MaximalToken = 256 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // An index first: its digest holds for every platform.
    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly HttpClient _client = Client(useProxy: true);
    private readonly HttpClient _localClient = Client(useProxy: false);

    // One that could not be reached for one image is not waited for again.
    private readonly Dictionary<string, string> _unreachable = new(StringComparer.OrdinalIgnoreCase);

    public Resolution DigestOf(ImageReference image)
    {
        if (ImageAddress.Of(image) is not { } address)
            return Resolution.None("no registry takes such a name");
        if (_unreachable.TryGetValue(address.Registry, out var problem))
            return Resolution.None(problem);

        try
        {
            return Ask(address);
        }
        catch (UnexpectedAnswerException exception)
        {
            return Resolution.None($"{address.Registry} {exception.Message}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return Resolution.None(_unreachable[address.Registry] = $"{address.Registry} cannot be reached");
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _localClient.Dispose();
    }

    private static HttpClient Client(bool useProxy) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = useProxy, ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = Patience };

    private Resolution Ask(ImageAddress address)
    {
        AuthenticationHeaderValue? token = null;
        using var head = AskWithToken(HttpMethod.Head, address, ref token);
        if (head.StatusCode == HttpStatusCode.OK && DigestIn(head) is { } digest)
            return Resolution.Of(digest);
        if (head.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.MethodNotAllowed))
            throw Refused(head.StatusCode);

        // A registry that does not name the digest is asked for the manifest, whose digest it is.
        using var get = AskWithToken(HttpMethod.Get, address, ref token);
        if (get.StatusCode != HttpStatusCode.OK)
            throw Refused(get.StatusCode);
        var computed = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Content(get, MaximalManifest)))}";
        return DigestIn(get) is { } named && named != computed ? throw new UnexpectedAnswerException("names another digest than that of the manifest it sends") : Resolution.Of(computed);
    }

    private HttpResponseMessage AskWithToken(HttpMethod method, ImageAddress address, ref AuthenticationHeaderValue? token)
    {
        var response = Send(method, address.Manifest, ManifestTypes, token, address.IsLocal);
        if (response.StatusCode != HttpStatusCode.Unauthorized || token is not null)
            return response;

        var challenge = response.Headers.WwwAuthenticate.FirstOrDefault(challenge => challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))?.Parameter ?? "";
        response.Dispose();
        token = new AuthenticationHeaderValue("Bearer", AnonymousToken(challenge, address));
        return Send(method, address.Manifest, ManifestTypes, token, address.IsLocal);
    }

    // The token that anybody gets who may only pull this image.
    private string AnonymousToken(string challenge, ImageAddress address)
    {
        var parameters = ChallengeParameter().Matches(challenge).ToLookup(match => match.Groups["name"].Value.ToLowerInvariant(), match => match.Groups["value"].Value);
        if (!Uri.TryCreate(parameters["realm"].FirstOrDefault(), UriKind.Absolute, out var realm))
            throw Refused(HttpStatusCode.Unauthorized);

        var query = $"scope={Uri.EscapeDataString($"repository:{address.Name}:pull")}";
        if (parameters["service"].FirstOrDefault() is { } service)
            query = $"service={Uri.EscapeDataString(service)}&{query}";
        using var response = Send(HttpMethod.Get, new UriBuilder(realm) { Query = query, UserName = "", Password = "" }.Uri, ["application/json"], authorization: null, address.IsLocal);
        if (response.StatusCode != HttpStatusCode.OK)
            throw Refused(response.StatusCode);
        try
        {
            using var json = JsonDocument.Parse(Content(response, MaximalToken));
            foreach (var name in (string[])["token", "access_token"])
            {
                if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var token) && token.GetString() is { Length: > 0 } text && text.All(character => character is > ' ' and < (char)127))
                    return text;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No token either.
        }

        throw Refused(HttpStatusCode.Unauthorized);
    }

    // Follows redirects itself: only over HTTPS or on this machine, and with no token for another host.
    private HttpResponseMessage Send(HttpMethod method, Uri address, string[] accept, AuthenticationHeaderValue? authorization, bool isLocal)
    {
        for (var redirects = 0; redirects <= MaximalRedirects; redirects++)
        {
            if (address.Scheme != Uri.UriSchemeHttps && !(isLocal && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
                throw new UnexpectedAnswerException("sends to an address without HTTPS");
            if (!isLocal && address.IsLoopback)
                throw new UnexpectedAnswerException("sends to an address of this machine");

            using var request = new HttpRequestMessage(method, address) { Headers = { Authorization = authorization } };
            foreach (var type in accept)
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            var response = (address.IsLoopback ? _localClient : _client).Send(request, HttpCompletionOption.ResponseHeadersRead);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return response;

            response.Dispose();
            if (!Uri.TryCreate(address, location, out var next))
                throw new UnexpectedAnswerException("redirects to nowhere");
            if (Uri.Compare(next, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
                authorization = null;
            address = next;
        }

        throw new UnexpectedAnswerException("redirects too often");
    }

    private static byte[] Content(HttpResponseMessage response, int limit)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var stream = response.Content.ReadAsStream(timeout.Token);
        using var stop = timeout.Token.Register(stream.Dispose);
        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (content.Length + read > limit)
                throw new UnexpectedAnswerException("sends more than such an answer has");
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static string? DigestIn(HttpResponseMessage response) =>
        response.Headers.TryGetValues(DigestHeader, out var values) && values.First() is var digest && Digest().IsMatch(digest) ? digest : null;

    private static UnexpectedAnswerException Refused(HttpStatusCode status) => new(status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "gives it only to those who log in, or has no such image",
        HttpStatusCode.NotFound => "has no such image",
        HttpStatusCode.TooManyRequests => "takes no more questions for now",
        _ => $"answers with status {(int)status}",
    });

    [GeneratedRegex("^sha256:[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();

    [GeneratedRegex("(?<name>[A-Za-z]+)=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex ChallengeParameter();

    private sealed class UnexpectedAnswerException(string message) : Exception(message);
}
