namespace StageReady.Configuration.Fixes;

/// <summary>
/// What mends a finding in configuration files: the smallest edits, which leave formatting, comments and line ends as they are. The editor and
/// <c>stageready fix</c> apply the same.
/// </summary>
/// <param name="Title">What the fix does.</param>
/// <param name="Edits">None overlaps another.</param>
internal sealed record ConfigurationFix(string Title, IReadOnlyList<FileEdit> Edits)
{
    /// <summary>A command that does what no edit can; null if nothing is left to do. It never holds a secret.</summary>
    public string? Command { get; init; }

    /// <summary>Null if nothing mends the finding with certainty.</summary>
    /// <param name="start">Where the finding stands in the file.</param>
    public static ConfigurationFix? For(Rule rule, string path, int start, ConfigurationFacts facts)
    {
        if (facts.Files.FirstOrDefault(file => file.Source.Path == path) is not { Loads: true } file)
            return null;
        if (rule == Catalogue.KeyMissingInOneDeployedEnvironment || rule == Catalogue.DevelopmentKeyNotDeployed)
            return KeyAt(file, start) is { } key ? MissingKeyFix.For(key, file, facts) : null;
        if (ValueAt(file, start) is not { } value)
            return null;
        if (rule == Catalogue.TransportSecurityOff)
            return TrustedCertificateFix.For(value);
        return rule == Catalogue.SecretInConnectionString || rule == Catalogue.SecretKeyHasLiteralValue || rule == Catalogue.CredentialsInUri ? SecretFix.For(value) : null;
    }

    private static ConfigurationValue? ValueAt(ConfigurationFile file, int start) => file.Values.Values.FirstOrDefault(value => value.Node.Start == start);

    // An array has the place of its name.
    private static string? KeyAt(ConfigurationFile file, int start) =>
        ValueAt(file, start) is { } value ? KeyPath.OfArray(value.Key) : file.Sections.Values.FirstOrDefault(section => section.Span.Start == start)?.Key;
}
