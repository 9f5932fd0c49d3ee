using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>STG3001: what a floating version resolves to changes with the feed, so that production can get what staging never saw.</summary>
internal static class FloatingPackageVersion
{
    public static Finding? Judge(PackageRequest request, LockCoverage coverage)
    {
        if (request.IsUnknown || !Floats(request.Version))
            return null;

        var written = $"{Place(request.Kind)} of {request.Id} floats ('{request.Version.Trim()}')";
        var message = coverage.Holds
            ? $"{written} and only the lock file holds it{At(request)}. {Mend(request)}"
            : $"{written}, so that a restore takes whatever the feed has that day. {Mend(request)}";
        return new Finding(Catalogue.FloatingPackageVersion, request.Span, message)
        {
            Severity = coverage.Holds ? Severity.Warning : Catalogue.FloatingPackageVersion.Severity,
            Subject = request.Id,
        };
    }

    /// <summary>Whether NuGet would choose the newest of several versions. A text that is no version range does not float: restore refuses it.</summary>
    public static bool Floats(string version) =>
        VersionRange.TryParse(version.Trim(), allowFloating: true, out var range) && range.IsFloating;

    private static string Place(PackageRequestKind kind) => kind switch
    {
        PackageRequestKind.PackageVersion => "The central version",
        PackageRequestKind.GlobalPackageReference => "The global version",
        PackageRequestKind.VersionOverride => "The VersionOverride",
        _ => "The version",
    };

    private static string At(PackageRequest request) => request.Resolved is { } resolved ? $" at {resolved}" : "";

    private static string Mend(PackageRequest request) => request.Resolved is { } resolved
        ? $"Write the version that was restored, '{resolved}'"
        : "Write the full version that is tested";
}
