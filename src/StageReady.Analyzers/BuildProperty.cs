using Microsoft.CodeAnalysis.Diagnostics;

namespace StageReady.Analyzers;

/// <summary>The properties of the build that the SDK makes visible to the compiler.</summary>
internal static class BuildProperty
{
    /// <summary>Empty if the build does not say.</summary>
    public static string Of(AnalyzerOptions options, string name) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value : "";
}
