namespace StageReady.Repository.Tests.Pinning;

public class RunnerFloatsTests
{
    private const string Rule = "STG3023";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ubuntu-latest", ".github/workflows/ci.yml(3,14)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: [self-hosted, macos-latest]", ".github/workflows/ci.yml(3,28)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on:\n      group: a\n      labels: windows-latest", ".github/workflows/ci.yml(5,15)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, windows-latest]\n        include:\n          - os: macos-latest", ".github/workflows/ci.yml(6,28) .github/workflows/ci.yml(8,17)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ matrix.target.os }}\n    strategy:\n      matrix:\n        target:\n          - os: ubuntu-latest\n          - os: ubuntu-24.04", ".github/workflows/ci.yml(7,17)" },
        { "--- .github/workflows/test.yml\non:\n  workflow_call:\n    inputs:\n      os:\n        default: ubuntu-24.04\njobs:\n  a:\n    runs-on: ${{ inputs.os }}\n--- .github/workflows/ci.yml\njobs:\n  b:\n    uses: ./.github/workflows/test.yml\n    strategy:\n      matrix:\n        os: [windows-latest, ubuntu-22.04]\n    with:\n      os: ${{ matrix.os }}", ".github/workflows/ci.yml(6,14)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ matrix.os }}-latest\n    strategy:\n      matrix:\n        os: [ubuntu]", ".github/workflows/ci.yml(3,14)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ubuntu-24.04",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ inputs.runner }}",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ github.event_name == 'push' && 'ubuntu-latest' || 'mine' }}",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix:\n        os: [ubuntu-24.04]\n        note: [ubuntu-latest]",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));
}
