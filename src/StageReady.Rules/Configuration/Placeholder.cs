namespace StageReady.Configuration;

/// <summary>Tells a value that something else will fill in from a value. Only a whole value is a placeholder, or the whole part of it where a secret would stand.</summary>
internal static class Placeholder
{
    private static readonly (string Open, string Close)[] Brackets =
    [
        ("<", ">"), ("<<", ">>"), ("${", "}"), ("${{", "}}"), ("$(", ")"), ("#{", "}#"), ("#{", "}"), ("{{", "}}"), ("{", "}"), ("%", "%"), ("__", "__"), ("@@", "@@"), ("##", "##"), ("[[", "]]"),
    ];

    private static readonly char[] BracketCharacters = ['<', '>', '[', ']', '{', '}'];

    private static readonly char[] Separators = [' ', '-', '_', '.'];

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "secret", "changeme", "changeit", "changethis", "replaceme", "replacethis", "todo", "tbd", "placeholder", "redacted", "password", "mypassword", "passw0rd", "apikey", "token", "secretkey", "insertkeyhere", "dummy", "fake", "notset", "undefined", "none", "null",
    };

    /// <summary>How texts begin that ask for replacement, whatever follows.</summary>
    private static readonly string[] Requests = ["your", "changeme", "changethis", "replaceme", "replacethis", "replacewith"];

    /// <summary>What a text tells its reader to do, as its first word, and of what, as its last: set-in-pipeline, FillMeIn, insert_token.</summary>
    private static readonly string[] Imperatives = ["insert", "enter", "put", "fill", "set", "provide", "supply", "override", "overwrite", "replace", "change"];

    private static readonly HashSet<string> Objects = new(StringComparer.Ordinal)
    {
        "me", "this", "it", "here", "in", "value", "env", "environment", "pipeline", "deployment", "production", "vault", "secrets", "password", "passwd", "pwd", "secret", "key", "token",
    };

    /// <summary>What templates write where a secret belongs, as the last word of a name: MYSQL_PASSWORD, my_pw.</summary>
    private static readonly HashSet<string> SecretNouns = new(StringComparer.Ordinal) { "password", "passwd", "pwd", "pw", "pass", "secret", "key", "token" };

    /// <summary>Words that ask for replacement under whatever key.</summary>
    private static readonly HashSet<string> OpenWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "changeme", "changeit", "change-me", "change_me", "replaceme", "replace-me", "replace_me", "todo", "tbd", "redacted",
    };

    /// <summary>Keys whose values are patterns, in which braces and percent signs are the pattern's own.</summary>
    private static readonly HashSet<string> PatternWords = new(StringComparer.Ordinal)
    {
        "template", "templates", "format", "pattern", "patterns", "regex", "route", "routes", "path", "subject", "body", "title", "message", "text", "layout", "transform", "transforms", "mask", "separator",
        "delimiter", "tag", "html", "expression",
    };

    /// <summary>Whether a text that should be a secret is none: empty, a token of a deployment tool, or a word that asks for replacement.</summary>
    public static bool Is(string text)
    {
        text = text.Trim();
        return text.Length == 0 || IsToken(text) || IsBracketed(text, "[", "]") || IsMask(text) || IsWord(text);
    }

    /// <summary>A token of a deployment tool.</summary>
    public static bool IsToken(string text)
    {
        text = text.Trim();
        if (text.Length == 0 || char.IsLetterOrDigit(text[0]))
            return IsVariable(text);
        foreach (var (open, close) in Brackets)
        {
            if (IsBracketed(text, open, close))
                return true;
        }

        return text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) || IsVariable(text);
    }

    /// <summary>Whether a word names a secret, so that a text with it describes one: MyPassword123.</summary>
    public static bool IsNounOfSecret(string word) => SecretNouns.Contains(word);

    /// <summary>Whether the value of a key that need be no secret waits to be replaced. Patterns have braces of their own, and texts speak of "your order".</summary>
    public static bool IsWhole(string key, string text)
    {
        text = text.Trim();
        if (text.Length < 3)
            return false;
        if (OpenWords.Contains(text) || text == "SECRET" || (IsMask(text) && text[0] is 'x' or 'X') || IsYours(text) || IsNameOf(KeyPath.Last(key), text))
            return true;
        return IsToken(text) && !IsFormat(text) && !IsHtml(text) && !key.Split(':').SelectMany(KeyPath.Words).Any(PatternWords.Contains);
    }

    private static bool IsBracketed(string text, string open, string close) =>
        text.Length > open.Length + close.Length
        && text.StartsWith(open, StringComparison.Ordinal)
        && text.EndsWith(close, StringComparison.Ordinal)
        && IsName(text.Substring(open.Length, text.Length - open.Length - close.Length).Trim());

    // $DB_PASSWORD, env:DB_PASSWORD
    private static bool IsVariable(string text) =>
        (text.StartsWith("env:", StringComparison.OrdinalIgnoreCase) && IsConstantName(text.Substring("env:".Length)))
        || (text.StartsWith("$", StringComparison.Ordinal) && text.IndexOf('_') > 1 && IsConstantName(text.Substring(1)));

    // Words, dots and separators: what stands between the brackets of a generated password is seldom a name, and a GUID in braces is a value.
    private static bool IsName(string text) =>
        text.Length > 0 && (char.IsLetterOrDigit(text[0]) || text[0] == '.') && !Guid.TryParse(text, out _) && text.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or ':' or ' ' or '/');

    private static bool IsFormat(string text) => text[0] == '{' && text.Length > 1 && (char.IsDigit(text[1]) || text.IndexOf(':') > 0);

    private static bool IsHtml(string text) => text is "<br>" or "<br/>" or "<br />" or "<hr>" or "<p>" or "<b>" or "<i>" or "<li>";

    private static bool IsMask(string text) => text.Length >= 3 && text[0] is '*' or 'x' or 'X' or '.' or '?' or '#' or '-' or '_' && text.All(character => character == text[0]);

    private static bool IsWord(string text)
    {
        // A bracket that lost its other half belongs to a placeholder too: myPassword].
        var letters = WithoutSeparators(text.Trim(BracketCharacters));
        if (Words.Contains(letters))
            return true;

        // your-password, YOUR_PASSWORD and yourPassword, but not YourStr0ng!Pass.
        return AreLetters(letters) && (StartsWithOneOf(Requests, letters) || IsNameOfSecret(text) || IsInstruction(text, letters));
    }

    private static string WithoutSeparators(string text) =>
        text.IndexOfAny(Separators) < 0 ? text : string.Concat(text.Split(Separators));

    private static bool AreLetters(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsLetter(character))
                return false;
        }

        return true;
    }

    private static bool StartsWithOneOf(string[] starts, string text)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // Its words are taken apart only where the first or the last of them can be one that counts.
    private static bool IsInstruction(string text, string letters) =>
        (letters.EndsWith("here", StringComparison.OrdinalIgnoreCase) || StartsWithOneOf(Imperatives, letters)) && KeyPath.Words(text) is { Count: > 1 } words
        && (words[words.Count - 1] == "here" || (Imperatives.Contains(words[0]) && Objects.Contains(words[words.Count - 1])));

    private static bool IsNameOfSecret(string text) =>
        text.IndexOfAny(['_', '-']) > 0
        && (IsConstantName(text) || text.StartsWith("my", StringComparison.OrdinalIgnoreCase) && text[2] is '_' or '-')
        && SecretNouns.Contains(KeyPath.Words(text).Last());

    // "ConnectionString": "DATABASE_CONNECTION_STRING"
    private static bool IsNameOf(string key, string text) =>
        text.IndexOf('_') > 0 && IsConstantName(text) && KeyPath.Words(key).LastOrDefault() is { } last && KeyPath.Words(text).Last() == last;

    private static bool IsConstantName(string text) => text.Length > 0 && text.All(character => character is (>= 'A' and <= 'Z') or '_' or '-') && char.IsLetter(text[text.Length - 1]);

    // your-host, YOUR_HOST and yourHost in one word.
    private static bool IsYours(string text) =>
        text.Length > 5
        && text.StartsWith("your", StringComparison.OrdinalIgnoreCase)
        && (text[4] is '-' or '_' || (text.StartsWith("your", StringComparison.Ordinal) && char.IsUpper(text[4])))
        && text.All(character => char.IsLetter(character) || character is '-' or '_');
}
