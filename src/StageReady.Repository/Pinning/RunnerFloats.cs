using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>STG3023: the machine under the build, with its compilers and tools, changes on a day that GitHub chooses.</summary>
internal static class RunnerFloats
{
    public static IEnumerable<Finding> Judge(WorkflowJob job, WorkflowScope scope) =>
        from label in job.RunsOn
        from value in Values(label, scope)
        where value.Value.EndsWith("-latest", StringComparison.OrdinalIgnoreCase)
        select new Finding(Catalogue.RunnerFloats, value.Span,
            $"The runner {MessageText.Quote(value.Value)} becomes another machine when GitHub moves the label. Write the version of its image")
        {
            Subject = job.Id.Value,
        };

    // What stands behind an expression is known without it: ${{ matrix.os }}-latest.
    public static IEnumerable<PlacedText> Values(PlacedText label, WorkflowScope scope) => label.Value.EndsWith("}}-latest", StringComparison.OrdinalIgnoreCase)
        ? [label]
        : WorkflowExpression.ValuesOf(label, scope.WithoutEnvironment).Select(value => value.Written);
}
