namespace StageReady.Privacy;

/// <summary>Card numbers of the large schemes, by prefix, length and Luhn's check digit.</summary>
internal static class PaymentCard
{
    /// <summary>What payment providers publish for tests.</summary>
    private static readonly HashSet<string> TestNumbers = WordSet.Of(
        """
        4111111111111111 4242424242424242 4012888888881881 4222222222222 4000056655665556 4917610000000000 4917610000000000003 4462030000000000 4484070000000000 4000000000000002
        4539148803436467 4485040371536584 5555555555554444 5105105105105100 5200828282828210 5454545454545454 5424000000000015 5431111111111111 2223003122003222 2222420000001113
        2223000048410010 6011111111111117 6011000990139424 6011000000000004 6011601160116611 6771798021000008 378282246310005 371449635398431 378734493671000 370000000000002
        343434343434343 341111111111111 30569309025904 38520000023237 36227206271667 36700102000000 30000000000004 3530111333300000 3566002020360505 3566111111111113 6200000000000005
        """);

    public static bool Is(string text) =>
        Digits.Of(text, " -") is { Length: >= 14 and <= 16 } digits
        && IsScheme(digits)
        && HasLuhn(digits)
        && !TestNumbers.Contains(digits)
        && digits.Distinct().Count() > 3
        && !digits.Contains("00000000");

    /// <summary>In groups, as it stands on the card.</summary>
    public static bool IsGrouped(string text) => text.IndexOfAny([' ', '-']) == 4;

    private static bool IsScheme(string digits)
    {
        var four = int.Parse(digits.Substring(0, 4), System.Globalization.CultureInfo.InvariantCulture);
        return digits.Length switch
        {
            16 => four is (>= 4000 and <= 4999) or (>= 5100 and <= 5599) or (>= 2221 and <= 2720) or 6011 or (>= 6440 and <= 6599) or (>= 3528 and <= 3589),
            15 => four is (>= 3400 and <= 3499) or (>= 3700 and <= 3799),
            14 => four is (>= 3000 and <= 3059) or (>= 3600 and <= 3699) or (>= 3800 and <= 3899),
            _ => false,
        };
    }

    private static bool HasLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1)
                digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
