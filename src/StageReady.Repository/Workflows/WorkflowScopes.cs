using StageReady.Projects;

namespace StageReady.Workflows;

/// <summary>What expressions can name in a job, or in the steps of an action.</summary>
/// <param name="Matrix">Null if there is none.</param>
/// <param name="Environment">The variables, the nearest first.</param>
/// <param name="Inputs">What each input can be.</param>
internal sealed record WorkflowScope(WorkflowMatrix? Matrix, IEnumerable<WorkflowVariable> Environment, ILookup<string, WorkflowExpression> Inputs)
{
    public WorkflowScope In(WorkflowStep step) => this with { Environment = step.Environment.Concat(Environment) };

    /// <summary>The same where GitHub knows no variables yet: at runners, containers and the inputs of a job.</summary>
    public WorkflowScope WithoutEnvironment => this with { Environment = [] };
}

/// <summary>The scopes of all jobs and actions of a repository: an input is what its callers give it there, else its default.</summary>
internal sealed class WorkflowScopes
{
    private readonly ILookup<string, Call> _calls;

    public WorkflowScopes(IReadOnlyList<WorkflowFile> workflows, IReadOnlyList<ActionFile> actions)
    {
        // What a caller passes on of its own inputs is followed to their defaults only, so that this ends.
        var calls =
            from workflow in workflows
            from job in workflow.Jobs
            let scope = Scope(workflow, job, Defaults(workflow.Inputs))
            from call in CallsOf(workflow.File, job.Steps, scope).Append(new Call(TargetOf(workflow.File, job.Uses), job.Inputs, scope.WithoutEnvironment))
            select call;
        var callsOfActions = actions.SelectMany(action => CallsOf(action.File, action.Steps, new WorkflowScope(null, [], Defaults(action.Inputs))));
        _calls = calls.Concat(callsOfActions).Where(call => call.Target is not null).ToLookup(call => call.Target!, StringComparer.Ordinal);
    }

    public WorkflowScope Of(WorkflowFile workflow, WorkflowJob job) => Scope(workflow, job, InputsOf(workflow.File.Path, workflow.Inputs));

    public WorkflowScope Of(ActionFile action) => new(null, [], InputsOf(RepositoryTree.DirectoryOf(action.File.Path), action.Inputs));

    private static WorkflowScope Scope(WorkflowFile workflow, WorkflowJob job, ILookup<string, WorkflowExpression> inputs) => new(job.Matrix, job.Environment.Concat(workflow.Environment), inputs);

    private static IEnumerable<Call> CallsOf(TextFile file, IEnumerable<WorkflowStep> steps, WorkflowScope scope) => steps.Select(step => new Call(TargetOf(file, step.Uses), step.Inputs, scope.In(step)));

    // './' is the root of the repository that holds the folder '.github'.
    private static string? TargetOf(TextFile file, PlacedText? uses) => uses?.Value.Trim() is { } text && text.StartsWith("./", StringComparison.Ordinal)
        ? RepositoryTree.Resolve(file.Path.Substring(0, Math.Max(0, ("/" + file.Path).IndexOf("/.github/", StringComparison.Ordinal) - 1)), text)
        : null;

    private ILookup<string, WorkflowExpression> InputsOf(string target, IReadOnlyList<WorkflowInput> inputs)
    {
        var calls = _calls[target].ToList();
        var defaults = inputs.Where(input => input.IsAsked || calls.Count == 0 || calls.Exists(call => call.Given(input.Name) is null));
        var given =
            from call in calls
            from variable in call.Inputs
            from value in WorkflowExpression.ValuesOf(variable.Value, call.Scope)
            select (variable.Name, Value: value);
        return given.Concat(defaults.SelectMany(DefaultOf)).ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
    }

    private static ILookup<string, WorkflowExpression> Defaults(IEnumerable<WorkflowInput> inputs) => inputs.SelectMany(DefaultOf).ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, WorkflowExpression Value)> DefaultOf(WorkflowInput input)
    {
        if (input.Default is { } value)
            yield return (input.Name, new WorkflowExpression(value, IsMatrixValue: false));
    }

    /// <param name="Target">The workflow, or the folder of the action; null if it is not of this repository.</param>
    private sealed record Call(string? Target, IReadOnlyList<WorkflowVariable> Inputs, WorkflowScope Scope)
    {
        public WorkflowVariable? Given(string name) => Inputs.FirstOrDefault(given => given.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
