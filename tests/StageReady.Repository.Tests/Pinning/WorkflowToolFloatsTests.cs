namespace StageReady.Repository.Tests.Pinning;

public class WorkflowToolFloatsTests
{
    private const string Rule = "STG3024";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: 10.0.x", ".github/workflows/ci.yml(6,27)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: 8.0\n--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\" } }", ".github/workflows/ci.yml(6,27)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: |\n            8.0.405\n            9.0.x", ".github/workflows/ci.yml(6,27)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6", ".github/workflows/ci.yml(4,15)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-node@v6\n        with:\n          node-version: lts/*", ".github/workflows/ci.yml(6,25)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-node@v6\n        with:\n          node-version: 22", ".github/workflows/ci.yml(6,25)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    strategy:\n      matrix:\n        dotnet: [8.0.405, 9.0.x]\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: ${{ matrix.dotnet }}", ".github/workflows/ci.yml(5,27)" },
        { "--- .github/workflows/ci.yml\nenv:\n  DOTNET: 10.0.x\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: ${{ env.DOTNET }}", ".github/workflows/ci.yml(2,11)" },
        { "--- .github/actions/setup/action.yml\ninputs:\n  node:\n    default: '24'\nruns:\n  steps:\n    - uses: actions/setup-node@v6\n      with:\n        node-version: ${{ inputs.node }}", ".github/actions/setup/action.yml(3,14)" },
        { "--- .github/actions/setup/action.yml\ninputs:\n  node:\n    default: 24.1.0\nruns:\n  steps:\n    - uses: actions/setup-node@v6\n      with:\n        node-version: ${{ inputs.node }}\n--- .github/workflows/ci.yml\nenv:\n  NODE: 22\njobs:\n  a:\n    steps:\n      - uses: ./.github/actions/setup\n        with:\n          node: ${{ env.NODE }}\n      - uses: ./.github/actions/setup", ".github/workflows/ci.yml(2,9)" },
        { "--- .github/workflows/test.yml\non:\n  workflow_call:\n    inputs:\n      sdk:\n        type: string\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: ${{ inputs.sdk }}\n--- .github/workflows/ci.yml\njobs:\n  b:\n    uses: ./.github/workflows/test.yml\n    with:\n      sdk: 10.0.x", ".github/workflows/ci.yml(5,12)" },
        { "--- .github/workflows/ci.yml\non:\n  workflow_dispatch:\n    inputs:\n      sdk:\n        default: 10.0.x\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: ${{ github.event.inputs.sdk }}", ".github/workflows/ci.yml(5,18)" },
        { "--- .github/actions/setup/action.yml\nruns:\n  using: composite\n  steps:\n    - uses: actions/setup-dotnet@v6\n      with:\n        dotnet-version: 10", ".github/actions/setup/action.yml(6,25)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: 10.0.401",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: 11.0.100-preview.1.26104.118",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          global-json-file: global.json\n          dotnet-version: 8.0.x",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n--- global.json\n{ \"sdk\": { \"version\": \"10.0.401\" } }",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-dotnet@v6\n        with:\n          dotnet-version: ${{ inputs.version }}",
        "--- .github/actions/setup/action.yml\ninputs:\n  node:\n    default: '24'\nruns:\n  steps:\n    - uses: actions/setup-node@v6\n      with:\n        node-version: ${{ inputs.node }}\n--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: ./.github/actions/setup\n        with:\n          node: 24.1.0",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-node@v6",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-node@v6\n        with:\n          node-version: v22.21.1",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-node@v6\n        with:\n          node-version-file: .nvmrc",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: actions/setup-python@v6\n        with:\n          python-version: 3.x",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));
}
