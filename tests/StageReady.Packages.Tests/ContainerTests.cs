using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace StageReady.Packages.Tests;

/// <summary>The .NET SDK puts the publish folder into an image; the manifest is in that folder by then.</summary>
public class ContainerTests(Feed feed)
{
    [Theory]
    [InlineData("-p:PublishProfile=DefaultContainer")]
    [InlineData("-t:PublishContainer")]
    public void The_manifest_of_its_files_is_in_the_image(string argument)
    {
        using var registry = new BaseImageRegistry();
        using var solution = new TestSolution(feed, $$"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ContainerBaseImage>{{registry.Image}}</ContainerBaseImage>
                <ContainerArchiveOutputPath>../out/image.tar</ContainerArchiveOutputPath>
              </PropertyGroup>
            </Project>
            --- App/Program.cs
            Microsoft.AspNetCore.Builder.WebApplication.Create().Run();
            --- .gitignore
            bin/
            obj/
            out/
            """);
        solution.Commit();

        var published = solution.DotNet("publish", "App", [argument], ("DOTNET_CONTAINER_INSECURE_REGISTRIES", registry.Host));

        Assert.True(published.ExitCode == 0, published.Output);
        Assert.Empty(published.Findings);
        var image = FilesOf(solution.PathOf("out/image.tar"));
        var sums = Encoding.UTF8.GetString(image["app/release.sha256sums"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(sums, line => line.EndsWith("  App.dll", StringComparison.Ordinal));
        Assert.All(sums, line => Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(image["app/" + line[66..]]))));

        using var envelope = JsonDocument.Parse(image["app/release.intoto.jsonl"]);
        using var statement = JsonDocument.Parse(envelope.RootElement.GetProperty("payload").GetBytesFromBase64());
        Assert.Equal(registry.Image, statement.RootElement.GetProperty("predicate").GetProperty("target").GetProperty("baseImage").GetString());
    }

    // The layers of the image, which are archives in an archive.
    private static Dictionary<string, byte[]> FilesOf(string image)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var layer in Entries(File.ReadAllBytes(image)).Where(entry => IsCompressed(entry.Content)))
        {
            foreach (var (name, content) in Entries(layer.Content))
                files[name.TrimStart('/', '.')] = content;
        }

        return files;
    }

    private static bool IsCompressed(byte[] content) => content is [0x1f, 0x8b, ..];

    private static List<(string Name, byte[] Content)> Entries(byte[] archive)
    {
        var stream = new MemoryStream(archive);
        using var tar = new TarReader(IsCompressed(archive) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        var entries = new List<(string, byte[])>();
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            entries.Add((entry.Name, content.ToArray()));
        }

        return entries;
    }

    /// <summary>A registry with one image of one empty layer, on loopback.</summary>
    private sealed class BaseImageRegistry : IDisposable
    {
        private const string Type = "application/vnd.oci.image.manifest.v1+json";

        private readonly HttpListener _listener;
        private readonly Dictionary<string, (string Type, byte[] Content)> _contents = new(StringComparer.Ordinal);

        public BaseImageRegistry()
        {
            var tar = new MemoryStream();
            using (var writer = new TarWriter(tar, leaveOpen: true))
                writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "app/"));
            var layer = new MemoryStream();
            using (var zip = new GZipStream(layer, CompressionMode.Compress, leaveOpen: true))
                zip.Write(tar.ToArray());

            var config = $$$"""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{Digest(tar.ToArray())}}}"]},"history":[{"created":"2026-01-01T00:00:00Z"}]}""";
            var manifest = $$$"""{"schemaVersion":2,"mediaType":"{{{Type}}}","config":{{{Describe("application/vnd.oci.image.config.v1+json", Encoding.UTF8.GetBytes(config))}}},"layers":[{{{Describe("application/vnd.oci.image.layer.v1.tar+gzip", layer.ToArray())}}}]}""";
            var digest = Digest(Encoding.UTF8.GetBytes(manifest));
            _contents[$"/v2/base/manifests/{digest}"] = (Type, Encoding.UTF8.GetBytes(manifest));

            (_listener, Host) = Listen();
            Image = $"{Host}/base@{digest}";
            _ = Serve();
        }

        public string Host { get; }

        public string Image { get; }

        public void Dispose() => _listener.Close();

        private string Describe(string type, byte[] content)
        {
            _contents[$"/v2/base/blobs/{Digest(content)}"] = ("application/octet-stream", content);
            return $$"""{"mediaType":"{{type}}","size":{{content.Length}},"digest":"{{Digest(content)}}"}""";
        }

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
                if (_contents.TryGetValue(context.Request.Url!.AbsolutePath, out var found))
                {
                    response.ContentType = found.Type;
                    response.ContentLength64 = found.Content.Length;
                    if (context.Request.HttpMethod == "GET")
                        await response.OutputStream.WriteAsync(found.Content);
                }
                else
                {
                    response.StatusCode = context.Request.Url.AbsolutePath == "/v2/" ? 200 : 404;
                }
            }
        }

        private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
