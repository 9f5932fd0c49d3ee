using System.Text.Json;
using System.Text.RegularExpressions;

namespace StageReady.Tool.Tests;

/// <summary>Every way to suppress, tried for every rule about pinned versions and releases that a check judges: one repository that breaks them all.</summary>
public sealed partial class PinningSuppressionTests : IDisposable
{
    // STG4002, STG4004, STG4007, STG4009 and STG5004 need a build.
    private static readonly string[] Rules =
    [
        "STG3001", "STG3002", "STG3003", "STG3004", "STG3005", "STG3006", "STG3007", "STG3008", "STG3009", "STG3010", "STG3011", "STG3012", "STG3013", "STG3014", "STG3015", "STG3016", "STG3017", "STG3018",
        "STG3019", "STG3020", "STG3021", "STG3022", "STG3023", "STG3024", "STG3025", "STG3026", "STG3027", "STG3028", "STG4001", "STG4003", "STG4005", "STG4006",
    ];

    private const string LockFile = """{"version":1,"dependencies":{"net10.0":{"Example":{"type":"Direct","requested":"[1.0.0, )","resolved":"1.0.0"}}}}""";

    private const string Assets = """
        {
          "version": 4,
          "targets": { "net10.0": { "Example/1.0.5": { "type": "package" } } },
          "libraries": { "Example/1.0.5": { "type": "package" } },
          "project": { "frameworks": { "net10.0": { "framework": "net10.0", "targetAlias": "net10.0", "dependencies": { "Example": { "target": "Package", "version": "[1.0.1, )" } } } } },
          "logs": [ { "code": "NU1603", "level": "Warning", "message": "Restored depends on Example (>= 1.0.1).", "libraryId": "Example" } ]
        }
        """;

    // JSON that its own readers take without comments, and the work tree, which is no file.
    private static readonly string[] WithoutComments = ["package.json", "packages.lock.json", "dotnet-tools.json", "."];

    private readonly CheckedRepository _repository = CheckedRepository.Committed(
        ("global.json", "{\n  \"sdk\": {\n    \"version\": \"10.0.100\",\n    \"rollForward\": \"major\"\n  },\n  \"msbuild-sdks\": {\n    \"A\": \"1.*\"\n  }\n}\n"),
        ("old/global.json", "{\n}\n"),
        ("nuget.config", "<configuration>\n  <packageSources>\n    <add key=\"a\" value=\"https://a.example.com\" />\n    <add key=\"b\" value=\"https://b.example.com\" />\n  </packageSources>\n</configuration>\n"),
        ("App/App.csproj", Project(
            "Microsoft.NET.Sdk.Web",
            "<LangVersion>latest</LangVersion>\n    <RuntimeFrameworkVersion>10.0.*</RuntimeFrameworkVersion>\n    <ContainerBaseImage>a:1</ContainerBaseImage>",
            "<PackageReference Include=\"Example\" Version=\"1.*\" />\n    <PackageReference Include=\"Ranged\" Version=\"[1.0,2.0)\" />\n    <PackageReference Include=\"Lowest\" Version=\"(1.0,)\" />")),
        ("Loose/Loose.csproj", Project("Microsoft.NET.Sdk", "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>")),
        ("Loose/packages.lock.json", LockFile),
        ("Forced/Forced.csproj", Project("Microsoft.NET.Sdk", "<RestoreLockedMode>true</RestoreLockedMode>\n    <RestoreForceEvaluate>true</RestoreForceEvaluate>")),
        ("Central/Directory.Packages.props", "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageVersion Include=\"Example\" Version=\"1.0.0\" />\n  </ItemGroup>\n</Project>\n"),
        ("Central/Central.csproj", Project("Microsoft.NET.Sdk", "", "<PackageReference Include=\"Example\" />")),
        ("Restored/Restored.csproj", Project("Microsoft.NET.Sdk", "<NuGetAudit>false</NuGetAudit>", "<PackageReference Include=\"Example\" Version=\"1.0.1\" />")),
        (".gitignore", "obj/\n"),
        ("Restored/Images.cs", "class Images\n{\n    void Start(dynamic builder) => builder.AddContainer(\"db\", \"postgres\");\n}\n"),
        ("Made/Made.proj", "<Project>\n  <Sdk Name=\"Ours\" />\n</Project>\n"),
        ("apps/app.cs", "#:sdk Ours\n#:package Example@1.*\nreturn;\n"),
        ("build.sh", "set -e\ndotnet tool install dotnet-ef\n"),
        ("build.cmd", "@echo off\ndotnet tool install dotnet-ef\n"),
        (".config/dotnet-tools.json", "{\n  \"tools\": {\n    \"a\": {}\n  }\n}\n"),
        ("Dockerfile", "FROM a\nFROM b:1\nRUN apt-get update \\\n  && apt-get install -y curl\n"),
        ("compose.yml", "services:\n  db:\n    image: postgres\n"),
        (".devcontainer/devcontainer.json", "{\n  \"image\": \"dotnet\"\n}\n"),
        (".github/workflows/ci.yml", "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-node@v4\n        with:\n          node-version: 20\n      - run: |\n          dotnet build\n          npm install\n"),
        ("web/package.json", "{\n  \"dependencies\": {\n    \"a\": \"^1.0.0\"\n  }\n}\n"),
        ("main.tf", "module \"a\" {\n  source = \"us/a/aws\"\n}\n"),
        ("main.bicep", "module a 'br/ours:a:latest' = {\n}\n"),
        ("chart/Chart.yaml", "dependencies:\n  - name: redis\n    version: ~19.0\n    repository: https://charts.example.com\n"),
        ("stageready.json", "{\n  \"requiredDocuments\": [\n    \"RUNBOOK.md\"\n  ]\n}\n"));

    public PinningSuppressionTests()
    {
        _repository.Write("Restored/obj/project.assets.json", Assets);
        _repository.Write("uncommitted.txt", "");
    }

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Nothing_holds_back_a_finding_before() => Assert.Equal(Rules, Findings().Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_comment_on_the_line_above_does()
    {
        foreach (var file in Findings().Where(finding => !WithoutComments.Contains(Path.GetFileName(finding.Path))).GroupBy(finding => finding.Path))
        {
            var lines = File.ReadAllLines(_repository.Path(file.Key)).ToList();
            foreach (var line in file.GroupBy(finding => finding.Line).OrderByDescending(line => line.Key))
            {
                var indent = lines[line.Key - 1][..^lines[line.Key - 1].TrimStart().Length];
                lines.Insert(line.Key - 1, indent + Comment(file.Key, $"stageready: ignore {string.Join(", ", line.Select(finding => finding.Rule).Distinct())} a team of testers"));
            }

            File.WriteAllText(_repository.Path(file.Key), string.Join('\n', lines) + "\n");
        }

        Assert.Equal([], Findings().Where(finding => !WithoutComments.Contains(Path.GetFileName(finding.Path))));
        Assert.DoesNotContain("STG4008", _repository.Check().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_of_the_settings_does()
    {
        var entries = Findings().Select(finding => (finding.Rule, finding.Path)).Distinct().Select(finding => new { rule = finding.Rule, file = "./" + finding.Path, reason = "a team of testers" });
        Write("stageready.json", JsonSerializer.Serialize(new { requiredDocuments = (string[])["RUNBOOK.md"], suppressions = entries }));

        Assert.Equal([], Findings());
        Assert.DoesNotContain("STG4008", _repository.Check().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_baseline_does()
    {
        CheckedRepository.Run("baseline", _repository.Root, "--reason", "there before us");

        // What the work tree is like at the moment is never recorded.
        Assert.Equal(["STG4001"], Findings().Select(finding => finding.Rule));
        Assert.DoesNotContain("STG4008", _repository.Check().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_globalconfig_does()
    {
        Write(".globalconfig", "is_global = true\n" + string.Concat(Rules.Select(rule => $"dotnet_diagnostic.{rule}.severity = none\n")));

        Assert.Equal([], Findings());
    }

    [Fact]
    public void NoWarn_does()
    {
        Write("Directory.Build.props", $"<Project>\n  <PropertyGroup>\n    <NoWarn>$(NoWarn);{string.Join(';', Rules)}</NoWarn>\n  </PropertyGroup>\n</Project>\n");

        Assert.Equal([], Findings());
    }

    [Fact]
    public void A_comment_that_finds_nothing_any_more_is_told()
    {
        using var repository = CheckedRepository.Committed(
            ("Dockerfile", "# stageready: ignore STG3019, STG3020 for a workshop\nFROM a\n# stageready: ignore STG9999 what is this\nRUN true\n"),
            ("build.sh", "# stageready: ignore STG3015 ours\ndotnet tool install ours --version 1.0.0\n"),
            ("App/App.csproj", "<!-- stageready: ignore STG3004, STG2013 only a build knows --> " + CheckedRepository.WebProject),
            ("notes.txt", "# stageready: ignore STG3015 no format that is judged\n"));

        Assert.Equal(
            [
                "Dockerfile(1,1): warning STG4008: The comment that ignores STG3020 finds nothing any more. Remove it",
                "Dockerfile(3,1): warning STG4008: The comment ignores STG9999, which is no rule. Name the rule that is meant",
                "build.sh(1,1): warning STG4008: The comment that ignores STG3015 finds nothing any more. Remove it",
            ],
            repository.Check().Lines.Where(line => line.Contains("): warning STG4008:", StringComparison.Ordinal)));

        repository.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.STG3019.severity = none");
        repository.Git("add", "--all");
        Assert.DoesNotContain("ignores STG3019", repository.Check().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, null, true)]
    [InlineData("// stageready: ignore STG4008 the team talks about it\n", null, null, false)]
    [InlineData("{ \"rule\": \"STG4008\", \"file\": \"./stageready.json\", \"reason\": \"the team talks about it\" },\n", null, null, false)]
    [InlineData("", ".globalconfig", "is_global = true\ndotnet_diagnostic.STG4008.severity = none\n", false)]
    [InlineData("", "Directory.Build.props", "<Project><PropertyGroup><NoWarn>STG4008</NoWarn></PropertyGroup></Project>", false)]
    public void A_suppression_without_a_reason_is_held_back_as_others_are(string before, string? path, string? text, bool isTold)
    {
        using var repository = new CheckedRepository(("stageready.json", $$"""{ "suppressions": [{{"\n" + before}}{ "rule": "STG3019", "file": "Dockerfile" } ] }"""));
        if (path is not null)
            repository.Write(path, text!);

        Assert.Equal(isTold, repository.Check().Output.Contains("STG4008", StringComparison.Ordinal));
    }

    [Fact]
    public void A_comment_that_holds_back_an_unknown_verdict_is_not_stale()
    {
        using var repository = CheckedRepository.Committed(("compose.yml", "services:\n  db:\n    # stageready: ignore STG3019, STG3020 the operator chooses\n    image: ${IMAGE}\n"));

        Assert.DoesNotContain("STG", repository.Check("--report-unknown").Output, StringComparison.Ordinal);
    }

    private static string Comment(string path, string text) => Path.GetExtension(path) switch
    {
        ".cs" when path != "apps/app.cs" => "#pragma warning disable STG3028 // a team of testers",
        ".csproj" or ".proj" or ".props" or ".config" => $"<!-- {text} -->",
        ".json" or ".bicep" or ".cs" => $"// {text}",
        ".cmd" => $"rem {text}",
        _ => $"# {text}",
    };

    private void Write(string path, string text)
    {
        _repository.Write(path, text);
        _repository.Git("add", "--all");
    }

    private List<(string Path, int Line, string Rule)> Findings() =>
    [
        .. from line in _repository.Check().Lines
           let match = Finding().Match(line)
           where match.Success && Rules.Contains(match.Groups["rule"].Value)
           select (match.Groups["path"].Value, int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture), match.Groups["rule"].Value),
    ];

    [GeneratedRegex(@"^(?<path>.+?)\((?<line>\d+),\d+\): \w+ (?<rule>STG\d{4}): ")]
    private static partial Regex Finding();

    private static string Project(string sdk, string properties, string items = "<PackageReference Include=\"Example\" Version=\"1.0.0\" />") =>
        $"<Project Sdk=\"{sdk}\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n    {properties}\n  </PropertyGroup>\n  <ItemGroup>\n    {items}\n  </ItemGroup>\n</Project>\n";
}
