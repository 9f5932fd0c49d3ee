using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace StageReady.RehearsalHost;

/// <summary>Where methods are written, by the portable symbols of their assemblies, each of which is opened once.</summary>
internal sealed class SourceLocations : IDisposable
{
    private readonly Dictionary<string, MetadataReaderProvider?> _symbols = new(StringComparer.Ordinal);

    public (string? Path, int Line) Of(MethodBase method)
    {
        if (SymbolsOf(method.Module.FullyQualifiedName) is not { } symbols)
            return (null, 0);

        var handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken);
        foreach (var point in symbols.GetMethodDebugInformation(handle).GetSequencePoints())
        {
            if (!point.IsHidden)
                return (symbols.GetString(symbols.GetDocument(point.Document).Name), point.StartLine);
        }

        return (null, 0);
    }

    public void Dispose()
    {
        foreach (var symbols in _symbols.Values)
            symbols?.Dispose();
    }

    private MetadataReader? SymbolsOf(string assembly)
    {
        if (!_symbols.TryGetValue(assembly, out var provider))
        {
            using var image = new PEReader(File.OpenRead(assembly));
            image.TryOpenAssociatedPortablePdb(assembly, path => File.Exists(path) ? File.OpenRead(path) : null, out provider, out _);
            _symbols.Add(assembly, provider);
        }

        return provider?.GetMetadataReader();
    }
}
