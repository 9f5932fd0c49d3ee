using System.Globalization;
using static StageReady.Benchmarks.Measurement;

namespace StageReady.Benchmarks;

/// <summary>
/// What a build with nothing to do takes in a solution of 100 projects: as it is, with StageReady.Sdk, and with DotNet.ReproducibleBuilds, a peer that adds targets to every project as well.
/// The solution stands once for each of them; a folder that holds them already, built, is taken as it is.
/// </summary>
internal static class NoOpBuildCost
{
    private const int Projects = 100;
    private const string Version = "999.9.9";

    private static readonly Variant[] Variants =
    [
        new("without", ""),
        new("DotNet.ReproducibleBuilds", """<PackageReference Include="DotNet.ReproducibleBuilds" Version="2.0.5" PrivateAssets="all" />"""),
        new("StageReady.Sdk", $"""<PackageReference Include="StageReady.Sdk" Version="{Version}" PrivateAssets="all" />"""),
    ];

    private sealed record Variant(string Name, string Package)
    {
        public List<double> Seconds { get; } = [];
    }

    public static int Run(string folder, int runs)
    {
        folder = Path.GetFullPath(folder);
        foreach (var variant in Variants.Where(variant => !File.Exists(BuiltMark(folder, variant))))
            Prepare(folder, variant);

        // In turn, so that what else the machine does meets all of them.
        for (var run = 0; run <= runs; run++)
        {
            foreach (var variant in Variants)
            {
                var seconds = Build(Path.Combine(folder, variant.Name)).TotalSeconds;
                if (run > 0)
                    variant.Seconds.Add(seconds); // the first run warms the file cache
            }
        }

        var bare = Median(Variants[0].Seconds);
        foreach (var variant in Variants)
        {
            Row(variant.Name, variant.Seconds, bare);
            if (variant != Variants[0])
                Console.WriteLine($"{"",-44} {((Median(variant.Seconds) - bare) * 1000 / Projects).ToString("0", CultureInfo.InvariantCulture)} ms a project");
        }

        return 0;
    }

    private static string BuiltMark(string folder, Variant variant) => Path.Combine(folder, variant.Name, "obj", "built");

    private static void Prepare(string folder, Variant variant)
    {
        var feed = Path.Combine(folder, "feed");
        if (!Directory.Exists(feed))
            Expect(Measurement.Run("dotnet", ["pack", SdkProject(), "-c", "Release", "-o", feed, $"-p:Version={Version}"]), "pack");

        var root = Path.Combine(folder, variant.Name);
        Write(root, variant, feed);
        Expect(Measurement.Run("git", ["init", "--quiet", root]), "git init");
        Build(root);
        Directory.CreateDirectory(Path.GetDirectoryName(BuiltMark(folder, variant))!);
        File.WriteAllText(BuiltMark(folder, variant), "");
    }

    // As a developer builds it, with the restore that finds nothing to do; in new processes, because those that earlier builds left have run all of it before.
    private static TimeSpan Build(string root)
    {
        var run = Measurement.Run("dotnet", ["build", "Hundred.slnx", "-nodeReuse:false", "-v:q"], root);
        Expect(run, $"the build in {root}");
        return run.Elapsed;
    }

    private static void Expect((int ExitCode, TimeSpan Elapsed, double PeakMemory) run, string what)
    {
        if (run.ExitCode != 0)
            throw new BenchmarkFailedException($"{what} exited with {run.ExitCode}");
    }

    private static string SdkProject() => Path.Combine(ArtifactsPath, "..", "src", "StageReady.Sdk", "StageReady.Sdk.csproj");

    // Every tenth is a web application with its settings, the others are libraries; each uses two that come before it, and a package.
    private static void Write(string root, Variant variant, string feed)
    {
        Write("nuget.config", $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(feed, "..", "packages")}" />
              </config>
              <packageSources>
                <clear />
                <add key="feed" value="{feed}" />
                <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="StageReady.*" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        // What is pinned or not is not what is measured here: no finding takes time.
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NoWarn>$(NoWarn);STG3006;STG3012</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.Extensions.Configuration.Json" Version="10.0.15" />
                {variant.Package}
              </ItemGroup>
            </Project>
            """);
        Write("Hundred.slnx", $"<Solution>{string.Concat(Enumerable.Range(0, Projects).Select(i => $"\n  <Project Path=\"{Name(i)}/{Name(i)}.csproj\" />"))}\n</Solution>\n");
        for (var i = 0; i < Projects; i++)
        {
            var isApplication = i % 10 == 9;
            int[] uses = i switch { 0 => [], 1 => [0], _ => [i / 2, i - 1] };
            var references = uses.Distinct().Where(used => used % 10 != 9).Select(used => $"""<ProjectReference Include="../{Name(used)}/{Name(used)}.csproj" />""");
            Write($"{Name(i)}/{Name(i)}.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk{(isApplication ? ".Web" : "")}">
                  <ItemGroup>
                    {string.Join("\n    ", references)}
                  </ItemGroup>
                </Project>
                """);
            for (var type = 0; type < 10; type++)
                Write($"{Name(i)}/Part{type}.cs", $"namespace {Name(i)};\n\npublic class Part{type}\n{{\n    public int Value => {type};\n}}\n");
            if (!isApplication)
                continue;

            Write($"{Name(i)}/Program.cs", "Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args).Build().Run();\n");
            Write($"{Name(i)}/appsettings.json", """{ "Greeting": "Hello" }""");
            Write($"{Name(i)}/appsettings.Staging.json", """{ "Orders": { "Retries": 3 } }""");
            Write($"{Name(i)}/appsettings.Production.json", """{ "Orders": { "Retries": 5 } }""");
        }

        void Write(string path, string text)
        {
            var file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        static string Name(int number) => $"Project{number.ToString("00", CultureInfo.InvariantCulture)}";
    }
}
