namespace StageReady.Packages.Tests;

/// <summary>STG1020 at publish.</summary>
public class PublishedSettingsTests(PublishedSettingsTests.Published published) : IClassFixture<PublishedSettingsTests.Published>
{
    /// <summary>All projects in one publish.</summary>
    public sealed class Published : IDisposable
    {
        private const string Host = "Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();";

        private readonly List<string> _names = [];

        public Published(Feed feed)
        {
            Solution = new TestSolution(feed, "--- .gitignore\nbin/\nobj/\nout/\n");
            Web("Web", "");
            Web("Kept", "<Content Update=\"appsettings.Development.json;appsettings.test.json;secrets.json\" CopyToPublishDirectory=\"Never\" />");
            Console("Left", "", Host);
            Console("Copied", "<None Update=\"appsettings.json\" CopyToOutputDirectory=\"PreserveNewest\" />", Host);
            Console("Never", "<None Update=\"appsettings.json\" CopyToPublishDirectory=\"Never\" />", Host);
            Console("Embedded", "<EmbeddedResource Include=\"appsettings.json\" />", Host);
            Console("Unread", "", "System.Console.WriteLine();");
            Console("Launched", "<None Update=\"appsettings*.json\" CopyToOutputDirectory=\"PreserveNewest\" /><None Include=\"Properties/launchSettings.json\" CopyToOutputDirectory=\"PreserveNewest\" />", Host);
            Solution.Write("All.slnx", $"<Solution>{string.Concat(_names.Select(name => $"<Project Path='{name}/{name}.csproj' />"))}</Solution>");
            Solution.Commit();
            Result = Solution.Publish("All.slnx");
        }

        internal TestSolution Solution { get; }

        internal BuildResult Result { get; }

        public void Dispose() => Solution.Dispose();

        private void Web(string name, string items)
        {
            Add(name, "Microsoft.NET.Sdk.Web", "<ImplicitUsings>enable</ImplicitUsings>", items, "WebApplication.Create().Run();");
            foreach (var file in (string[])["appsettings.Staging.json", "appsettings.Development.json", "appsettings.test.json", "secrets.json"])
                Solution.Write($"{name}/{file}", "{}");
        }

        private void Console(string name, string items, string code) =>
            Add(name, "Microsoft.NET.Sdk", "<OutputType>Exe</OutputType>", $"<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />{items}", code);

        private void Add(string name, string sdk, string properties, string items, string code)
        {
            _names.Add(name);
            Solution.Write($"{name}/{name}.csproj", Sources.Project(sdk, properties, items));
            Solution.Write($"{name}/Program.cs", code);
            Solution.Write($"{name}/appsettings.json", "{}");
            Solution.Write($"{name}/Properties/launchSettings.json", "{}");
        }
    }

    [Theory]
    [InlineData("Web", "appsettings.Development.json(1,1): warning STG1020", "appsettings.test.json(1,1): warning STG1020", "secrets.json(1,1): warning STG1020")]
    [InlineData("Kept")]
    [InlineData("Left", "Left.csproj(1,1): warning STG1020")]
    [InlineData("Copied")]
    [InlineData("Never")]
    [InlineData("Embedded")]
    // Nothing in the code reads it.
    [InlineData("Unread")]
    [InlineData("Launched", "Properties/launchSettings.json(1,1): warning STG1020")]
    public void A_project_publishes_the_settings_that_it_reads_and_none_for_developers(string project, params string[] findings)
    {
        Assert.Equal(findings.Select(finding => $"{project}/{finding}"), published.Result.Findings.Where(finding => finding.StartsWith(project + "/", StringComparison.Ordinal)));
        Assert.True(published.Solution.Exists($"{project}/bin/Release/net10.0/publish/release.intoto.jsonl"));
    }

    [Fact]
    public void An_error_stops_the_publish_before_anything_is_there()
    {
        var result = published.Solution.Publish("Web/Web.csproj", "-o", published.Solution.PathOf("out"), "-p:WarningsAsErrors=STG1020");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(3, result.Findings.Count());
        Assert.False(published.Solution.Exists("out/Web.dll") || published.Solution.Exists("out/release.intoto.jsonl"));
    }
}
