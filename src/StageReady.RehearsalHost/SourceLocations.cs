using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace StageReady.RehearsalHost;

/// <summary>Where methods are written, by the portable symbols of their assembly.</summary>
internal static class SourceLocations
{
    public static (string? Path, int Line) Of(MethodBase method)
    {
        var assembly = method.Module.FullyQualifiedName;
        using var image = new PEReader(File.OpenRead(assembly));
        if (!image.TryOpenAssociatedPortablePdb(assembly, path => File.Exists(path) ? File.OpenRead(path) : null, out var provider, out _) || provider is null)
            return (null, 0);

        using (provider)
        {
            var symbols = provider.GetMetadataReader();
            var handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken);
            foreach (var point in symbols.GetMethodDebugInformation(handle).GetSequencePoints())
            {
                if (!point.IsHidden)
                    return (symbols.GetString(symbols.GetDocument(point.Document).Name), point.StartLine);
            }

            return (null, 0);
        }
    }
}
