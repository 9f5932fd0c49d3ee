using NuGet.Versioning;
using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class PackagesLockFileTests
{
    private const string Framework = "net10.0", Moniker = ".NETCoreApp,Version=v10.0";

    private const string Assets = """
        {
          "version": 4,
          "libraries": {
            "Direct/1.4.0": { "sha512": "file hash", "type": "package" },
            "Transitive/2.0.0": { "type": "package" },
            "Library/1.0.0": { "type": "project" }
          },
          "project": {
            "restore": { "restoreLockProperties": { "restoreLockedMode": true } },
            "frameworks": { "net10.0": { "targetAlias": "net10.0", "dependencies": { "Direct": { "target": "Package", "version": "[1.*, )" } } } }
          }
        }
        """;

    private const string Lock = """
        {
          "version": 1,
          "dependencies": {
            "net10.0": {
              "Direct": { "type": "Direct", "requested": "[1.*, )", "resolved": "1.4.0", "contentHash": "content hash" },
              "Transitive": { "type": "Transitive", "resolved": "2.0.0", "contentHash": "x" },
              "library": { "type": "Project" }
            }
          }
        }
        """;

    [Theory]
    [InlineData("", "", true)]
    [InlineData("[1.*, )", "[1.4.*, )", false)]
    [InlineData("1.4.0", "1.3.0", false)]
    [InlineData("2.0.0", "2.0.1", false)]
    [InlineData("\"Direct\": {", "\"Another\": {", false)]
    [InlineData("\"type\": \"Direct\"", "\"type\": \"Transitive\"", false)]
    [InlineData("\"net10.0\"", "\"net9.0\"", false)]
    [InlineData("\"net10.0\"", "\".NETCoreApp,Version=v10.0\"", true)]
    [InlineData("1.4.0", "no version", false)]
    public void It_is_fresh_only_if_it_answers_what_was_asked_for_with_what_is_in_use(string old, string replacement, bool fresh)
    {
        var text = old.Length == 0 ? Lock : Lock.Replace(old, replacement);

        Assert.Equal(fresh, PackagesLockFile.Parse(text)!.IsFresh(ProjectAssets.Parse(Assets)!, Framework, Moniker));
    }

    [Fact]
    public void A_package_that_the_lock_does_not_know_makes_it_stale() => Assert.False(PackagesLockFile.Parse(Lock)!.IsFresh(
        ProjectAssets.Parse(Assets.Replace("\"dependencies\": {", "\"dependencies\": { \"More\": { \"target\": \"Package\", \"version\": \"[1.0.0, )\" },"))!, Framework, Moniker));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"dependencies":[]}""")]
    [InlineData("""{"version":1}""")]
    public void A_text_that_is_no_lock_file_gives_none(string text) => Assert.Null(PackagesLockFile.Parse(text));

    [Fact]
    public void It_tells_the_content_hash_of_exactly_the_locked_version()
    {
        var file = PackagesLockFile.Parse(Lock)!;

        Assert.Equal("content hash", file.ContentHash("direct", NuGetVersion.Parse("1.4.0")));
        Assert.Null(file.ContentHash("Direct", NuGetVersion.Parse("1.4.1")));
    }

    [Fact]
    public void The_assets_tell_what_was_asked_for_and_what_was_chosen()
    {
        var assets = ProjectAssets.Parse(Assets)!;

        Assert.True(assets.LockedMode);
        Assert.Equal("[1.*, )", assets.Dependencies("net10.0")["direct"]);
        Assert.Empty(assets.Dependencies("net9.0"));
        Assert.Equal(["Direct 1.4.0 file hash", "Transitive 2.0.0 "], assets.Libraries.Select(library => $"{library.Id} {library.Version} {library.Sha512}"));
        Assert.Equal("1.4.0", assets.Resolve("direct", "1.*"));
        Assert.Null(assets.Resolve("Direct", "2.*"));
        Assert.Null(assets.Resolve("Absent", "1.*"));
    }
}
