using StageReady.Configuration;

namespace StageReady.Privacy;

/// <summary>What the name of a variable, member or placeholder says about its value: personal data, a secret, or neither.</summary>
internal static class SensitiveName
{
    /// <summary>By the last words of a name, in lower case and joined by blanks; what is true of <c>email</c> is not of <c>emailTemplate</c>.</summary>
    private static readonly Dictionary<string, string> Endings = new(StringComparer.Ordinal)
    {
        ["email"] = Email,
        ["emails"] = Email,
        ["e mail"] = Email,
        ["mail address"] = Email,
        ["email address"] = Email,
        ["emailaddress"] = Email,
        ["email addresses"] = Email,
        ["phone"] = Phone,
        ["telephone"] = Phone,
        ["phone number"] = Phone,
        ["phone numbers"] = Phone,
        ["phonenumber"] = Phone,
        ["telephone number"] = Phone,
        ["mobile number"] = Phone,
        ["msisdn"] = Phone,
        ["ssn"] = NationalId,
        ["social security number"] = NationalId,
        ["national id"] = NationalId,
        ["national insurance number"] = NationalId,
        ["nino"] = NationalId,
        ["cpf"] = NationalId,
        ["personnummer"] = NationalId,
        ["passport number"] = NationalId,
        ["driver license number"] = NationalId,
        ["drivers license number"] = NationalId,
        ["iban"] = "A bank account number",
        ["bank account number"] = "A bank account number",
        ["credit card"] = Card,
        ["card number"] = Card,
        ["cardnumber"] = Card,
        ["creditcardnumber"] = Card,
        ["cvv"] = Card,
        ["cvc"] = Card,
        ["date of birth"] = Birth,
        ["birth date"] = Birth,
        ["birthdate"] = Birth,
        ["dob"] = Birth,
        ["password"] = Password,
        ["passwords"] = Password,
        ["passwd"] = Password,
        ["pwd"] = Password,
        ["passphrase"] = Password,
        ["pass phrase"] = Password,
        ["secret"] = "A secret",
        ["client secret"] = "A secret",
        ["api key"] = "An API key",
        ["apikey"] = "An API key",
        ["secret key"] = Key,
        ["private key"] = Key,
        ["access key"] = Key,
        ["signing key"] = Key,
        ["encryption key"] = Key,
        ["access token"] = Token,
        ["accesstoken"] = Token,
        ["refresh token"] = Token,
        ["id token"] = Token,
        ["bearer token"] = Token,
        ["auth token"] = Token,
        ["api token"] = Token,
        ["reset token"] = Token,
        ["session token"] = Token,
        ["jwt"] = Token,
        ["authorization header"] = Token,
        ["connection string"] = "A connection string",
        ["connectionstring"] = "A connection string",
    };

    private const int LongestEnding = 3;
    private const string Email = "An e-mail address";
    private const string Phone = "A phone number";
    private const string NationalId = "A national identity number";
    private const string Card = "A card number";
    public const string Birth = "A date of birth";
    private const string Password = "A password";
    private const string Key = "A secret key";
    private const string Token = "A token";

    private static readonly string[] Protections = ["hash", "mask", "redact", "encrypt", "obfuscat", "anonym", "pseudonym", "scrub", "truncat", "tokeniz", "tokenis"];

    // What such a word begins is a yes or a no, or how many.
    private static readonly HashSet<string> Questions = WordSet.Of(
        """
        is has had can should must use uses allow allows require requires enable disable send sends show need needs count number max min total
        """);

    // A mailbox or a line of the company, and nobody's own.
    private static readonly HashSet<string> Roles = WordSet.Of("from sender support contact company reply noreply system");

    // What ends in such a word is not the thing itself.
    private static readonly HashSet<string> Attributes = WordSet.Of("id ids guid count length size type kind status state domain template subject index version provider enabled");

    /// <summary>What the value is, as the start of a sentence; null if the name says nothing, or says that it is hashed, masked or redacted.</summary>
    public static string? Describe(string name)
    {
        if (name.Length is < 3 or > 80)
            return null;

        var words = KeyPath.Words(name);
        if (words.Count == 0 || Questions.Contains(words[0]) || IsProtected(name))
            return null;

        for (var count = Math.Min(LongestEnding, words.Count); count > 0; count--)
        {
            if (Endings.TryGetValue(string.Join(" ", words.Skip(words.Count - count)), out var description))
                return description is Email or Phone && words.Take(words.Count - count).Any(Roles.Contains) ? null : description;
        }

        return null;
    }

    /// <summary>Whether a name says that what it gives cannot be read any more.</summary>
    public static bool IsProtected(string name) => Protections.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a name is that of a property of something: an id, a length, a status.</summary>
    public static bool IsAttribute(string name) => KeyPath.Words(name) is { Count: > 0 } words && Attributes.Contains(words[words.Count - 1]);
}
