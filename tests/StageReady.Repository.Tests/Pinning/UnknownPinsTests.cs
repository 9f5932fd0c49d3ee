namespace StageReady.Repository.Tests.Pinning;

public class UnknownPinsTests
{
    [Theory]
    [InlineData("--- Dockerfile\nARG IMAGE\nFROM $IMAGE\nFROM a:${TAG}\nFROM a:1", "Dockerfile(2,6) STG3019 Dockerfile(3,6) STG3019")]
    [InlineData("--- compose.yml\nservices:\n  db:\n    image: ${IMAGE}\n  web:\n    image: web:${TAG:-1}", "compose.yml(3,12) STG3019")]
    [InlineData("--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ inputs.os }}\n    container: ${{ inputs.image }}", ".github/workflows/ci.yml(4,16) STG3019 .github/workflows/ci.yml(3,14) STG3023")]
    [InlineData("--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: a\n    steps:\n      - uses: actions/setup-dotnet@${{ inputs.at }}\n        with:\n          dotnet-version: ${{ inputs.sdk }}", ".github/workflows/ci.yml(5,15) STG3022 .github/workflows/ci.yml(7,27) STG3024")]
    [InlineData("--- A.proj\n<Project>\n  <Sdk Name=\"A\" Version=\"$(Version)\" />\n</Project>", "A.proj(2,3) STG3014")]
    [InlineData("--- build.sh\ndotnet tool install a --version $VERSION\ndotnet tool install a --version 1.0.0", "build.sh(1,1) STG3015")]
    [InlineData("--- main.tf\nmodule \"a\" {\n  source  = \"us/a/aws\"\n  version = var.version\n}\nmodule \"b\" {\n  source  = \"./b\"\n}\nmodule \"c\" {\n  source  = var.source\n}", "main.tf(1,1) STG3026 main.tf(8,1) STG3026")]
    [InlineData("--- Dockerfile\n# stageready: ignore STG3019 ours\nFROM $IMAGE", "")]
    public void What_only_a_variable_decides_is_unknown(string files, string places) => Assert.Equal(places, string.Join(' ', Files.Unknown(files)));
}
