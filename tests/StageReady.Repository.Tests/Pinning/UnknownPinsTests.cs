using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Repository.Tests.Pinning;

public class UnknownPinsTests
{
    [Theory]
    [InlineData("--- Dockerfile\nARG IMAGE\nFROM $IMAGE\nFROM a:${TAG}\nFROM a:1", "Dockerfile(2,6) STG3019 Dockerfile(2,6) STG3020 Dockerfile(3,6) STG3019 Dockerfile(3,6) STG3020")]
    [InlineData("--- Dockerfile\nFROM ${REGISTRY}/a@sha256:0123\nFROM a@${DIGEST}", "")]
    [InlineData("--- Dockerfile\nFROM scratch\nRUN apt-get install -y $TOOLS\nRUN apk add curl $TOOLS\nRUN apk add curl=$VERSION", "Dockerfile(2,5) STG3021")]
    [InlineData("--- compose.yml\nservices:\n  db:\n    image: ${IMAGE}\n  web:\n    image: web:${TAG:-1}", "compose.yml(3,12) STG3019 compose.yml(3,12) STG3020")]
    [InlineData("--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ inputs.os }}\n    container: ${{ inputs.image }}", ".github/workflows/ci.yml(4,16) STG3019 .github/workflows/ci.yml(4,16) STG3020 .github/workflows/ci.yml(3,14) STG3023")]
    [InlineData("--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: a\n    steps:\n      - uses: actions/setup-dotnet@${{ inputs.at }}\n        with:\n          dotnet-version: ${{ inputs.sdk }}", ".github/workflows/ci.yml(5,15) STG3022 .github/workflows/ci.yml(7,27) STG3024")]
    [InlineData("--- A.proj\n<Project>\n  <Sdk Name=\"A\" Version=\"$(Version)\" />\n</Project>", "A.proj(2,3) STG3014")]
    [InlineData("--- build.sh\ndotnet tool install a --version $VERSION\ndotnet tool install a --version 1.0.0", "build.sh(1,1) STG3015")]
    [InlineData("--- main.tf\nmodule \"a\" {\n  source  = \"us/a/aws\"\n  version = var.version\n}\nmodule \"b\" {\n  source  = \"./b\"\n}\nmodule \"c\" {\n  source  = var.source\n}", "main.tf(1,1) STG3026 main.tf(8,1) STG3026")]
    [InlineData("--- .github/actions/setup/action.yml\nruns:\n  steps:\n    - uses: actions/setup-node@${{ inputs.at }}\n      with:\n        node-version: ${{ inputs.node }}", ".github/actions/setup/action.yml(3,13) STG3022 .github/actions/setup/action.yml(5,23) STG3024")]
    [InlineData("--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: npm install tool@$VERSION\n      - run: npm install tool@1.0.0\n      - run: npm install tool $OTHER", ".github/workflows/ci.yml(4,14) STG3025")]
    [InlineData("--- Dockerfile\n# stageready: ignore STG3019, STG3020 ours\nFROM $IMAGE", "")]
    public void What_only_a_variable_decides_is_unknown(string files, string places) => Assert.Equal(places, string.Join(' ', Files.Unknown(files)));

    [Theory]
    [InlineData("<LangVersion>$(Newest)</LangVersion>", "STG3016 (2,20)")]
    [InlineData("<LangVersion Condition=\"'$(Nightly)' == 'true'\">preview</LangVersion>", "STG3016 (2,20)")]
    [InlineData("<RuntimeFrameworkVersion>$(Runtime)</RuntimeFrameworkVersion>", "STG3017 (2,20)")]
    [InlineData("<SelfContained Condition=\"'$(RuntimeIdentifier)' != ''\">true</SelfContained>", "STG3017 (2,20)")]
    [InlineData("<ContainerBaseImage>$(Base)</ContainerBaseImage>", "STG3027 (2,20)")]
    [InlineData("<ContainerImageTag>$(Version)</ContainerImageTag>", "STG3027 (2,20)")]
    [InlineData("<LangVersion>latest</LangVersion>", "")]
    [InlineData("<LangVersion Condition=\"'$(LangVersion)' == ''\">14.0</LangVersion>", "")]
    [InlineData("<LangVersion Condition=\"'$(Configuration)' == 'Debug'\">preview</LangVersion>", "")]
    [InlineData("<IsTestProject>true</IsTestProject><ContainerImageTag>$(Version)</ContainerImageTag>", "")]
    [InlineData("<Nullable>$(Anything)</Nullable>", "")]
    public void What_a_project_takes_from_elsewhere_is_unknown(string properties, string expected) => Assert.Equal(expected, string.Join(' ', OfProject("App.csproj", properties)));

    [Fact]
    public void The_language_of_FSharp_is_not_asked_for() => Assert.Empty(OfProject("App.fsproj", "<LangVersion>$(Newest)</LangVersion>"));

    [Fact]
    public void A_pinned_SDK_pins_the_runtime_of_a_self_contained_application()
    {
        var globalJson = GlobalJson.Read(new TextFile("global.json", """{ "sdk": { "version": "10.0.100", "rollForward": "latestPatch" } }"""));
        Assert.Empty(OfProject("App.csproj", "<SelfContained>$(Carried)</SelfContained>", globalJson));
    }

    private static IEnumerable<string> OfProject(string name, string properties, GlobalJson? globalJson = null)
    {
        var files = new Files($"--- {name}\n<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n    <PropertyGroup>{properties}</PropertyGroup>\n</Project>");
        return UnknownPins.Of(new ProjectEvaluator(files.Tree).Evaluate(name)!, globalJson).Select(finding => $"{finding.Rule.Id} ({finding.Span.StartLine},{finding.Span.StartColumn})");
    }
}
