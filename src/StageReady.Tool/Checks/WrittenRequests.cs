using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>Which packages a project asks for directly, as far as its text decides.</summary>
internal static class WrittenRequests
{
    // Packages that the .NET SDK knows the version of.
    private static readonly string[] Versioned = ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App", "Microsoft.AspNetCore.All", "NETStandard.Library", "Microsoft.NET.ILLink.Tasks", "Microsoft.DotNet.ILCompiler"];

    /// <summary>The requests that one target framework certainly makes, each with its version.</summary>
    public static IEnumerable<PackageRequest> Of(Evaluation evaluation)
    {
        var isCentral = IsCentral(evaluation);
        foreach (var reference in References(evaluation))
        {
            var request = isCentral
                ? Request(reference, "VersionOverride", PackageRequestKind.VersionOverride) ?? Central(evaluation, reference.Include)
                : Request(reference, "Version", PackageRequestKind.PackageReference);
            if (request is not null)
                yield return request;
        }

        foreach (var global in isCentral ? evaluation.ItemsOf("GlobalPackageReference").Where(item => item.IsCertain) : [])
        {
            if (Request(global, "Version", PackageRequestKind.GlobalPackageReference) is { } request)
                yield return request;
        }
    }

    /// <summary>The references that certainly have no version. Other SDKs than Microsoft's, and older project files, can give it from elsewhere.</summary>
    public static IEnumerable<PackageRequest> WithoutVersion(Evaluation evaluation) =>
        IsCentral(evaluation) || !evaluation.Find(CentralManagement).IsCertain || !evaluation.HasOnlyKnownSdks
            ? []
            : References(evaluation)
                .Where(item => item["Version"] is null && item["VersionOverride"] is null && item["IsImplicitlyDefined"] is null && !Versioned.Contains(item.Include, StringComparer.OrdinalIgnoreCase))
                .Select(item => new PackageRequest(item.Include, "", item.Span, PackageRequestKind.PackageReference));

    private const string CentralManagement = "ManagePackageVersionsCentrally";

    private static bool IsCentral(Evaluation evaluation) => evaluation.Find(CentralManagement) is { IsCertain: true } && evaluation.IsTrue(CentralManagement);

    private static IEnumerable<ProjectItem> References(Evaluation evaluation) => evaluation.ItemsOf("PackageReference").Where(item => item.IsCertain && item.Include.Length > 0);

    private static PackageRequest? Central(Evaluation evaluation, string id) =>
        evaluation.ItemsOf("PackageVersion").LastOrDefault(item => item.IsCertain && string.Equals(item.Include, id, StringComparison.OrdinalIgnoreCase)) is { } version
            ? Request(version, "Version", PackageRequestKind.PackageVersion)
            : null;

    private static PackageRequest? Request(ProjectItem item, string metadata, PackageRequestKind kind) =>
        item[metadata] is { IsCertain: true, Value: { Length: > 0 } version } ? new PackageRequest(item.Include, version, item.Span, kind) : null;
}
