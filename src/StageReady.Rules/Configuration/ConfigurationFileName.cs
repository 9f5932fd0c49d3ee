namespace StageReady.Configuration;

/// <summary>The families of files that a host loads, in the order in which it loads them: a later one beats an earlier one.</summary>
internal enum ConfigurationFileKind
{
    /// <summary><c>appsettings.json</c> and <c>appsettings.{Environment}.json</c>.</summary>
    AppSettings,

    /// <summary><c>{Application}.settings.json</c> and <c>{Application}.settings.{Environment}.json</c>, loaded since .NET 10.</summary>
    ApplicationSettings,

    /// <summary>What the application's own code adds, wherever it is.</summary>
    Added,
}

/// <summary>What a host reads out of the name of a configuration file.</summary>
/// <param name="Environment">The environment that the file is for; null for a base file.</param>
internal readonly record struct ConfigurationFileName(ConfigurationFileKind Kind, string? Environment)
{
    /// <summary>Null if a host would not load a file of that name. Case is ignored: a file of the wrong case is still meant to be loaded.</summary>
    public static ConfigurationFileName? Parse(string fileName, string applicationName)
    {
        if (EnvironmentIn(fileName, "appsettings", out var environment))
            return new ConfigurationFileName(ConfigurationFileKind.AppSettings, environment);
        if (applicationName.Length > 0 && EnvironmentIn(fileName, applicationName + ".settings", out environment))
            return new ConfigurationFileName(ConfigurationFileKind.ApplicationSettings, environment);
        return null;
    }

    private static bool EnvironmentIn(string fileName, string stem, out string? environment)
    {
        const string Extension = ".json";
        environment = null;
        if (!fileName.StartsWith(stem, StringComparison.OrdinalIgnoreCase) || !fileName.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            return false;

        var between = fileName.Length - stem.Length - Extension.Length;
        if (between == 0)
            return true;
        if (between < 2 || fileName[stem.Length] != '.')
            return false;

        environment = fileName.Substring(stem.Length + 1, between - 1);
        return true;
    }
}
