using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>The form in which a value holds a secret. It decides the rule, so that a value is reported once.</summary>
internal enum SecretForm
{
    /// <summary>A part of a connection string, or of a URI that is one.</summary>
    ConnectionString,

    /// <summary>Credentials in another URI.</summary>
    Uri,

    /// <summary>The whole value, which its key calls a secret.</summary>
    Literal,

    /// <summary>The whole value, which is a secret by its form whatever its key.</summary>
    Issued,
}

/// <summary>What a value holds that nobody should read. It never leaves the rules: messages tell what it is and how long.</summary>
internal sealed record HeldSecret(SecretForm Form, IReadOnlyList<(string Kind, string Value)> Parts)
{
    /// <summary>Query parameters that authorise whoever has the URI.</summary>
    private static readonly HashSet<string> SignatureParameters = WordSet.Of("sig code access_token api_key apikey token client_secret password", StringComparer.OrdinalIgnoreCase);

    /// <summary><c>a password (12 characters)</c>, in the order of the value.</summary>
    public string Description => MessageText.Join([.. Parts.Select(part => $"{part.Kind} ({part.Value.Length} characters)")]);

    /// <summary>The same with those of its parts that satisfy a condition; null if none does.</summary>
    public HeldSecret? Where(Func<(string Kind, string Value), bool> condition) => Parts.Where(condition).ToList() is { Count: > 0 } parts ? this with { Parts = parts } : null;

    /// <summary>What a value holds; null if it holds no secret, or a placeholder.</summary>
    public static HeldSecret? In(ConfigurationValue value)
    {
        if (value.Node.Kind != JsonKind.String || string.IsNullOrWhiteSpace(value.Text))
            return null;

        var text = value.Text!.Trim();
        if (Placeholder.Is(text))
            return null;
        if (InAddress(text, out var held))
            return held;
        if (SecretText.Judge(text, SecretName.Of(value.Key)) == SecretVerdict.Secret && !IsMapKey(value.Key, text) && !IsHashOfClientSecret(value.Key, text))
            return new HeldSecret(SecretForm.Literal, [("a literal secret", text)]);
        return SecretText.IsIssued(text) ? new HeldSecret(SecretForm.Issued, [("a secret", text)]) : null;
    }

    /// <summary>Whether a text is an address of something, a URI or a connection string, and what it holds then; null if it holds no secret, or a placeholder.</summary>
    public static bool InAddress(string text, out HeldSecret? held)
    {
        var isUri = ConnectionUri.StartsWithScheme(text);
        var connectionString = isUri ? null : ConnectionString.Parse(text);
        var isConnection = connectionString is not null && ConnectionSecrets.IsConnection(connectionString);
        held = isUri ? InUris(ConnectionUri.ParseList(text)) : isConnection ? InConnectionString(connectionString!) : null;
        return isUri || isConnection;
    }

    // Google's keys for maps work in the browser and are restricted at Google.
    private static bool IsMapKey(string key, string text) =>
        text.StartsWith("AIza", StringComparison.Ordinal) && key.Split(':').SelectMany(KeyPath.Words).Any(word => word is "map" or "maps");

    // IdentityServer keeps what clients send as a SHA-256 or SHA-512 hash in Base64, and compares it.
    private static bool IsHashOfClientSecret(string key, string text)
    {
        var segments = key.Split(':');
        return text.Length is 44 or 88 && text.EndsWith("=", StringComparison.Ordinal) && segments.Length > 2
            && segments[segments.Length - 1].Equals("Value", StringComparison.OrdinalIgnoreCase) && segments[segments.Length - 3].EndsWith("Secrets", StringComparison.OrdinalIgnoreCase);
    }

    private static HeldSecret? InConnectionString(ConnectionString connectionString)
    {
        var parts = ConnectionSecrets.PartsOf(connectionString).Where(part => !Placeholder.Is(part.Value)).ToList();
        foreach (var part in connectionString.Parts.Where(part => ConnectionUri.StartsWithScheme(part.Value)))
            parts.AddRange(InUris(ConnectionUri.ParseList(part.Value))?.Parts ?? []);
        return parts.Count > 0 ? new HeldSecret(SecretForm.ConnectionString, parts) : null;
    }

    private static HeldSecret? InUris(IReadOnlyList<ConnectionUri> uris)
    {
        var parts = uris.SelectMany(PartsOf).ToList();
        return parts.Count == 0 ? null
            : new HeldSecret(uris.Any(uri => ConnectionSecrets.IsDriverScheme(uri.Scheme)) ? SecretForm.ConnectionString : SecretForm.Uri, parts);
    }

    private static IEnumerable<(string Kind, string Value)> PartsOf(ConnectionUri uri)
    {
        // A user that is its own password is a default that everyone knows (guest:guest) and no secret.
        if (uri.Password is { } password && password != uri.User && !Placeholder.Is(password) && !LooksFilledIn(password))
            yield return ("a password", password);

        foreach (var (name, value) in uri.Query)
        {
            if (!SignatureParameters.Contains(name) || LooksFilledIn(value) || IsDownload(uri))
                continue;
            var isSignature = name.Equals("sig", StringComparison.OrdinalIgnoreCase) && value.Length >= 20 && !Placeholder.Is(value);
            if (isSignature || SecretText.Judge(value, name == "password" ? SecretExpectation.Password : SecretExpectation.Key) == SecretVerdict.Secret)
                yield return (isSignature ? "a signature" : "a secret parameter", value);
        }
    }

    // The links to files that Firebase gives out for pages to show: the token in them is there to be passed on.
    private static bool IsDownload(ConnectionUri uri) =>
        uri.Hosts.Any(host => host.Host.Equals("firebasestorage.googleapis.com", StringComparison.OrdinalIgnoreCase)) && uri.Query.Any(parameter => parameter is { Name: "alt", Value: "media" });

    // pre-${TOKEN}: composed at deployment.
    private static bool LooksFilledIn(string text) => text.Contains("${") || text.Contains("{{") || text.Contains("$(") || text.Contains("#{") || (text.Contains("{") && text.Contains("}"));
}
