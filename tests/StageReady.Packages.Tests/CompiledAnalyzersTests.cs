using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace StageReady.Packages.Tests;

/// <summary>A build takes the analyzers that are compiled ahead of time where they fit, and the portable ones everywhere else.</summary>
public sealed partial class CompiledAnalyzersTests(Feed feed)
{
    private const string Portable = "analyzers/dotnet/cs";

    private static readonly string Compiled = RuntimeInformation.RuntimeIdentifier.Equals("linux-x64", StringComparison.Ordinal) ? "tools/linux-x64" : Portable;

    [Theory]
    [InlineData("Element")]
    [InlineData("Reference")]
    [InlineData("Everything")]
    public void A_build_takes_them_whichever_way_they_come_in(string project)
    {
        using var solution = Solution();
        var build = solution.Build($"{project}/{project}.csproj", "-t:Build", "-getItem:Analyzer");

        Assert.Equal([Compiled], Folders(build));
        Assert.Equal([$"{project}/Migration.cs(12,18): error STG2001"], build.Findings);
    }

    [Theory]
    [InlineData("-p:NETCoreSdkPortableRuntimeIdentifier=linux-musl-x64")]
    [InlineData("-p:BundledNETCoreAppTargetFrameworkVersion=11.0")]
    public void Another_platform_or_SDK_takes_the_portable_ones(string argument)
    {
        using var solution = Solution();
        var build = solution.Build("Element/Element.csproj", "-t:Build", "-getItem:Analyzer", argument);

        Assert.Equal([Portable], Folders(build));
        Assert.Equal(["Element/Migration.cs(12,18): error STG2001"], build.Findings);
    }

    [Fact]
    public void An_editor_takes_the_portable_ones()
    {
        using var solution = Solution();
        var build = solution.Build("Everything/Everything.csproj", "-t:Compile", "-getItem:Analyzer", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");

        Assert.Equal([Portable], Folders(build));
    }

    private TestSolution Solution() => new(feed, $$"""
        --- Element/Element.csproj
        {{Sources.Project("Microsoft.NET.Sdk", properties: "", items: "")}}
        --- Element/Migration.cs
        {{Sources.MigrationWithoutDown}}
        --- Reference/Reference.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="StageReady.Analyzers" Version="{{Feed.Version}}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        --- Reference/Migration.cs
        {{Sources.MigrationWithoutDown}}
        --- Everything/Everything.csproj
        {{Sources.Project("Microsoft.NET.Sdk", properties: "", items: $"""
            <PackageReference Include="StageReady.Sdk" Version="{Feed.Version}" PrivateAssets="all" />
            <PackageReference Include="StageReady.Analyzers" Version="{Feed.Version}" PrivateAssets="all" />
            """)}}
        --- Everything/Migration.cs
        {{Sources.MigrationWithoutDown}}
        """);

    /// <summary>The folders, in their packages, of the analyzers' assemblies that the compiler was given.</summary>
    private static IEnumerable<string> Folders(BuildResult build) => FullPath().Matches(build.Output).Select(match => match.Groups["folder"].Value);

    [GeneratedRegex("\"FullPath\": \"[^\"]*/(?<folder>tools/[^/\"]+|analyzers/dotnet/cs)/StageReady[.]Analyzers[.]dll\"")]
    private static partial Regex FullPath();
}
