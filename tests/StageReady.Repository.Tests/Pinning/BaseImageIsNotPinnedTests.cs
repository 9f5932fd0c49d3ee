using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Repository.Tests.Pinning;

public class BaseImageIsNotPinnedTests
{
    [Theory]
    [InlineData("ContainerBaseImage=mcr.microsoft.com/dotnet/aspnet:10.0", "Warning at 2")]
    [InlineData("ContainerRepository=shop", "Info at 1")]
    [InlineData("ContainerFamily=alpine", "Info at 2")]
    [InlineData("EnableSdkContainerSupport=true", "Info at 1")]
    [InlineData("PublishProfile=DefaultContainer", "Info at 1")]
    [InlineData("ContainerBaseImage=aspnet@sha256:00;ContainerImageTag=latest", "Warning at 3")]
    [InlineData("ContainerBaseImage=aspnet@sha256:00;ContainerImageTags=1.0.0,latest", "Warning at 3")]
    [InlineData("ContainerImageTag=latest", "Warning at 2, Info at 1")]
    public void A_base_image_or_a_tag_that_moves_is_told_where_it_is_set(string properties, string expected) =>
        Assert.Equal(expected, string.Join(", ", BaseImageIsNotPinned.Judge(Properties.Of(properties)).Select(finding => $"{finding.Severity} at {finding.Span.StartLine}")));

    [Theory]
    [InlineData("")]
    [InlineData("EnableSdkContainerSupport=false")]
    [InlineData("ContainerDevelopmentMode=Fast")]
    [InlineData("PublishProfile=Folder")]
    [InlineData("ContainerBaseImage=mcr.microsoft.com/dotnet/aspnet:10.0@sha256:00;ContainerImageTag=1.0.0")]
    public void A_digest_a_version_and_projects_without_a_container_are_fine(string properties) => Assert.Empty(BaseImageIsNotPinned.Judge(Properties.Of(properties)));

    [Fact]
    public void What_the_web_SDK_switches_on_for_everybody_is_no_container() => Assert.Empty(BaseImageIsNotPinned.Judge(new ProjectProperties(
        name => new Evaluated<string>(name == "EnableSdkContainerSupport" ? "true" : "", IsCertain: true), _ => null, "App.csproj")));
}
