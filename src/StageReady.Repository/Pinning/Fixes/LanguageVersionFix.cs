using System.Globalization;
using StageReady.Configuration.Fixes;
using StageReady.Projects;

namespace StageReady.Pinning.Fixes;

/// <summary>Writes the version of C# that the SDK in use compiles <c>latest</c> as: the code means the same then, with this SDK and with the next.</summary>
internal static class LanguageVersionFix
{
    // C# 9 came with .NET 5, and each since with the next.
    private const int FirstSdk = 5;
    private const int LastKnownSdk = 10;
    private const int Ahead = 4;

    /// <summary>The newest language of an SDK; null if it is not known.</summary>
    public static string? LanguageOf(string sdk) =>
        int.TryParse(sdk.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major is >= FirstSdk and <= LastKnownSdk ? $"{(major + Ahead).ToString(CultureInfo.InvariantCulture)}.0" : null;

    /// <param name="file">The file in which it is written.</param>
    /// <param name="start">Where.</param>
    /// <param name="sdk">The version of the SDK in use; null if that is not known.</param>
    /// <param name="compiles">Whether code that is read as previews uses none of them.</param>
    public static PinningFix For(TextFile file, int start, string? sdk, Func<string, bool> compiles)
    {
        if (sdk is null)
            return PinningFix.Leave("the SDK that is used here is not known", "dotnet --version");
        if (LanguageOf(sdk) is not { } language)
            return PinningFix.Leave($"the newest C# of the SDK {sdk} is not known here");
        if (ProjectXml.Parse(file, out _) is not { } xml || xml.At(start) is not { HasElements: false } element || xml.Lines.ContentOf(element) is var place && !FloatingLanguageVersion.Floats(file.Text.Substring(place.Start, place.Length)))
            return PinningFix.Leave("it is written in another file, or comes from a property");
        if (element.Value.Trim().Equals("preview", StringComparison.OrdinalIgnoreCase) && !compiles(language))
            return PinningFix.Leave($"the code uses previews of what comes after C# {language}");
        return PinningFix.Write($"Write {language}, which the SDK {sdk} compiles", new FileEdit(file.Path, place.Start, place.Length, language));
    }
}
