namespace StageReady.Configuration;

/// <summary>What a text looks like, whatever it says.</summary>
/// <param name="IsWords">Words, joined by separators or camel case, with a short number at most.</param>
/// <param name="IsPhrase">More than one word, or one word with a number.</param>
/// <param name="IsMonotonous">One character again and again, or characters in their order: <c>xxxxxx</c>, <c>0123456789</c>.</param>
/// <param name="IsRandom">As different from character to character as a generated text of this length is.</param>
/// <param name="Classes">How many there are of lower case, upper case, digits and everything else.</param>
internal readonly record struct TextShape(bool IsWords, bool IsPhrase, bool IsMonotonous, bool IsRandom, int Classes)
{
    private const int ShortestRandom = 16;

    /// <summary>Abbreviations that the names of settings are made of, and words too short to judge by their letters.</summary>
    private static readonly HashSet<string> Abbreviations = WordSet.Of(
        """
        a i x my is it to of in on at by or we as be do no an me id the and for jwt sql db api app apps dev prd
        prod qa uat xsrf csrf http https url uri aws gcp smtp ssl tls ssh rsa aes hmac sha md hs oauth oidc saml pwd pw
        redis mysql mssql mongo mongodb mqtt rabbitmq kafka env auth admin sa key xyz abc foo bar baz qux hub svc bff spa mvc asp
        net dotnet ef ms vs kv ui ip io cdn crm erp cms sdk cli dns vpn pos sms csv pdf xml json yaml html css js ts grpc
        rest ws tcp udp ftp sftp ldap ad mfa otp pin pgp pem pfx jks psk sas cosmos graphql firebase blob k qwerty
        """);

    public static TextShape Of(string text)
    {
        var words = KeyPath.Words(text);
        var isWords = AreWords(text, words);
        return new TextShape(isWords, isWords && (words.Count > 1 || text.Any(char.IsDigit) || words[0].Length > 14), IsInOrder(text), IsRandomText(text), CountClasses(text));
    }

    /// <summary>Whether a text is too short and too uniform to be random or chosen, or is made of words.</summary>
    public static bool IsPlain(string text) => (text.Length < ShortestRandom && CountClasses(text) < 2) || AreWords(text, KeyPath.Words(text));

    private static bool AreWords(string text, IReadOnlyList<string> words)
    {
        if (words.Count == 0 || !AreLettersAndSeparators(text) || !HasShortNumbers(text))
            return false;

        var unknown = new List<string>();
        var letters = 0;
        foreach (var word in words)
        {
            if (Abbreviations.Contains(word))
                continue;
            unknown.Add(word);
            letters += word.Length;
        }

        if (unknown.Count == 0)
            return true;

        // Camel case cuts a generated text into crumbs, a name into words.
        return letters >= 3 * unknown.Count && WordLikelihood.Of(unknown) >= WordLikelihood.Neutral;
    }

    private static bool AreLettersAndSeparators(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character) && !IsSeparator(character))
                return false;
        }

        return true;
    }

    private static bool IsSeparator(char character) => character is ' ' or '-' or '_' or '.' or ',' or ':' or '/' or '\'' or '!' or '?';

    // SecretKey2, key-123456, Summer2024: a number that counts or dates, not one that was drawn.
    private static bool HasShortNumbers(string text)
    {
        var numbers = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsDigit(text[i]))
                continue;
            var start = i;
            while (i < text.Length && char.IsDigit(text[i]))
                i++;
            numbers.Add(text.Substring(start, i - start));
        }

        return numbers.Count <= 2 && numbers.All(number =>
            number.Length <= 3 || IsInOrder(number) || (number.Length == 4 && (number.StartsWith("19", StringComparison.Ordinal) || number.StartsWith("20", StringComparison.Ordinal))));
    }

    /// <summary>Whether most characters repeat the one before or follow it in the alphabet.</summary>
    private static bool IsInOrder(string text)
    {
        if (text.Length < 3)
            return false;
        var ordered = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (Math.Abs(char.ToLowerInvariant(text[i]) - char.ToLowerInvariant(text[i - 1])) <= 1)
                ordered++;
        }

        return 10 * ordered >= 6 * (text.Length - 1) || IsRepeated(text);
    }

    // abcabcabc, 12341234
    private static bool IsRepeated(string text)
    {
        for (var period = 1; period <= Math.Min(text.Length / 2, 8); period++)
        {
            var i = period;
            while (i < text.Length && text[i] == text[i - period])
                i++;
            if (i == text.Length)
                return true;
        }

        return false;
    }

    private static bool IsRandomText(string text)
    {
        if (text.Length < ShortestRandom || text.Any(char.IsWhiteSpace))
            return false;

        // A generated text of n characters out of an alphabet of m comes near the lower of log2(n) and log2(m).
        var alphabet = text.All(IsHex) ? 16 : 64;
        var attainable = Math.Log(Math.Min(text.Length, alphabet), 2);
        return Entropy(text) >= 0.78 * attainable;
    }

    private static bool IsHex(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F') or '-';

    /// <summary>Shannon's, in bits for each character.</summary>
    private static double Entropy(string text)
    {
        var characters = text.ToCharArray();
        Array.Sort(characters);
        var entropy = 0.0;
        for (int start = 0, end = 0; start < characters.Length; start = end)
        {
            while (end < characters.Length && characters[end] == characters[start])
                end++;
            var share = (double)(end - start) / characters.Length;
            entropy -= share * Math.Log(share, 2);
        }

        return entropy;
    }

    private static int CountClasses(string text)
    {
        int lower = 0, upper = 0, digit = 0, other = 0;
        foreach (var character in text)
        {
            if (char.IsLower(character))
                lower = 1;
            else if (char.IsUpper(character))
                upper = 1;
            else if (char.IsDigit(character))
                digit = 1;
            else if (!char.IsLetter(character))
                other = 1;
        }

        return lower + upper + digit + other;
    }
}
