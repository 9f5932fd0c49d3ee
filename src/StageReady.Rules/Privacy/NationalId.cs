using System.Globalization;
using System.Text.RegularExpressions;

namespace StageReady.Privacy;

/// <summary>Numbers that states give to persons.</summary>
internal static class NationalId
{
    private const string DniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    private static readonly Regex SocialSecurity = new(@"^(?<area>\d{3})-(?<group>\d{2})-(?<serial>\d{4})$", RegexOptions.CultureInvariant);
    private static readonly Regex NationalInsurance = new("^(?<prefix>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?(?<digits>[0-9]{2} ?[0-9]{2} ?[0-9]{2}) ?[A-D]$", RegexOptions.CultureInvariant);
    private static readonly Regex FormattedCpf = new(@"^\d{3}\.\d{3}\.\d{3}-\d{2}$", RegexOptions.CultureInvariant);
    private static readonly Regex Nir = new(@"^(?<number>[12]\d{2}(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d)(?:\d{2}|2[AB])\d{3}\d{3})(?<key>\d{2})$", RegexOptions.CultureInvariant);
    private static readonly Regex Dni = new("^(?<digits>[0-9]{8})-?(?<letter>[A-Z])$", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Examples = WordSet.Of(
        """
        078-05-1120 219-09-9999 123-45-6789 12345678Z 00000000T 12345678909 11144477735 86095742719 47036892816 65929970489 02476291358 57549285017 255081416802538 180126955222380
        """);

    public static string? KindOf(string text, NameHint hint)
    {
        if (Examples.Contains(text) || Examples.Contains(text.Replace(" ", "").Replace(".", "").Replace("-", "")))
            return null;
        if (IsSocialSecurity(text, hint))
            return "a US social security number";
        if (IsNationalInsurance(text, hint))
            return "a UK national insurance number";
        if (IsNir(text))
            return "a French social security number";
        if (IsDni(text))
            return "a Spanish identity number";
        if (IsCpf(text, hint))
            return "a Brazilian CPF";
        return hint.IsTax && IsGermanTaxId(text) ? "a German tax id" : null;
    }

    private static bool IsSocialSecurity(string text, NameHint hint)
    {
        if (hint.IsSocialSecurity && text.Length == 9 && text.All(char.IsDigit))
            text = $"{text.Substring(0, 3)}-{text.Substring(3, 2)}-{text.Substring(5)}";
        var match = SocialSecurity.Match(text);
        return match.Success
            && match.Groups["area"].Value is not ("000" or "666") && text[0] != '9'
            && match.Groups["group"].Value != "00" && match.Groups["serial"].Value != "0000"
            && Digits.Of(text, "-") is { } digits && !Digits.AreMadeUp(digits) && digits.Distinct().Count() > 2;
    }

    // Without spaces it looks like many a code.
    private static bool IsNationalInsurance(string text, NameHint hint)
    {
        var match = NationalInsurance.Match(text);
        return match.Success
            && match.Groups["prefix"].Value is not ("BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ")
            && (hint.IsNationalInsurance || text.IndexOf(' ') > 0)
            && !Digits.AreMadeUp(match.Groups["digits"].Value.Replace(" ", ""));
    }

    private static bool IsNir(string text)
    {
        var match = Nir.Match(text.Replace(" ", ""));
        if (!match.Success)
            return false;

        // Corsica's departments count as 19 and 18.
        var number = match.Groups["number"].Value.Replace("2A", "19").Replace("2B", "18");
        return 97 - long.Parse(number, CultureInfo.InvariantCulture) % 97 == int.Parse(match.Groups["key"].Value, CultureInfo.InvariantCulture) && number.Distinct().Count() > 3;
    }

    private static bool IsDni(string text)
    {
        var match = Dni.Match(text);
        return match.Success
            && DniLetters[int.Parse(match.Groups["digits"].Value, CultureInfo.InvariantCulture) % 23] == match.Groups["letter"].Value[0]
            && !Digits.AreMadeUp(match.Groups["digits"].Value);
    }

    private static bool IsCpf(string text, NameHint hint)
    {
        if (!FormattedCpf.IsMatch(text) && !(hint.IsCpf && text.Length == 11))
            return false;
        return Digits.Of(text, ".-") is { Length: 11 } digits && digits.Distinct().Count() > 1 && CheckDigit(digits, 9) == digits[9] - '0' && CheckDigit(digits, 10) == digits[10] - '0';

        static int CheckDigit(string digits, int count)
        {
            var remainder = Enumerable.Range(0, count).Sum(i => (digits[i] - '0') * (count + 1 - i)) % 11;
            return remainder < 2 ? 0 : 11 - remainder;
        }
    }

    /// <summary>Eleven digits; of the first ten, one occurs two or three times; ISO 7064 mod 11,10.</summary>
    private static bool IsGermanTaxId(string text)
    {
        if (Digits.Of(text, " /") is not { Length: 11 } digits || digits[0] == '0')
            return false;

        var counts = digits.Take(10).GroupBy(digit => digit).Select(group => group.Count()).ToList();
        if (counts.Max() is not (2 or 3) || counts.Count(count => count > 1) != 1)
            return false;

        var product = 10;
        foreach (var digit in digits.Take(10))
        {
            var sum = (digit - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10 == digits[10] - '0';
    }
}
