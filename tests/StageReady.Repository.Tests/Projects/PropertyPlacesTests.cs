using StageReady.Projects;

namespace StageReady.Repository.Tests;

/// <summary>A property is found where MSBuild reads it.</summary>
public sealed class PropertyPlacesTests
{
    private const string Sets = "<Project>\n  <PropertyGroup>\n    <Deterministic>false</Deterministic>\n  </PropertyGroup>\n</Project>";

    [Theory]
    [InlineData("<Project />", null)]
    [InlineData("<Project><PropertyGroup><Deterministic>true</Deterministic></PropertyGroup></Project>", "src/Directory.Build.props")]
    [InlineData("<Project><Import Project=\"../Directory.Build.props\" /></Project>", "Directory.Build.props")]
    [InlineData("<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))\" /></Project>", "Directory.Build.props")]
    [InlineData("<Project><Import Project=\"Other.props\" /></Project>", null)]
    [InlineData("not XML", null)]
    public void The_nearest_file_is_read_and_the_one_above_it_if_that_imports_it(string nearest, string? expected)
    {
        var files = new Dictionary<string, string> { ["src/App/App.csproj"] = "<Project />", ["src/Directory.Build.props"] = nearest, ["Directory.Build.props"] = Sets };
        Assert.Equal(expected, Find(files)?.Path);
    }

    [Fact]
    public void The_project_has_the_last_word()
    {
        var found = Find(new() { ["src/App/App.csproj"] = Sets, ["Directory.Build.props"] = Sets });
        Assert.Equal(("src/App/App.csproj", 3, 5), (found?.Path, found?.StartLine, found?.StartColumn));
    }

    private static SourceSpan? Find(Dictionary<string, string> files) =>
        new PropertyPlaces("src/App/App.csproj", ["src/App", "src", ""], files.GetValueOrDefault).Find("Deterministic");
}
