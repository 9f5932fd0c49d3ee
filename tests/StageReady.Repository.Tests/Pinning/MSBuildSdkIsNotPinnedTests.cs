namespace StageReady.Repository.Tests.Pinning;

public class MSBuildSdkIsNotPinnedTests
{
    private const string Rule = "STG3014";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- A.csproj\n<Project Sdk=\"Our.Sdk\" />", "A.csproj(1,1)" },
        { "--- A.csproj\n<Project Sdk=\"Microsoft.NET.Sdk; Our.Sdk/1.*\">\n</Project>", "A.csproj(1,1)" },
        { "--- A.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\">\n  <Sdk Name=\"Aspire.AppHost.Sdk\" />\n</Project>", "A.csproj(2,3)" },
        { "--- A.csproj\n<Project>\n  <Import Project=\"Sdk.props\" Sdk=\"Our.Sdk\" />\n  <Import Project=\"Sdk.targets\" Sdk=\"Our.Sdk\" />\n</Project>", "A.csproj(2,3)" },
        { "--- Directory.Build.props\n<Project>\n  <Sdk Name=\"Our.Sdk\" Version=\"[1.0,2.0)\" />\n</Project>", "Directory.Build.props(2,3)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\" }, \"msbuild-sdks\": { \"Our.Sdk\": \"1.*\" } }\n--- A.csproj\n<Project Sdk=\"Our.Sdk\" />", "global.json(1,66)" },
        { "--- app.cs\n#!/usr/bin/env dotnet\n#:sdk Our.Sdk\nConsole.WriteLine();", "app.cs(2,1)" },
        { "--- tools/app.cs\n#:package A@1.0.0\n#:sdk Our.Sdk@*", "tools/app.cs(2,1)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- A.csproj\n<Project Sdk=\"Microsoft.NET.Sdk.Web\" />",
        "--- A.csproj\n<Project Sdk=\"Our.Sdk/1.2.3\"><Sdk Name=\"Other.Sdk\" Version=\"1.2.3-beta.1\" /></Project>",
        "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\" }, \"msbuild-sdks\": { \"our.sdk\": \"1.2.3\" } }\n--- src/A.csproj\n<Project Sdk=\"Our.Sdk\" />\n--- app.cs\n#:sdk Our.Sdk",
        "--- A.csproj\n<Project Sdk=\"Our.Sdk/$(OurVersion)\" />",
        "--- A.dcproj\n<Project Sdk=\"Microsoft.Docker.Sdk\" />",
        "--- A.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n--- a.cs\nvar text = \"\"\"\n#:sdk Our.Sdk\n\"\"\";",
        "--- app.cs\n#:sdk Microsoft.NET.Sdk.Web\n#:sdk Our.Sdk@1.2.3",
        "--- A.csproj\n<!-- stageready: ignore STG3014 from our own feed, where there is one version -->\n<Project Sdk=\"Our.Sdk\" />",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));
}
