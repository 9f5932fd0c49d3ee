namespace StageReady.Configuration;

/// <summary>STG1009: staging or production really holds a text that was to be replaced. One finding for each file, at the first one.</summary>
internal sealed class PlaceholderInDeployedEnvironment : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        from use in facts.DeployedUses
        where IsPlaceholder(use.Value) && !facts.Settings.IsExternal(use.Value.Key) && !facts.IsInVault(use.Value.Key)
        orderby use.Value.Node.Start
        group use by use.Value.File into file
        select Create([.. file]);

    private static Finding Create(IReadOnlyList<DeployedUse> uses)
    {
        var first = uses[0];
        var others = uses.Count == 1 ? "" : $" and {uses.Count - 1} other {(uses.Count == 2 ? "key" : "keys")} of this file";
        var mend = first.OverridingFiles is { } files ? $"Set it in {files}" : "Set it";
        return new Finding(
            Catalogue.PlaceholderInDeployedEnvironment,
            first.Value.Span,
            $"{first.Say("holds", "hold")} a placeholder for {MessageText.Quote(first.Value.Key)}{others}. {mend}, or declare in {StageReadySettings.FileName} that the deployment supplies it (externalKeys)")
        {
            Subject = first.Value.Key,
            Related = [.. uses.Skip(1).Select(use => use.Value.Span)],
        };
    }

    private static bool IsPlaceholder(ConfigurationValue value)
    {
        if (value.Text is null || value.Node.Kind != Json.JsonKind.String || HeldSecret.In(value) is not null)
            return false;

        var text = value.Text.Trim();
        if (ConnectionUri.StartsWithScheme(text))
            return ConnectionUri.ParseList(text).Any(uri => uri.Password is { Length: > 0 } password && password != uri.User && Placeholder.Is(password));
        if (ConnectionString.Parse(text) is { } connectionString && ConnectionSecrets.IsConnection(connectionString))
            return ConnectionSecrets.PartsOf(connectionString).Any(part => Placeholder.Is(part.Value));
        return SecretText.Judge(text, SecretName.Of(value.Key)) == SecretVerdict.Placeholder
            || text.Length == 0 && value.Key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase)
            || Placeholder.IsWhole(value.Key, text);
    }
}
