namespace StageReady.Configuration;

/// <summary>STG1008: what a deployed environment really uses is a resource of the machine itself, which in staging or production is not there.</summary>
internal sealed class LocalResourceInDeployedEnvironment : ConfigurationRule
{
    private const string EmulatorAccount = "devstoreaccount1";

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        // One finding for the line that supplies the value, however many environments it reaches.
        var uses =
            from effective in facts.Deployed
            from value in effective.Values.Values
            where !string.IsNullOrEmpty(value.Text)
            group effective.Environment by value;

        foreach (var use in uses)
        {
            var value = use.Key;
            if (LocalResourceIn(value, facts.Settings) is { } resource && !facts.Settings.IsExternal(value.Key))
                yield return Create(value, resource, [.. use]);
        }
    }

    private static Finding Create(ConfigurationValue value, string resource, IReadOnlyList<string> environments)
    {
        var mend = value.File.Name.Environment is null
            ? $"Override it in the {(environments.Count == 1 ? "file" : "files")} of {MessageText.Join(environments)}"
            : "Name the deployed resource";
        return new Finding(
            Catalogue.LocalResourceInDeployedEnvironment,
            value.Span,
            $"{MessageText.Join(environments)} {(environments.Count == 1 ? "uses" : "use")} the local resource {MessageText.Quote(resource)} through {MessageText.Quote(value.Key)}. "
                + $"{mend}, or declare in {StageReadySettings.FileName} that the deployment supplies the key (externalKeys) or runs it beside the application (sidecars)")
        {
            Subject = value.Key,
        };
    }

    /// <summary>The name of the local resource that a value names; null if it names none.</summary>
    private static string? LocalResourceIn(ConfigurationValue value, StageReadySettings settings)
    {
        var text = value.Text!.Trim();
        if (KeyPath.IsBind(value.Key) || KeyPath.IsHealthProbe(value.Key) || (KeyPath.IsFilter(value.Key) && !ConnectionUri.StartsWithScheme(text)))
            return null;

        foreach (var endpoint in Endpoints.In(text))
        {
            if (LocalHost.IsLocal(endpoint.Host) && !settings.IsSidecar(endpoint))
                return endpoint.Host;
        }

        return StorageEmulatorIn(text);
    }

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
