namespace StageReady.Privacy;

/// <summary>Numbers as people write them.</summary>
internal static class Digits
{
    /// <summary>The digits of a text that has nothing else but the separators; null otherwise.</summary>
    public static string? Of(string text, string separators)
    {
        var digits = new System.Text.StringBuilder();
        foreach (var character in text)
        {
            if (character is >= '0' and <= '9')
                digits.Append(character);
            else if (separators.IndexOf(character) < 0)
                return null;
        }

        return digits.ToString();
    }

    /// <summary>All the same, or counting up or down: nobody's number.</summary>
    public static bool AreMadeUp(string digits)
    {
        var same = true;
        var up = true;
        var down = true;
        for (var i = 1; i < digits.Length; i++)
        {
            var step = (digits[i] - digits[i - 1] + 10) % 10;
            same &= step == 0;
            up &= step == 1;
            down &= step == 9;
        }

        return same || up || down;
    }
}
