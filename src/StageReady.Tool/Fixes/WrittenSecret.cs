using System.Text.RegularExpressions;
using StageReady.Configuration;

namespace StageReady.Tool.Fixes;

/// <summary>Tells whether a file of any format sets a secret, or has one among its words, so that no patch shows it. Who asks would rather leave out too much.</summary>
internal static class WrittenSecret
{
    // NAME=value, "name": "value", <Name>value, key="Name" value="value", - name: NAME and value: on the next line, ENV NAME value.
    // A name begins where no name goes on, and attributes have an end: a file of one long line is read in the time of its length.
    private static readonly Regex Setting = new(
        """(?<![\w.:-])(?<name>[\w.:-]+)(?=["']?\s{0,100}(?:[:=]|(?:\s[^<>]{0,500})?>|"\s+value=|\s+value:|[ \t](?<=\bENV\s{1,100}\w+[ \t]))\s*["']?(?<value>[^"'\s<>]+))""", RegexOptions.CultureInvariant);

    private static readonly char[] WordEnds = [' ', '\t', '\r', '\n', '"', '\'', '<', '>', ','];

    public static bool IsIn(string text) =>
        SecretText.IsIssued(text)
        || text.Split(WordEnds, StringSplitOptions.RemoveEmptyEntries).Any(IsSecretWord)
        || Setting.Matches(text).Any(setting => SecretText.Judge(setting.Groups["value"].Value, SecretName.Of(setting.Groups["name"].Value)) == SecretVerdict.Secret);

    private static bool IsSecretWord(string word) => !Placeholder.Is(word) && (HeldSecret.InAddress(word, out var held) ? held is not null : SecretText.IsIssued(word));
}
