namespace StageReady.Configuration;

/// <summary>STG1013: a URI carries its credentials. Those of database and broker drivers are connection strings (STG1010).</summary>
internal sealed class CredentialsInUri : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        from use in facts.Secrets
        where use.Secret.Form == SecretForm.Uri && !facts.IsServed(use.Value.File)
        select new Finding(
            Catalogue.CredentialsInUri,
            use.Value.Span,
            $"The URI in {MessageText.Quote(use.Value.Key)} holds {use.Secret.Description}. {SecretAdvice.TakeOut(use.Value.Key)}")
        {
            Severity = facts.SeverityIn(use.Value.File, Severity.Error),
            Subject = use.Value.Key,
        };
}
