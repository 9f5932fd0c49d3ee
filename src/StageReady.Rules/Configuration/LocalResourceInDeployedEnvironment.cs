namespace StageReady.Configuration;

/// <summary>STG1008: what a deployed environment really uses is a resource of the machine itself, which in staging or production is not there.</summary>
internal sealed class LocalResourceInDeployedEnvironment : ConfigurationRule
{
    private const string EmulatorAccount = "devstoreaccount1";

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        foreach (var use in facts.DeployedUses)
        {
            var value = use.Value;
            if (!string.IsNullOrEmpty(value.Text) && LocalResourceIn(value, facts.Settings) is { } resource && !facts.Settings.IsExternal(value.Key))
                yield return Create(use, resource);
        }
    }

    private static Finding Create(DeployedUse use, string resource)
    {
        var mend = use.OverridingFiles is { } files ? $"Override it in {files}" : "Name the deployed resource";
        return new Finding(
            Catalogue.LocalResourceInDeployedEnvironment,
            use.Value.Span,
            $"{use.Say("uses", "use")} the local resource {MessageText.Quote(resource)} through {MessageText.Quote(use.Value.Key)}. "
                + $"{mend}, or declare in {StageReadySettings.FileName} that the deployment supplies the key (externalKeys) or runs it beside the application (sidecars)")
        {
            Subject = use.Value.Key,
        };
    }

    /// <summary>The name of the local resource that a value names; null if it names none.</summary>
    private static string? LocalResourceIn(ConfigurationValue value, StageReadySettings settings)
    {
        var text = value.Text!.Trim();
        var resource = Endpoints.In(text).Where(endpoint => LocalHost.IsLocal(endpoint.Host) && !settings.IsSidecar(endpoint)).Select(endpoint => endpoint.Host).FirstOrDefault()
            ?? StorageEmulatorIn(text);
        return resource is null || IsExempt(value.Key, text) ? null : resource;
    }

    // A filter compares bare names; a whole URI in it (an allowed origin) does open the application to the machine.
    private static bool IsExempt(string key, string text) =>
        KeyPath.IsBind(key) || KeyPath.IsHealthProbe(key) || (KeyPath.IsFilter(key) && !ConnectionUri.StartsWithScheme(text));

    private static string? StorageEmulatorIn(string text)
    {
        if (text == EmulatorAccount || ConnectionUri.ParseList(text).Any(uri => uri.Path.Split('/', '?').Contains(EmulatorAccount)))
            return EmulatorAccount;
        if (ConnectionString.Parse(text) is not { } connectionString)
            return null;

        foreach (var part in connectionString.Parts)
        {
            if (part.NormalizedKeyword == "usedevelopmentstorage" && part.Value.Equals("true", StringComparison.OrdinalIgnoreCase))
                return "UseDevelopmentStorage";
            if (part.Value == EmulatorAccount)
                return EmulatorAccount;
        }

        return null;
    }
}
