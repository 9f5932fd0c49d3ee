namespace StageReady.Rehearsal;

/// <summary>How reports put things.</summary>
internal static class Words
{
    /// <summary>What a database or a tool says, in a line.</summary>
    public static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
