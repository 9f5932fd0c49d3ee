using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>STG3001: what a floating version resolves to changes with the feed, so that production can get what staging never saw.</summary>
internal static class FloatingPackageVersion
{
    public static Finding? Judge(PackageRequest request, LockCoverage coverage)
    {
        if (request.IsUnknown || !Floats(request.Version))
            return null;

        var written = $"{request.What} floats ({MessageText.Quote(request.Version.Trim())})";
        var message = coverage.Holds
            ? $"{written} and only the lock file holds it{At(request)}. {request.Mend}"
            : $"{written}, so that a restore takes whatever the feed has that day. {request.Mend}";
        return new Finding(Catalogue.FloatingPackageVersion, request.Span, message)
        {
            Severity = coverage.Holds ? Severity.Warning : Catalogue.FloatingPackageVersion.Severity,
            Subject = request.Id,
        };
    }

    /// <summary>Whether NuGet would choose the newest of several versions. A text that is no version range does not float: restore refuses it.</summary>
    public static bool Floats(string version) =>
        VersionRange.TryParse(version.Trim(), allowFloating: true, out var range) && range.IsFloating;

    private static string At(PackageRequest request) => request.Resolved is { } resolved ? $" at {resolved}" : "";
}
