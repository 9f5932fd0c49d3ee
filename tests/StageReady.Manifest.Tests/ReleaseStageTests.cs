using Microsoft.Win32.SafeHandles;

namespace StageReady.Manifest.Tests;

/// <summary>What is copied is what was verified, and it is there whole or not at all.</summary>
public sealed class ReleaseStageTests
{
    [Fact]
    public void A_verified_release_appears_byte_for_byte_and_alone()
    {
        using var release = new TemporaryRelease();
        release.Put("empty.txt", "");
        release.Put("large.bin", new string('x', 700_000));
        release.Signed();
        Directory.CreateDirectory(release.PathOf("logs"));

        Assert.Equal("", Stage(release));

        Assert.Equal(Contents(release.Root), Contents(Next(release)));
        Assert.Equal(["next", "publish"], Names(release.Folder));
        Assert.Equal(["app.dll", "empty.txt", "large.bin", "release.intoto.jsonl", "release.sha256sums", "wwwroot"], Names(Next(release)));
        Assert.True(ReleaseVerifier.Verify(Next(release), [TemporaryRelease.Trust(release.Key)]).IsVerified);
    }

    public static TheoryData<string, Action<string>, string> Refusals => new()
    {
        { "a changed file", root => File.WriteAllText(root + "/app.dll", "evil"), "file-changed" },
        { "an added file", root => File.WriteAllText(root + "/evil.dll", ""), "file-extra" },
        { "changed sums", root => File.WriteAllText(root + "/release.sha256sums", ""), "subject-mismatch" },
        { "no manifest", root => File.Delete(root + "/release.intoto.jsonl"), "manifest-missing" },
        { "a manifest that is none", root => File.WriteAllText(root + "/release.intoto.jsonl", "{}"), "malformed" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_leaves_nothing(string attack, Action<string> apply, string code)
    {
        using var release = new TemporaryRelease().Signed();
        apply(release.Root);
        Assert.Equal((attack, code), (attack, Stage(release)));
        Assert.Equal(["publish"], Names(release.Folder));
    }

    [Fact]
    public void A_refusal_by_the_policy_leaves_nothing()
    {
        using var scene = new PolicyScene().Ask("approvals", """[ { "role": "ops" } ]""");
        using (var stage = ReleaseStage.Create(Next(scene.Release), TestContext.Current.CancellationToken))
        {
            using var policy = scene.Policy();
            Assert.False(ReleaseVerifier.VerifyForEnvironment(scene.Release.Root, policy, "staging", now: PolicyScene.Now, stage: stage).IsVerified);
            Assert.Throws<InvalidOperationException>(stage.Complete);
        }

        Assert.Equal(["publish"], Names(scene.Release.Folder));
    }

    [Fact]
    public void A_file_that_is_replaced_after_it_was_hashed_is_copied_as_it_was_hashed()
    {
        using var release = new TemporaryRelease().Signed();
        using var stage = ReleaseStage.Create(Next(release), TestContext.Current.CancellationToken);
        using var root = new AttackedRoot(ReleaseRoot.Open(release.Root), "app.dll", afterHashing: () => release.Put("app.dll", "EVIL application"));
        var files = ManifestFile.Read(release.ManifestPath)[0].Release!.Files;

        Assert.Empty(ContentComparison.Compare(root, ReleaseScan.Of(root), files, stage));

        stage.Verified();
        stage.Complete();
        Assert.Equal("EVIL application", File.ReadAllText(release.PathOf("app.dll")));
        Assert.Equal("the application", File.ReadAllText(Path.Combine(Next(release), "app.dll")));
    }

    [Fact]
    public async Task A_file_that_somebody_keeps_writing_to_is_copied_as_it_was_released_or_refused()
    {
        using var release = new TemporaryRelease();
        var (good, bad) = (new string('g', 300_000), new string('b', 300_000));
        release.Put("app.dll", good);
        release.Signed();
        using var end = new CancellationTokenSource();
        var attack = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                foreach (var content in new[] { bad, good })
                {
                    File.WriteAllText(release.Folder + "/new", content);
                    File.Move(release.Folder + "/new", release.PathOf("app.dll"), overwrite: true);
                    File.WriteAllText(release.PathOf("app.dll"), content);
                }
            }
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 60; i++)
        {
            var codes = Stage(release);
            Assert.Equal(codes.Length == 0, Directory.Exists(Next(release)));
            if (codes.Length > 0)
                continue;
            Assert.Equal(good, await File.ReadAllTextAsync(Path.Combine(Next(release), "app.dll"), TestContext.Current.CancellationToken));
            Directory.Delete(Next(release), recursive: true);
        }

        await end.CancelAsync();
        await attack;
        Assert.DoesNotContain(Names(release.Folder), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void The_copy_shares_nothing_with_the_original()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Hard links are made with link(2)");
        using var release = new TemporaryRelease().Signed();
        Assert.Equal(0, NativeMethods.HardLink(release.PathOf("app.dll"), release.Folder + "/outside"));
        Assert.Equal("", Stage(release));
        File.WriteAllText(release.Folder + "/outside", "EVIL application");
        Assert.Equal("the application", File.ReadAllText(Path.Combine(Next(release), "app.dll")));
    }

    [Theory]
    [InlineData("755", "755")]
    [InlineData("640", "640")]
    [InlineData("666", "644")]
    [InlineData("6777", "755")]
    public void Who_may_read_and_execute_is_kept_and_who_else_may_write_is_not(string mode, string expected)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes");
            return;
        }

        using var release = new TemporaryRelease().Signed();
        File.SetUnixFileMode(release.PathOf("app.dll"), (UnixFileMode)Convert.ToInt32(mode, 8));
        Assert.Equal("", Stage(release));
        Assert.Equal(expected, Convert.ToString((int)File.GetUnixFileMode(Path.Combine(Next(release), "app.dll")), 8));
    }

    [Fact]
    public void Whoever_is_interrupted_leaves_nothing()
    {
        using var release = new TemporaryRelease();
        for (var i = 0; i < 20; i++)
            release.Put($"{i}.txt", "smaller");
        release.Signed();
        using var interrupt = new CancellationTokenSource();
        using (var stage = ReleaseStage.Create(Next(release), interrupt.Token))
        {
            using var root = new AttackedRoot(ReleaseRoot.Open(release.Root), "app.dll", afterHashing: interrupt.Cancel);
            var files = ManifestFile.Read(release.ManifestPath)[0].Release!.Files;
            var scan = ReleaseScan.Of(root);
            Assert.ThrowsAny<OperationCanceledException>(() => ContentComparison.Compare(root, scan, files, stage));
        }

        Assert.Equal(["publish"], Names(release.Folder));
    }

    [Fact]
    public void An_empty_directory_is_taken_and_one_that_is_filled_meanwhile_is_left()
    {
        using var release = new TemporaryRelease().Signed();
        Directory.CreateDirectory(Next(release));
        Assert.Equal("", Stage(release));
        Assert.True(File.Exists(Path.Combine(Next(release), "app.dll")));

        var other = Path.Combine(release.Folder, "other");
        using (var stage = ReleaseStage.Create(other, TestContext.Current.CancellationToken))
        {
            Assert.True(ReleaseVerifier.Verify(release.Root, [TemporaryRelease.Trust(release.Key)], stage: stage).IsVerified);
            Directory.CreateDirectory(Path.Combine(other, "mine"));
            Assert.Throws<UnusableInputException>(stage.Complete);
        }

        Assert.Equal(["mine"], Names(other));
        Assert.Equal(["next", "other", "publish"], Names(release.Folder));
    }

    [Theory]
    [InlineData("publish", "exists")]
    [InlineData("publish/app.dll", "exists")]
    [InlineData("link", "exists")]
    [InlineData("absent/next", "does not exist")]
    [InlineData("publish/next", "inside the release")]
    public void A_place_that_cannot_be_taken_is_unusable_and_stays_as_it_is(string place, string message)
    {
        using var release = new TemporaryRelease().Signed();
        Directory.CreateSymbolicLink(Path.Combine(release.Folder, "link"), Directory.CreateDirectory(Path.Combine(release.Folder, "empty")).FullName);
        var before = Contents(release.Folder);
        Assert.Contains(message, Assert.Throws<UnusableInputException>(() => Stage(release, Path.Combine(release.Folder, place))).Message, StringComparison.Ordinal);
        Assert.Equal(before, Contents(release.Folder));
    }

    [Fact]
    public void A_manifest_from_elsewhere_is_copied_too()
    {
        using var release = new TemporaryRelease().Signed();
        var elsewhere = Path.Combine(release.Folder, "manifest.jsonl");
        File.Move(release.ManifestPath, elsewhere);
        using (var stage = ReleaseStage.Create(Next(release), TestContext.Current.CancellationToken))
        {
            Assert.True(ReleaseVerifier.Verify(release.Root, [TemporaryRelease.Trust(release.Key)], elsewhere, stage).IsVerified);
            stage.Complete();
        }

        Assert.True(ReleaseVerifier.Verify(Next(release), [TemporaryRelease.Trust(release.Key)]).IsVerified);
    }

    private static string Next(TemporaryRelease release) => Path.Combine(release.Folder, "next");

    /// <returns>The codes of what is wrong.</returns>
    private static string Stage(TemporaryRelease release, string? directory = null)
    {
        using var stage = ReleaseStage.Create(directory ?? Next(release), TestContext.Current.CancellationToken);
        var result = ReleaseVerifier.Verify(release.Root, [TemporaryRelease.Trust(release.Key)], stage: stage);
        if (result.IsVerified)
            stage.Complete();
        return TemporaryRelease.CodesOf(result);
    }

    private static string[] Names(string directory) => [.. Directory.GetFileSystemEntries(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Contents(string directory) =>
        Directory.GetFiles(directory, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(directory, path), path => Sha256Hex.Of(File.ReadAllBytes(path)));

    /// <summary>Lets somebody act right after a file was hashed and found unchanged.</summary>
    private sealed class AttackedRoot(ReleaseRoot root, string attacked, Action afterHashing) : ReleaseRoot(root.Directory)
    {
        public override FileStatus Status(string path) => root.Status(path);

        public override FileStatus Status(SafeFileHandle handle)
        {
            var status = root.Status(handle);
            if (status == root.Status(attacked))
                afterHashing();
            return status;
        }

        public override SafeFileHandle OpenRead(string path) => root.OpenRead(path);

        public override void Dispose() => root.Dispose();
    }
}
