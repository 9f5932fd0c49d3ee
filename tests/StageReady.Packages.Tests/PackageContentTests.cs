using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using NuGet.Packaging;

namespace StageReady.Packages.Tests;

public class PackageContentTests(Feed feed)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public void Pack_makes_exactly_these_packages() => Assert.Equal(
        [
            "StageReady.Analyzers.999.9.9.nupkg",
            "StageReady.Manifest.999.9.9.nupkg",
            "StageReady.Manifest.999.9.9.snupkg",
            "StageReady.Sdk.999.9.9.nupkg",
            "StageReady.Tool.999.9.9.nupkg",
        ],
        feed.PackedFiles);

    [Fact]
    public void The_sdk_holds_exactly_these_files() => Assert.Equal(
        """
        README.md
        Sdk/Sdk.props
        Sdk/Sdk.targets
        analyzers/dotnet/cs/StageReady.Analyzers.dll
        analyzers/dotnet/cs/StageReady.CodeFixes.dll
        build/StageReady.Common.Modes.props
        build/StageReady.Common.props
        build/StageReady.Common.targets
        build/StageReady.Release.globalconfig
        build/StageReady.Repository.proj
        build/StageReady.Sdk.props
        build/StageReady.Sdk.targets
        build/StageReady.Tasks.targets
        buildMultiTargeting/StageReady.Sdk.props
        buildMultiTargeting/StageReady.Sdk.targets
        globalconfigs/All.Configuration.globalconfig
        globalconfigs/All.Migrations.globalconfig
        globalconfigs/All.Pinning.globalconfig
        globalconfigs/All.Privacy.globalconfig
        globalconfigs/All.Release.globalconfig
        globalconfigs/None.Configuration.globalconfig
        globalconfigs/None.Migrations.globalconfig
        globalconfigs/None.Pinning.globalconfig
        globalconfigs/None.Privacy.globalconfig
        globalconfigs/None.Release.globalconfig
        icon.png
        schemas/stageready.schema.json
        tools/linux-x64/StageReady.Analyzers.dll
        tools/net10.0/BouncyCastle.Cryptography.dll
        tools/net10.0/StageReady.Manifest.dll
        tools/net10.0/System.CommandLine.dll
        tools/net10.0/System.Security.Cryptography.Pkcs.dll
        tools/net10.0/runtimes/win/lib/net10.0/System.Security.Cryptography.Pkcs.dll
        tools/net10.0/stageready-verify.deps.json
        tools/net10.0/stageready-verify.dll
        tools/net10.0/stageready-verify.runtimeconfig.json
        tools/netstandard2.0/NuGet.Versioning.dll
        tools/netstandard2.0/StageReady.Build.dll
        tools/netstandard2.0/StageReady.Repository.dll
        tools/netstandard2.0/StageReady.Rules.dll
        tools/netstandard2.0/YamlDotNet.dll
        """.ReplaceLineEndings("\n"),
        Content("StageReady.Sdk"));

    [Fact]
    public void The_analyzers_hold_exactly_these_files() => Assert.Equal(
        """
        README.md
        analyzers/dotnet/cs/StageReady.Analyzers.dll
        analyzers/dotnet/cs/StageReady.CodeFixes.dll
        build/StageReady.Analyzers.props
        build/StageReady.Analyzers.targets
        build/StageReady.Common.Modes.props
        build/StageReady.Common.props
        build/StageReady.Common.targets
        buildMultiTargeting/StageReady.Analyzers.props
        buildMultiTargeting/StageReady.Analyzers.targets
        globalconfigs/All.Configuration.globalconfig
        globalconfigs/All.Migrations.globalconfig
        globalconfigs/All.Pinning.globalconfig
        globalconfigs/All.Privacy.globalconfig
        globalconfigs/All.Release.globalconfig
        globalconfigs/None.Configuration.globalconfig
        globalconfigs/None.Migrations.globalconfig
        globalconfigs/None.Pinning.globalconfig
        globalconfigs/None.Privacy.globalconfig
        globalconfigs/None.Release.globalconfig
        icon.png
        schemas/stageready.schema.json
        tools/linux-x64/StageReady.Analyzers.dll
        """.ReplaceLineEndings("\n"),
        Content("StageReady.Analyzers"));

    [Fact]
    public void The_library_holds_exactly_these_files() => Assert.Equal(
        """
        README.md
        icon.png
        lib/net10.0/StageReady.Manifest.dll
        lib/net10.0/StageReady.Manifest.xml
        schemas/deploy-policy.schema.json
        schemas/release-v1.schema.json
        """.ReplaceLineEndings("\n"),
        Content("StageReady.Manifest"));

    [Fact]
    public void The_tool_is_a_tool_and_names_its_command()
    {
        using var package = feed.Open("StageReady.Tool");

        Assert.Contains("DotnetTool", package.NuspecReader.GetPackageTypes().Select(type => type.Name));
        Assert.Contains("tools/net10.0/any/stageready.dll", Content("StageReady.Tool"));
        Assert.Contains("tools/net10.0/any/rehearsal-host/StageReady.RehearsalHost.dll", Content("StageReady.Tool"));
    }

    [Theory]
    [InlineData("StageReady.Sdk", 8)]
    [InlineData("StageReady.Analyzers", 2)]
    public void What_a_build_restores_is_small_brings_no_dependency_and_reaches_no_other_project(string id, int megabytes)
    {
        using var package = feed.Open(id);

        Assert.InRange(new FileInfo(Path.Combine(feed.PackageFolder, $"{id}.{Feed.Version}.nupkg")).Length, 1, megabytes * 1024 * 1024);
        Assert.Empty(package.NuspecReader.GetDependencyGroups().SelectMany(group => group.Packages));
        Assert.True(package.NuspecReader.GetDevelopmentDependency());
        Assert.DoesNotContain("Microsoft.", Content(id));
    }

    [Theory]
    [InlineData("StageReady.Sdk")]
    [InlineData("StageReady.Analyzers")]
    [InlineData("StageReady.Manifest")]
    [InlineData("StageReady.Tool")]
    public void Every_package_says_what_it_is(string id)
    {
        using var package = feed.Open(id);
        var nuspec = package.NuspecReader;

        Assert.Equal("MIT", nuspec.GetLicenseMetadata()?.License);
        Assert.Equal("README.md", nuspec.GetReadme());
        Assert.Equal("icon.png", nuspec.GetIcon());
        Assert.NotEmpty(nuspec.GetDescription());
        Assert.Equal("https://github.com/stageready/stageready", nuspec.GetRepositoryMetadata().Url);
        Assert.Matches("^[0-9a-f]{40}$", nuspec.GetRepositoryMetadata().Commit);
        using var readme = new StreamReader(package.GetStream("README.md"));
        Assert.InRange(readme.ReadToEnd().Length, 300, 20_000);
    }

    [Fact]
    public void Symbols_lead_to_the_sources_of_the_commit_wherever_they_were_built()
    {
        using var library = feed.Open("StageReady.Manifest");
        using var symbols = new PackageArchiveReader(Path.Combine(feed.PackageFolder, $"StageReady.Manifest.{Feed.Version}.snupkg"));
        using var stream = Seekable(symbols.GetStream("lib/net10.0/StageReady.Manifest.pdb"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(stream);
        var pdb = provider.GetMetadataReader();

        var sourceLink = pdb.CustomDebugInformation.Select(pdb.GetCustomDebugInformation).Single(information => pdb.GetGuid(information.Kind) == SourceLink);
        Assert.Contains($"/{library.NuspecReader.GetRepositoryMetadata().Commit}/*", Encoding.UTF8.GetString(pdb.GetBlobBytes(sourceLink.Value)));
        Assert.All(pdb.Documents.Select(document => pdb.GetString(pdb.GetDocument(document).Name)), path => Assert.StartsWith("/_", path));
    }

    [Theory]
    [InlineData("StageReady.Sdk")]
    [InlineData("StageReady.Analyzers")]
    public void What_is_compiled_ahead_of_time_is_the_portable_file(string id)
    {
        using var package = feed.Open(id);
        using var portable = new PEReader(Seekable(package.GetStream("analyzers/dotnet/cs/StageReady.Analyzers.dll")));
        using var compiled = new PEReader(Seekable(package.GetStream("tools/linux-x64/StageReady.Analyzers.dll")));

        Assert.Equal(0, portable.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.NotEqual(0, compiled.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.Equal(ModuleId(portable), ModuleId(compiled));
    }

    private static Guid ModuleId(PEReader image)
    {
        var metadata = image.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static MemoryStream Seekable(Stream stream)
    {
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    // What NuGet itself adds around the files is left out.
    private string Content(string id)
    {
        using var package = feed.Open(id);
        return string.Join('\n', package.GetFiles()
            .Where(file => !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal)
                && file != "[Content_Types].xml" && !file.EndsWith(".nuspec", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
    }
}
