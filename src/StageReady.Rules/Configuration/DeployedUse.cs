namespace StageReady.Configuration;

/// <summary>A value with the deployed environments that hold it: one finding for the line that supplies it, however many environments it reaches.</summary>
internal sealed record DeployedUse(ConfigurationValue Value, IReadOnlyList<string> Environments)
{
    /// <summary><c>Staging and Production use</c>: the verb in the number of the environments.</summary>
    public string Say(string singular, string plural) => $"{MessageText.Join(Environments)} {(Environments.Count == 1 ? singular : plural)}";

    /// <summary>Where another value would stand: <c>in the file of Production</c>; a file that is the environment's own is the place itself.</summary>
    public string? OverridingFiles => Value.File.Name.Environment is null
        ? $"the {(Environments.Count == 1 ? "file" : "files")} of {MessageText.Join(Environments)}"
        : null;

    /// <summary>In the order of environments, staging first, and of files.</summary>
    public static IReadOnlyList<DeployedUse> In(IReadOnlyList<EffectiveConfiguration> deployed) =>
    [
        .. from effective in deployed
           from value in effective.Values.Values
           group effective.Environment by value into use
           select new DeployedUse(use.Key, [.. use]),
    ];
}
