namespace StageReady.Privacy;

/// <summary>International bank account numbers (ISO 13616): the country's length, and 1 modulo 97.</summary>
internal static class Iban
{
    /// <summary>Each country with the length that it has chosen.</summary>
    private static readonly HashSet<string> Lengths = WordSet.Of(
        """
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28
        EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26
        IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30
        NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23
        TN24 TR26 UA29 VA22 VG24 XK20
        """);

    /// <summary>The examples of the standard and of its registry.</summary>
    private static readonly HashSet<string> Examples = WordSet.Of(
        """
        DE89370400440532013000 GB29NWBK60161331926819 GB82WEST12345698765432 GB33BUKB20201555555555 FR1420041010050500013M02606 FR7630006000011234567890189 ES9121000418450200051332 NL91ABNA0417164300
        CH9300762011623852957 AT611904300234573201 BE68539007547034 IT60X0542811101000000123456 IE29AIBK93115212345678 SE4550000000058398257466 NO9386011117947 DK5000400440116243 FI2112345600000785
        PL61109010140000071219812874 PT50000201231234567890154 LU280019400644750000 BR1800360305000010009795493C1 DE75512108001245126199 DE02120300000000202051 DE02500105170137075030
        """);

    public static bool Is(string text)
    {
        var compact = text.Replace(" ", "");
        return compact.Length is >= 15 and <= 34
            && char.IsUpper(compact[0]) && char.IsUpper(compact[1])
            && Lengths.Contains(compact.Substring(0, 2) + compact.Length)
            && compact.Skip(2).All(character => character is (>= '0' and <= '9') or (>= 'A' and <= 'Z'))
            && !Examples.Contains(compact)
            && Remainder(compact.Substring(4) + compact.Substring(0, 4)) == 1;
    }

    private static int Remainder(string text) => text.Aggregate(0, (remainder, character) =>
        char.IsDigit(character) ? (10 * remainder + character - '0') % 97 : (100 * remainder + character - 'A' + 10) % 97);
}
