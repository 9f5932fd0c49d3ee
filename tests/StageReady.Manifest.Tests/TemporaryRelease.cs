using System.Text;

namespace StageReady.Manifest.Tests;

/// <summary>A directory with two files and a trusted key, gone when the test is over.</summary>
internal sealed class TemporaryRelease : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stageready-");

    public TemporaryRelease()
    {
        Directory.CreateDirectory(Root);
        Put("app.dll", "the application");
        Put("wwwroot/index.html", "<p>hello");
    }

    public string Folder => _folder.FullName;

    public string Root => Path.Combine(Folder, "publish");

    public string ManifestPath => PathOf(ReleaseFileNames.Manifest);

    public string SumsPath => PathOf(ReleaseFileNames.Sums);

    public SigningKey Key { get; } = SigningKey.Generate();

    public string PathOf(string path) => Path.Combine(Root, path);

    public void Put(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
    }

    /// <summary>Writes a signed manifest, the starting point of every attack.</summary>
    public TemporaryRelease Signed()
    {
        ReleaseWriter.Write(Root, Description, Key);
        return this;
    }

    public ReleaseDescription Description { get; } = new() { Name = "Storefront", Version = "1.4.0", Sequence = 7 };

    public VerificationResult Verify(string? manifestPath = null) => VerifyWith([Key], manifestPath);

    public VerificationResult VerifyWith(IReadOnlyList<SigningKey> keys, string? manifestPath = null) =>
        ReleaseVerifier.Verify(Root, [.. keys.Select(Trust)], manifestPath);

    public static TrustedKey Trust(SigningKey key) => TrustedKey.FromPem(key.ExportPublicKeyPem(), "test key");

    /// <summary>The codes of what is wrong, in order, each once.</summary>
    public string Codes(string? manifestPath = null) => CodesOf(Verify(manifestPath));

    public static string CodesOf(VerificationResult result)
    {
        Assert.Equal(result.Problems.Count == 0, result.IsVerified);
        Assert.Equal(result.IsVerified, result.ExitCode == 0);
        return string.Join(' ', result.Problems.Select(problem => problem.Code.Name).Distinct());
    }

    public string Payload() => Encoding.UTF8.GetString(ManifestFile.Read(ManifestPath)[0].Envelope.Payload.Span);

    /// <summary>Replaces the manifest by one line that is signed by the trusted key, whatever it says.</summary>
    public void Sign(string payload, string payloadType = "application/vnd.in-toto+json") => WriteLines(Line(payload, payloadType));

    public string Line(string payload, string payloadType = "application/vnd.in-toto+json", SigningKey? key = null) =>
        Encoding.UTF8.GetString(DsseEnvelope.Create(payloadType, Encoding.UTF8.GetBytes(payload), key ?? Key).ToUtf8());

    public void WriteLines(params IEnumerable<string> lines) => File.WriteAllLines(ManifestPath, lines);

    public string ManifestLine() => File.ReadAllText(ManifestPath).TrimEnd('\n');

    public void Dispose()
    {
        Key.Dispose();
        _folder.Delete(recursive: true);
    }
}
