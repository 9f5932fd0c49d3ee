namespace StageReady.Configuration;

/// <summary>What the name of a key lets its value be.</summary>
internal enum SecretExpectation
{
    /// <summary>No secret.</summary>
    None,

    /// <summary>Some key, of a map or of a service: a secret only if the value is clearly generated.</summary>
    Key,

    /// <summary>A secret that a machine made: a token, an API key, a signing key.</summary>
    Secret,

    /// <summary>A secret that a person may have made.</summary>
    Password,
}

/// <summary>Reads the name of a key. Its last word says what the value is: <c>ClientSecret</c> is a secret, <c>SecretName</c> a name, <c>TokenLifetime</c> a time.</summary>
internal static class SecretName
{
    private static readonly HashSet<string> Passwords = WordSet.Of("password passwords passwd pwd pass passphrase passcode userpassword");

    private static readonly HashSet<string> Secrets = WordSet.Of(
        """
        secret secrets token tokens apikey apikeys accesskey secretkey signingkey privatekey encryptionkey clientsecret appsecret apisecret
        accesstoken apitoken authtoken
        """);

    /// <summary>The word before "key" that makes it a secret.</summary>
    private static readonly HashSet<string> KeyKinds = WordSet.Of(
        """
        api secret access private signing sign signature encryption encrypt decryption cipher crypto aes hmac jwt account shared master auth
        authentication authorization security subscription symmetric storage token webhook
        """);

    /// <summary>The word before "key" that makes it a name or a public thing.</summary>
    private static readonly HashSet<string> OpenKeyKinds = WordSet.Of(
        """
        public publishable partition cache primary secondary foreign row sort session dictionary cookie instrumentation site idempotency resource config
        configuration settings object hash routing lookup group natural composite unique registry hot header context product correlation lock queue
        topic entity claim policy feature message translation column default culture localization parameter property item section binding
        well known host license licence web browser pattern
        """);

    /// <summary>The word before "pass" that makes it a run.</summary>
    private static readonly HashSet<string> PassKinds = WordSet.Of("first second third last next single multi render filter by");

    /// <summary>Sections in which a bare "Key" is what signs or encrypts.</summary>
    private static readonly HashSet<string> KeySections = WordSet.Of(
        """
        jwt token tokens auth authentication signing security secret encryption crypto cryptography bearer hmac aes
        crypt encrypt encryptor decrypt cipher
        """);

    /// <summary>Words behind the one that counts.</summary>
    private static readonly HashSet<string> Trailers = WordSet.Of("value base hex string text plain current old new production prod staging live sandbox raw encoded default");

    /// <summary>Words that make the rest something else than a secret to keep.</summary>
    private static readonly HashSet<string> Disclaimers = WordSet.Of(
        """
        encrypted hashed public publishable cancellation csrf xsrf antiforgery forgery replacement stop delimiter separator mask placeholder hint
        require requires required prompt regex enable enabled use has is allow show validate max min number syntax reset generate include save
        invalid incorrect wrong missing forgot forgotten expired unknown mismatch
        """);

    /// <summary>Sections whose keys are the names of namespaces and levels.</summary>
    private static readonly string[] OtherSections = ["Logging", "Serilog", "NLog"];

    public static SecretExpectation Of(string key)
    {
        var segments = key.Split(':');
        if (OtherSections.Contains(segments[0], StringComparer.OrdinalIgnoreCase))
            return SecretExpectation.None;

        // An index and a "Value" are named by what is around them.
        var last = segments.Length - 1;
        var words = WordsOf(segments[last]);
        while (last > 0 && words.Count == 0)
            words = WordsOf(segments[--last]);
        if (words.Count == 0)
            return SecretExpectation.None;

        var parent = last > 0 ? KeyPath.Words(segments[last - 1]) : [];
        var expectation = Of(words, parent);
        return expectation == SecretExpectation.None && words.Count <= 2 && !words.Any(Disclaimers.Contains) && IsCollectionOfSecrets(parent) && !Descriptors.Contains(words[words.Count - 1])
            ? SecretExpectation.Key
            : expectation;
    }

    private static SecretExpectation Of(IReadOnlyList<string> words, IReadOnlyList<string> parent)
    {
        if (words.Any(Disclaimers.Contains))
            return SecretExpectation.None;

        var noun = words[words.Count - 1];
        if (Passwords.Contains(noun))
            return noun == "pass" && words.Count > 1 && PassKinds.Contains(words[words.Count - 2]) ? SecretExpectation.None : SecretExpectation.Password;
        if (Secrets.Contains(noun))
            return SecretExpectation.Secret;
        if (noun is not ("key" or "keys"))
            return SecretExpectation.None;
        if (words.Count == 1)
            return parent.Any(KeySections.Contains) ? SecretExpectation.Secret : SecretExpectation.Key;

        var kind = words[words.Count - 2];
        return KeyKinds.Contains(kind) ? SecretExpectation.Secret
            : OpenKeyKinds.Contains(kind) ? SecretExpectation.None
            : SecretExpectation.Key;
    }

    /// <summary>What a secret has beside it in its section.</summary>
    private static readonly HashSet<string> Descriptors = WordSet.Of(
        """
        id name header url uri path file type description issuer audience authority expiration expires lifetime provider algorithm version thumbprint scope
        scopes user username email host server endpoint region address hash salt prefix suffix owner role
        """);

    private static bool IsCollectionOfSecrets(IReadOnlyList<string> words) =>
        words.Count > 0 && words[words.Count - 1] is "passwords" or "secrets" or "tokens" or "apikeys" or "credentials"
        || words.Count > 1 && words[words.Count - 1] == "keys" && KeyKinds.Contains(words[words.Count - 2]);

    private static IReadOnlyList<string> WordsOf(string segment)
    {
        var words = KeyPath.Words(segment);
        var count = words.Count;
        while (count > 0 && Trailers.Contains(words[count - 1]))
            count--;
        return [.. words.Take(count)];
    }
}
