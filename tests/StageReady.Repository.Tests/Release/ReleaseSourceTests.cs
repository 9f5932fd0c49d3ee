using StageReady.Release;

namespace StageReady.Repository.Tests.Release;

public sealed class ReleaseSourceTests : IDisposable
{
    private readonly Repository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("https://github.com/example/shop.git", "https://github.com/example/shop.git")]
    [InlineData("https://user:token@github.com/example/shop.git", "https://github.com/example/shop.git")]
    [InlineData("https://token@dev.azure.com/example/_git/shop?version=main", "https://dev.azure.com/example/_git/shop")]
    [InlineData("ssh://git@example.com:2222/shop.git", "ssh://example.com:2222/shop.git")]
    [InlineData("git@github.com:example/shop.git", "git@github.com:example/shop.git")]
    [InlineData("file:///srv/git/shop.git", null)]
    [InlineData("/srv/git/shop.git", null)]
    [InlineData("../shop", null)]
    [InlineData(@"C:\git\shop", null)]
    [InlineData("C:/git/shop", null)]
    [InlineData("./a:b", null)]
    [InlineData("", null)]
    public void An_address_carries_neither_credentials_nor_a_place_on_this_machine(string remote, string? address) =>
        Assert.Equal(address, ReleaseSource.PublicAddress(remote));

    [Fact]
    public void It_names_commit_tag_and_origin()
    {
        _repository.Commit("a.txt");
        _repository.Git("tag", "v1.4.0");
        _repository.Git("remote", "add", "origin", "https://user:token@example.com/shop.git");

        Assert.Equal(
            new ReleaseSource(_repository.Git("rev-parse", "HEAD"), IsClean: true, "https://example.com/shop.git", "v1.4.0"),
            ReleaseSource.Read(GitWorkTreeReader.Read(_repository.Root, [])));
    }

    [Fact]
    public void Without_a_commit_there_is_no_source() => Assert.Null(ReleaseSource.Read(GitWorkTreeReader.Read(_repository.Root, [])));
}
