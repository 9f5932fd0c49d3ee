namespace StageReady.Repository.Tests.Release;

public class RequiredDocumentMissingTests
{
    private const string Settings = """
        --- shop/stageready.json
        {
          "requiredDocuments": [
            "docs/runbook.md",
            { "path": "docs/rollback.md", "headings": ["Before you roll back", "Steps"] }
          ]
        }
        """;

    [Fact]
    public void A_missing_document_is_told_where_it_is_required()
    {
        Assert.Equal(["shop/stageready.json(3,5)", "shop/stageready.json(4,5)"], ReleaseFiles.Judge("STG4006", Settings, "--- docs/runbook.md\nelsewhere"));
        Assert.Equal("The required document 'docs/runbook.md' is missing. Write and commit it, or do not require it", ReleaseFiles.Messages("STG4006", Settings)[0]);
    }

    [Theory]
    [InlineData("# Rollback\n## Before you roll back\n### Steps ###\n")]
    [InlineData("before you roll back\n===\nSTEPS\n-----\n")]
    [InlineData("## Before you roll back\r\n## Steps\r\n")]
    public void All_headings_in_either_form_and_any_case_are_fine(string text) => Assert.Empty(ReleaseFiles.Judge("STG4006", Settings, "--- shop/docs/runbook.md", "--- shop/docs/rollback.md\n" + text));

    [Theory]
    [InlineData("## Before you roll back\nSteps\n")]
    [InlineData("## Before you roll back\n```\n# Steps\n```\n")]
    [InlineData("## Before you roll back\n#Steps\n")]
    [InlineData("## Before you roll back\n~~~\n```\n## Steps\n~~~\n")]
    public void A_heading_that_is_missing_or_code_is_told(string text) => Assert.Equal(
        ["The required document 'docs/rollback.md' has no heading 'Steps'. Write what belongs there"],
        ReleaseFiles.Messages("STG4006", Settings, "--- shop/docs/runbook.md", "--- shop/docs/rollback.md\n" + text));
}
