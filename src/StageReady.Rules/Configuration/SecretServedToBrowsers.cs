namespace StageReady.Configuration;

/// <summary>STG1022: a settings file below wwwroot is an asset that everyone can download. It takes the place of the other rules about secrets there.</summary>
internal sealed class SecretServedToBrowsers : ConfigurationRule
{
    /// <summary>Google issues keys for use in pages; what they may do is restricted at Google.</summary>
    private const string BrowserKeyStart = "AIza";

    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        from use in facts.Secrets
        where facts.IsServed(use.Value.File) && !use.Value.Text!.StartsWith(BrowserKeyStart, StringComparison.Ordinal)
        select new Finding(
            Catalogue.SecretServedToBrowsers,
            use.Value.Span,
            $"Every browser can download this file, and {MessageText.Quote(use.Value.Key)} holds {use.Secret.Description}. "
                + "Keep it on the server, and issue a new one: this one counts as published")
        {
            Subject = use.Value.Key,
        };
}
