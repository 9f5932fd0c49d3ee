namespace StageReady.Configuration;

/// <summary>Where a secret belongs.</summary>
internal static class SecretAdvice
{
    public static string TakeOut(string key) =>
        $"Take it out and let a vault, user secrets or the environment variable {MessageText.Quote(KeyPath.EnvironmentVariable(key))} supply it";
}
