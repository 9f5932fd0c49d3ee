namespace StageReady.Configuration.Fixes;

/// <summary>
/// Takes the secret out of a value and leaves the rest: an empty text, a connection string with an empty password, a URI with a user alone. What it was goes to
/// user secrets by hand; no fix prints it.
/// </summary>
internal static class SecretFix
{
    public static ConfigurationFix? For(ConfigurationValue value)
    {
        if (HeldSecret.In(value) is not { } secret || SecretPlace.In(value.Text!, secret) is not { } places)
            return null;

        var source = value.File.Source;
        return new ConfigurationFix("Take the secret out", [.. places.Select(place => Remove(source, value, place))])
        {
            Command = $"dotnet user-secrets set \"{value.Key}\" …",
        };
    }

    private static FileEdit Remove(TextFile source, ConfigurationValue value, SecretPlace place)
    {
        var start = JsonText.OffsetOf(source.Text, value.Node.Start, place.Start);
        return new FileEdit(source.Path, start, JsonText.OffsetOf(source.Text, value.Node.Start, place.End) - start, "");
    }
}
