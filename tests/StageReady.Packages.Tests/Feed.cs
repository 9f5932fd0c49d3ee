using System.Diagnostics;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

[assembly: AssemblyFixture(typeof(StageReady.Packages.Tests.Feed))]

namespace StageReady.Packages.Tests;

/// <summary>The packages as <c>dotnet pack</c> makes them, once for all tests, in a feed of their own beside some that only tests use.</summary>
public sealed class Feed : IDisposable
{
    public const string Version = "999.9.9";

    private static readonly string[] ExampleVersions = ["1.0.0", "1.1.0", "2.0.0"];

    private static readonly string[] OtherPackages = ["Other", "Listed", "Everywhere"];

    private readonly string _root = Directory.CreateTempSubdirectory("stageready-feed-").FullName;

    public Feed()
    {
        Directory.CreateDirectory(PackageFolder);
        var pack = DotNet.Run(RepositoryFolder.Root, ["pack", "Analyzers.sln", "-c", "Release", "-o", PackageFolder, $"-p:Version={Version}", "-nodeReuse:false"]);
        if (pack.ExitCode != 0)
            throw new InvalidOperationException(pack.Output);

        PackedFiles = [.. Directory.EnumerateFiles(PackageFolder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        foreach (var version in ExampleVersions)
            PackEmpty("Example", version);
        foreach (var id in OtherPackages)
            PackEmpty(id, "1.0.0");
        PackEmpty("Dependent", "1.0.0", new PackageDependency("Example", VersionRange.Parse("1.0.5")));
    }

    /// <summary>The feed.</summary>
    public string PackageFolder => Path.Combine(_root, "feed");

    /// <summary>Where tests' restores put what they take from the feed.</summary>
    public string GlobalPackages => Path.Combine(_root, "packages");

    /// <summary>What <c>dotnet pack</c> put into its output folder.</summary>
    public IReadOnlyList<string> PackedFiles { get; }

    public PackageArchiveReader Open(string id) => new(Path.Combine(PackageFolder, $"{id}.{Version}.nupkg"));

    /// <summary>The compiler server of these tests: their builds are many and small, and most of what a compile of one takes is to start the compiler.</summary>
    public string CompilerServer { get; } = $"stageready-{Guid.NewGuid():N}";

    public void Dispose()
    {
        var compilers = DotNet.Run(RepositoryFolder.Root, ["msbuild", "src/StageReady.Rules", "-getProperty:RoslynTargetsPath"]).Output.Trim();
        DotNet.Run(_root, [Path.Combine(compilers, "bincore", "VBCSCompiler.dll"), "-shutdown", $"-pipename:{CompilerServer}"]);
        Directory.Delete(_root, recursive: true);
    }

    private void PackEmpty(string id, string version, params PackageDependency[] dependencies)
    {
        var builder = new PackageBuilder { Id = id, Version = NuGetVersion.Parse(version), Description = "An empty package" };
        builder.Authors.Add("Tester");
        builder.DependencyGroups.Add(new PackageDependencyGroup(NuGetFramework.Parse("netstandard2.0"), dependencies));
        builder.Files.Add(new PhysicalPackageFile(new MemoryStream()) { TargetPath = "lib/netstandard2.0/_._" });
        using var stream = File.Create(Path.Combine(PackageFolder, $"{id}.{version}.nupkg"));
        builder.Save(stream);
    }
}

internal sealed record ProcessResult(int ExitCode, string Output);

/// <summary>Runs the .NET CLI as a user would: nothing of the test host's or of CI's environment reaches it.</summary>
internal static class DotNet
{
    private static readonly string[] ForeignPrefixes = ["MSBUILD", "DOTNET_", "NUGET_", "CI", "TF_BUILD", "GITHUB_", "BUILD_", "STAGEREADY_", "VSTEST", "COREHOST", "GIT_", "TEAMCITY_", "JENKINS_", "CODEBUILD_"];

    public static ProcessResult Run(string directory, IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Start("dotnet", directory, arguments, environment);

    public static ProcessResult Start(string program, string directory, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => ForeignPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output + error.Result);
    }
}
