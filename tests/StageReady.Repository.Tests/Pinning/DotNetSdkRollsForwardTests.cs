namespace StageReady.Repository.Tests.Pinning;

public class DotNetSdkRollsForwardTests
{
    private const string Rule = "STG3013";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"feature\" } }", "global.json(1,50)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"minor\" } }", "global.json(1,50)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"major\" } }", "global.json(1,50)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"latestFeature\" } }", "global.json(1,50)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"latestMinor\" } }", "global.json(1,50)" },
        { "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"LatestMajor\" } }", "global.json(1,50)" },
        { "--- global.json\n{ \"sdk\": {\n  \"allowPrerelease\": true,\n  \"rollForward\": \"major\" } }", "global.json(2,22) global.json(3,18)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"disable\" } }",
        "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"patch\" } }",
        "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"rollForward\": \"latestPatch\" } }",
        "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\" } }",
        "--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\", \"allowPrerelease\": false } }",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));
}
