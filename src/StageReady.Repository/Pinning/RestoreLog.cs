using StageReady.Configuration.Json;

namespace StageReady.Pinning;

/// <summary>A warning or error of restore, as it is kept in the assets file.</summary>
/// <param name="Library">The package that it is about; null if it is about none.</param>
internal sealed record RestoreLog(string Code, string Message, string? Library)
{
    private const string Promoted = "Warning As Error: ";

    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <summary>Null if the node is none.</summary>
    public static RestoreLog? Of(JsonNode node) => node.Member("code").Text() is { } code
        ? new RestoreLog(code, FirstLine(node.Member("message").Text() ?? ""), node.Member("libraryId").Text())
        : null;

    private static string FirstLine(string message)
    {
        var line = message.Trim().Split(LineEnds)[0].Trim().TrimEnd('.');
        return line.StartsWith(Promoted, StringComparison.Ordinal) ? line.Substring(Promoted.Length) : line;
    }
}
