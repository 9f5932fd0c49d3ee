using System.Runtime.InteropServices;

namespace StageReady.Manifest.Tests;

/// <summary>The directory is not what was signed.</summary>
public sealed class VerifyContentTests
{
    [Fact]
    public void An_untouched_release_is_verified()
    {
        using var release = new TemporaryRelease().Signed();
        var result = release.Verify();
        Assert.Equal("", TemporaryRelease.CodesOf(result));
        Assert.Equal(("Storefront", "1.4.0", 7L), (result.Release!.Name, result.Release.Version, result.Release.Sequence));
        Assert.Equal(["app.dll", "wwwroot/index.html"], result.Release.Files.Select(file => file.Path));
    }

    [Fact]
    public void A_changed_byte_is_refused_and_the_file_is_named_with_both_hashes()
    {
        using var release = new TemporaryRelease().Signed();
        release.Put("app.dll", "the Application");
        var problem = Assert.Single(release.Verify().Problems);
        Assert.Equal(ProblemCode.FileChanged, problem.Code);
        Assert.Equal("app.dll", problem.Path);
        Assert.Matches("^[0-9a-f]{64}$", problem.Expected);
        Assert.Matches("^[0-9a-f]{64}$", problem.Actual);
        Assert.Equal(1, release.Verify().ExitCode);
    }

    public static TheoryData<string, Action<string>, string> Changes => new()
    {
        { "a removed file", root => File.Delete(Path.Combine(root, "app.dll")), "file-missing" },
        { "an added file", root => File.WriteAllText(Path.Combine(root, "evil.dll"), ""), "file-extra" },
        { "an added file in an added directory", root => Add(root, "a/b/c.txt"), "file-extra" },
        { "a hidden file", root => Add(root, ".env"), "file-extra" },
        { "a renamed file", root => File.Move(Path.Combine(root, "app.dll"), Path.Combine(root, "app2.dll")), "file-extra file-missing" },
        { "a truncated file", root => File.WriteAllText(Path.Combine(root, "app.dll"), ""), "file-changed" },
        { "a directory in place of a file", root => Replace(root, path => Directory.CreateDirectory(path)), "file-missing" },
        { "a link to the same content", root => Replace(root, path => Link(path, path + ".real")), "link file-extra" },
        { "a link out of the release", root => Replace(root, path => File.CreateSymbolicLink(path, "/etc/hostname")), "link" },
        { "a broken link", root => File.CreateSymbolicLink(Path.Combine(root, "broken"), "nowhere"), "link" },
        { "a link to a directory", root => Directory.CreateSymbolicLink(Path.Combine(root, "linked"), Path.Combine(root, "wwwroot")), "link" },
        { "a link in a circle", root => Directory.CreateSymbolicLink(Path.Combine(root, "wwwroot", "loop"), root), "link" },
        { "a manifest that is a link", root => MoveAndLink(root, ReleaseFileNames.Manifest), "link" },
        { "sums that are a link", root => MoveAndLink(root, ReleaseFileNames.Sums), "subject-mismatch link" },
        { "a name of another case", root => Add(root, "APP.dll"), "path-collision file-extra" },
        { "a directory of another case", root => Add(root, "WWWroot/index.html"), "path-collision file-extra" },
        { "the manifest's name in another case", root => Add(root, "Release.InToto.jsonl"), "path-collision file-extra" },
        { "a composed beside a decomposed name", root => { Add(root, "caf\u00E9"); Add(root, "cafe\u0301"); }, "path-collision file-extra" },
        { "a device name", root => Add(root, "nul.txt"), "path-unsafe" },
        { "a backslash in a name", root => Add(root, "a\\b"), "path-unsafe" },
        { "a line feed in a name", root => Add(root, "a\nb"), "path-unsafe" },
        { "a directory of the manifest's name elsewhere", root => Add(root, "sub/release.intoto.jsonl"), "file-extra" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_directory_that_differs_is_refused(string change, Action<string> apply, string codes)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        using var release = new TemporaryRelease().Signed();
        apply(release.Root);
        Assert.Equal((change, Sorted(codes)), (change, Sorted(release.Codes())));
    }

    [Fact]
    public void A_pipe_is_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in directories");
        using var release = new TemporaryRelease().Signed();
        File.Delete(release.PathOf("app.dll"));
        Assert.Equal(0, NativeMethods.MakeFifo(release.PathOf("app.dll"), 0b110_100_100));
        var problem = Assert.Single(release.Verify().Problems);
        Assert.Equal((ProblemCode.FileUnreadable, "app.dll"), (problem.Code, problem.Path));
    }

    [Fact]
    public void A_manifest_that_is_a_pipe_is_refused_without_waiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in directories");
        using var release = new TemporaryRelease().Signed();
        File.Delete(release.ManifestPath);
        Assert.Equal(0, NativeMethods.MakeFifo(release.ManifestPath, 0b110_100_100));
        Assert.Equal("file-unreadable", release.Codes());
    }

    [Fact]
    public void A_name_that_is_not_UTF8_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such names");
        using var release = new TemporaryRelease().Signed();
        byte[] path = [.. System.Text.Encoding.UTF8.GetBytes(release.PathOf("bad")), 0xFF, 0];
        Assert.Equal(0, NativeMethods.MakeFile(path, 0x8000 | 0b110_100_100));
        Assert.Equal("path-unsafe", release.Codes());
        Assert.Equal(0, NativeMethods.Unlink(path));
    }

    [Fact]
    public void Empty_directories_and_hard_links_are_allowed()
    {
        using var release = new TemporaryRelease();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(0, NativeMethods.HardLink(release.PathOf("app.dll"), release.PathOf("app.copy.dll")));
        release.Signed();
        Directory.CreateDirectory(release.PathOf("empty/empty"));
        Assert.Equal("", release.Codes());
    }

    [Fact]
    public void The_root_itself_may_be_a_link()
    {
        using var release = new TemporaryRelease().Signed();
        var current = Path.Combine(release.Folder, "current");
        Directory.CreateSymbolicLink(current, release.Root);
        Assert.True(ReleaseVerifier.Verify(current, [TemporaryRelease.Trust(release.Key)]).IsVerified);
    }

    [Fact]
    public void All_problems_are_reported_in_the_order_of_their_paths()
    {
        using var release = new TemporaryRelease().Signed();
        release.Put("app.dll", "changed");
        release.Put("zzz", "");
        File.Delete(release.PathOf("wwwroot/index.html"));
        Assert.Equal(
            ["file-changed app.dll", "file-missing wwwroot/index.html", "file-extra zzz"],
            release.Verify().Problems.Select(problem => $"{problem.Code} {problem.Path}"));
    }

    [Fact]
    public void A_manifest_of_another_release_does_not_fit()
    {
        using var release = new TemporaryRelease().Signed();
        using var other = new TemporaryRelease();
        other.Put("other.dll", "other");
        ReleaseWriter.Write(other.Root, other.Description, release.Key);
        File.Copy(other.ManifestPath, release.ManifestPath, overwrite: true);
        Assert.Equal("subject-mismatch file-missing", release.Codes());
        File.Copy(other.SumsPath, release.SumsPath, overwrite: true);
        Assert.Equal("file-missing", release.Codes());
    }

    [Fact]
    public void An_absent_directory_is_unusable() =>
        Assert.Contains("does not exist", Assert.Throws<UnusableInputException>(() => ReleaseVerifier.Verify("/no/such/directory", [TemporaryRelease.Trust(SigningKey.Generate())])).Message);

    private static string Sorted(string codes) => string.Join(' ', codes.Split(' ').Order(StringComparer.Ordinal));

    private static void Add(string root, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
        File.WriteAllText(Path.Combine(root, path), "");
    }

    private static void Replace(string root, Action<string> make)
    {
        var path = Path.Combine(root, "app.dll");
        File.Move(path, path + ".real");
        make(path);
        if (!File.Exists(path) || File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName != path + ".real")
            File.Delete(path + ".real");
    }

    private static void Link(string path, string target) => File.CreateSymbolicLink(path, target);

    private static void MoveAndLink(string root, string name)
    {
        var outside = Path.Combine(root, "..", name);
        File.Move(Path.Combine(root, name), outside);
        File.CreateSymbolicLink(Path.Combine(root, name), outside);
    }
}

internal static partial class NativeMethods
{
    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "mknod")]
    private static partial int MakeNode(byte[] path, uint mode, ulong device);

    [LibraryImport("libc", EntryPoint = "unlink")]
    internal static partial int Unlink(byte[] path);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int HardLink(string existing, string created);

    internal static int MakeFile(byte[] path, uint mode) => MakeNode(path, mode, 0);
}
