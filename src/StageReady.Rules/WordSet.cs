namespace StageReady;

/// <summary>
/// Sets of words, written as one text. A collection initializer is a call for each word, and the compiler that runs an analyzer has to compile all of them before it can use the set.
/// </summary>
internal static class WordSet
{
    /// <summary>The words of a text, which stand between blanks or on lines of their own.</summary>
    public static HashSet<string> Of(string words) => Of(words, StringComparer.Ordinal);

    /// <inheritdoc cref="Of(string)"/>
    public static HashSet<string> Of(string words, StringComparer comparer) => new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), comparer);
}
