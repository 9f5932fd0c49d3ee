using System.Text.Json;

namespace StageReady.Packages.Tests;

/// <summary>A folder of projects, written from one text with a section for each file, that is built with the packed packages.</summary>
internal sealed class TestSolution : IDisposable
{
    private const string Section = "--- ";

    private readonly Feed _feed;
    private int _builds;

    private TestSolution(Feed feed, DirectoryInfo root)
    {
        _feed = feed;
        Root = root.FullName;
    }

    /// <param name="files">Sections that start with <c>--- path</c>.</param>
    public TestSolution(Feed feed, string files)
        : this(feed, Directory.CreateTempSubdirectory("stageready-solution-"))
    {
        Write("nuget.config", NuGetConfig(feed));
        Write("global.json", File.ReadAllText(Path.Combine(RepositoryFolder.Root, "global.json")));
        foreach (var section in ("\n" + files.ReplaceLineEndings("\n")).Split("\n" + Section, StringSplitOptions.RemoveEmptyEntries))
        {
            var end = section.IndexOf('\n');
            Write(section[..end].Trim(), section[(end + 1)..]);
        }
    }

    /// <summary>A sample as it stands in this repository, with StageReady from the feed and everything else from where the sample takes it.</summary>
    public static TestSolution OfSample(Feed feed, string name)
    {
        var sample = Path.Combine(RepositoryFolder.Root, "samples", name);
        var files = Tests.DotNet.Start("git", sample, ["ls-files", "--cached", "--others", "--exclude-standard"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var solution = new TestSolution(feed, Directory.CreateTempSubdirectory("stageready-sample-"));
        foreach (var file in files.Where(file => File.Exists(Path.Combine(sample, file))))
            solution.Write(file, File.ReadAllText(Path.Combine(sample, file)));

        solution.Replace("global.json", "\"StageReady.Sdk\": \"0.1.0\"", $"\"StageReady.Sdk\": \"{Feed.Version}\"");
        solution.UsePublicPackages();
        return solution;
    }

    /// <summary>One whose other packages, those of the .NET SDK among them, come from nuget.org.</summary>
    public static TestSolution WithPublicPackages(Feed feed, string files)
    {
        var solution = new TestSolution(feed, files);
        solution.UsePublicPackages();
        return solution;
    }

    private void UsePublicPackages() => Write("nuget.config", NuGetConfig(
        _feed,
        """<add key="nuget.org" value="https://api.nuget.org/v3/index.json" />""",
        """
        <packageSourceMapping>
          <packageSource key="feed"><package pattern="StageReady.*" /></packageSource>
          <packageSource key="nuget.org"><package pattern="*" /></packageSource>
        </packageSourceMapping>
        """));

    public string Root { get; }

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public bool Exists(string relative) => File.Exists(PathOf(relative));

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    public void Replace(string relative, string old, string replacement)
    {
        var text = File.ReadAllText(PathOf(relative));
        Assert.Contains(old, text);
        Write(relative, text.Replace(old, replacement));
    }

    public BuildResult Build(string project, params string[] arguments) => DotNet("build", project, arguments);

    public BuildResult Publish(string project, params string[] arguments) => DotNet("publish", project, arguments);

    public BuildResult DotNet(string command, string project, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var log = Path.Combine(_feed.GlobalPackages, "..", $"{Path.GetFileName(Root)}-{_builds++}.binlog");
        // For a file-based app the CLI takes no such option.
        string[] noReuse = project.EndsWith(".cs", StringComparison.Ordinal) ? [] : ["-nodeReuse:false"];
        var process = Tests.DotNet.Run(
            Root,
            [command, project, $"-bl:{log}", .. noReuse, "-p:UseSharedCompilation=true", $"-p:SharedCompilationId={_feed.CompilerServer}", .. arguments],
            [("NUGET_PACKAGES", _feed.GlobalPackages), .. environment]);
        return BuildResult.Read(process, log, Root);
    }

    public string Git(params string[] arguments)
    {
        var result = Tests.DotNet.Start("git", Root, ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", .. arguments]);
        return result.ExitCode == 0 ? result.Output.Trim() : throw new InvalidOperationException(result.Output);
    }

    public void Commit()
    {
        Git("init", "--quiet");
        Git("add", "--all");
        Git("commit", "--quiet", "-m", "Change");
        // A release that no version names is told (STG4002).
        Git("tag", "--force", "v1.0.0");
    }

    /// <summary>Another clone of the repository, in a folder with a longer path.</summary>
    public TestSolution Clone()
    {
        var clone = new TestSolution(_feed, Directory.CreateTempSubdirectory("stageready-clone-of-the-solution-"));
        Git("clone", "--quiet", Root, clone.Root);
        return clone;
    }

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal;
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>The StageReady results of the compiler's SARIF log as text.</summary>
    public IEnumerable<string> Sarif(string relative)
    {
        using var log = JsonDocument.Parse(File.ReadAllBytes(PathOf(relative)));
        foreach (var result in log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            var region = location.GetProperty("region");
            var file = new Uri(location.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
            yield return $"{Path.GetRelativePath(Root, file).Replace('\\', '/')}({region.GetProperty("startLine")},{region.GetProperty("startColumn")}): {result.GetProperty("level")} {result.GetProperty("ruleId")}";
        }
    }

    private static string NuGetConfig(Feed feed, string otherSources = "", string mapping = "") => $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="feed" value="{feed.PackageFolder}" />
            {otherSources}
          </packageSources>
          {mapping}
          <fallbackPackageFolders>
            <clear />
            <add key="user" value="{UserPackages()}" />
          </fallbackPackageFolders>
        </configuration>
        """;

    private static string UserPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
