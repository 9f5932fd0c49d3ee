using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>STG3002: without a version that is itself allowed, NuGet takes the lowest one it finds, which is whatever the feeds still have.</summary>
internal static class VersionHasNoLowerBound
{
    public static Finding? Judge(PackageRequest request)
    {
        if (request.IsUnknown)
            return null;
        if (string.IsNullOrWhiteSpace(request.Version))
            return At(request, $"{request.Id} is asked for without a version, so that restore takes the lowest one that the feeds have");
        return VersionRange.TryParse(request.Version.Trim(), allowFloating: true, out var range) && !range.IsFloating && !(range.HasLowerBound && range.IsMinInclusive)
            ? At(request, $"{request.What} ({MessageText.Quote(request.Version.Trim())}) includes no lowest version, so that restore takes the lowest one that the feeds have")
            : null;
    }

    private static Finding At(PackageRequest request, string message) =>
        new(Catalogue.VersionHasNoLowerBound, request.Span, $"{message}. {request.Mend}") { Subject = request.Id };
}
