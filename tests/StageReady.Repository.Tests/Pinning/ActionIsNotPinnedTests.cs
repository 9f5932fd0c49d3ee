namespace StageReady.Repository.Tests.Pinning;

public class ActionIsNotPinnedTests
{
    private const string Rule = "STG3022";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v7", ".github/workflows/ci.yml(4,15)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: \"actions/checkout@main\"", ".github/workflows/ci.yml(4,15)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@3d3c42e", ".github/workflows/ci.yml(4,15)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/checkout", ".github/workflows/ci.yml(4,15)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: docker://alpine:3.22", ".github/workflows/ci.yml(4,15)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    uses: us/shared/.github/workflows/build.yml@v1", ".github/workflows/ci.yml(3,11)" },
        { "--- .github/actions/setup/action.yml\nruns:\n  using: composite\n  steps:\n    - uses: actions/cache/save@v5", ".github/actions/setup/action.yml(4,13)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@abababababababababababababababababababababababababababababababab",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: docker://alpine:3.22@sha256:abababababababababababababababababababababababababababababababab",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: ./.github/actions/setup",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    uses: ./.github/workflows/build.yml",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: echo \"uses: actions/checkout@v7\"",
        "--- samples/.github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v7",
        "--- samples/actions/action.yml\nruns:\n  using: composite\n  steps:\n    - uses: actions/cache@v5",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      # stageready: ignore STG3022 ours\n      - uses: actions/checkout@v7",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));

    [Fact]
    public void What_the_repository_itself_has_needs_no_commit()
    {
        const string Workflow = """
            --- .github/workflows/ci.yml
            jobs:
              a:
                uses: Us/Shop/.github/workflows/build.yml@main
            """;

        Assert.Equal(
            ["'Us/Shop/.github/workflows/build.yml@main' runs what another branch of this repository has. Write './.github/workflows/build.yml', which is the same commit"],
            Files.Messages(Rule, Workflow, gitHubName: "us/shop"));
        Assert.Contains("git ls-remote https://github.com/Us/Shop main", Assert.Single(Files.Messages(Rule, Workflow, gitHubName: "us/other")));
    }

    [Fact]
    public void A_checked_directory_is_its_own_root() =>
        Assert.Equal(["shop/.github/workflows/ci.yml(4,15)"], Files.Places(Rule, "--- shop/.github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v7", "shop"));
}
