namespace StageReady.Configuration.Fixes;

/// <summary>Where the characters of a secret stand in a value.</summary>
/// <param name="End">Exclusive.</param>
internal sealed record SecretPlace(int Start, int End)
{
    /// <summary>The places of all that a value holds, in order; null if one is not found, because it is written in another way than it is read.</summary>
    public static IReadOnlyList<SecretPlace>? In(string text, HeldSecret secret)
    {
        var places = secret.Form is SecretForm.Literal or SecretForm.Issued ? [new SecretPlace(0, text.Length)]
            : ConnectionUri.StartsWithScheme(text) ? InUri(text, secret)
            : InConnectionString(text, secret);
        return places.Count == secret.Parts.Count ? places : null;
    }

    private static IReadOnlyList<SecretPlace> InConnectionString(string text, HeldSecret secret)
    {
        var places = new List<SecretPlace>();
        foreach (var part in ConnectionString.Parse(text)!.Parts)
        {
            if (ConnectionSecrets.IsSecretKeyword(part.NormalizedKeyword) && secret.Parts.Any(held => held.Value == part.Value))
                places.Add(new SecretPlace(part.ValueStart, part.ValueEnd));
        }

        return places;
    }

    private static IReadOnlyList<SecretPlace> InUri(string text, HeldSecret secret)
    {
        var places = new List<SecretPlace>();
        foreach (var (_, value) in secret.Parts)
        {
            // ":password@" of the authority, "=signature" of the query.
            var password = text.IndexOf($":{value}@", StringComparison.Ordinal);
            var parameter = text.IndexOf($"={value}", StringComparison.Ordinal);
            if (password >= 0)
                places.Add(new SecretPlace(password, password + 1 + value.Length));
            else if (parameter >= 0)
                places.Add(new SecretPlace(parameter + 1, parameter + 1 + value.Length));
        }

        return [.. places.Distinct().OrderBy(place => place.Start)];
    }
}
