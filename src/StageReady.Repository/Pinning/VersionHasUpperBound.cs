using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>STG3003: restore takes the lower end of a range, and only what other packages ask for can move it; the upper end promises a choice that nobody makes.</summary>
internal static class VersionHasUpperBound
{
    public static Finding? Judge(PackageRequest request) =>
        !request.IsUnknown
        && VersionRange.TryParse(request.Version.Trim(), allowFloating: true, out var range)
        && !range.IsFloating && range is { HasLowerBound: true, IsMinInclusive: true, HasUpperBound: true }
        && !(range.IsMaxInclusive && range.MinVersion!.Equals(range.MaxVersion))
            ? new Finding(Catalogue.VersionHasUpperBound, request.Span, $"{request.What} is a range ({MessageText.Quote(request.Version.Trim())}), so that another package can move it. {request.Mend}") { Subject = request.Id }
            : null;
}
