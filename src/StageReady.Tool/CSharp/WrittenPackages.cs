using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StageReady.Tool.CSharp;

/// <summary>
/// Of the packages that a project names and nobody restored, EF Core and its providers: an assembly of each one's name, with nothing in it. Which database a migration is for is told by these names.
/// </summary>
internal static class WrittenPackages
{
    private const string Family = "EntityFrameworkCore";

    private static readonly ConcurrentDictionary<string, MetadataReference> Shared = new(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<MetadataReference> Of(Project project) =>
    [
        .. project.Release.ItemsOf("PackageReference").Concat(project.Release.ItemsOf("GlobalPackageReference"))
            .Where(item => item.IsCertain && item.Include.Contains(Family, StringComparison.OrdinalIgnoreCase))
            .Select(item => item.Include)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => Shared.GetOrAdd(name, Empty)),
    ];

    private static PortableExecutableReference Empty(string name)
    {
        using var assembly = new MemoryStream();
        CSharpCompilation.Create(name, references: InstalledReferences.All, options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(assembly);
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }
}
