namespace StageReady.Repository.Tests.Pinning;

public class SystemPackageIsNotPinnedTests
{
    private const string Rule = "STG3021";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- Dockerfile\nFROM a\nRUN apt-get update && apt-get install --yes curl", "Dockerfile(2,23)" },
        { "--- Dockerfile\nFROM a\nRUN apt-get update \\\n # why\n && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y -t stable \\\n  # what\n  curl=1 \\\n  git \\\n && rm -rf /var", "Dockerfile(4,36)" },
        { "--- Dockerfile\nFROM a\nRUN --mount=type=cache,target=/c apk add --no-cache --virtual .deps \"make~=4\" gcc", "Dockerfile(2,34)" },
        { "--- Dockerfile\nFROM a\nRUN <<EOF\napt-get update\nsudo apt install -y curl >/dev/null 2>&1\nEOF", "Dockerfile(4,6)" },
        { "--- Dockerfile\nFROM a\nRUN [\"apt-get\", \"install\", \"curl\"]", "Dockerfile(2,5)" },
        { "--- Dockerfile\nFROM a\nRUN if true; then apt-get install curl; fi; apk add git", "Dockerfile(2,19) Dockerfile(2,45)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- Dockerfile\nFROM a\nRUN apt-get update && apt-get upgrade && apt-get remove curl",
        "--- Dockerfile\nFROM a\nRUN apt-get install -y curl=8.14.1-2 git=1:2.47.* && apk add \"gcc<15\" make~=4 zip=3.0",
        "--- Dockerfile\nFROM a\nRUN apt-get install -y ./tool.deb /tmp/a.deb $PACKAGES curl-",
        "--- Dockerfile\nFROM a\nRUN echo \"apt-get install curl\" # apt-get install curl",
        "--- Dockerfile\nFROM a\nCOPY <<EOF /a.sh\napt-get install curl\nEOF",
        "--- Dockerfile\nFROM a\nRUN cat <<EOF\napt-get install curl\nEOF",
        "--- install.sh\napt-get install curl",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));

    [Fact]
    public void A_long_list_is_cut() => Assert.Equal(
        ["apt-get installs the newest a, b, c and 2 more of the day. Write the versions that were tested (a=VERSION), or take a base image that has them"],
        Files.Messages(Rule, "--- Dockerfile\nFROM x\nRUN apt-get install a b c d e"));
}
