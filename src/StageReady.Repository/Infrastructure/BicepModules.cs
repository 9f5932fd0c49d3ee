using System.Text.RegularExpressions;

namespace StageReady.Infrastructure;

/// <summary>The modules from registries that a Bicep file names.</summary>
internal static class BicepModules
{
    public const string Extension = ".bicep";

    /// <summary>Of the parameters for a template, which can come from a registry too.</summary>
    public const string ParameterExtension = ".bicepparam";

    private static readonly Regex Reference = new(
        @"^[ \t]*(?:module[ \t]+\w+|using|extension|import[^\r\n']*from)[ \t]+'(?<reference>br[:/][^'\r\n]*)'", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly Regex BlockComment = new(@"/\*.*?(?:\*/|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <summary>As they are written: <c>br:registry/path:tag</c>.</summary>
    public static IEnumerable<PlacedText> Read(TextFile file)
    {
        // Comments become blanks, so that places stay.
        var text = BlockComment.Replace(file.Text, comment => new string(' ', comment.Length));
        return from Match match in Reference.Matches(text)
               let reference = match.Groups["reference"]
               select new PlacedText(reference.Value, file.Span(reference.Index, reference.Length));
    }
}
