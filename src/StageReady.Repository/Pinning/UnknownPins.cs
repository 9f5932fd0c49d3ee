using StageReady.Infrastructure;
using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>What only a variable decides that nothing here gives a value: no finding, but worth a look.</summary>
internal static class UnknownPins
{
    public static IEnumerable<Finding> Of(IEnumerable<ImageUse> images) =>
        from image in images
        where image.Reference is null && !image.IsLatest
        select At(Catalogue.ContainerImageFloats, image.Written, "the image");

    public static IEnumerable<Finding> Of(IEnumerable<SdkReference> sdks) =>
        from sdk in sdks
        where sdk.IsUnknown
        select At(Catalogue.MSBuildSdkIsNotPinned, sdk.Span, $"the version of the MSBuild SDK {sdk.Name}");

    public static IEnumerable<Finding> Of(IEnumerable<InstallCommand> installs) =>
        from install in installs
        where install.IsUnknown
        select At(Catalogue.DotNetToolIsNotPinned, install.Command.Span, $"what 'dotnet {install.Verb}' brings");

    public static IEnumerable<Finding> Of(WorkflowJob job, IEnumerable<WorkflowVariable> environment)
    {
        foreach (var label in job.RunsOn.Where(label => !RunnerFloats.Values(label, job).Any()))
            yield return At(Catalogue.RunnerFloats, label, "the runner");
        foreach (var step in job.Steps)
        {
            if (step.Uses is { } uses && WorkflowExpression.IsIn(uses.Value))
                yield return At(Catalogue.ActionIsNotPinned, uses, "the action");
            if (WorkflowToolFloats.VersionOf(step) is { } version && !WorkflowExpression.ValuesOf(version, job.Matrix, step.Environment.Concat(environment)).Any())
                yield return At(Catalogue.WorkflowToolFloats, version, "the version");
        }
    }

    public static IEnumerable<Finding> Of(TerraformFile file) =>
        from block in file.Modules
        where block["source"] is { Literal: null } || (block["version"] is { Literal: null } && InfrastructureModuleFloats.IsOfRegistry(block))
        select At(Catalogue.InfrastructureModuleFloats, block.Span, $"the module {block.Labels.FirstOrDefault()}");

    private static Finding At(Rule rule, PlacedText written, string what) => At(rule, written.Span, $"{what} {MessageText.Quote(written.Value.Trim())}");

    private static Finding At(Rule rule, SourceSpan span, string what) => new(rule, span, $"Whether {what} floats depends on a variable that nothing here gives a value");
}
