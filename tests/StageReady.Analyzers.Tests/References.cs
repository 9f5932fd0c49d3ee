using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests;

/// <summary>The assemblies that sources under test compile against (see SourcesUnderTest.props).</summary>
internal static class References
{
    /// <summary>Names the framework and asks for no package: nothing is downloaded while tests run.</summary>
    public static readonly ReferenceAssemblies NothingToDownload = new("net10.0");

    /// <summary>.NET and ASP.NET Core.</summary>
    public static readonly ImmutableArray<MetadataReference> Framework = Read("framework.references");

    /// <summary>.NET, ASP.NET Core, EF Core and the packages that describe APIs.</summary>
    public static readonly ImmutableArray<MetadataReference> All = [.. Framework, .. Read("packages.references")];

    private static ImmutableArray<MetadataReference> Read(string list) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, list)).Select(path => MetadataReference.CreateFromFile(path))];
}
