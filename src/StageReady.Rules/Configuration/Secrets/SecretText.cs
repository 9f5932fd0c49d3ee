using System.Globalization;
using System.Text.RegularExpressions;

namespace StageReady.Configuration;

/// <summary>What a text is where a secret is expected.</summary>
internal enum SecretVerdict
{
    /// <summary>Something else: a word, a number, a path, an address, or composed of what is filled in later.</summary>
    Other,

    /// <summary>Waits to be replaced.</summary>
    Placeholder,

    /// <summary>A secret.</summary>
    Secret,
}

/// <summary>Tells secrets from placeholders and from everything else that stands behind secret-sounding names: by known forms, words, character classes, length and entropy.</summary>
internal static class SecretText
{
    /// <summary>What issuers put in front of their secrets so that they are recognised, and how many characters follow at least.</summary>
    private static readonly (string Start, int Length)[] IssuedForms =
    [
        ("ghp_", 30), ("gho_", 30), ("ghs_", 30), ("ghu_", 30), ("github_pat_", 30), ("glpat-", 18), ("xoxb-", 20), ("xoxp-", 20), ("xoxa-", 20), ("sk_live_", 16), ("sk_test_", 16), ("rk_live_", 16),
        ("whsec_", 20), ("SG.", 40), ("AKIA", 16), ("ASIA", 16), ("sk-", 32), ("npm_", 30), ("dop_v1_", 40), ("hvs.", 20), ("key-", 32), ("EAACEdEose0cBA", 20), ("ya29.", 30), ("GOCSPX-", 20),
    ];

    /// <summary>Keys that their issuers mean to be seen in browsers.</summary>
    private static readonly string[] PublicForms = ["pk_live_", "pk_test_", "-----BEGIN CERTIFICATE", "-----BEGIN PUBLIC KEY", "-----BEGIN RSA PUBLIC KEY", "ssh-rsa ", "ssh-ed25519 ", "MIIBIjANBgkq", "MIICIjANBgkq", "MFkwEwYHKoZI"];

    private static readonly Regex FileEnding = new(@"\.(?:pem|pfx|p12|key|crt|cer|der|json|xml|txt|jks|snk|config|ya?ml|db)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A place inside a text that is filled in later makes all of it unknown.</summary>
    private static readonly Regex Token = new(@"\$\{|\$\(|#\{|\{\{|<[\w .-]+>|__[A-Z]\w*__|%[A-Z_]+%", RegexOptions.CultureInvariant);

    public static SecretVerdict Judge(string text, SecretExpectation expectation)
    {
        text = WithoutScheme(text.Trim());
        if (expectation == SecretExpectation.None)
            return SecretVerdict.Other;
        if (Placeholder.Is(text))
            return expectation == SecretExpectation.Key && !Placeholder.IsToken(text) ? SecretVerdict.Other : SecretVerdict.Placeholder;
        if (IsIssued(text))
            return SecretVerdict.Secret;

        var shape = TextShape.Of(text);
        if (IsSomethingElse(text))
            return shape.IsMonotonous && text.Length >= 8 && text.All(char.IsDigit) && expectation != SecretExpectation.Key ? SecretVerdict.Placeholder : SecretVerdict.Other;
        if (expectation == SecretExpectation.Password && IsChosen(text))
            return SecretVerdict.Secret;
        if (shape.IsWords || shape.IsMonotonous)
            return shape.IsPhrase || shape.IsMonotonous && expectation != SecretExpectation.Key ? SecretVerdict.Placeholder : SecretVerdict.Other;

        var isSecret = expectation switch
        {
            SecretExpectation.Password => text.Length >= 6 && shape.Classes >= 3 || text.Length >= 8 && shape.Classes >= 2 || shape.IsRandom,
            SecretExpectation.Secret => text.Length >= 8 && shape.Classes >= 3 || text.Length >= 12 && shape.Classes >= 2 || shape.IsRandom,
            _ => text.Length >= 20 && shape.Classes >= 2 && shape.IsRandom,
        };
        return isSecret ? SecretVerdict.Secret : SecretVerdict.Other;
    }

    /// <summary>
    /// Whether a text without blanks is one of the names, words and short texts that code is full of. To tell that these are no secrets costs a small part of what <see cref="Judge"/> asks, which would come to the same.
    /// </summary>
    public static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (char.IsDigit(character))
                return false;
        }

        return TextShape.IsPlain(text) && !IsIssued(text);
    }

    /// <summary>Whether a text has the form of a secret that its issuer gave it, whatever its key.</summary>
    public static bool IsIssued(string text)
    {
        foreach (var (start, length) in IssuedForms)
        {
            if (text.Length >= start.Length + length && text.StartsWith(start, StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace) && !IsMasked(text, start.Length))
                return true;
        }

        return IsPrivateKey(text) || IsJsonWebToken(text);
    }

    // PEM, the label of which may name the algorithm (RFC 7468, section 13).
    private static bool IsPrivateKey(string text) =>
        text.IndexOf("-----BEGIN ", StringComparison.Ordinal) is >= 0 and var begin && text.IndexOf("PRIVATE KEY", begin, StringComparison.Ordinal) >= 0;

    // Summer2024!, noreply123: a word, a number and perhaps a mark are what people choose. Password123! waits to be replaced.
    private static bool IsChosen(string text) =>
        text.Length >= 8
        && text.Any(char.IsDigit)
        && !text.Any(char.IsWhiteSpace)
        && (text[text.Length - 1] is '!' or '?' || IsWordAndNumber(text))
        && !Placeholder.Is(string.Concat(text.Where(char.IsLetter)));

    private static bool IsWordAndNumber(string text)
    {
        var word = text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return word.Length >= 3 && text.Length - word.Length >= 2 && word.All(char.IsLetter) && !KeyPath.Words(word).Any(Placeholder.IsNounOfSecret);
    }

    private static bool IsMasked(string text, int start) => TextShape.Of(text.Substring(start)) is { IsMonotonous: true } or { IsWords: true };

    private static bool IsJsonWebToken(string text) =>
        text.StartsWith("eyJ", StringComparison.Ordinal) && text.Length > 60 && text.Count(character => character == '.') == 2
        && text.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '=');

    private static string WithoutScheme(string text) =>
        text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? text.Substring("Bearer ".Length)
        : text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? text.Substring("Basic ".Length)
        : text;

    private static bool IsSomethingElse(string text) =>
        bool.TryParse(text, out _)
        || IsNumberOrTime(text)
        || PublicForms.Any(form => text.StartsWith(form, StringComparison.Ordinal))
        || ConnectionSecrets.IsEmulatorKey(text)
        || IsCertificate(text)
        || ConnectionUri.StartsWithScheme(text)
        || IsAddress(text)
        || IsPath(text)
        || Token.IsMatch(text)
        || IsStructure(text)
        || text.Any(character => character > '~' && char.IsLetter(character));

    private static bool IsNumberOrTime(string text) => text.Any(char.IsDigit) && (
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _)
        || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    // Two sequences, one in the other, in Base64: a private key starts with a version number.
    private static bool IsCertificate(string text) => text.Length > 200 && text.StartsWith("MII", StringComparison.Ordinal) && string.CompareOrdinal(text, 6, "CC", 0, 2) == 0;

    // name@example.com, but not P@ssw0rd.x
    private static bool IsAddress(string text)
    {
        var at = text.IndexOf('@');
        var dot = text.LastIndexOf('.');
        return at > 0 && dot > at + 1 && text.Length - dot > 2 && text.IndexOf('@', at + 1) < 0
            && text.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' or '+' or '@')
            && text.Skip(dot + 1).All(char.IsLetter);
    }

    private static bool IsPath(string text) =>
        text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal) || text.StartsWith("~/", StringComparison.Ordinal)
        || text.IndexOf('\\') >= 0
        || text.Length > 2 && char.IsLetter(text[0]) && text[1] == ':' && text[2] == '/'
        || FileEnding.IsMatch(text)
        || text.StartsWith("arn:", StringComparison.Ordinal)
        || text.StartsWith("/", StringComparison.Ordinal) && text.Split('/').Where(part => part.Length > 0).All(part => TextShape.Of(part).IsWords || part.Length < 4);

    // JSON, XML, a list of assignments.
    private static bool IsStructure(string text) =>
        text[0] is '{' or '[' or '<' || text.IndexOf(';') > 0 && text.IndexOf('=') > 0 && text.IndexOf('=') < text.Length - 2;
}
