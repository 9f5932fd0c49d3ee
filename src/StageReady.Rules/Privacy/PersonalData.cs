using StageReady.Configuration;

namespace StageReady.Privacy;

/// <summary>Recognises data about a person in a text. What has a checksum must satisfy it; what is published as an example is none.</summary>
internal static class PersonalData
{
    private static readonly char[] ItemSeparators = [',', ';', '|', '\n', '\r', '\t'];

    /// <summary>What a value holds, in plain words with its article; null if it holds nothing about a person.</summary>
    /// <param name="name">The name of the key, column or property: an unformatted number needs one that says what it is.</param>
    public static string? In(string name, string text)
    {
        text = text.Trim();
        if (text.Length is < 5 or > 10_000 || (ConnectionUri.StartsWithScheme(text) && !text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)))
            return null;
        if (EmailAddress.IsPersonalIn(text))
            return "a personal e-mail address";

        var hint = new NameHint(name);
        return text.Split(ItemSeparators).Select(item => item.Trim()).Where(item => item.Length is >= 8 and <= 45).Select(item => KindOf(item, hint)).FirstOrDefault(kind => kind is not null);
    }

    private static string? KindOf(string item, NameHint hint)
    {
        if (!item.Any(char.IsDigit))
            return null;
        if (Iban.Is(item))
            return "an IBAN";
        if (PaymentCard.Is(item) && (PaymentCard.IsGrouped(item) || !hint.IsTechnical))
            return "a card number";
        if (PhoneNumber.Is(item, hint))
            return "a personal phone number";
        return NationalId.KindOf(item, hint);
    }
}
