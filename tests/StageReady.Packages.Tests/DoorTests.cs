namespace StageReady.Packages.Tests;

/// <summary>Every way into a build gives the same findings, each once.</summary>
public class DoorTests(DoorTests.Built built) : IClassFixture<DoorTests.Built>
{
    /// <summary>All projects in one build.</summary>
    public sealed class Built : IDisposable
    {
        public Built(Feed feed)
        {
            Solution = new TestSolution(feed, $$"""
                --- All.slnx
                <Solution>
                  <Project Path="Element/Element.csproj" />
                  <Project Path="Reference/Reference.csproj" />
                  <Project Path="Worker/Worker.csproj" />
                  <Project Path="AnalyzersOnly/AnalyzersOnly.csproj" />
                  <Project Path="Everything/Everything.csproj" />
                  <Project Path="Multi/Multi.csproj" />
                </Solution>
                --- Element/Element.csproj
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <ErrorLog>$(MSBuildProjectName).sarif,version=2.1</ErrorLog>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Example" Version="1.*" />
                  </ItemGroup>
                </Project>
                --- Element/Program.cs
                WebApplication.Create().Run();
                --- Element/appsettings.json
                {}
                --- Element/appsettings.Staging.json
                {
                  "Api": "http://localhost:5000"
                }
                --- Element/appsettings.Production.json
                { "Api": "https://api.example.com" }
                --- Reference/Reference.csproj
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>netstandard2.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="StageReady.Sdk" Version="{{Feed.Version}}" PrivateAssets="all" />
                    <PackageReference Include="Example"
                                      Version="*" />
                  </ItemGroup>
                </Project>
                --- Reference/Migration.cs
                {{Sources.MigrationWithoutDown}}
                --- Worker/Worker.csproj
                <Project Sdk="Microsoft.NET.Sdk.Worker">
                  <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>disable</ImplicitUsings>
                    <OutputType>Library</OutputType>
                  </PropertyGroup>
                </Project>
                --- Worker/Migration.cs
                {{Sources.MigrationWithoutDown}}
                --- AnalyzersOnly/AnalyzersOnly.csproj
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="StageReady.Analyzers" Version="{{Feed.Version}}" PrivateAssets="all" />
                    <PackageReference Include="Example" Version="1.*" />
                  </ItemGroup>
                </Project>
                --- AnalyzersOnly/Migration.cs
                {{Sources.MigrationWithoutDown}}
                --- Everything/Everything.csproj
                <Project Sdk="Microsoft.NET.Sdk">
                  <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="StageReady.Sdk" Version="{{Feed.Version}}" PrivateAssets="all" />
                    <PackageReference Include="StageReady.Analyzers" Version="{{Feed.Version}}" PrivateAssets="all" />
                    <PackageReference Include="Example" Version="1.*" />
                  </ItemGroup>
                </Project>
                --- Everything/Migration.cs
                {{Sources.MigrationWithoutDown}}
                --- Multi/Multi.csproj
                <Project Sdk="Microsoft.NET.Sdk">
                  <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
                  <PropertyGroup>
                    <TargetFrameworks>netstandard2.0;net10.0</TargetFrameworks>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Example" Version="1.*" />
                  </ItemGroup>
                  <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'">
                    <PackageReference Include="Other" Version="*" />
                  </ItemGroup>
                </Project>
                --- Multi/appsettings.Production.json
                { "Api": "http://localhost:5000" }
                --- Multi/seed.sql
                INSERT INTO Users (Email) VALUES ('petra.lindqvist@gmail.com');
                --- Multi/Nothing.cs
                {{Sources.Nothing}}
                """);
            Result = Solution.Build("All.slnx");
        }

        internal TestSolution Solution { get; }

        internal BuildResult Result { get; }

        public void Dispose() => Solution.Dispose();
    }

    [Theory]
    [InlineData("Element", "Element.csproj(1,1): warning STG3006", "Element.csproj(9,5): error STG3001", "appsettings.Staging.json(2,10): error STG1008")]
    [InlineData("Reference", "Migration.cs(12,18): error STG2001", "Reference.csproj(7,5): error STG3001")]
    [InlineData("Worker", "Migration.cs(12,18): error STG2001")]
    [InlineData("AnalyzersOnly", "Migration.cs(12,18): error STG2001")]
    [InlineData("Everything", "Everything.csproj(9,5): error STG3001", "Migration.cs(12,18): error STG2001")]
    [InlineData("Multi", "Multi.csproj(10,5): error STG3001", "Multi.csproj(7,5): error STG3001", "appsettings.Production.json(1,10): error STG1008", "seed.sql(1,35): warning STG5002")]
    public void A_project_reports_each_finding_once_at_its_place(string project, params string[] findings) =>
        Assert.Equal(findings.Select(finding => $"{project}/{finding}"), built.Result.Findings.Where(finding => finding.StartsWith(project + "/", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_else_is_reported()
    {
        Assert.DoesNotContain(built.Result.Diagnostics, diagnostic => !diagnostic.Code.StartsWith("STG", StringComparison.Ordinal));
        Assert.Equal(1, built.Result.ExitCode);
    }

    [Fact]
    public void Every_message_has_one_line_and_no_absolute_path() => Assert.All(built.Result.Diagnostics, diagnostic =>
    {
        Assert.DoesNotContain('\n', diagnostic.Message);
        Assert.DoesNotContain(built.Solution.Root, diagnostic.Message);
    });

    [Fact]
    public void The_compilers_sarif_holds_the_analyzers_findings() =>
        Assert.Equal(["Element/appsettings.Staging.json(2,10): error STG1008"], built.Solution.Sarif("Element/Element.sarif").Where(result => result.Contains("STG")));
}
