namespace StageReady.Configuration;

/// <summary>STG1010: a connection string, parsed as its driver parses it, carries a password or a key that everyone with the repository can read.</summary>
internal sealed class SecretInConnectionString : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        from use in facts.Secrets
        where use.Secret.Form == SecretForm.ConnectionString && !facts.IsServed(use.Value.File)
        select new Finding(
            Catalogue.SecretInConnectionString,
            use.Value.Span,
            $"The connection string {MessageText.Quote(use.Value.Key)} holds {use.Secret.Description}. {SecretAdvice.TakeOut(use.Value.Key)}")
        {
            Severity = facts.SeverityIn(use.Value.File, Severity.Error),
            Subject = use.Value.Key,
        };
}
