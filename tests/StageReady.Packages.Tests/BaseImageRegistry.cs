using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace StageReady.Packages.Tests;

/// <summary>A registry on loopback with one image, <c>base:1.0</c>, of one empty layer for two platforms.</summary>
internal sealed class BaseImageRegistry : IDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly HttpListener _listener;
    private readonly Dictionary<string, (string Type, byte[] Content)> _contents = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();

    public BaseImageRegistry()
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "app/"));
        var layer = new MemoryStream();
        using (var zip = new GZipStream(layer, CompressionMode.Compress, leaveOpen: true))
            zip.Write(tar.ToArray());

        X64Digest = AddPlatform("amd64", tar.ToArray(), layer.ToArray());
        Arm64Digest = AddPlatform("arm64", tar.ToArray(), layer.ToArray());
        var index = $$"""{"schemaVersion":2,"mediaType":"{{IndexType}}","manifests":[{{Refer(X64Digest, "amd64")}},{{Refer(Arm64Digest, "arm64")}}]}""";
        IndexDigest = AddManifest(IndexType, index);
        _contents["/v2/base/manifests/1.0"] = (IndexType, Encoding.UTF8.GetBytes(index));

        (_listener, Host) = Listen();
        _ = Serve();
    }

    public string Host { get; }

    public string IndexDigest { get; }

    public string X64Digest { get; }

    public string Arm64Digest { get; }

    /// <summary>How often somebody asked what the tag stands for.</summary>
    public int TagRequests => _requests.Count(path => path == "/v2/base/manifests/1.0");

    public void Dispose() => _listener.Close();

    private string AddPlatform(string architecture, byte[] tar, byte[] layer)
    {
        var config = $$$"""{"architecture":"{{{architecture}}}","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{Digest(tar)}}}"]},"history":[{"created":"2026-01-01T00:00:00Z"}]}""";
        return AddManifest(ManifestType, $$$"""{"schemaVersion":2,"mediaType":"{{{ManifestType}}}","config":{{{AddBlob("application/vnd.oci.image.config.v1+json", Encoding.UTF8.GetBytes(config))}}},"layers":[{{{AddBlob("application/vnd.oci.image.layer.v1.tar+gzip", layer)}}}]}""");
    }

    private string AddManifest(string type, string manifest)
    {
        var content = Encoding.UTF8.GetBytes(manifest);
        _contents[$"/v2/base/manifests/{Digest(content)}"] = (type, content);
        return Digest(content);
    }

    private string AddBlob(string type, byte[] content)
    {
        _contents[$"/v2/base/blobs/{Digest(content)}"] = ("application/octet-stream", content);
        return $$"""{"mediaType":"{{type}}","size":{{content.Length}},"digest":"{{Digest(content)}}"}""";
    }

    private string Refer(string digest, string architecture) =>
        $$$"""{"mediaType":"{{{ManifestType}}}","size":{{{_contents[$"/v2/base/manifests/{digest}"].Content.Length}}},"digest":"{{{digest}}}","platform":{"architecture":"{{{architecture}}}","os":"linux"}}""";

    // Another process may be faster at the port that was free.
    private static (HttpListener Listener, string Host) Listen()
    {
        while (true)
        {
            using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var listener = new HttpListener { Prefixes = { $"http://localhost:{port}/" } };
            try
            {
                listener.Start();
                return (listener, $"localhost:{port}");
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var response = context.Response;
            var path = context.Request.Url!.AbsolutePath;
            _requests.Enqueue(path);
            if (_contents.TryGetValue(path, out var found))
            {
                response.ContentType = found.Type;
                response.ContentLength64 = found.Content.Length;
                response.Headers["Docker-Content-Digest"] = Digest(found.Content);
                if (context.Request.HttpMethod == "GET")
                    await response.OutputStream.WriteAsync(found.Content);
            }
            else
            {
                response.StatusCode = path == "/v2/" ? 200 : 404;
            }
        }
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
