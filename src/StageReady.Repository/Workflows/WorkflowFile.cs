using StageReady.Yaml;

namespace StageReady.Workflows;

/// <summary>A workflow of GitHub Actions.</summary>
internal sealed record WorkflowFile(TextFile File, IReadOnlyList<WorkflowVariable> Environment, IReadOnlyList<WorkflowJob> Jobs)
{
    public static bool IsPath(string path) =>
        ("/" + path).IndexOf("/.github/workflows/", StringComparison.Ordinal) >= 0
        && (path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase));

    public static (WorkflowFile Workflow, ArtefactProblem? Problem) Read(TextFile file)
    {
        var (documents, problem) = YamlReader.Read(file);
        var root = documents.Count > 0 ? documents[0] : null;
        return (new WorkflowFile(file, WorkflowVariable.Read(root?["env"]), [.. (root?["jobs"]?.Entries ?? []).Select(WorkflowJob.Read)]), problem);
    }
}

/// <param name="RunsOn">The labels of the runner.</param>
internal sealed record WorkflowJob(PlacedText Id, IReadOnlyList<PlacedText> RunsOn, IReadOnlyList<WorkflowVariable> Environment, IReadOnlyList<WorkflowStep> Steps)
{
    public static WorkflowJob Read(YamlEntry entry) => new(
        entry.Key.Placed,
        Labels(entry.Value["runs-on"]),
        WorkflowVariable.Read(entry.Value["env"]),
        [.. (entry.Value["steps"]?.Items ?? []).Select(WorkflowStep.Read)]);

    private static IReadOnlyList<PlacedText> Labels(YamlNode? node) => node switch
    {
        { Kind: YamlKind.Sequence } => [.. node.Items.Select(item => item.PlacedScalar).OfType<PlacedText>()],
        { Kind: YamlKind.Mapping } => Labels(node["labels"]),
        { Scalar: not null } => [node.Placed],
        _ => [],
    };
}

/// <param name="Uses">The action; null for a step that runs commands.</param>
/// <param name="Run">The commands.</param>
internal sealed record WorkflowStep(PlacedText? Uses, PlacedText? Run, string? WorkingDirectory, IReadOnlyList<WorkflowVariable> Environment)
{
    public static WorkflowStep Read(YamlNode node) => new(
        node["uses"]?.PlacedScalar, node["run"]?.PlacedScalar, node["working-directory"]?.Scalar, WorkflowVariable.Read(node["env"]));
}

/// <param name="Value">As it is written, expressions (<c>${{ … }}</c>) included.</param>
internal sealed record WorkflowVariable(string Name, PlacedText Value)
{
    public static IReadOnlyList<WorkflowVariable> Read(YamlNode? node) =>
        [.. (node?.Entries ?? []).Where(entry => entry.Value.Scalar is not null).Select(entry => new WorkflowVariable(entry.Key.Text, entry.Value.Placed))];
}
