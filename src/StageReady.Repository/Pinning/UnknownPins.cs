using StageReady.Containers;
using StageReady.Infrastructure;
using StageReady.Projects;
using StageReady.Shell;
using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>What only a variable decides that nothing here gives a value: no finding, but worth a look.</summary>
internal static class UnknownPins
{
    /// <summary>What a project says, and what only a command line, an SDK or the environment decides.</summary>
    public static IEnumerable<Finding> Of(Project project, GlobalJson? globalJson)
    {
        // What a plain build compiles is judged; the compile has the last word.
        var named = project.IsCSharp && project.Release[FloatingLanguageVersion.Property].Length == 0 ? Named(Catalogue.LanguageVersionFloats, FloatingLanguageVersion.Property) : [];
        named = named.Concat(Named(Catalogue.RuntimeIsNotPinned, RuntimeIsNotPinned.Version));
        if (project.IsPublished && globalJson is not { PinsFeatureBand: true })
            named = named.Concat(Named(Catalogue.RuntimeIsNotPinned, RuntimeIsNotPinned.SelfContained));
        if (!project.IsTest)
            named = named.Concat(Named(Catalogue.BaseImageIsNotPinned, BaseImageIsNotPinned.Judged));
        return from pair in named
               where !project.Release.Find(pair.Property).IsCertain
               let place = project.Release.PlaceOf(pair.Property)
               where place is not null
               select new Finding(pair.Rule, place.Value, $"What {pair.Property} is depends on a property that no file of the repository decides");

        static IEnumerable<(Rule Rule, string Property)> Named(Rule rule, params string[] properties) => properties.Select(property => (rule, property));
    }

    // With a digest it is one image, wherever it comes from.
    public static IEnumerable<Finding> Of(IEnumerable<ImageUse> images) =>
        from image in images
        where image.Reference is null && !image.IsLatest && !image.Written.Value.Contains('@')
        from finding in new[] { At(Catalogue.ContainerImageFloats, image.Written, "the image"), At(Catalogue.ContainerImageHasNoDigest, image.Written, "the image") }
        select finding;

    public static IEnumerable<Finding> Of(Dockerfile dockerfile) =>
        from command in dockerfile.Commands
        where SystemPackageIsNotPinned.Unpinned(command) is { Count: > 0 } packages && packages.All(package => package.HasVariable)
        select At(Catalogue.SystemPackageIsNotPinned, command.Span, $"what '{command.Program}' installs");

    public static IEnumerable<Finding> OfNode(IEnumerable<ShellCommand> commands) =>
        from command in commands
        where NodePackageIsNotLocked.IsUnknown(command)
        select At(Catalogue.NodePackageIsNotLocked, command.Span, "what 'npm install' brings");

    public static IEnumerable<Finding> Of(IEnumerable<SdkReference> sdks) =>
        from sdk in sdks
        where sdk.IsUnknown
        select At(Catalogue.MSBuildSdkIsNotPinned, sdk.Span, $"the version of the MSBuild SDK {sdk.Name}");

    public static IEnumerable<Finding> Of(IEnumerable<InstallCommand> installs) =>
        from install in installs
        where install.IsUnknown
        select At(Catalogue.DotNetToolIsNotPinned, install.Command.Span, $"what 'dotnet {install.Verb}' brings");

    public static IEnumerable<Finding> Of(WorkflowJob job, WorkflowScope scope) =>
        from label in job.RunsOn
        where !RunnerFloats.Values(label, scope).Any()
        select At(Catalogue.RunnerFloats, label, "the runner");

    public static IEnumerable<Finding> Of(WorkflowStep step, WorkflowScope scope)
    {
        if (step.Uses is { } uses && WorkflowExpression.IsIn(uses.Value))
            yield return At(Catalogue.ActionIsNotPinned, uses, "the action");
        if (WorkflowToolFloats.VersionOf(step) is { } version && !WorkflowExpression.ValuesOf(version, scope).Any())
            yield return At(Catalogue.WorkflowToolFloats, version, "the version");
    }

    public static IEnumerable<Finding> Of(TerraformFile file) =>
        from block in file.Modules
        where block["source"] is { Literal: null } || (block["version"] is { Literal: null } && InfrastructureModuleFloats.IsOfRegistry(block))
        select At(Catalogue.InfrastructureModuleFloats, block.Span, $"the module {block.Labels.FirstOrDefault()}");

    private static Finding At(Rule rule, PlacedText written, string what) => At(rule, written.Span, $"{what} {MessageText.Quote(written.Value.Trim())}");

    private static Finding At(Rule rule, SourceSpan span, string what) => new(rule, span, $"Whether {what} floats depends on a variable that nothing here gives a value");
}
