using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>The directives by which a file-based app asks for packages and sets properties, where they stand.</summary>
internal sealed class AppDirectives(TextFile file)
{
    public string Path => file.Path;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(RepositoryTree.FileNameOf(file.Path));

    public IReadOnlyList<PackageRequest> Packages => PackageRequestReader.ReadFileBasedApp(file);

    /// <summary>As a project has them; those that imported files set are not known here.</summary>
    public ProjectProperties Properties => new(name => new Evaluated<string>(Find(name)?.Value ?? "", IsCertain: true), name => Find(name)?.Span, file.Path);

    /// <summary>The file of the app for which the .NET SDK makes up a project; null for a project that is there.</summary>
    public static string? FileOf(string project, Func<string, bool> exists)
    {
        if (exists(project))
            return null;

        // app.cs.csproj, or app.csproj in the first SDKs that had them.
        var app = System.IO.Path.ChangeExtension(project, null);
        return exists(app) ? app : exists(app + ".cs") ? app + ".cs" : null;
    }

    /// <summary>The value that a directive gives, with its place; null if none does.</summary>
    public PlacedText? Find(string property) =>
        AppDirective.Read(file.Text).LastOrDefault(directive => directive is { Kind: "property", Value: not null } && directive.Name.Equals(property, StringComparison.OrdinalIgnoreCase)) is { } found
            ? new PlacedText(found.Value!, file.Span(found.Start, found.End - found.Start))
            : null;

    /// <summary>Another app that writes the same lock file: all of a folder do that write one.</summary>
    /// <param name="others">The other C# files of its folder.</param>
    public AppDirectives? SharesLockFileWith(IEnumerable<TextFile> others)
    {
        if (Find("NuGetLockFilePath") is not null)
            return null;

        var isAskedForHere = Find(PackagesAreNotLocked.Switch) is not null;
        return others.Where(other => other.Path != file.Path && FileBasedApp.Is(other.Text)).Select(other => new AppDirectives(other))
            .FirstOrDefault(other => other.Packages.Count > 0 && other.Find("NuGetLockFilePath") is null && (!isAskedForHere || other.Properties.IsTrue(PackagesAreNotLocked.Switch)));
    }
}
