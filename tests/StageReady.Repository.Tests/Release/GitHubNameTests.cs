using StageReady.Release;

namespace StageReady.Repository.Tests.Release;

public class GitHubNameTests
{
    [Theory]
    [InlineData("https://github.com/us/shop.git", "us/shop")]
    [InlineData("https://token@github.com/us/shop", "us/shop")]
    [InlineData("git@github.com:us/shop.git", "us/shop")]
    [InlineData("ssh://git@github.com/us/shop/", "us/shop")]
    [InlineData("https://example.com/us/shop.git", null)]
    [InlineData("https://notgithub.com/us/shop.git", null)]
    [InlineData("https://github.com/us", null)]
    [InlineData("/srv/github.com", null)]
    public void It_is_read_from_the_remote(string remote, string? name) => Assert.Equal(name, GitHubName.Parse(remote));
}
