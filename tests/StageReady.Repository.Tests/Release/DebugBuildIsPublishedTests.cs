using StageReady.Release;

namespace StageReady.Repository.Tests.Release;

public class DebugBuildIsPublishedTests
{
    [Theory]
    [InlineData("Debug", true)]
    [InlineData("debug", true)]
    [InlineData("Release", false)]
    [InlineData("Staging", false)]
    public void Only_a_Debug_build_is_refused(string configuration, bool isReported) => Assert.Equal(isReported ? "STG4009" : null, DebugBuildIsPublished.Judge("App.csproj", configuration)?.Rule.Id);
}
