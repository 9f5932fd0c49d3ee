using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace StageReady.Release.Tests;

public class PackageSignersTests
{
    private const string Create = "manifest create publish --name Storefront --version 1.4.0 --facts facts.json";

    private const string Archive = "packages/signed.package/1.0.0-beta/signed.package.1.0.0-beta.nupkg";

    [Fact]
    public void The_signer_of_each_package_that_lies_in_the_folder_is_recorded()
    {
        using var process = new ReleaseProcess();
        using var certificate = Certificate();
        Pack(process, Archive, Sign(certificate));
        Pack(process, "packages/unsigned/2.0.0/unsigned.2.0.0.nupkg", signature: null);
        Facts(process, "Signed.Package 1.0.0-Beta", "Unsigned 2.0.0", "Absent 3.0.0", "../escape 1.0.0");

        Assert.Equal(0, process.Run($"{Create} --package-folder packages").ExitCode);

        Assert.Equal(
            ["../escape: ", "Absent: ", $"Signed.Package: {Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256))}", "Unsigned: "],
            Signers(process));
    }

    [Fact]
    public void Without_the_folder_or_where_the_build_knows_better_nothing_is_looked_up()
    {
        using var process = new ReleaseProcess();
        using var certificate = Certificate();
        Pack(process, Archive, Sign(certificate));
        Facts(process, "Signed.Package 1.0.0-Beta");

        Assert.Equal(0, process.Run(Create).ExitCode);
        Assert.Equal(["Signed.Package: "], Signers(process));

        process.Put("facts.json", """{"packages":[{"id":"Signed.Package","version":"1.0.0-Beta","signer":"known"}]}""");
        Assert.Equal(0, process.Run($"{Create} --package-folder packages").ExitCode);
        Assert.Equal(["Signed.Package: known"], Signers(process));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_package_that_cannot_be_read_is_named_and_leaves_no_manifest(bool isArchive)
    {
        using var process = new ReleaseProcess();
        if (isArchive)
            Pack(process, Archive, [0x30, 0x03, 0x02, 0x01, 0x00]);
        else
            process.Put(Archive, "no archive");
        Facts(process, "Signed.Package 1.0.0-Beta");

        var result = process.Run($"{Create} --package-folder packages");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("signed.package.1.0.0-beta.nupkg: its signature cannot be read: ", Assert.Single(result.ErrorLines));
        Assert.False(File.Exists(process.PathOf("publish/release.intoto.jsonl")));
    }

    private static void Facts(ReleaseProcess process, params string[] packages) => process.Put("facts.json", JsonSerializer.Serialize(new
    {
        packages = packages.Select(package => package.Split(' ')).Select(parts => new { id = parts[0], version = parts[1] }),
    }));

    private static IEnumerable<string> Signers(ReleaseProcess process)
    {
        using var envelope = JsonDocument.Parse(process.Read("publish/release.intoto.jsonl"));
        using var statement = JsonDocument.Parse(envelope.RootElement.GetProperty("payload").GetBytesFromBase64());
        return
        [
            .. statement.RootElement.GetProperty("predicate").GetProperty("packages").EnumerateArray()
                .Select(package => $"{package.GetProperty("id")}: {(package.TryGetProperty("signer", out var signer) ? signer.GetString() : "")}"),
        ];
    }

    private static void Pack(ReleaseProcess process, string path, byte[]? signature)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(process.PathOf(path))!);
        using var archive = ZipFile.Open(process.PathOf(path), ZipArchiveMode.Create);
        using (var content = archive.CreateEntry("lib/net10.0/_._").Open())
            content.WriteByte(0);
        if (signature is null)
            return;
        using var entry = archive.CreateEntry(".signature.p7s").Open();
        entry.Write(signature);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=Tester", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private static byte[] Sign(X509Certificate2 certificate)
    {
        var message = new SignedCms(new ContentInfo("what the package holds"u8.ToArray()));
        message.ComputeSignature(new CmsSigner(certificate));
        return message.Encode();
    }
}
