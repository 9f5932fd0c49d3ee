using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StageReady.Analyzers;

/// <summary>What is made once for all analyzers of a compilation.</summary>
internal sealed class PerCompilation<T>(Func<Compilation, AnalyzerOptions, T> make)
    where T : class
{
    private readonly ConditionalWeakTable<Compilation, Entry> _entries = new();

    public T Of(Compilation compilation, AnalyzerOptions options)
    {
        // An editor keeps a compilation while a configuration file changes.
        lock (_entries)
        {
            if (_entries.TryGetValue(compilation, out var entry))
            {
                if (entry.Files == options.AdditionalFiles)
                    return entry.Made;
                _entries.Remove(compilation);
            }

            var made = make(compilation, options);
            _entries.Add(compilation, new Entry(options.AdditionalFiles, made));
            return made;
        }
    }

    private sealed record Entry(ImmutableArray<AdditionalText> Files, T Made);
}
