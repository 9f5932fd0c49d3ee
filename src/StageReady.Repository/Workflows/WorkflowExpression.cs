using System.Text.RegularExpressions;

namespace StageReady.Workflows;

/// <summary>A value that a workflow writes, and what it can be: an expression is followed to the matrix, the variable or the input that it names.</summary>
/// <param name="Written">The place where somebody would change it.</param>
internal sealed record WorkflowExpression(PlacedText Written, bool IsMatrixValue)
{
    private const string Start = "${{";

    private static readonly Regex Context = new(@"^\$\{\{\s*(?:github\.event\.)?(?<context>matrix|env|inputs)\.(?<names>[\w-]+(?:\.[\w-]+)*)\s*\}\}$", RegexOptions.CultureInvariant);

    /// <summary>Whether a text is known only when the workflow runs.</summary>
    public static bool IsIn(string text) => text.Contains(Start);

    /// <summary>The values; empty if they are unknown.</summary>
    /// <param name="written">The text.</param>
    /// <param name="scope">What it can name.</param>
    public static IEnumerable<WorkflowExpression> ValuesOf(PlacedText written, WorkflowScope scope)
    {
        if (!IsIn(written.Value))
            return [new WorkflowExpression(written, IsMatrixValue: false)];
        if (Context.Match(written.Value.Trim()) is not { Success: true } match)
            return [];

        var names = match.Groups["names"].Value.Split('.');
        var values = match.Groups["context"].Value switch
        {
            "matrix" => (scope.Matrix?.Values(names) ?? []).Select(value => new WorkflowExpression(value, IsMatrixValue: true)),
            "env" => scope.Environment.Where(variable => variable.Name == names[0]).Take(1).Select(variable => new WorkflowExpression(variable.Value, IsMatrixValue: false)),
            _ => scope.Inputs[names[0]],
        };
        return values.Where(value => !IsIn(value.Written.Value));
    }
}
