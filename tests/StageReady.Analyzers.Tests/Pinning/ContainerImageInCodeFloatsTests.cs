using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StageReady.Analyzers.Pinning;

namespace StageReady.Analyzers.Tests.Pinning;

public class ContainerImageInCodeFloatsTests
{
    // The shapes of the two packages, as an assembly: what the solution's own sources declare is not judged.
    private static readonly MetadataReference Packages = Emit("""
        namespace Aspire.Hosting
        {
            public interface IDistributedApplicationBuilder { }
            public sealed class ContainerResource { }
            public interface IResourceBuilder<T> { }
            public static class Extensions
            {
                public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image) => null;
                public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag) => null;
                public static IResourceBuilder<ContainerResource> AddDockerfile(this IDistributedApplicationBuilder builder, string name, string context) => null;
                public static IResourceBuilder<ContainerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name) => null;
                public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string tag = null) => builder;
                public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) => builder;
                public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256) => builder;
                public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string name) => builder;
            }
        }
        namespace DotNet.Testcontainers.Builders
        {
            public sealed class ContainerBuilder
            {
                public ContainerBuilder() { }
                public ContainerBuilder(string image) { }
                public ContainerBuilder(int port) { }
                public ContainerBuilder WithImage(string image) => this;
                public ContainerBuilder WithPortBinding(int port) => this;
            }
        }
        """);

    [Theory]
    [InlineData("""builder.AddContainer("a", {|STG3028:"redis"|});""")]
    [InlineData("""builder.AddContainer("a", {|STG3028:"host:5000/redis:latest"|}).WithVolume("v");""")]
    [InlineData("""builder.AddContainer("a", "redis", {|STG3028:"latest"|});""")]
    [InlineData("""builder.AddContainer(image: {|STG3028:"redis"|}, name: "a");""")]
    [InlineData("""builder.AddContainer("a", {|STG3028:Image|});""")]
    [InlineData("""builder.AddContainer("a", "redis:8").WithImageTag({|STG3028:"latest"|});""")]
    [InlineData("""builder.AddPostgres("a").WithImageTag({|STG3028:"latest"|}).WithVolume("v");""")]
    [InlineData("""builder.AddPostgres("a").WithImage({|STG3028:"postgis/postgis"|});""")]
    [InlineData("""builder.AddPostgres("a").WithImage("postgis/postgis", {|STG3028:"latest"|});""")]
    [InlineData("""var a = builder.AddContainer("a", {|STG3028:"redis"|}); a.WithVolume("v");""")]
    [InlineData("""new ContainerBuilder().WithImage({|STG3028:"redis"|}).WithPortBinding(1);""")]
    [InlineData("""new ContainerBuilder().WithImage({|STG3028:"redis:" + Latest|});""")]
    [InlineData("""new ContainerBuilder({|STG3028:"redis"|}).WithPortBinding(1);""")]
    [InlineData("""var a = new ContainerBuilder({|STG3028:Image|});""")]
    public Task It_stands_at_the_argument(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("""builder.AddContainer("a", "redis:8");""")]
    [InlineData("""builder.AddContainer("a", "redis", "8");""")]
    [InlineData("""builder.AddContainer("a", "redis").WithVolume("v").WithImageTag("8");""")]
    [InlineData("""builder.AddContainer("a", "redis").WithImageSHA256("ab");""")]
    [InlineData("""builder.AddContainer("a", "redis@sha256:ab");""")]
    [InlineData("""builder.AddContainer("a", "redis").WithImage("redis", "8");""")]
    [InlineData("""builder.AddPostgres("a").WithImageTag("17").WithVolume("latest");""")]
    [InlineData("""builder.AddContainer("a", image);""")]
    [InlineData("""builder.AddContainer("a", "redis", image);""")]
    [InlineData("""builder.AddContainer("a", $"redis:{image}");""")]
    [InlineData("""builder.AddContainer("a", "redis").WithImageTag(image);""")]
    [InlineData("""builder.AddDockerfile("a", ".").WithImageTag("latest");""")]
    [InlineData("""var a = builder.AddContainer("a", "redis"); a.WithVolume("v").WithImageTag("8");""")]
    [InlineData("""var a = builder.AddContainer("a", "redis"); if (image == "") { a = a.WithImageSHA256("ab"); }""")]
    [InlineData("""new ContainerBuilder().WithImage("redis:8");""")]
    [InlineData("""new ContainerBuilder().WithImage(image);""")]
    [InlineData("""new OwnBuilder().WithImage("redis");""")]
    [InlineData("""new ContainerBuilder("redis:8").WithPortBinding(1);""")]
    [InlineData("""new ContainerBuilder("redis").WithPortBinding(1).WithImage("redis:8");""")]
    [InlineData("""new ContainerBuilder(image);""")]
    [InlineData("""new ContainerBuilder(1);""")]
    [InlineData("""new System.UriBuilder("redis");""")]
    [InlineData("""new OwnBuilder("redis");""")]
    public Task Nothing_is_reported(string statement) => VerifyAsync(statement);

    [Fact]
    public Task Without_packages_the_name_decides() => new Verifier<ContainerImageInCodeFloats>("""
        using Aspire.Hosting;

        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddContainer("a", {|STG3028:"redis"|});
        builder.AddContainer("b", "redis").WithImageTag("8");
        var c = builder.AddContainer("c", "redis");
        c.WithImageTag("8");
        """).WithFrameworkOnly().RunAsync(TestContext.Current.CancellationToken);

    // As CommunityToolkit/Aspire tests its integrations.
    [Theory]
    [InlineData("""builder.AddContainer("a", "image").WithVolume("v");""")]
    [InlineData("""builder.AddContainer("a", {|STG3028:"redis"|}); Run(builder, image);""")]
    [InlineData("""builder.AddPostgres("a").WithImageTag({|STG3028:"latest"|});""")]
    [InlineData("""new ContainerBuilder().WithImage({|STG3028:"redis"|});""")]
    public Task A_test_that_starts_nothing_pulls_no_image(string statement) => TestOf(statement).WithBuildProperty("IsTestProject", "true").RunAsync(TestContext.Current.CancellationToken);

    private static Task VerifyAsync(string statement) => TestOf(statement).RunAsync(TestContext.Current.CancellationToken);

    private static Verifier<ContainerImageInCodeFloats> TestOf(string statement)
    {
        var test = new Verifier<ContainerImageInCodeFloats>($$"""
            using Aspire.Hosting;
            using DotNet.Testcontainers.Builders;

            public class OwnBuilder
            {
                public OwnBuilder(string image = "") { }
                public OwnBuilder WithImage(string image) => this;
            }

            public static class Host
            {
                private const string Latest = "latest";
                private const string Image = "redis:" + Latest;

                public static void Run(IDistributedApplicationBuilder builder, string image)
                {
                    {{statement}}
                }
            }
            """);
        test.TestState.AdditionalReferences.Add(Packages);
        return test;
    }

    private static MetadataReference Emit(string source)
    {
        using var assembly = new MemoryStream();
        var result = CSharpCompilation
            .Create("Packages", [CSharpSyntaxTree.ParseText(source)], References.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(assembly);
        Assert.True(result.Success);
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }
}
