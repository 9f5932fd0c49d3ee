using Microsoft.CodeAnalysis;

namespace StageReady.Tool.CSharp;

/// <summary>The reference packs of the newest installed SDK, or what the tool itself runs on where there is none. Metadata is read, never loaded.</summary>
internal static class InstalledReferences
{
    private static readonly string[] Frameworks = ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"];

    /// <summary>Shared by all compilations, so that each file is mapped once.</summary>
    public static IReadOnlyList<MetadataReference> All => Shared.Value;

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Shared = new(() =>
        [.. Frameworks.SelectMany(Assemblies).DistinctBy(Path.GetFileName).Select(path => MetadataReference.CreateFromFile(path))]);

    private static IEnumerable<string> Assemblies(string framework)
    {
        // …/dotnet/shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        var pack = Newest(Path.Combine(dotnet, "packs", framework + ".Ref"));
        var references = pack is null ? null : Newest(Path.Combine(pack, "ref"));
        var shared = Newest(Path.Combine(dotnet, "shared", framework));
        return (references ?? shared) is { } directory
            ? Directory.EnumerateFiles(directory, "*.dll").Where(path => references is not null || IsManaged(path)).Order(StringComparer.Ordinal)
            : [];
    }

    private static bool IsManaged(string path) =>
        Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll")
        && !name.Contains(".Native.", StringComparison.Ordinal);

    private static string? Newest(string directory) => Directory.Exists(directory)
        ? Directory.EnumerateDirectories(directory).MaxBy(path => Version.TryParse(Path.GetFileName(path).Replace("net", "", StringComparison.Ordinal).Split('-')[0], out var version) ? version : new Version())
        : null;
}
