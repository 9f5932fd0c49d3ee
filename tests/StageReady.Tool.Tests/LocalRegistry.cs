using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace StageReady.Tool.Tests;

/// <summary>A container registry on this machine, with what registries do: tokens, redirects, answers without a digest, lies.</summary>
internal sealed class LocalRegistry : IDisposable
{
    private const string Token = "pull-for-everyone";

    public const string Manifest = """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""";

    public static readonly string Digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Manifest)))}";

    private static readonly string OtherDigest = $"sha256:{new string('b', 64)}";

    private readonly HttpListener _listener;
    private readonly List<string> _requests = [];

    public LocalRegistry()
    {
        (_listener, Port) = Listen();
        _ = Task.Run(Serve);
    }

    public int Port { get; }

    public string Host => $"127.0.0.1:{Port}";

    /// <summary>What was asked, each with whether it brought a token.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public void Dispose() => _listener.Close();

    // HttpListener takes no port that is free by itself, and one that found its port taken is of no use any more.
    private static (HttpListener Listener, int Port) Listen()
    {
        for (var port = Random.Shared.Next(20_000, 50_000); ; port++)
        {
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/", $"http://localhost:{port}/" } };
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                var context = _listener.GetContext();
                lock (_requests)
                    _requests.Add($"{context.Request.HttpMethod} {context.Request.Url!.Host}{context.Request.Url.PathAndQuery}{(context.Request.Headers["Authorization"] is { } authorization ? $" {authorization}" : "")}");
                Answer(context.Request, context.Response);
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private void Answer(HttpListenerRequest request, HttpListenerResponse response)
    {
        var path = request.Url!.AbsolutePath;
        var hasToken = request.Headers["Authorization"] == $"Bearer {Token}";
        switch (path)
        {
            case "/token":
                Write(response, $$"""{"token":"{{Token}}"}""");
                break;
            case "/v2/closed/manifests/1" when !hasToken:
            case "/v2/redirected/manifests/1" when !hasToken:
                response.StatusCode = 401;
                response.AddHeader("WWW-Authenticate", $"Bearer realm=\"http://{Host}/token\",service=\"local\",scope=\"ignored\"");
                break;
            case "/v2/private/manifests/1":
                response.StatusCode = 401;
                response.AddHeader("WWW-Authenticate", "Basic realm=\"local\"");
                break;
            case "/v2/elsewhere/manifests/1":
                response.StatusCode = 401;
                response.AddHeader("WWW-Authenticate", "Bearer realm=\"http://registry.example.com/token\",service=\"local\"");
                break;
            case "/v2/redirected/manifests/1":
                response.StatusCode = 307;
                response.RedirectLocation = $"http://localhost:{Port}/moved";
                break;
            case "/v2/endless/manifests/1":
                response.StatusCode = 302;
                response.RedirectLocation = path;
                break;
            case "/v2/nameless/manifests/1":
            case "/v2/large/manifests/1":
            case "/v2/lying/manifests/1":
                if (request.HttpMethod == "GET" && path.Contains("lying", StringComparison.Ordinal))
                    response.AddHeader("Docker-Content-Digest", OtherDigest);
                if (request.HttpMethod == "GET")
                    Write(response, path.Contains("large", StringComparison.Ordinal) ? new string(' ', 5 * 1024 * 1024) : Manifest);
                break;
            case "/v2/shop/api/manifests/1.0" or "/v2/tools/manifests/latest" or "/v2/closed/manifests/1" or "/moved":
                response.AddHeader("Docker-Content-Digest", Digest);
                break;
            default:
                response.StatusCode = 404;
                break;
        }
    }

    private static void Write(HttpListenerResponse response, string text)
    {
        try
        {
            response.OutputStream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException)
        {
            // The client has read enough.
        }
    }
}
