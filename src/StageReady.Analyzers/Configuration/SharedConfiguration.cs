using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>The configuration of a compilation, read once for all analyzers that ask.</summary>
internal static class SharedConfiguration
{
    // Not cancelled: what is kept must not hold the cancellation of one request.
    private static readonly PerCompilation<Lazy<ConfigurationFacts>> Facts = new((compilation, options) => new Lazy<ConfigurationFacts>(() =>
        ConfigurationFacts.Read(new ConfigurationInputs(compilation, options).ReadProject(CancellationToken.None), CancellationToken.None)));

    public static Lazy<ConfigurationFacts> Of(Compilation compilation, AnalyzerOptions options) => Facts.Of(compilation, options);
}
