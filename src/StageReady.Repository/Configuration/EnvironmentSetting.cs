namespace StageReady.Configuration;

/// <summary>What kind of artefact sets an environment.</summary>
internal enum ArtefactKind
{
    Dockerfile,
    Compose,
    Kubernetes,
    Workflow,
    LaunchSettings,
    WebConfig,

    /// <summary>A file that Compose reads for a service, or a command hands to a container.</summary>
    EnvFile,

    /// <summary>A command that starts a container, in a script.</summary>
    Script,
}

/// <summary>A place that names the environment in which an application is to run.</summary>
/// <param name="Variable"><c>ASPNETCORE_ENVIRONMENT</c> or <c>DOTNET_ENVIRONMENT</c>.</param>
/// <param name="Written">The value as it is written.</param>
/// <param name="Value">The value with variables replaced by their defaults; null if it is not known.</param>
/// <param name="Projects">The projects that it can mean; none if that is not known.</param>
internal sealed record EnvironmentSetting(ArtefactKind Kind, string Variable, PlacedText Written, string? Value, IReadOnlyList<ConfiguredProject> Projects)
{
    /// <summary>The names of the environment variables.</summary>
    public static readonly string[] Variables = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    /// <summary>The files that use it: that which holds it, or those that read or extend that.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [Written.Span.Path];

    /// <summary>What it is for within files that are laid over each other: services of Compose, the values of a chart. None if no other file can take its place.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Whether the value is only what holds when nobody gives another.</summary>
    public bool IsDefault => Value is not null && Written.Value.IndexOf('$') >= 0;

    public static bool IsEnvironment(string variable) => Variables.Contains(variable);
}
