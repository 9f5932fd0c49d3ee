namespace StageReady.Configuration;

/// <summary>Tells a value that something else will fill in from a value. Only a whole value is a placeholder, or the whole part of it where a secret would stand.</summary>
internal static class Placeholder
{
    private static readonly (string Open, string Close)[] Brackets =
    [
        ("<", ">"), ("${", "}"), ("$(", ")"), ("#{", "}#"), ("#{", "}"), ("{{", "}}"), ("{", "}"), ("%", "%"), ("__", "__"), ("[", "]"),
    ];

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "secret", "changeme", "changeit", "replaceme", "todo", "tbd", "placeholder", "redacted",
    };

    /// <summary>Whether a text that should be a secret is none: empty, a token of a deployment tool, or a word that asks for replacement.</summary>
    public static bool Is(string text)
    {
        text = text.Trim();
        return text.Length == 0
            || Brackets.Any(bracket => IsBracketed(text, bracket.Open, bracket.Close))
            || text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase)
            || IsMask(text)
            || IsWord(text);
    }

    private static bool IsBracketed(string text, string open, string close) =>
        text.Length > open.Length + close.Length
        && text.StartsWith(open, StringComparison.Ordinal)
        && text.EndsWith(close, StringComparison.Ordinal)
        && IsName(text.Substring(open.Length, text.Length - open.Length - close.Length).Trim());

    // Words, dots and separators: what stands between the brackets of a generated password is seldom a name.
    private static bool IsName(string text) =>
        text.Length > 0 && char.IsLetterOrDigit(text[0]) && text.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or ':' or ' ' or '/');

    private static bool IsMask(string text) => text.Length >= 3 && text[0] is '*' or 'x' or 'X' or '.' or '?' or '#' or '-' or '_' && text.All(character => character == text[0]);

    private static bool IsWord(string text)
    {
        var letters = string.Concat(text.Where(character => character is not (' ' or '-' or '_' or '.')));
        if (Words.Contains(letters))
            return true;

        // your-password, YOUR_PASSWORD and yourPassword, but not YourStr0ng!Pass.
        return letters.StartsWith("your", StringComparison.OrdinalIgnoreCase) && letters.All(char.IsLetter);
    }
}
