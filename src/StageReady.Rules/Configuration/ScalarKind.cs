using System.Globalization;
using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>What a scalar can be bound to besides text. How it is written does not matter: <c>30</c> is <c>"30"</c>.</summary>
internal enum ScalarKind
{
    Text,
    Number,
    Boolean,
    TimeSpan,
}

internal static class ScalarKinds
{
    /// <summary>Words of keys whose values are names, even if they are made of digits.</summary>
    private static readonly HashSet<string> NameWords = WordSet.Of(
        """
        id ids code cd key name user username login account password pwd pass secret token version build release phone tel mobile fax
        number no zip postal tenant sid prefix suffix tag label title hash salt pin serial revision channel environment env
        """);

    public static ScalarKind Of(ConfigurationValue scalar) => scalar.Node.Kind switch
    {
        JsonKind.True or JsonKind.False => ScalarKind.Boolean,
        JsonKind.Number => ScalarKind.Number,
        _ => Of(scalar.Text!.Trim()),
    };

    /// <summary>Whether what is bound to the one can be bound to the other.</summary>
    public static bool AreAlike(ConfigurationValue one, ConfigurationValue other)
    {
        var (kind, otherKind) = (Of(one), Of(other));
        return kind == otherKind
            || (kind is ScalarKind.Number or ScalarKind.Text && otherKind is ScalarKind.Number or ScalarKind.Text
                && (IsNumber(one.Text!) && IsNumber(other.Text!) || KeyPath.Words(KeyPath.Last(one.Key)).Any(NameWords.Contains)));
    }

    /// <summary>In plain words.</summary>
    public static string Describe(ScalarKind kind) => kind switch
    {
        ScalarKind.Number => "a number",
        ScalarKind.Boolean => "true or false",
        ScalarKind.TimeSpan => "a time span",
        _ => "text",
    };

    private static ScalarKind Of(string text)
    {
        if (bool.TryParse(text, out _))
            return ScalarKind.Boolean;
        if (IsTimeSpan(text))
            return ScalarKind.TimeSpan;

        // 007 and a number of twenty digits are names.
        return text.Length <= 18 && !IsPadded(text) && IsNumber(text) ? ScalarKind.Number : ScalarKind.Text;
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) && !double.IsInfinity(number);

    private static bool IsPadded(string text) => text.Length > 1 && text[0] == '0' && char.IsDigit(text[1]);

    // With colons: without them TimeSpan takes any number, as days.
    private static bool IsTimeSpan(string text) => text.IndexOf(':') > 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _);
}
