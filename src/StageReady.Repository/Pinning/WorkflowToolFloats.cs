using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>STG3024: the step installs whatever is the newest that day, so that two builds of one commit differ.</summary>
internal static class WorkflowToolFloats
{
    private const string SetupDotNet = "actions/setup-dotnet";
    private const string SetupNode = "actions/setup-node";

    private static readonly char[] LineEnds = ['\n', '\r'];

    /// <summary>The version that a step asks for; null if it installs no tool of these, or says it elsewhere.</summary>
    public static PlacedText? VersionOf(WorkflowStep step) => Inputs(step) is (_, { } input, { } file) && step.Inputs.All(given => given.Name != file)
        ? step.Inputs.FirstOrDefault(given => given.Name == input)?.Value
        : null;

    /// <param name="step">The step.</param>
    /// <param name="scope">What its expressions can name.</param>
    /// <param name="hasGlobalJson">Whether the root of the repository has a global.json, which the action reads when it is told nothing.</param>
    public static IEnumerable<Finding> Judge(WorkflowStep step, WorkflowScope scope, bool hasGlobalJson)
    {
        if (step.Uses is not { } uses)
            yield break;

        var (action, input, file) = Inputs(step);
        if (input is null || step.Inputs.Any(given => given.Name == file))
            yield break;

        if (VersionOf(step) is not { } version)
        {
            if (action == SetupDotNet && !hasGlobalJson)
                yield return At(uses.Span, action, "setup-dotnet is given no version and there is no global.json, so that it installs nothing and the newest SDK of the runner builds. Add global.json and 'global-json-file: global.json'");
            yield break;
        }

        foreach (var value in WorkflowExpression.ValuesOf(version, scope))
        {
            foreach (var written in value.Written.Value.Split(LineEnds).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#' && !IsExact(line)))
                yield return At(value.Written.Span, action, Message(action, written));
        }
    }

    private static (string Action, string? Version, string? File) Inputs(WorkflowStep step) => (step.Uses?.Value ?? "").Split('@')[0].Trim() switch
    {
        SetupDotNet => (SetupDotNet, "dotnet-version", "global-json-file"),
        SetupNode => (SetupNode, "node-version", "node-version-file"),
        var other => (other, null, null),
    };

    private static string Message(string action, string version) => action == SetupDotNet
        ? $"The workflow installs the newest .NET SDK of {MessageText.Quote(version)}. Write the full version, or 'global-json-file: global.json'"
        : $"The workflow installs the newest Node.js of {MessageText.Quote(version)}. Write the full version, or 'node-version-file' with a file that has it";

    private static bool IsExact(string version) => ExactVersion.IsSemantic(version.TrimStart('v'));

    private static Finding At(SourceSpan span, string action, string message) => new(Catalogue.WorkflowToolFloats, span, message) { Subject = action };
}
