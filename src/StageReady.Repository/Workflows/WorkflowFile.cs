using StageReady.Shell;
using StageReady.Yaml;

namespace StageReady.Workflows;

/// <summary>A workflow of GitHub Actions.</summary>
internal sealed record WorkflowFile(TextFile File, IReadOnlyList<WorkflowVariable> Environment, IReadOnlyList<WorkflowJob> Jobs)
{
    /// <summary>What it takes from the workflow that calls it, or from whoever starts it.</summary>
    public IReadOnlyList<WorkflowInput> Inputs { get; init; } = [];

    private const string Folder = "/.github/workflows/";

    // GitHub reads the folder itself, and none below it.
    public static bool IsPath(string path) =>
        ("/" + path).IndexOf(Folder, StringComparison.Ordinal) is >= 0 and var start && path.IndexOf('/', start + Folder.Length - 1) < 0
        && (path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase));

    public static (WorkflowFile Workflow, ArtefactProblem? Problem) Read(TextFile file)
    {
        var (documents, problem) = YamlReader.Read(file);
        var root = documents.Count > 0 ? documents[0] : null;
        return (new WorkflowFile(file, WorkflowVariable.Read(root?["env"]), [.. (root?["jobs"]?.Entries ?? []).Select(WorkflowJob.Read)])
        {
            Inputs = [.. WorkflowInput.Read(root?.At("on", "workflow_call", "inputs"), isAsked: false), .. WorkflowInput.Read(root?.At("on", "workflow_dispatch", "inputs"), isAsked: true)],
        }, problem);
    }
}

/// <summary>An action that the repository itself has: <c>action.yml</c>.</summary>
/// <param name="Steps">Those of a composite action; empty for one that runs a program.</param>
internal sealed record ActionFile(TextFile File, IReadOnlyList<WorkflowStep> Steps)
{
    public IReadOnlyList<WorkflowInput> Inputs { get; init; } = [];

    public static bool IsPath(string path) =>
        ("/" + path).IndexOf("/.github/", StringComparison.Ordinal) >= 0
        && (path.EndsWith("/action.yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/action.yaml", StringComparison.OrdinalIgnoreCase));

    public static (ActionFile Action, ArtefactProblem? Problem) Read(TextFile file)
    {
        var (documents, problem) = YamlReader.Read(file);
        var root = documents.Count > 0 ? documents[0] : null;
        return (new ActionFile(file, [.. (root?.At("runs", "steps")?.Items ?? []).Select(WorkflowStep.Read)]) { Inputs = WorkflowInput.Read(root?["inputs"], isAsked: false) }, problem);
    }
}

/// <param name="RunsOn">The labels of the runner.</param>
internal sealed record WorkflowJob(PlacedText Id, IReadOnlyList<PlacedText> RunsOn, IReadOnlyList<WorkflowVariable> Environment, IReadOnlyList<WorkflowStep> Steps)
{
    /// <summary>The reusable workflow that is the job; null if it has steps of its own.</summary>
    public PlacedText? Uses { get; init; }

    /// <summary>The inputs of that.</summary>
    public IReadOnlyList<WorkflowVariable> Inputs { get; init; } = [];

    /// <summary>The images that it runs in and beside.</summary>
    public IReadOnlyList<PlacedText> Images { get; init; } = [];

    /// <summary>Null if the job runs once.</summary>
    public WorkflowMatrix? Matrix { get; init; }

    public static WorkflowJob Read(YamlEntry entry) => new(
        entry.Key.Placed,
        Labels(entry.Value["runs-on"]),
        WorkflowVariable.Read(entry.Value["env"]),
        [.. (entry.Value["steps"]?.Items ?? []).Select(WorkflowStep.Read)])
    {
        Uses = entry.Value["uses"]?.PlacedScalar,
        Inputs = WorkflowVariable.Read(entry.Value["with"]),
        Images = [.. (entry.Value["services"]?.Entries ?? []).Select(service => service.Value).Prepend(entry.Value["container"]).Select(ImageOf).OfType<PlacedText>()],
        Matrix = entry.Value.At("strategy", "matrix") is { } matrix ? new WorkflowMatrix(matrix) : null,
    };

    private static PlacedText? ImageOf(YamlNode? container) => container?.Kind == YamlKind.Mapping ? container["image"]?.PlacedScalar : container?.PlacedScalar;

    private static IReadOnlyList<PlacedText> Labels(YamlNode? node) => node switch
    {
        { Kind: YamlKind.Sequence } => [.. node.Items.Select(item => item.PlacedScalar).OfType<PlacedText>()],
        { Kind: YamlKind.Mapping } => Labels(node["labels"]),
        { Scalar: not null } => [node.Placed],
        _ => [],
    };
}

/// <param name="Default">Null if it has none.</param>
/// <param name="IsAsked">Whether somebody who starts the workflow is asked, rather than a caller.</param>
internal sealed record WorkflowInput(string Name, PlacedText? Default, bool IsAsked)
{
    public static IReadOnlyList<WorkflowInput> Read(YamlNode? node, bool isAsked) =>
        [.. (node?.Entries ?? []).Select(entry => new WorkflowInput(entry.Key.Text, entry.Value["default"]?.PlacedScalar, isAsked))];
}

/// <summary>The values for which a job runs.</summary>
internal sealed class WorkflowMatrix(YamlNode node)
{
    /// <summary>What stands behind <c>matrix.</c> in an expression, by its names: each value at its place.</summary>
    public IEnumerable<PlacedText> Values(IReadOnlyList<string> names)
    {
        var values = node[names[0]] is { } vector ? Elements(vector) : [];
        return values.Concat((node["include"]?.Items ?? []).Select(combination => combination[names[0]]).OfType<YamlNode>())
            .Select(value => value.At([.. names.Skip(1)]))
            .OfType<YamlNode>()
            .SelectMany(Elements)
            .Select(value => value.PlacedScalar)
            .OfType<PlacedText>();
    }

    private static IEnumerable<YamlNode> Elements(YamlNode node) => node.Kind == YamlKind.Sequence ? node.Items : [node];
}

/// <param name="Uses">The action; null for a step that runs commands.</param>
/// <param name="Run">The commands.</param>
internal sealed record WorkflowStep(PlacedText? Uses, ShellText? Run, IReadOnlyList<WorkflowVariable> Environment)
{
    /// <summary>The inputs of the action.</summary>
    public IReadOnlyList<WorkflowVariable> Inputs { get; init; } = [];

    public static WorkflowStep Read(YamlNode node) => new(node["uses"]?.PlacedScalar, Script(node["run"]), WorkflowVariable.Read(node["env"]))
    {
        Inputs = WorkflowVariable.Read(node["with"]),
    };

    private static ShellText? Script(YamlNode? run) => run?.Scalar is { } text ? new ShellText(text, (start, length) => run.Part(start, length).Span) : null;
}

/// <param name="Value">As it is written, expressions (<c>${{ … }}</c>) included.</param>
internal sealed record WorkflowVariable(string Name, PlacedText Value)
{
    public static IReadOnlyList<WorkflowVariable> Read(YamlNode? node) =>
        [.. (node?.Entries ?? []).Where(entry => entry.Value.Scalar is not null).Select(entry => new WorkflowVariable(entry.Key.Text, entry.Value.Placed))];
}
