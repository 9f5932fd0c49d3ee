namespace StageReady.Configuration;

/// <summary>
/// Tells secrets from the other texts of code. Nothing replaces a literal later, as a deployment replaces a setting; but code is full of texts that are called password, token or key
/// and are names, messages, routes and formats.
/// </summary>
internal static class SecretInCode
{
    /// <summary>A file without any of these gives no finding.</summary>
    public static readonly IReadOnlyList<string> Words =
    [
        "assword", "asswd", "Pwd", "pwd", "Pass =", "pass =", "Pass\"", "assphrase", "asscode", "ecret", "oken =", "oken\"", "oken(", "Token", "Key =", "Key\"", "Key=", "Key(", "ApiKey", "apiKey",
        "redential", "UserManager", "SecurityKey", "HMAC", "Signature=", "://", "PRIVATE KEY", "\"gh", "github_pat_", "\"glpat-", "\"xox", "\"sk_", "\"rk_", "\"whsec_", "\"SG.", "\"sk-", "\"npm_", "\"dop_v1_", "\"hvs.", "\"eyJ",
    ];

    /// <summary>What holds one of these and speaks of no secret: the keys of tables, of which migrations and models are full.</summary>
    public static readonly IReadOnlyList<string> Decoys = ["PrimaryKey(", "ForeignKey(", "AlternateKey(", "PrincipalKey(", "HasKey("];

    /// <summary>The shortest text that is judged.</summary>
    private const int MinLength = 6;

    /// <summary>The shortest key that is worth following; shorter ones its consumers refuse.</summary>
    private const int MinKeyLength = 16;

    /// <summary>With a key in it.</summary>
    private const int ShortestPem = 100;

    /// <summary>Sixteen bytes of salt and as many of hash, in Base64.</summary>
    private const int MinHashLength = 44;

    private static readonly string[] HashStarts = ["$2a$", "$2b$", "$2y$", "$argon2", "$pbkdf2", "$5$", "$6$"];

    private static readonly string[] AccessKeyIdStarts = ["AKIA", "ASIA"];

    /// <summary>A secret that shows by its form, whatever the text is called: in a connection string, in a URI, or as an issuer writes it. What stands where the text has a hole is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hole">The character that stands for what is not written down.</param>
    public static HeldSecret? ByForm(string text, char hole)
    {
        if (text.Length < MinLength)
            return null;
        if (MayBeAddress(text) && !Placeholder.Is(text) && HeldSecret.InAddress(text, out var held))
            return held?.Where(part => part.Value.IndexOf(hole) < 0);
        return text.IndexOf(hole) < 0 && SecretText.IsIssued(text) && !IsPublic(text) && !Placeholder.Is(text)
            ? new HeldSecret(SecretForm.Issued, [("a secret", text)])
            : null;
    }

    /// <summary>A secret that shows by what the text is called or where it goes.</summary>
    public static HeldSecret? ByUse(string text, SecretExpectation expectation) =>
        expectation != SecretExpectation.None
        && IsOneWord(text)
        && !SecretText.IsPlain(text)
        && SecretText.Judge(text, expectation) == SecretVerdict.Secret
        && !IsSlug(text)
        && !(expectation == SecretExpectation.Key && Guid.TryParse(text, out _))
            ? Literal(text, expectation)
            : null;

    /// <summary>What a name lets expect. A member that is just called key is one of a dictionary, unless its type says what it opens.</summary>
    public static SecretExpectation ExpectationOf(string name) => SecretName.Of(name) is var expectation
        && expectation == SecretExpectation.Key && KeyPath.Last(name).Equals("Key", StringComparison.OrdinalIgnoreCase) ? SecretExpectation.None : expectation;

    /// <summary>Whether a name says that what its issuer wrote may be known: the key of a licence.</summary>
    public static bool IsOpen(string name) => KeyPath.Words(KeyPath.Last(name)).Any(word => word is "license" or "licence" or "public");

    /// <summary>A text that signs or encrypts: as it stands in the code it is the key, even if it is made of words.</summary>
    public static HeldSecret? AsKey(string text) => MayBeKey(text) ? Literal(text, SecretExpectation.Key) : null;

    /// <summary>Whether <see cref="ByUse"/> finds a secret under the name or in the place that asks the least.</summary>
    public static bool MayBeSecret(string text) => ByUse(text, SecretExpectation.Password) is not null;

    /// <summary>Whether a text is what a password was made into: by bcrypt and its like, as a hexadecimal digest, or as salt and hash in Base64.</summary>
    public static bool IsHash(string text) =>
        HashStarts.Any(start => text.StartsWith(start, StringComparison.Ordinal))
        || text.Length is 32 or 40 or 64 or 96 or 128 && text.All(Uri.IsHexDigit)
        || text.Length >= MinHashLength && text.Length % 4 == 0 && text.TrimEnd('=').All(character => char.IsLetterOrDigit(character) || character is '+' or '/');

    public static bool MayBeKey(string text) => text.Length >= MinKeyLength && !Placeholder.Is(text) && !IsFormat(text);

    // An account's id at AWS; the frame of a PEM file, which code looks for.
    private static bool IsPublic(string text) =>
        AccessKeyIdStarts.Any(start => text.StartsWith(start, StringComparison.Ordinal)) || (text.IndexOf("PRIVATE KEY", StringComparison.Ordinal) >= 0 && text.Length < ShortestPem);

    private static HeldSecret Literal(string text, SecretExpectation expectation) => new(SecretForm.Literal, [(expectation switch
    {
        SecretExpectation.Password => "a password",
        SecretExpectation.Key => "a key",
        _ => "a secret",
    }, text)]);

    private static bool MayBeAddress(string text) => text.IndexOf('=') > 0 || text.IndexOf("://", StringComparison.Ordinal) > 0;

    // A message has blanks, a format its holes.
    private static bool IsOneWord(string text)
    {
        if (text.Length < MinLength)
            return false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
                return false;
        }

        return !IsFormat(text);
    }

    // storj-api-key, idsrv.jwtrequesturi.client; pm-40201-device-auth-key: the number of a ticket does not make it less of a name.
    private static bool IsSlug(string text)
    {
        var separators = text.Count(character => character is '-' or '_' or '.' or ':');
        return separators > 0 && text.All(character => character is (>= 'a' and <= 'z') or '-' or '_' or '.' or ':')
            || separators > 1 && !text.Any(char.IsUpper) && TextShape.Of(string.Concat(text.Where(character => !char.IsDigit(character)))).IsWords;
    }

    private static bool IsFormat(string text) => text.IndexOf('{') is var open and >= 0 && text.IndexOf('}', open) > open;
}
