using System.Text;

namespace StageReady.Manifest.Tests;

/// <summary>What is written is deterministic, whole or not there.</summary>
public sealed class WriterTests
{
    [Fact]
    public void The_same_content_in_another_directory_gives_the_same_payload()
    {
        using var one = new TemporaryRelease();
        using var two = new TemporaryRelease();
        Directory.CreateDirectory(two.PathOf("empty"));
        File.SetLastWriteTimeUtc(two.PathOf("app.dll"), new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(ReleaseWriter.Write(one.Root, one.Description, one.Key).Digest, ReleaseWriter.Write(two.Root, two.Description, two.Key).Digest);
        Assert.Equal(one.Payload(), two.Payload());
        Assert.Equal(File.ReadAllBytes(one.SumsPath), File.ReadAllBytes(two.SumsPath));
    }

    [Fact]
    public void The_payload_has_one_form()
    {
        using var release = new TemporaryRelease().Signed();
        Assert.Equal(
            """{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"release.sha256sums","digest":{"sha256":"21245930f9e0733007bc7c71769f7623e2c3e0ca7631282b15ffe7e5ba18be11"}}],"predicateType":"https://stageready.dev/release/v1","predicate":{"name":"Storefront","version":"1.4.0","sequence":7,"files":[{"path":"app.dll","size":15,"sha256":"59b33147eed775afbd220ad5c1d10dfd17c401cb664c3c05a2e877c208d45bfb"},{"path":"wwwroot/index.html","size":8,"sha256":"2c35ceb98d7757a74449079db9858dba4af1e87c41932a675471f3daea01886f"}]}}""",
            release.Payload());
    }

    [Fact]
    public void A_payload_read_and_written_again_is_the_same()
    {
        using var release = new TemporaryRelease().Signed();
        var payload = ManifestFile.Read(release.ManifestPath)[0].Envelope.Payload;
        Assert.Equal(payload.ToArray(), ReleaseManifest.Parse(payload, "test").ToPayload());
    }

    [Fact]
    public void Writing_again_replaces_both_files_and_covers_neither()
    {
        using var release = new TemporaryRelease().Signed();
        release.Put("new.txt", "new");
        Assert.Equal("", release.Signed().Codes());
        Assert.DoesNotContain("release.", File.ReadAllText(release.SumsPath));
    }

    [Fact]
    public void What_an_interrupted_writer_left_behind_is_swept()
    {
        using var release = new TemporaryRelease();
        File.WriteAllText(release.ManifestPath + ".tmp", "{");
        File.WriteAllText(release.SumsPath + ".tmp", "0");
        File.CreateSymbolicLink(release.ManifestPath, Path.Combine(release.Folder, "elsewhere"));
        Assert.Equal("", release.Signed().Codes());
        Assert.False(File.Exists(Path.Combine(release.Folder, "elsewhere")));
    }

    public static TheoryData<string, Action<TemporaryReleaseAccess>> Obstacles => new()
    {
        { "a link", access => File.CreateSymbolicLink(access.PathOf("link"), "app.dll") },
        { "an unsafe name", access => File.WriteAllText(access.PathOf("nul"), "") },
        { "colliding names", access => File.WriteAllText(access.PathOf("APP.dll"), "") },
        { "a pipe", access => Assert.Equal(0, NativeMethods.MakeFifo(access.PathOf("pipe"), 0b110_100_100)) },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void What_could_not_be_verified_is_not_signed_and_no_older_manifest_stays(string obstacle, Action<TemporaryReleaseAccess> make)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files");
        using var release = new TemporaryRelease().Signed();
        make(new TemporaryReleaseAccess(release.PathOf));
        var problem = Assert.Single(Assert.Throws<ReleaseException>(() => ReleaseWriter.Write(release.Root, release.Description, release.Key)).Problems);
        Assert.Equal((obstacle, ProblemClass.Content), (obstacle, problem.Code.Class));
        Assert.False(File.Exists(release.ManifestPath) || File.Exists(release.SumsPath));
    }

    [Fact]
    public void An_empty_directory_is_no_release()
    {
        using var release = new TemporaryRelease();
        var empty = Directory.CreateDirectory(Path.Combine(release.Folder, "empty")).FullName;
        Assert.Throws<UnusableInputException>(() => ReleaseWriter.Write(empty, release.Description, release.Key));
    }

    [Fact]
    public void An_output_elsewhere_leaves_no_manifest_in_the_directory()
    {
        using var release = new TemporaryRelease().Signed();
        var elsewhere = Path.Combine(release.Folder, "m.jsonl");
        ReleaseWriter.Write(release.Root, release.Description, release.Key, elsewhere);
        Assert.False(File.Exists(release.ManifestPath));
        Assert.Equal("", release.Codes(elsewhere));
    }

    [Theory]
    [InlineData("m.jsonl")]
    [InlineData("wwwroot/m.jsonl")]
    [InlineData("..m.jsonl")]
    public void An_output_inside_the_release_is_refused(string path)
    {
        using var release = new TemporaryRelease();
        Assert.Throws<UnusableInputException>(() => ReleaseWriter.Write(release.Root, release.Description, release.Key, release.PathOf(path)));
    }

    [Fact]
    public void Facts_are_written_in_canonical_form_whatever_their_order()
    {
        var facts = ReleaseFacts.Parse("""
            { "documents": [ {"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","path":"docs/b.md"}, {"path":"a.md","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"} ],
              "checks": { "counts": {"info":3,"warning":2,"error":0}, "rules": ["STG2001","STG1008"], "suppressions": [ {"reason":"why","rule":"STG1008","path":"src/a.json"} ] },
              "migrations": [ {"id":"2","context":"C","reversibility":"declaredIrreversible","reason":"drops data"}, {"id":"1","context":"C","reversibility":"reversible"} ],
              "configuration": [ {"environment":"Production","keys":[{"key":"B","kind":"string","secret":true},{"key":"A:B","kind":"number","differs":true}]} ],
              "packages": [ {"id":"zeta","version":"1.0.0"}, {"version":"2.0.0","id":"Alpha","contentHash":"aGFzaA=="} ],
              "target": {"framework":"net10.0"}, "toolchain": {"stageready":"0.1.0","sdk":"10.0.401"},
              "source": {"clean":true,"commit":"0123456789012345678901234567890123456789","uri":"https://example.com/r"} }
            """u8.ToArray(), "facts.json");
        var text = Encoding.UTF8.GetString(facts.ToUtf8());
        Assert.Equal(
            """{"source":{"uri":"https://example.com/r","commit":"0123456789012345678901234567890123456789","clean":true},"toolchain":{"sdk":"10.0.401","stageready":"0.1.0"},"target":{"framework":"net10.0"},"packages":[{"id":"Alpha","version":"2.0.0","contentHash":"aGFzaA=="},{"id":"zeta","version":"1.0.0"}],"configuration":[{"environment":"Production","keys":[{"key":"A:B","kind":"number","secret":false,"external":false,"differs":true},{"key":"B","kind":"string","secret":true,"external":false,"differs":false}]}],"migrations":[{"context":"C","id":"1","reversibility":"reversible"},{"context":"C","id":"2","reversibility":"declaredIrreversible","reason":"drops data"}],"checks":{"rules":["STG1008","STG2001"],"counts":{"error":0,"warning":2,"info":3},"suppressions":[{"rule":"STG1008","path":"src/a.json","reason":"why"}],"baseline":[]},"documents":[{"path":"a.md","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},{"path":"docs/b.md","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}""",
            text);
        Assert.Equal(text, Encoding.UTF8.GetString(ReleaseFacts.Parse(facts.ToUtf8(), "again").ToUtf8()));
        using var release = new TemporaryRelease();
        ReleaseWriter.Write(release.Root, new ReleaseDescription { Name = "a", Version = "1", Facts = facts }, release.Key);
        Assert.Equal(text, Encoding.UTF8.GetString(release.Verify().Release!.Facts.ToUtf8()));
    }

    [Theory]
    [InlineData("""[]""", "an object")]
    [InlineData("""{"sauce":{}}""", "'sauce'")]
    [InlineData("""{"source":{"commit":"0123456789012345678901234567890123456789"}}""", "source.clean")]
    [InlineData("""{"source":{"commit":"abc","clean":true}}""", "source.commit")]
    [InlineData("""{"source":{"commit":"0123456789012345678901234567890123456789","clean":"yes"}}""", "source.clean")]
    [InlineData("""{"source":{"commit":"0123456789012345678901234567890123456789","clean":true,"uri":"https://me:secret@example.com"}}""", "without credentials")]
    [InlineData("""{"packages":[{"id":"a"}]}""", "packages[0].version")]
    [InlineData("""{"packages":[{"id":"a","version":"1"},{"id":"A","version":"1"}]}""", "twice")]
    [InlineData("""{"configuration":[{"environment":"E","keys":[{"key":"K","kind":"string","value":"hunter2"}]}]}""", "'value'")]
    [InlineData("""{"configuration":[{"environment":"E","keys":[{"key":"K","kind":"password"}]}]}""", "configuration[0].keys[0].kind")]
    [InlineData("""{"migrations":[{"context":"C","id":"1","reversibility":"declaredIrreversible"}]}""", "reason")]
    [InlineData("""{"migrations":[{"context":"C","id":"1","reversibility":"maybe"}]}""", "migrations[0].reversibility")]
    [InlineData("""{"documents":[{"path":"/etc/passwd","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}""", "documents[0].path")]
    [InlineData("""{"target":null}""", "target")]
    [InlineData("""{"target":{},"Target":{}}""", "twice")]
    [InlineData("""{""", "JSON")]
    [InlineData("", "JSON")]
    public void Facts_that_are_not_understood_are_refused_with_the_name_of_the_member(string facts, string word)
    {
        var message = Assert.Throws<UnusableInputException>(() => ReleaseFacts.Parse(Encoding.UTF8.GetBytes(facts), "facts.json")).Message;
        Assert.StartsWith("facts.json: ", message);
        Assert.Contains(word, message);
        Assert.DoesNotContain("me:secret", message);
        Assert.DoesNotContain("hunter2", message);
    }
}

/// <summary>Where an obstacle is put.</summary>
public sealed class TemporaryReleaseAccess(Func<string, string> pathOf)
{
    internal string PathOf(string path) => pathOf(path);
}
