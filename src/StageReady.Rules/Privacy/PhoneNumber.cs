namespace StageReady.Privacy;

/// <summary>Phone numbers in international form, or in any form under a name that says so; not those that regulators keep for films and documentation.</summary>
internal static class PhoneNumber
{
    /// <summary>By their first digits in international form: Ofcom, ACMA, ARCEP, Bundesnetzagentur, and Twilio's test numbers.</summary>
    private static readonly string[] FictionalStarts =
    [
        "441632960", "442079460", "441134960", "441144960", "441154960", "441164960", "441174960", "441184960", "441214960", "441314960", "441414960", "441514960", "441614960", "442890180", "442920180", "447700900", "448081570",
        "443069990", "441914980", "61255501", "61255701", "61355501", "61355701", "61755501", "61755701", "61855501", "61855701", "61491570", "3319900", "3326191", "3335301", "3346571", "3353649", "3363998", "493023125", "4940669690", "49221471",
        "498999998", "4915228817386", "4915228895456", "4917139200", "15005550",
    ];

    public static bool Is(string text, NameHint hint)
    {
        var isInternational = text.StartsWith("+", StringComparison.Ordinal);
        if (hint.IsOfOrganisation || !(isInternational || hint.IsPhone) || Digits.Of(isInternational ? text.Substring(1) : text, " -()./") is not { } digits)
            return false;

        // A number of no country is a national one of North America, the only numbers with a form of their own.
        if (!isInternational && digits.Length == 10)
            digits = "1" + digits;
        return digits.Length is >= 9 and <= 15
            && digits.Distinct().Count() > 3
            && !Digits.AreMadeUp(digits) && !Digits.AreMadeUp(digits.Substring(1)) && !Digits.AreMadeUp(digits.Substring(2))
            && !digits.Substring(2).Contains("123456") && !digits.Contains("000000")
            && !FictionalStarts.Any(start => digits.StartsWith(start, StringComparison.Ordinal))
            && (digits[0] != '1' || IsNorthAmerican(digits) || (!isInternational && digits.Length != 11));
    }

    // Area and exchange start with 2 to 9; 555-0100 to 555-0199 belong to nobody, and in practice all of 555.
    private static bool IsNorthAmerican(string digits) => digits.Length == 11 && digits[1] >= '2' && digits[4] >= '2' && digits.Substring(4, 3) != "555" && digits.Substring(1, 3) != "555";
}
