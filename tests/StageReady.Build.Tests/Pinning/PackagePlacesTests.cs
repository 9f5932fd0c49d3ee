using StageReady.Build.Pinning;
using StageReady.Pinning;

namespace StageReady.Build.Tests.Pinning;

public class PackagePlacesTests
{
    [Theory]
    [InlineData("""<PackageReference Include="Example" Version="1.*" />""", 2)]
    [InlineData("""<PackageReference Include="example" Version="1.*" />""", 2)]
    [InlineData("""<PackageReference Include="Example" Version="$(V)" />""", 2)]
    [InlineData("""<PackageReference Include="Example" /><PackageReference Update="Example" Version="1.*" />""", 2)]
    [InlineData("<PackageReference Include=\"Example\" Version=\"2.0.0\" />\n<PackageReference Include=\"Example\" Version=\"1.*\" />", 3)]
    [InlineData("<PackageReference Include=\"Example\" Version=\"2.0.0\" />\n<PackageReference Include=\"Example\" Version=\"$(V)\" />", 3)]
    [InlineData("<PackageReference Include=\"Other\" Version=\"1.*\" />\n<PackageReference Include=\"Other;Example\" Version=\"1.*\" />", 3)]
    [InlineData("<PackageReference Include=\"@(All)\" Version=\"1.*\" />", 2)]
    [InlineData("""<PackageVersion Include="Example" Version="1.*" />""", 1)]
    [InlineData("""<PackageReference Include="Other" Version="1.*" />""", 1)]
    [InlineData("<PackageReference", 1)]
    public void An_item_is_found_in_the_file_that_defines_it(string items, int line) =>
        Assert.Equal(line, Find(new() { ["/App.csproj"] = $"<Project><ItemGroup>\n{items}</ItemGroup></Project>" }).StartLine);

    [Fact]
    public void A_file_based_app_has_no_project_on_disk() =>
        Assert.Equal(("/App.cs", 3), (Find(new() { ["/App.cs"] = "#:sdk X@1.0.0\n\n#:package Example@1.*\n" }) is var span ? span.Path : "", span.StartLine));

    [Fact]
    public void A_file_that_is_not_there_has_a_start() => Assert.Equal(SourceSpan.StartOf("/App.csproj"), Find([]));

    private static SourceSpan Find(Dictionary<string, string> files) =>
        new PackagePlaces(path => files.GetValueOrDefault(path)).Find("/App.csproj", PackageRequestKind.PackageReference, "Example", "1.*");
}
