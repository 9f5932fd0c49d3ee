using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public sealed class LockedContentDiffersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stageready-packages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_unsigned_package_is_hashed_as_a_file()
    {
        var package = Pack(("Example.nuspec", "<package />"), ("lib/netstandard2.0/_._", ""));

        Assert.Equal(Convert.ToBase64String(SHA512.HashData(package)), PackageContentHash.Of(new MemoryStream(package)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_signed_package_is_hashed_as_it_was_before_it_was_signed(bool isSignatureFirst)
    {
        (string, string)[] content = [("Example.nuspec", "<package />"), ("lib/Example.dll", new string('x', 5000))];
        (string, string) signature = (".signature.p7s", "who signed");
        var signed = Pack(isSignatureFirst ? [signature, .. content] : [.. content, signature]);

        Assert.Equal(PackageContentHash.Of(new MemoryStream(Pack(content))), PackageContentHash.Of(new MemoryStream(signed)));
        Assert.NotEqual(Convert.ToBase64String(SHA512.HashData(signed)), PackageContentHash.Of(new MemoryStream(signed)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no archive at all, however long its text may be")]
    public void What_is_no_archive_has_no_hash(string text) => Assert.Null(PackageContentHash.Of(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void A_package_with_another_content_is_an_error_at_its_entry()
    {
        Place(Pack(("Example.nuspec", "<package />")));

        var finding = Assert.Single(Judge(Entry("\"contentHash\": \"c29tZXRoaW5nIGVsc2U=\"")));

        Assert.Equal(("STG3009", Severity.Error, "packages.lock.json", 4, "Example"), (finding.Rule.Id, finding.Severity, finding.Span.Path, finding.Span.StartLine, finding.Subject));
    }

    [Fact]
    public void A_note_of_restore_beside_the_package_is_not_trusted()
    {
        Place(Pack(("Example.nuspec", "<package />")));
        File.WriteAllText(Path.Combine(_folder, "example", "1.0.0", ".nupkg.metadata"), """{ "contentHash": "c29tZXRoaW5nIGVsc2U=" }""");

        Assert.Single(Judge(Entry("\"contentHash\": \"c29tZXRoaW5nIGVsc2U=\"")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"contentHash\": \"\"")]
    public void An_entry_without_a_hash_is_an_error_whether_the_package_is_there_or_not(string hash) =>
        Assert.Contains("without the hash of its content", Assert.Single(Judge(Entry(hash))).Message);

    [Fact]
    public void The_same_content_is_fine()
    {
        var package = Pack(("Example.nuspec", "<package />"));
        Place(package);

        Assert.Empty(Judge(Entry($"\"contentHash\": \"{PackageContentHash.Of(new MemoryStream(package))}\"")));
    }

    [Fact]
    public void A_package_that_is_not_on_disk_is_unknown() => Assert.Empty(Judge(Entry("\"contentHash\": \"c29tZXRoaW5nIGVsc2U=\"")));

    [Fact]
    public void A_project_has_no_hash() => Assert.Empty(Judge("""{ "version": 1, "dependencies": { "net10.0": { "library": { "type": "Project" } } } }"""));

    private static string Entry(string hash) => $$"""
        {
          "version": 1,
          "dependencies": { "net10.0": {
            "Example": { "type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0"{{(hash.Length > 0 ? ", " + hash : "")}} } } }
        }
        """;

    private List<Finding> Judge(string lockFile) =>
        [.. LockedContentDiffers.Judge(new TextFile("packages.lock.json", lockFile), PackagesLockFile.Parse(lockFile)!, new PackageFolders([_folder], new ConcurrentDictionary<string, string?>()).HashOf)];

    private void Place(byte[] package)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "example", "1.0.0"));
        File.WriteAllBytes(Path.Combine(_folder, "example", "1.0.0", "example.1.0.0.nupkg"), package);
    }

    private static byte[] Pack(params (string Name, string Text)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
                using var writer = new StreamWriter(entry.Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }
}
