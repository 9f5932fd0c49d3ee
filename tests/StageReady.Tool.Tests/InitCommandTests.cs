using System.Text;

namespace StageReady.Tool.Tests;

public class InitCommandTests
{
    private const string Version = "0.1.0";
    private const string Reference = $"<PackageReference Include=\"StageReady.Sdk\" Version=\"{Version}\" PrivateAssets=\"all\" />";

    [Fact]
    public void A_repository_without_projects_has_nothing_that_could_adopt_it()
    {
        using var repository = CheckedRepository.Committed(("readme.md", "Nothing yet.\n"));

        var result = Init(repository);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("There is no .NET project", result.Error, StringComparison.Ordinal);
        Assert.Equal([".git", "global.json", "nuget.config", "readme.md"], Names(repository));
    }

    [Fact]
    public void A_repository_with_one_project_gets_the_sdk_and_a_baseline()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject));

        var result = Init(repository);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal($"<Project>\n  <ItemGroup>\n    {Reference}\n  </ItemGroup>\n</Project>\n", File.ReadAllText(repository.Path("Directory.Build.props")));

        // The reference itself is a package that is not locked.
        Assert.Matches("^\\{\n  \"suppressions\": \\[\n    \\{ \"rule\": \"STG3006\", \"file\": \"App/App.csproj\", \"reason\": \"there before StageReady was adopted on 20[0-9-]+\" \\}\n  \\]\n\\}\n$", File.ReadAllText(repository.Path("stageready.baseline.json")));
        Assert.Equal(
            [
                "--- /dev/null", "+++ b/Directory.Build.props", "@@ -0,0 +1,5 @@", "+<Project>", "+  <ItemGroup>", $"+    {Reference}", "+  </ItemGroup>", "+</Project>",
            ],
            result.Lines.Take(8));
        Assert.Equal(
            [
                $"Directory.Build.props: every project gets StageReady.Sdk {Version}",
                "stageready.baseline.json: the finding of today",
                $"In your pipeline run: dotnet tool install --global StageReady.Tool --version {Version} && stageready check",
                "Each entry of stageready.baseline.json is a debt: 'stageready fix' mends what has a certain answer, 'stageready baseline' takes out what is mended",
                "Wrote 2 files. Next: dotnet build, read what it says, and commit",
            ],
            result.Lines.TakeLast(5));
    }

    [Fact]
    public void A_repository_with_everything_keeps_what_it_has_and_gets_what_it_lacks()
    {
        const string Props = "<Project>\r\n\t<ItemGroup>\r\n\t\t<PackageReference Include=\"Example\" Version=\"1.0.0\" />\r\n\t</ItemGroup>\r\n</Project>";
        using var repository = Everything(Props);

        var result = Init(repository);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Props.Replace("\r\n\t</ItemGroup>", $"\r\n\t\t{Reference}\r\n\t</ItemGroup>"))],
            File.ReadAllBytes(repository.Path("Directory.Build.props")));
        Assert.Equal(
            """
            {
              "environments": {
                "AzureProd": "production",
                "Development": "development",
                "Staging": "staging"
              },
              "hosts": {
                "staging": [
                  "db.stg.contoso.com"
                ],
                "production": [
                  "db.contoso.com"
                ]
              }
            }

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(repository.Path("stageready.json")));
        var workflow = File.ReadAllText(repository.Path(".github/workflows/stageready.yml"));
        Assert.Contains("global-json-file: global.json", workflow, StringComparison.Ordinal);
        Assert.Contains($"dotnet tool install --global StageReady.Tool --version {Version}\n", workflow, StringComparison.Ordinal);
        Assert.Contains("The environment 'Docker' has no role", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"rule\": \"STG1009\", \"file\": \"App/appsettings.Staging.json\", \"key\": \"Smtp\"", File.ReadAllText(repository.Path("stageready.baseline.json")), StringComparison.Ordinal);

        // What is adopted is ready: nothing is found that is not recorded, the workflow included.
        repository.Commit();
        var check = repository.Check();
        Assert.DoesNotContain("STG", check.Output, StringComparison.Ordinal);
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public void Central_versions_get_a_global_reference()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("Directory.Packages.props", "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageVersion Include=\"Example\" Version=\"1.0.0\" />\n  </ItemGroup>\n</Project>\n"));

        Init(repository);

        Assert.Equal(
            $"<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageVersion Include=\"Example\" Version=\"1.0.0\" />\n    <GlobalPackageReference Include=\"StageReady.Sdk\" Version=\"{Version}\" />\n  </ItemGroup>\n</Project>\n",
            File.ReadAllText(repository.Path("Directory.Packages.props")));
        Assert.False(File.Exists(repository.Path("Directory.Build.props")));

        // A build finds that the packages are not locked, although no project names one.
        Assert.Contains("\"rule\": \"STG3006\", \"file\": \"App/App.csproj\"", File.ReadAllText(repository.Path("stageready.baseline.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_second_run_has_nothing_to_do(bool isCommitted)
    {
        using var repository = Everything("<Project />\n");
        Init(repository);
        if (isCommitted)
            repository.Commit();
        var before = Contents(repository);

        var result = Init(repository);

        Assert.Equal("Nothing to adopt: StageReady is here", result.Lines.Single(line => !line.StartsWith("The environment 'Docker'", StringComparison.Ordinal)));
        Assert.Equal(before, Contents(repository));
    }

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n  <Sdk Name=\"StageReady.Sdk\" Version=\"0.1.0\" />\n</Project>")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk.Web;StageReady.Sdk/0.1.0\" />")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n  <ItemGroup><PackageReference Include=\"StageReady.Analyzers\" Version=\"0.1.0\" /></ItemGroup>\n</Project>")]
    public void A_project_that_has_it_is_enough(string project)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", project));

        Init(repository);

        Assert.Equal(project, File.ReadAllText(repository.Path("App/App.csproj")));
        Assert.False(File.Exists(repository.Path("Directory.Build.props")));
    }

    [Theory]
    [InlineData("""{ "sdk": { "version": "10.0.100", "rollForward": "latestFeature" } }""", "          global-json-file: global.json\n      - run")]
    [InlineData("""{ "sdk": { "version": "8.0.100" } }""", "          global-json-file: global.json\n          dotnet-version: \"1")]
    [InlineData("{}", "        with:\n          dotnet-version: \"1")]
    public void The_workflow_installs_what_the_repository_and_the_tool_run_on(string globalJson, string expected)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("global.json", globalJson), (".github/workflows/ci.yml", "on: push\njobs: {}\n"));

        Init(repository);

        Assert.Contains(expected, File.ReadAllText(repository.Path(".github/workflows/stageready.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_props_file_that_hides_the_one_above_is_told()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("tools/Directory.Build.props", "<Project />"), ("tools/T/T.csproj", CheckedRepository.WebProject));

        Assert.Contains("tools/Directory.Build.props is nearer to 1 project, which does not get the SDK: import the file above there, or name the SDK there too", Init(repository).Lines);
    }

    [Fact]
    public void A_dry_run_prints_a_patch_that_git_applies_and_changes_nothing()
    {
        using var repository = Everything("<Project>\n</Project>\n");
        var before = Contents(repository);

        var result = Init(repository, "--dry-run");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("Would write 4 files\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents(repository));
        repository.Write("init.patch", result.Output);
        repository.Git("-C", repository.Root, "apply", "init.patch");
        Assert.Equal($"<Project>\n  <ItemGroup>\n    {Reference}\n  </ItemGroup>\n</Project>\n", File.ReadAllText(repository.Path("Directory.Build.props")));
        Assert.True(File.Exists(repository.Path("stageready.json")) && File.Exists(repository.Path("stageready.baseline.json")) && File.Exists(repository.Path(".github/workflows/stageready.yml")));
    }

    [Fact]
    public void A_file_that_is_read_only_stops_all_of_it()
    {
        using var repository = Everything("<Project />\n");
        File.SetAttributes(repository.Path("Directory.Build.props"), FileAttributes.ReadOnly);
        var before = Contents(repository);

        var result = Init(repository);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Directory.Build.props is read-only: nothing is written", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents(repository));
    }

    private static CheckedRepository Everything(string props)
    {
        var repository = new CheckedRepository(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/appsettings.json", "{ \"Db\": \"Server=localhost;Database=Shop\", \"Smtp\": \"\" }"),
            ("App/appsettings.Development.json", "{ \"Db\": \"Server=localhost;Database=Shop\" }"),
            ("App/appsettings.Docker.json", "{ \"Db\": \"Server=db;Database=Shop\" }"),
            ("App/appsettings.Staging.json", "{ \"Db\": \"Server=db.stg.contoso.com;Database=Shop;Encrypt=true\", \"Smtp\": \"TODO\", \"Pay\": \"https://sandbox.example.net\" }"),
            ("App/appsettings.AzureProd.json", "{ \"Db\": \"Server=db.contoso.com;Database=Shop;Encrypt=true\", \"Smtp\": \"smtp.contoso.com\", \"Pay\": \"https://pay.example.org\" }"),
            (".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: dotnet test\n"));
        File.WriteAllText(repository.Path("Directory.Build.props"), props, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        repository.Git("init", "--quiet");
        repository.Commit();
        return repository;
    }

    private static ToolResult Init(CheckedRepository repository, params string[] arguments) => CheckedRepository.Run(["init", repository.Root, .. arguments]);

    private static IEnumerable<string?> Names(CheckedRepository repository) => Directory.EnumerateFileSystemEntries(repository.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static string Contents(CheckedRepository repository) => string.Join('\n', Directory.EnumerateFiles(repository.Root, "*", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}.git{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path}: {Convert.ToHexString(File.ReadAllBytes(path))}"));
}
