using System.Text.RegularExpressions;

namespace StageReady.Workflows;

/// <summary>A value that a workflow writes, and what it can be: an expression is followed to the matrix or the variable that it names.</summary>
/// <param name="Written">The place where somebody would change it.</param>
internal sealed record WorkflowExpression(PlacedText Written, bool IsMatrixValue)
{
    private const string Start = "${{";

    private static readonly Regex Context = new(@"^\$\{\{\s*(?<context>matrix|env)\.(?<names>[\w-]+(?:\.[\w-]+)*)\s*\}\}$", RegexOptions.CultureInvariant);

    /// <summary>Whether a text is known only when the workflow runs.</summary>
    public static bool IsIn(string text) => text.Contains(Start);

    /// <summary>The values; empty if they are unknown.</summary>
    /// <param name="written">The text.</param>
    /// <param name="matrix">The matrix of the job.</param>
    /// <param name="environment">The variables that hold there, the nearest first.</param>
    public static IEnumerable<WorkflowExpression> ValuesOf(PlacedText written, WorkflowMatrix? matrix, IEnumerable<WorkflowVariable> environment)
    {
        if (!IsIn(written.Value))
            return [new WorkflowExpression(written, IsMatrixValue: false)];
        if (Context.Match(written.Value.Trim()) is not { Success: true } match)
            return [];

        var names = match.Groups["names"].Value.Split('.');
        var values = match.Groups["context"].Value == "matrix"
            ? (matrix?.Values(names) ?? []).Select(value => new WorkflowExpression(value, IsMatrixValue: true))
            : environment.Where(variable => variable.Name == names[0]).Take(1).Select(variable => new WorkflowExpression(variable.Value, IsMatrixValue: false));
        return values.Where(value => !IsIn(value.Written.Value));
    }
}
