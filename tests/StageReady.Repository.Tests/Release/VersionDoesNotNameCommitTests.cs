using StageReady.Release;

namespace StageReady.Repository.Tests.Release;

public class VersionDoesNotNameCommitTests
{
    private const string Commit = "3d3c42e5aac5ba805825da76410c181273ba90b1";

    [Theory]
    [InlineData("v1.2.3")]
    [InlineData("1.0")]
    [InlineData("V2")]
    [InlineData("shop/v1.2.3")]
    [InlineData("release-1.2.3-rc.1")]
    [InlineData("1.2.3+build")]
    [InlineData("refs/tags/v1.2.3")]
    public void A_version_tag_and_a_version_with_the_commit_are_fine(string tag) => Assert.Null(VersionDoesNotNameCommit.Judge("App.csproj", Commit, ["latest", tag], $"1.2.3+{Commit}"));

    [Theory]
    [InlineData("1.2.3+3d3c42e5aa")]
    [InlineData("1.2.3-preview.4+g3d3c42e")]
    [InlineData("1.2.3+Branch.main.Sha.3D3C42E5AAC5BA805825DA76410C181273BA90B1")]
    public void An_abbreviated_commit_carries_it_too(string version) => Assert.Null(VersionDoesNotNameCommit.Judge("App.csproj", Commit, ["v1.2.3"], version));

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1.2.3+0000000000000000000000000000000000000000")]
    [InlineData("1.2.3+3d3c42")]
    [InlineData(null)]
    public void A_version_without_the_commit_is_a_warning(string? version)
    {
        var finding = VersionDoesNotNameCommit.Judge("App.csproj", Commit, ["v1.2.3"], version);

        Assert.Equal(("STG4002", Severity.Warning), (finding!.Rule.Id, finding.Severity));
        Assert.Contains("InformationalVersion does not carry the commit", finding.Message);
    }

    [Theory]
    [InlineData]
    [InlineData("latest")]
    [InlineData("nightly-build")]
    public void Without_a_version_tag_there_is_a_warning(params string[] tags) =>
        Assert.Contains("no version tag names the commit", VersionDoesNotNameCommit.Judge("App.csproj", Commit, tags, $"1.2.3+{Commit}")!.Message);

    [Fact]
    public void Where_nobody_can_tell_the_tags_only_the_commit_is_asked_for() => Assert.Null(VersionDoesNotNameCommit.Judge("App.csproj", Commit, tags: null, $"1.2.3+{Commit}"));
}
