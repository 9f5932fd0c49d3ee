namespace StageReady.Configuration;

/// <summary>STG1011: a key that is named as a secret has its secret in the file.</summary>
internal sealed class SecretKeyHasLiteralValue : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        from use in facts.Secrets
        where use.Secret.Form == SecretForm.Literal && !facts.IsServed(use.Value.File) && !facts.Settings.IsEncrypted(use.Value.File.Source.Path)
        select new Finding(
            Catalogue.SecretKeyHasLiteralValue,
            use.Value.Span,
            $"The key {MessageText.Quote(use.Value.Key)} holds {use.Secret.Description}. {SecretAdvice.TakeOut(use.Value.Key)}")
        {
            Severity = facts.SeverityIn(use.Value.File, Severity.Error),
            Subject = use.Value.Key,
        };
}
