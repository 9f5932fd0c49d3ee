namespace StageReady.Repository.Tests.Pinning;

public class DotNetToolIsNotPinnedTests
{
    private const string Rule = "STG3015";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- .config/dotnet-tools.json\n{ \"tools\": {\n  \"a\": { \"version\": \"1.*\" },\n  \"b\": { \"version\": \"1.0.0\", \"rollForward\": true },\n  \"c\": {} } }", ".config/dotnet-tools.json(2,21) .config/dotnet-tools.json(3,45) .config/dotnet-tools.json(4,3)" },
        { "--- build.sh\nset -e\ndotnet tool install --global dotnet-ef", "build.sh(2,1)" },
        { "--- build.cmd\r\n@echo off\r\nrem dotnet tool install a\r\n@dotnet tool install ^\r\n  dotnet-ef", "build.cmd(3,2)" },
        { "--- build.bat\nif not exist x ( dotnet tool install dotnet-ef --tool-path %TOOLS% )", "build.bat(1,18)" },
        { "--- build.ps1\nif ($x) {\n  dotnet tool update dotnet-ef `\n    --global\n}", "build.ps1(2,3)" },
        { "--- build.sh\ndotnet tool install dotnet-ef --version \"10.*\"\ndotnet tool update --all", "build.sh(1,1) build.sh(2,1)" },
        { "--- build.sh\ndotnet add src/App package Example -s ./feed && dotnet package add Example", "build.sh(1,1) build.sh(1,49)" },
        { "--- Dockerfile\nFROM scratch\nRUN dotnet restore && \\\n  dotnet tool install -v q dotnet-ef", "Dockerfile(3,3)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: dotnet tool install dotnet-ef", ".github/workflows/ci.yml(4,14)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: |\n          dotnet restore\n\n          dotnet tool install dotnet-ef", ".github/workflows/ci.yml(7,11)" },
        { "--- .github/actions/a/action.yml\nruns:\n  steps:\n    - run: dotnet tool install dotnet-ef", ".github/actions/a/action.yml(3,12)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- .config/dotnet-tools.json\n{ \"tools\": { \"a\": { \"version\": \"1.2.3\", \"rollForward\": false }, \"b\": { \"version\": \"1.2.3-beta.1\" } } }",
        "--- build.sh\ndotnet tool install dotnet-ef --version 10.0.15\ndotnet tool install --version=10.0.15 dotnet-ef\ndotnet tool install dotnet-ef@10.0.15\ndotnet tool install dotnet-ef --version $VERSION\ndotnet tool install $TOOL\ndotnet tool restore\ndotnet tool list",
        "--- build.sh\ndotnet add package Example --version 1.2.3\ndotnet add package Example -v 1.2.3\ndotnet add package Example@1.2.3\ndotnet add reference ../Other",
        "--- build.ps1\ndotnet tool install @arguments",
        "--- build.cmd\n:: dotnet tool install dotnet-ef\ndotnet tool install dotnet-ef --version %VERSION%\ndotnet tool install %1",
        "--- build.sh\necho \"dotnet tool install dotnet-ef\" # dotnet tool install dotnet-ef\ncat <<EOF\ndotnet tool install dotnet-ef\nEOF",
        "--- docs/.github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: dotnet tool install dotnet-ef",
        "--- build.sh\n# stageready: ignore STG3015 our own, built a line above\ndotnet tool install ours",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: |\n          # stageready: ignore STG3015 our own, built a line above\n          dotnet tool install ours",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));

    [Fact]
    public void It_says_how_to_pin() => Assert.Equal(
        ["'dotnet tool install' takes the newest version of dotnet-ef. Write --version, or list it in a tool manifest and run 'dotnet tool restore'"],
        Files.Messages(Rule, "--- build.sh\ndotnet tool install dotnet-ef"));
}
