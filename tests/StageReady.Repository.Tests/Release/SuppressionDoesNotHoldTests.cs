namespace StageReady.Repository.Tests.Release;

public class SuppressionDoesNotHoldTests
{
    [Theory]
    [InlineData("stageready.json")]
    [InlineData("src/stageready.baseline.json")]
    public void An_entry_without_a_reason_and_one_past_its_day_are_told_at_their_place(string file)
    {
        var text = $$"""
            --- {{file}}
            { "suppressions": [
              { "rule": "STG3001", "file": "App.csproj" },
              { "rule": "STG3001", "file": "App.csproj", "reason": "for now", "expires": "2026-11-23" },
              { "rule": "STG3001", "file": "App.csproj", "reason": "today still", "expires": "2026-11-24" },
              { "rule": "STG3001", "file": "App.csproj", "reason": "for ever" }
            ] }
            """;

        Assert.Equal([$"{file}(2,3)", $"{file}(3,3)"], ReleaseFiles.Judge("STG4008", text));
        Assert.Equal(
            [
                "The suppression of STG3001 gives no reason and suppresses nothing. Say why the team lives with it, or remove it",
                "The suppression of STG3001 expired on 2026-11-23 and suppresses nothing any more. Mend what it is about, or decide anew",
            ],
            ReleaseFiles.Messages("STG4008", text));
    }

    [Theory]
    [InlineData("--- compose.yml\nservices:\n  # stageready: ignore STG1018\n  shop: {}", "compose.yml(2,3)")]
    [InlineData("--- appsettings.json\n{ // stageready: ignore STG1008 -\n}", "appsettings.json(1,3)")]
    [InlineData("--- compose.yml\nservices:\n  # stageready: ignore STG1018 Linux only\n  shop: {}", "")]
    [InlineData("--- notes.txt\n# stageready: ignore STG1018", "")]
    public void A_comment_without_a_reason_is_told(string file, string place) => Assert.Equal(place, string.Join(' ', ReleaseFiles.Judge("STG4008", file)));
}
