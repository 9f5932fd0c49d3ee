using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace StageReady.Packages.Tests;

/// <summary>The .NET SDK puts the publish folder into an image; the manifest is in that folder by then, and names what the image is built on.</summary>
public class ContainerTests(Feed feed)
{
    private const string Insecure = "DOTNET_CONTAINER_INSECURE_REGISTRIES";

    // None of the other platform is needed for what runs on the runtime of its base image.
    private const string WithoutPacks = "<UseAppHost>false</UseAppHost><EnableRuntimePackDownload>false</EnableRuntimePackDownload><EnableAppHostPackDownload>false</EnableAppHostPackDownload>";

    [Fact]
    public void The_manifest_of_its_files_is_in_the_image()
    {
        using var registry = new BaseImageRegistry();
        var named = $"{registry.Host}/base@{registry.IndexDigest}";
        using var solution = Create(named);

        var published = solution.DotNet("publish", "App", ["-p:PublishProfile=DefaultContainer"], (Insecure, registry.Host));

        Assert.True(published.ExitCode == 0, published.Output);
        Assert.Empty(published.Findings);
        var image = new ContainerArchive(solution.PathOf("out/image.tar"));
        Assert.Equal([named], image.NamedBaseImages);
        AssertIsWhole(image.Release);
    }

    [Fact]
    public void What_the_tag_of_the_base_image_stands_for_is_recorded_and_used()
    {
        using var registry = new BaseImageRegistry();
        using var solution = Create($"{registry.Host}/base:1.0");

        var published = solution.DotNet("publish", "App", ["-t:PublishContainer"], (Insecure, registry.Host));

        Assert.True(published.ExitCode == 0, published.Output);
        var image = new ContainerArchive(solution.PathOf("out/image.tar"));
        var digest = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? registry.Arm64Digest : registry.X64Digest;
        Assert.Equal([$"{registry.Host}/base:1.0@{digest}"], image.NamedBaseImages);
        Assert.Equal([digest], image.UsedBaseDigests);
        Assert.Equal(1, registry.TagRequests);
        AssertIsWhole(image.Release);
    }

    [Fact]
    public void Each_platform_has_its_own_base_image()
    {
        using var registry = new BaseImageRegistry();
        using var solution = Create($"{registry.Host}/base:1.0", $"<RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>{WithoutPacks}");

        var published = solution.DotNet("publish", "App", ["-p:PublishProfile=DefaultContainer"], (Insecure, registry.Host));

        Assert.True(published.ExitCode == 0, published.Output);
        var image = new ContainerArchive(solution.PathOf("out/image.tar"));
        string[] digests = [.. new[] { registry.X64Digest, registry.Arm64Digest }.Order(StringComparer.Ordinal)];
        Assert.Equal(digests.Select(digest => $"{registry.Host}/base:1.0@{digest}"), image.NamedBaseImages);
        Assert.Equal(digests, image.UsedBaseDigests);
        Assert.Equal(2, registry.TagRequests);
    }

    [Fact]
    public void Without_the_registry_there_is_no_container_and_no_manifest()
    {
        string host;
        using (var registry = new BaseImageRegistry())
            host = registry.Host;
        using var solution = Create($"{host}/base:1.0");

        var published = solution.Publish("App", "-p:PublishProfile=DefaultContainer");

        Assert.Equal(1, published.ExitCode);
        Assert.Contains($"No container is made, because the errors above say why the digest of its base image {host}/base:1.0 is not known", published.Diagnostics.Select(diagnostic => diagnostic.Message));
        Assert.Empty(Directory.EnumerateFiles(solution.Root, "release.*", SearchOption.AllDirectories));
    }

    private static void AssertIsWhole(Dictionary<string, byte[]> release)
    {
        var sums = Encoding.UTF8.GetString(release["app/release.sha256sums"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(sums, line => line.EndsWith("  App.dll", StringComparison.Ordinal));
        Assert.All(sums, line => Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(release["app/" + line[66..]]))));
    }

    private TestSolution Create(string baseImage, string properties = "")
    {
        var solution = new TestSolution(feed, $$"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ContainerBaseImage>{{baseImage}}</ContainerBaseImage>
                <ContainerArchiveOutputPath>../out/image.tar</ContainerArchiveOutputPath>
                {{properties}}
              </PropertyGroup>
            </Project>
            --- App/Program.cs
            Microsoft.AspNetCore.Builder.WebApplication.Create().Run();
            --- .gitignore
            bin/
            obj/
            out/
            """);
        solution.Commit();
        return solution;
    }
}
