using System.Globalization;
using StageReady.Configuration.Fixes;

namespace StageReady.Pinning.Fixes;

/// <summary>Completes a <c>global.json</c> with the SDK that builds today: another one would be a guess.</summary>
internal static class GlobalJsonFix
{
    private const string Tells = "dotnet --version";
    private const string Policy = "\"latestPatch\"";

    /// <param name="finding">What is wrong with it.</param>
    /// <param name="file">Its text; null if it is to be made.</param>
    /// <param name="sdk">The version that <c>dotnet --version</c> tells in its folder; null if it tells none.</param>
    public static PinningFix For(Finding finding, TextFile? file, string? sdk)
    {
        if (sdk is null)
            return PinningFix.Leave("the SDK that is used here is not known", Tells);
        if (file is null)
            return PinningFix.Write($"Write {sdk}, which is used here", new FileEdit(finding.Span.Path, 0, 0, $"{{\n  \"sdk\": {{\n    \"version\": \"{sdk}\",\n    \"rollForward\": {Policy}\n  }}\n}}\n"));
        if (GlobalJson.Read(file) is not { } globalJson)
            return PinningFix.Leave("it is no JSON object");
        if (finding.Rule == Catalogue.DotNetSdkIsNotPinned)
            return Pin(file, globalJson, sdk);
        return finding.Subject == "rollForward" ? HoldBack(file, globalJson, sdk) : Forbid(file, globalJson, sdk);
    }

    private static PinningFix Pin(TextFile file, GlobalJson globalJson, string sdk)
    {
        if (globalJson.Version is { } version)
        {
            return Allows(version.Value, sdk)
                ? PinningFix.Write($"Write {sdk}, which is used here", Replace(file, version.Span, $"\"{sdk}\""))
                : PinningFix.Leave($"{MessageText.Quote(version.Value)} is asked for, and {sdk} is used. Write the full version of one", Tells);
        }

        var edits = JsonInsertion.Of(file, "sdk:version", $"\"{sdk}\"") is { } insertion && globalJson.HasSdk ? insertion : JsonInsertion.Of(file, "sdk", $"{{ \"version\": \"{sdk}\", \"rollForward\": {Policy} }}");
        return edits is null ? PinningFix.Leave("its 'sdk' is no object") : PinningFix.Write($"Write {sdk}, which is used here", [.. edits]);
    }

    private static PinningFix HoldBack(TextFile file, GlobalJson globalJson, string sdk)
    {
        if (globalJson.RollForward is not { } policy || globalJson.Version is not { } version || !ExactVersion.IsSemantic(version.Value))
            return PinningFix.Leave("it needs a full version first");

        var hold = Replace(file, policy.Span, Policy);
        return FeatureBand(version.Value) == FeatureBand(sdk)
            ? PinningFix.Write("Roll forward to patches only", hold)
            : PinningFix.Write($"Roll forward to patches only, of {sdk}, which is used here", hold, Replace(file, version.Span, $"\"{sdk}\""));
    }

    private static PinningFix Forbid(TextFile file, GlobalJson globalJson, string sdk) =>
        globalJson.AllowsPrerelease is not { } place || IsPrerelease(globalJson.Version?.Value ?? sdk) || IsPrerelease(sdk)
            ? PinningFix.Leave("a preview is used", Tells)
            : PinningFix.Write("Allow no previews", Replace(file, place, "false"));

    private static FileEdit Replace(TextFile file, SourceSpan span, string text) => new(file.Path, span.Start, span.Length, text);

    private static bool IsPrerelease(string version) => version.Contains('-');

    // 8.0.x, 8.0, 8.0.4xx; a word names no number that could differ.
    private static bool Allows(string written, string sdk)
    {
        var (asked, used) = (written.Trim().Split('.'), sdk.Split('-')[0].Split('.'));
        return asked.Length <= used.Length && !asked.Where((part, i) => part.Any(char.IsDigit) && !AllowsPart(part, used[i])).Any();
    }

    private static bool AllowsPart(string asked, string used) => asked.Length == used.Length && !asked.Where((character, i) => char.IsDigit(character) && character != used[i]).Any();

    // 10.0.401 belongs to 10.0.4xx.
    private static (string, string, int) FeatureBand(string version)
    {
        var parts = version.Split('-')[0].Split('.');
        return (parts[0], parts[1], int.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture) / 100);
    }
}
