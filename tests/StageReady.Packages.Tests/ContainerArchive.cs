using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace StageReady.Packages.Tests;

/// <summary>What the .NET SDK writes as an archive: the configurations of one or several images, and their layers, which are archives in it.</summary>
internal sealed class ContainerArchive
{
    private readonly List<Dictionary<string, byte[]>> _layers;
    private readonly List<byte[]> _documents;

    public ContainerArchive(string path)
    {
        var entries = Entries(File.ReadAllBytes(path));
        _layers = [.. entries.Where(entry => IsCompressed(entry.Content)).Select(entry => Entries(entry.Content).ToDictionary(file => file.Name.TrimStart('/', '.'), file => file.Content, StringComparer.Ordinal))];
        _documents = [.. entries.Select(entry => entry.Content).Where(content => content is [(byte)'{', ..])];
    }

    /// <summary>The files of the layer that holds a release.</summary>
    public Dictionary<string, byte[]> Release => _layers.Single(layer => layer.ContainsKey("app/release.intoto.jsonl"));

    /// <summary>The base images that the manifests in it name.</summary>
    public IEnumerable<string?> NamedBaseImages => _layers.Where(layer => layer.ContainsKey("app/release.intoto.jsonl")).Select(layer =>
    {
        using var envelope = JsonDocument.Parse(layer["app/release.intoto.jsonl"]);
        using var statement = JsonDocument.Parse(envelope.RootElement.GetProperty("payload").GetBytesFromBase64());
        return statement.RootElement.GetProperty("predicate").GetProperty("target").GetProperty("baseImage").GetString();
    }).Order(StringComparer.Ordinal);

    /// <summary>The digests of the images that the SDK has built on, as its labels say.</summary>
    public IEnumerable<string?> UsedBaseDigests => _documents.Select(document =>
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.TryGetProperty("config", out var config) && config.TryGetProperty("Labels", out var labels) ? labels.GetProperty("org.opencontainers.image.base.digest").GetString() : null;
    }).Where(digest => digest is not null).Order(StringComparer.Ordinal);

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
}
