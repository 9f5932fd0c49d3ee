using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>Where a package's version is asked for.</summary>
internal enum PackageRequestKind
{
    /// <summary><c>Version</c> of a PackageReference.</summary>
    PackageReference,

    /// <summary>A central version (Directory.Packages.props).</summary>
    PackageVersion,

    /// <summary>A central version that every project references.</summary>
    GlobalPackageReference,

    /// <summary><c>VersionOverride</c> of a PackageReference.</summary>
    VersionOverride,

    /// <summary><c>#:package ID@VERSION</c> in a file-based app.</summary>
    FileBasedApp,
}

/// <summary>A package and the version that is asked for, as it is written, or as MSBuild evaluated it.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">The version range; empty if there is none. May hold properties when it comes from an unevaluated file.</param>
/// <param name="Span">The item, or the directive of a file-based app.</param>
internal sealed record PackageRequest(string Id, string Version, SourceSpan Span, PackageRequestKind Kind)
{
    private static readonly NuGetVersion Lowest = new(0, 0, 0);

    /// <summary>The version that the last restore chose; null if that is not known.</summary>
    public string? Resolved { get; init; }

    /// <summary>Whether the request holds a property or an item list that only an evaluation could tell.</summary>
    public bool IsUnknown => HoldsExpression(Id) || HoldsExpression(Version);

    /// <summary>Whether a restore that was asked for a range was asked for this. Without a version any will do.</summary>
    public bool IsFor(string range)
    {
        if (!VersionRange.TryParse(range, out var theirs))
            return Version.Length == 0 && range.Length == 0;
        return Version.Length == 0
            ? theirs.MinVersion is null || theirs.MinVersion <= Lowest
            : VersionRange.TryParse(Version.Trim(), out var ours) && theirs.ToNormalizedString() == ours.ToNormalizedString();
    }

    /// <summary>The request as a message begins.</summary>
    public string What => Kind switch
    {
        PackageRequestKind.PackageVersion => $"The central version of {Id}",
        PackageRequestKind.GlobalPackageReference => $"The global version of {Id}",
        PackageRequestKind.VersionOverride => $"The VersionOverride of {Id}",
        _ => $"The version of {Id}",
    };

    /// <summary>The sentence that says what to do about it.</summary>
    public string Mend => Resolved is { } resolved ? $"Write the version that was restored, '{resolved}'" : "Write the full version that is tested";

    private static bool HoldsExpression(string text) =>
        text.Contains("$(") || text.Contains("@(") || text.Contains("%(");
}
