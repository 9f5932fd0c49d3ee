using System.IO.Compression;
using Microsoft.Build.Logging.StructuredLogger;

namespace StageReady.Packages.Tests;

/// <summary>No byte that a build or a publish writes holds a secret or personal data, but for the sources' own copies.</summary>
public class SecretCorpusTests(Feed feed)
{
    private const string WithStageReady = $"""
        <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
        """;

    // The rules that handle secrets and personal data, those of the analyzers and those of the tasks.
    private static readonly string[] Rules =
    [
        "STG1009", "STG1010", "STG1011", "STG1012", "STG1013", "STG1016", "STG1017", "STG1021", "STG1022", "STG1107", "STG1109", "STG5001", "STG5002", "STG5003", "STG1019",
    ];

    [Fact]
    public void Neither_a_build_nor_a_publish_writes_a_secret()
    {
        var corpus = new SecretCorpus();
        using var solution = Create(corpus);
        solution.Commit();

        // Everything is as severe as it is: the build fails.
        var failed = solution.Build("All.slnx");
        AssertFound(failed);
        AssertClean(failed, solution, corpus);

        // Everything is a warning: it goes on to the manifest.
        solution.Write(".globalconfig", "is_global = true\n" + string.Join('\n', Rules.Concat(["STG2001", "STG2003", "STG2010", "STG1102", "STG1008", "STG1023"]).Select(rule => $"dotnet_diagnostic.{rule}.severity = warning")));
        solution.Commit();
        var published = solution.Publish("App/App.csproj", "-o", "out");
        Assert.True(published.ExitCode == 0, published.Output);
        AssertFound(published);
        Assert.All(["out/release.intoto.jsonl", "out/release.sha256sums", "App/obj/Release/net10.0/stageready.facts.json", "App/obj/app.sarif"], path => Assert.True(solution.Exists(path), path));
        AssertClean(published, solution, corpus);

        // The search finds what is there: in a copy as text, in the assembly as UTF-16.
        Assert.All(["out/appsettings.json", "out/App.dll"], path => Assert.NotEmpty(SecretCorpus.MarksIn(File.ReadAllBytes(solution.PathOf(path)))));
    }

    private TestSolution Create(SecretCorpus corpus)
    {
        var solution = new TestSolution(feed, $$"""
            --- All.slnx
            <Solution><Project Path="App/App.csproj" /><Project Path="Library/Library.fsproj" /></Solution>
            --- .gitignore
            bin/
            obj/
            --- Entities/Entities.csproj
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            --- Entities/Migrations.cs
            namespace Microsoft.EntityFrameworkCore.Migrations
            {
                public class MigrationBuilder
                {
                    public void Sql(string sql) { }
                    public void AddColumn<T>(string name, string table, bool nullable, object defaultValue) { }
                    public void InsertData(string table, string[] columns, object[] values) { }
                }
                public abstract class Migration
                {
                    protected abstract void Up(MigrationBuilder migrationBuilder);
                    protected virtual void Down(MigrationBuilder migrationBuilder) { }
                }
            }
            """);

        // The folder has a feed of its own.
        foreach (var (path, text) in corpus.Files.Where(file => file.Path != "nuget.config"))
            solution.Write(path, text);
        solution.Replace("App/App.csproj", "</Project>", $"""
            {WithStageReady}
            <PropertyGroup><ErrorLog>obj/app.sarif,version=2.1</ErrorLog></PropertyGroup>
            <ItemGroup><ProjectReference Include="../Entities/Entities.csproj" /></ItemGroup></Project>
            """);
        solution.Replace("Library/Library.fsproj", "</Project>", WithStageReady + "</Project>");
        return solution;
    }

    private static void AssertFound(BuildResult result) =>
        Assert.All(Rules, rule => Assert.True(result.Diagnostics.Any(diagnostic => diagnostic.Code == rule), $"{rule} is not in {result.Output}"));

    private static void AssertClean(BuildResult result, TestSolution solution, SecretCorpus corpus)
    {
        Assert.Empty(SecretCorpus.MarksIn(result.Output));
        using (var log = new GZipStream(File.OpenRead(result.BinaryLog), CompressionMode.Decompress))
        using (var bytes = new MemoryStream())
        {
            log.CopyTo(bytes);
            Assert.Empty(SecretCorpus.MarksIn(bytes.ToArray()));
        }

        // The log has an archive of the files that the build imports, which is packed once more.
        var archive = BinaryLog.ReadBuild(result.BinaryLog).SourceFiles;
        Assert.NotEmpty(archive);
        Assert.All(archive, file => Assert.Empty(SecretCorpus.MarksIn(file.Text)));

        // What is not a source, its copy, the assembly that the compiler makes of it, or git's.
        var names = corpus.Files.Select(file => Path.GetFileName(file.Path)).ToHashSet(StringComparer.Ordinal);
        var written = Directory.EnumerateFiles(solution.Root, "*", SearchOption.AllDirectories)
            .Where(path => !names.Contains(Path.GetFileName(path)) && Path.GetFileName(path) is not ("App.dll" or "App.pdb") && !path.Contains("/.git/"))
            .ToList();
        Assert.NotEmpty(written);
        Assert.All(written, path => Assert.True(SecretCorpus.MarksIn(File.ReadAllBytes(path)).Count == 0, path));
    }
}
