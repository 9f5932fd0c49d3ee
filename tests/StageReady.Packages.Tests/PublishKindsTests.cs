namespace StageReady.Packages.Tests;

/// <summary>Whatever form a release has, it gets its manifest, over what is really in the folder, and no finding that only the form causes.</summary>
public sealed class PublishKindsTests(PublishKindsTests.Committed committed) : IClassFixture<PublishKindsTests.Committed>
{
    private const string Console = """System.Console.WriteLine("hello");""";

    public sealed class Committed : IDisposable
    {
        public Committed(Feed feed)
        {
            Solution = TestSolution.WithPublicPackages(feed, $$"""
                --- Single/Single.csproj
                {{Project("Microsoft.NET.Sdk.Web", "<RuntimeIdentifier>linux-x64</RuntimeIdentifier><SelfContained>true</SelfContained><PublishSingleFile>true</PublishSingleFile>")}}
                --- Single/Program.cs
                Microsoft.AspNetCore.Builder.WebApplication.Create().Run();
                --- Single/appsettings.json
                { "AllowedHosts": "shop.example.com" }
                --- Trimmed/Trimmed.csproj
                {{Project("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><RuntimeIdentifier>linux-x64</RuntimeIdentifier><PublishTrimmed>true</PublishTrimmed>")}}
                --- Trimmed/Program.cs
                {{Console}}
                --- Ahead/Ahead.csproj
                {{Project("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><RuntimeIdentifier>linux-x64</RuntimeIdentifier><SelfContained>false</SelfContained><PublishReadyToRun>true</PublishReadyToRun>")}}
                --- Ahead/Program.cs
                {{Console}}
                --- Native/Native.csproj
                {{Project("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><RuntimeIdentifier>linux-x64</RuntimeIdentifier><PublishAot>true</PublishAot>")}}
                --- Native/Program.cs
                {{Console}}
                --- Worker/Worker.csproj
                {{Project("Microsoft.NET.Sdk.Worker", "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>", "Microsoft.Extensions.Hosting")}}
                --- Worker/Program.cs
                await Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(args).Build().StartAsync();
                --- Browser/Browser.csproj
                {{Project("Microsoft.NET.Sdk.BlazorWebAssembly", "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile><BrotliCompressionLevel>Fastest</BrotliCompressionLevel>", "Microsoft.AspNetCore.Components.WebAssembly")}}
                --- Browser/Program.cs
                await Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHostBuilder.CreateDefault(args).Build().RunAsync();
                --- Browser/wwwroot/index.html
                <html></html>
                --- FSharp/FSharp.fsproj
                {{Project("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType>").Replace("</Project>", "<ItemGroup><Compile Include=\"Program.fs\" /></ItemGroup></Project>")}}
                --- FSharp/Program.fs
                printfn "hello"
                --- Basic/Basic.vbproj
                {{Project("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType>")}}
                --- Basic/Program.vb
                Module Program
                  Sub Main()
                    System.Console.WriteLine("hello")
                  End Sub
                End Module
                --- .gitignore
                bin/
                obj/
                out/
                packages.lock.json
                """);
            Solution.Commit();
        }

        internal TestSolution Solution { get; }

        public void Dispose() => Solution.Dispose();

        private static string Project(string sdk, string properties, string? package = null) =>
            Sources.Project(sdk, properties, package is null ? "" : $"""<PackageReference Include="{package}" Version="10.0.11" />""");
    }

    [Theory]
    [InlineData("Single/Single.csproj", "Single", "appsettings.json")]
    [InlineData("Trimmed/Trimmed.csproj", "Trimmed", "Trimmed.dll", "System.Private.CoreLib.dll")]
    [InlineData("Ahead/Ahead.csproj", "Ahead.dll", "Ahead.pdb")]
    [InlineData("Native/Native.csproj", "Native")]
    [InlineData("Worker/Worker.csproj", "Worker.dll", "Microsoft.Extensions.Hosting.dll")]
    [InlineData("Browser/Browser.csproj", "wwwroot/index.html", "wwwroot/index.html.br")]
    [InlineData("FSharp/FSharp.fsproj", "FSharp.dll", "FSharp.Core.dll")]
    [InlineData("Basic/Basic.vbproj", "Basic.dll")]
    public void It_is_published_with_its_manifest(string project, params string[] files)
    {
        var solution = committed.Solution;
        var output = solution.PathOf($"out/{Path.GetFileNameWithoutExtension(project)}");

        var published = solution.Publish(project, "-o", output);

        Assert.True(published.ExitCode == 0, published.Output);
        Assert.Empty(published.Findings);
        var listed = File.ReadAllLines(Path.Combine(output, "release.sha256sums")).Select(line => line[66..]).Order(StringComparer.Ordinal).ToList();
        var present = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(output, path)).Where(path => !path.StartsWith("release.", StringComparison.Ordinal));
        Assert.Equal(present.Order(StringComparer.Ordinal), listed);
        Assert.Superset(files.ToHashSet(), listed.ToHashSet());
        Assert.Equal(0, DotNet.Start("sha256sum", output, ["--check", "--quiet", "--strict", "release.sha256sums"]).ExitCode);
    }
}
