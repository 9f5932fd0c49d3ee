namespace StageReady.Pinning.Fixes;

/// <summary>A word of a command that is shown to be run.</summary>
internal static class CommandWord
{
    private const string Plain = "/\\.-_:@+";

    /// <summary>In quotes where a shell would take it apart.</summary>
    public static string Of(string word) => word.Length > 0 && word.All(character => char.IsLetterOrDigit(character) || Plain.IndexOf(character) >= 0) ? word : $"'{word.Replace("'", "'\\''")}'";
}
