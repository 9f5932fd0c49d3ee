using System.Text.RegularExpressions;
using StageReady.Suppressions;

namespace StageReady.Configuration;

/// <summary>
/// Tells whether a comment of a configuration file holds a secret: a setting that was commented out, or a word as people note it. No rule reports it; who shows a part of the file asks, and would
/// rather leave out too much.
/// </summary>
internal static class CommentedSecret
{
    private static readonly Regex Quoted = new("\"(?:(?<key>[^\"\r\n]*)\"\\s*:\\s*\")?(?<value>(?:\\\\.|[^\"\\\\\r\n])*)\"", RegexOptions.CultureInvariant);

    private static readonly char[] WordEnds = [' ', '\t', '\r', '\n', ',', '"'];

    public static bool IsIn(TextFile file) => IgnoreCommentReader.TextsOf(file).Any(Holds);

    /// <summary>The same of one comment, without its marks.</summary>
    public static bool Holds(string comment) =>
        IsSecret(comment.Trim())
        || comment.Split(WordEnds, StringSplitOptions.RemoveEmptyEntries).Any(IsSecret)
        || Quoted.Matches(comment).Cast<Match>().Any(match => IsSecret(match.Groups["value"].Value) || IsSecretSetting(match.Groups["key"].Value, match.Groups["value"].Value));

    private static bool IsSecret(string text) =>
        text.Length > 0 && !Placeholder.Is(text)
        && (HeldSecret.InAddress(text, out var held) ? held is not null : SecretText.IsIssued(text) || IsSecretWord(text));

    private static bool IsSecretWord(string text) => !text.Any(char.IsWhiteSpace) && SecretText.Judge(text, SecretExpectation.Password) == SecretVerdict.Secret;

    private static bool IsSecretSetting(string key, string value) =>
        SecretName.Of(key) is SecretExpectation.Password or SecretExpectation.Secret && !Placeholder.Is(value) && !bool.TryParse(value, out _);
}
