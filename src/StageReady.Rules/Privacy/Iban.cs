namespace StageReady.Privacy;

/// <summary>International bank account numbers (ISO 13616): the country's length, and 1 modulo 97.</summary>
internal static class Iban
{
    private static readonly Dictionary<string, int> Lengths = new(StringComparer.Ordinal)
    {
        ["AD"] = 24, ["AE"] = 23, ["AL"] = 28, ["AT"] = 20, ["AZ"] = 28, ["BA"] = 20, ["BE"] = 16, ["BG"] = 22, ["BH"] = 22, ["BR"] = 29, ["BY"] = 28, ["CH"] = 21, ["CR"] = 22, ["CY"] = 28, ["CZ"] = 24, ["DE"] = 22,
        ["DK"] = 18, ["DO"] = 28, ["EE"] = 20, ["EG"] = 29, ["ES"] = 24, ["FI"] = 18, ["FO"] = 18, ["FR"] = 27, ["GB"] = 22, ["GE"] = 22, ["GI"] = 23, ["GL"] = 18, ["GR"] = 27, ["GT"] = 28, ["HR"] = 21, ["HU"] = 28,
        ["IE"] = 22, ["IL"] = 23, ["IQ"] = 23, ["IS"] = 26, ["IT"] = 27, ["JO"] = 30, ["KW"] = 30, ["KZ"] = 20, ["LB"] = 28, ["LC"] = 32, ["LI"] = 21, ["LT"] = 20, ["LU"] = 20, ["LV"] = 21, ["LY"] = 25, ["MC"] = 27,
        ["MD"] = 24, ["ME"] = 22, ["MK"] = 19, ["MR"] = 27, ["MT"] = 31, ["MU"] = 30, ["NL"] = 18, ["NO"] = 15, ["PK"] = 24, ["PL"] = 28, ["PS"] = 29, ["PT"] = 25, ["QA"] = 29, ["RO"] = 24, ["RS"] = 22, ["SA"] = 24,
        ["SC"] = 31, ["SE"] = 24, ["SI"] = 19, ["SK"] = 24, ["SM"] = 27, ["ST"] = 25, ["SV"] = 28, ["TL"] = 23, ["TN"] = 24, ["TR"] = 26, ["UA"] = 29, ["VA"] = 22, ["VG"] = 24, ["XK"] = 20,
    };

    /// <summary>The examples of the standard and of its registry.</summary>
    private static readonly HashSet<string> Examples = new(StringComparer.Ordinal)
    {
        "DE89370400440532013000", "GB29NWBK60161331926819", "GB82WEST12345698765432", "GB33BUKB20201555555555", "FR1420041010050500013M02606", "FR7630006000011234567890189", "ES9121000418450200051332", "NL91ABNA0417164300",
        "CH9300762011623852957", "AT611904300234573201", "BE68539007547034", "IT60X0542811101000000123456", "IE29AIBK93115212345678", "SE4550000000058398257466", "NO9386011117947", "DK5000400440116243", "FI2112345600000785",
        "PL61109010140000071219812874", "PT50000201231234567890154", "LU280019400644750000", "BR1800360305000010009795493C1", "DE75512108001245126199", "DE02120300000000202051", "DE02500105170137075030",
    };

    public static bool Is(string text)
    {
        var compact = text.Replace(" ", "");
        return compact.Length is >= 15 and <= 34
            && char.IsUpper(compact[0]) && char.IsUpper(compact[1])
            && Lengths.TryGetValue(compact.Substring(0, 2), out var length) && compact.Length == length
            && compact.Skip(2).All(character => character is (>= '0' and <= '9') or (>= 'A' and <= 'Z'))
            && !Examples.Contains(compact)
            && Remainder(compact.Substring(4) + compact.Substring(0, 4)) == 1;
    }

    private static int Remainder(string text) => text.Aggregate(0, (remainder, character) =>
        char.IsDigit(character) ? (10 * remainder + character - '0') % 97 : (100 * remainder + character - 'A' + 10) % 97);
}
