using System.Text.RegularExpressions;
using StageReady.Configuration;

namespace StageReady.Tool.Fixes;

/// <summary>Tells whether a file of any format sets a secret on one of its lines, so that no patch shows it. Who asks would rather leave out too much.</summary>
internal static class WrittenSecret
{
    private static readonly Regex Setting = new(
        """(?<name>[\w.:-]+)(?=["']?\s*(?:[:=]|>|"\s+value=)\s*["']?(?<value>[^"'\s<>]+(?:;[^"'<>\r\n]*)?))""", RegexOptions.CultureInvariant);

    public static bool IsIn(string text) => Setting.Matches(text).Any(setting => IsSecret(setting.Groups["name"].Value, setting.Groups["value"].Value));

    private static bool IsSecret(string name, string value) =>
        !Placeholder.Is(value)
        && (HeldSecret.InAddress(value, out var held) ? held is not null : SecretText.IsIssued(value) || SecretText.Judge(value, SecretName.Of(name)) == SecretVerdict.Secret);
}
