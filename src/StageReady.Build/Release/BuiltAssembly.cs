using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using StageReady.Release;

namespace StageReady.Build.Release;

/// <summary>What an assembly says of its build, read without loading it.</summary>
internal static class BuiltAssembly
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    /// <summary>The attribute AssemblyInformationalVersion; null if there is none.</summary>
    public static string? InformationalVersion(string path) => Read(path, (_, metadata) =>
    {
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference
                || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } type
                || !metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, "AssemblyInformationalVersionAttribute"))
                continue;

            // ECMA-335 II.23.3: two bytes of prolog, then the arguments.
            var blob = metadata.GetBlobReader(attribute.Value);
            blob.ReadUInt16();
            return blob.ReadSerializedString();
        }

        return null;
    });

    /// <summary>How an assembly and the symbols beside it fit; null if the file is no managed assembly.</summary>
    /// <param name="name">Its path in the publish output.</param>
    /// <param name="path">The file.</param>
    /// <param name="pdb">The published symbols of its name; null if there are none.</param>
    public static PublishedAssembly? Symbols(string name, string path, string? pdb) => Read(path, (file, _) =>
    {
        var entries = file.ReadDebugDirectory();
        foreach (var entry in entries)
        {
            if (entry.Type != DebugDirectoryEntryType.EmbeddedPortablePdb)
                continue;
            using var embedded = file.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
            return new PublishedAssembly(name, HasSymbols: true, HasOtherSymbols: false, HasSourceLink(embedded.GetMetadataReader()));
        }

        if (pdb is null || !File.Exists(pdb))
            return new PublishedAssembly(name, HasSymbols: false, HasOtherSymbols: false, HasSourceLink: false);

        using var stream = File.OpenRead(pdb);
        using var provider = OpenPdb(stream);
        if (provider is null)
            return new PublishedAssembly(name, HasSymbols: true, HasOtherSymbols: false, HasSourceLink: true);
        var symbols = provider.GetMetadataReader();
        var id = new BlobContentId(symbols.DebugMetadataHeader!.Id);
        var isMatch = entries.Any(entry => entry.Type == DebugDirectoryEntryType.CodeView && file.ReadCodeViewDebugDirectoryData(entry).Guid == id.Guid && entry.Stamp == id.Stamp);
        return new PublishedAssembly(name, isMatch, !isMatch, HasSourceLink(symbols));
    });

    // Null for the symbols of Windows, of which nothing is known here.
    private static MetadataReaderProvider? OpenPdb(Stream stream)
    {
        var signature = new byte[4];
        var isPortable = stream.Read(signature, 0, signature.Length) == signature.Length && signature.SequenceEqual("BSJB"u8.ToArray());
        stream.Position = 0;
        return isPortable ? MetadataReaderProvider.FromPortablePdbStream(stream, MetadataStreamOptions.PrefetchMetadata) : null;
    }

    private static bool HasSourceLink(MetadataReader symbols) =>
        symbols.CustomDebugInformation.Any(handle => symbols.GetGuid(symbols.GetCustomDebugInformation(handle).Kind) == SourceLink);

    private static T? Read<T>(string path, Func<PEReader, MetadataReader, T?> read)
        where T : class
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        try
        {
            return file.HasMetadata ? read(file, file.GetMetadataReader()) : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
