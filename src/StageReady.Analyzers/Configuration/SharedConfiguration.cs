using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>The configuration of a compilation, read once for all analyzers that ask.</summary>
internal static class SharedConfiguration
{
    private static readonly ConditionalWeakTable<Compilation, Entry> Entries = new();

    public static Lazy<ConfigurationFacts> Of(Compilation compilation, AnalyzerOptions options)
    {
        // An editor keeps a compilation while a configuration file changes.
        lock (Entries)
        {
            if (Entries.TryGetValue(compilation, out var entry))
            {
                if (entry.Files == options.AdditionalFiles)
                    return entry.Facts;
                Entries.Remove(compilation);
            }

            // Not cancelled: what is kept must not hold the cancellation of one request.
            var facts = new Lazy<ConfigurationFacts>(() =>
                ConfigurationFacts.Read(new ConfigurationInputs(compilation, options).ReadProject(CancellationToken.None), CancellationToken.None));
            Entries.Add(compilation, new Entry(options.AdditionalFiles, facts));
            return facts;
        }
    }

    private sealed record Entry(ImmutableArray<AdditionalText> Files, Lazy<ConfigurationFacts> Facts);
}
