namespace StageReady.Repository.Tests.Pinning;

public class DotNetSdkIsNotPinnedTests
{
    private const string Rule = "STG3012";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- App/App.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n", "global.json(1,1)" },
        { "--- global.json\n{ \"msbuild-sdks\": {} }", "global.json(1,1)" },
        { "--- global.json\n{\n  \"sdk\": { \"rollForward\": \"disable\" }\n}", "global.json(2,3)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"8.0.x\" } }", "global.json(1,23)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"8.0\" } }", "global.json(1,23)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"8.*\" } }", "global.json(1,23)" },
        { "--- App/App.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n--- src/global.json\n{ \"sdk\": { \"version\": \"latest\" } }", "src/global.json(1,23)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- App/App.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\" } }",
        "--- global.json\n{ /* a preview */ \"sdk\": { \"version\": \"11.0.100-preview.1.26104.118\" } }",
        "--- App/App.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n--- App/global.json\n{ \"sdk\": { \"version\": \"10.0.401\" } }",
        // Nothing here is built with it.
        "--- README.md\nHello",
        "--- node_modules/a/global.json\n{}",
        // The SDK refuses it by itself.
        "--- global.json\n{",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));

    [Fact]
    public void A_global_json_above_the_checked_directory_holds_for_it() =>
        Assert.Empty(Files.Places(Rule, "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\" } }\n--- src/App.csproj\n<Project />", "src"));

    [Fact]
    public void One_that_is_absent_stands_in_the_checked_directory() => Assert.Equal(["src/global.json(1,1)"], Files.Places(Rule, "--- src/App.csproj\n<Project />", "src"));

    [Fact]
    public void It_says_that_the_sdk_ignores_what_is_no_version() => Assert.Equal(
        ["sdk.version '8.0.x' is no full version: the SDK ignores it without a word and takes the newest that is there. Write the version that 'dotnet --version' tells here"],
        Files.Messages(Rule, "--- global.json\n{ \"sdk\": { \"version\": \"8.0.x\" } }"));
}
