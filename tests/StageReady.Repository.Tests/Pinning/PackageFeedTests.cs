using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public sealed class PackageFeedTests
{
    [Theory]
    [InlineData("""{ "version": 2, "contentHash": "x", "source": "https://api.nuget.org/v3/index.json" }""", "https://api.nuget.org/v3/index.json")]
    [InlineData("""{ "source": "https://me:secret@feed.example.com/v3/index.json?token=secret" }""", "https://feed.example.com/v3/index.json")]
    [InlineData("""{ "source": "http://feed.example.com:8080/nuget" }""", "http://feed.example.com:8080/nuget")]
    [InlineData("""{ "source": "/home/me/feed" }""", null)]
    [InlineData("""{ "source": "file:///home/me/feed" }""", null)]
    [InlineData("""{ "source": "C:\\feed" }""", null)]
    [InlineData("""{ "source": null }""", null)]
    [InlineData("""{ "version": 1 }""", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    public void The_feed_is_told_without_credentials_and_a_folder_is_none(string note, string? feed) => Assert.Equal(feed, PackageFeed.Parse(note));
}
