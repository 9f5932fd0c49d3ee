namespace StageReady.Repository.Tests.Release;

public class BuildIsNotDeterministicTests
{
    private const string App = """
        --- App/App.csproj
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
        </Project>
        """;

    private const string Workflow = """
        --- .github/workflows/release.yml
        jobs:
          release:
            steps:
              - run: dotnet publish
        """;

    [Fact]
    public void A_build_server_that_does_not_say_that_it_is_one_is_told_at_the_project() => Assert.Equal(["App/App.csproj(1,1)"], ReleaseFiles.Judge("STG4003", App, Workflow));

    [Fact]
    public void Determinism_that_is_off_is_told_where_it_is_switched_off() =>
        Assert.Equal(["App/App.csproj(3,5)"], ReleaseFiles.Judge("STG4003", App.Replace("<TargetFramework>", "<Deterministic>false</Deterministic><TargetFramework>")));

    [Fact]
    public void Determinism_that_an_imported_file_switches_off_is_told_there() => Assert.Equal(["build/Common.props(3,5)"], ReleaseFiles.Judge(
        "STG4003",
        App.Replace("  <PropertyGroup>", "  <Import Project=\"../build/Common.props\" />\n  <PropertyGroup>"),
        "--- build/Common.props\n<Project>\n  <PropertyGroup>\n    <Deterministic>false</Deterministic>\n  </PropertyGroup>\n</Project>"));

    // As dapr/dotnet-sdk had it: the nearest Directory.Build.props imports another one than the one above it.
    [Fact]
    public void A_file_that_the_project_does_not_import_is_not_blamed() => Assert.Equal(["src/App/App.csproj(1,1)"], ReleaseFiles.Judge(
        "STG4003",
        App.Replace("App/App.csproj", "src/App/App.csproj"),
        "--- src/Directory.Build.props\n<Project>\n  <Import Project=\"../other/Directory.Build.props\" />\n</Project>",
        "--- Directory.Build.props\n<Project>\n  <PropertyGroup>\n    <ContinuousIntegrationBuild>true</ContinuousIntegrationBuild>\n  </PropertyGroup>\n</Project>",
        Workflow));

    [Theory]
    [InlineData("<ContinuousIntegrationBuild>true</ContinuousIntegrationBuild>")]
    [InlineData("<ContinuousIntegrationBuild Condition=\"'$(CI)' == 'true'\">true</ContinuousIntegrationBuild>")]
    [InlineData("<ContinuousIntegrationBuild Condition=\"'$(GITHUB_ACTIONS)' == 'true'\">true</ContinuousIntegrationBuild>")]
    [InlineData("<ContinuousIntegrationBuild>$(OnServer)</ContinuousIntegrationBuild>")]
    [InlineData("<OutputType>Library</OutputType>")]
    [InlineData("<IsTestProject>true</IsTestProject>")]
    [InlineData("<IsPublishable>false</IsPublishable>")]
    public void It_is_fine_where_CI_says_so_where_the_text_does_not_decide_and_where_nothing_is_published(string property) =>
        Assert.Empty(ReleaseFiles.Judge("STG4003", App.Replace("<TargetFramework>", property + "<TargetFramework>"), Workflow));

    [Theory]
    [InlineData("")]
    [InlineData("--- .github/workflows/labels.yml\njobs: { label: { steps: [ { uses: actions/labeler@v5 } ] } }")]
    [InlineData("--- .github/workflows/release.yml\n  - run: dotnet publish -p:ContinuousIntegrationBuild=true")]
    [InlineData("--- .github/workflows/release.yml\nenv:\n  ContinuousIntegrationBuild: true\nsteps:\n  - run: dotnet publish")]
    [InlineData("--- .github/workflows/release.yml\n  - run: ./build.sh\n  - run: dotnet publish\n--- build.sh\ndotnet build /p:ContinuousIntegrationBuild=true")]
    public void It_is_fine_without_a_build_server_and_where_the_command_line_says_so(string files) => Assert.Empty(ReleaseFiles.Judge("STG4003", App, files));

    [Theory]
    [InlineData("Microsoft.NET.Sdk.Web", "Company.Sdk")]
    [InlineData("</PropertyGroup>", "</PropertyGroup><ItemGroup><PackageReference Include=\"DotNet.ReproducibleBuilds\" Version=\"1.2.39\" /></ItemGroup>")]
    public void An_SDK_or_a_package_that_may_set_it_is_unknown(string old, string replacement) => Assert.Empty(ReleaseFiles.Judge("STG4003", App.Replace(old, replacement).Replace("<TargetFramework>", "<OutputType>Exe</OutputType><TargetFramework>"), Workflow));
}
