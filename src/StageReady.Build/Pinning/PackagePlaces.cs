using System.Xml;
using StageReady.Pinning;

namespace StageReady.Build.Pinning;

/// <summary>Finds the place in a file from which an evaluated package request comes.</summary>
internal sealed class PackagePlaces(Func<string, string?> read)
{
    private readonly Dictionary<string, IReadOnlyList<PackageRequest>> _files = [];

    /// <summary>The item's place; the start of the file if it cannot be found there (a list, a wildcard, a file that is not on disk).</summary>
    /// <param name="file">The full path of the file that defines the item.</param>
    public SourceSpan Find(string file, PackageRequestKind kind, string id, string version)
    {
        if (AppDirectives.FileOf(file, path => read(path) is not null) is { } app)
            return Requests(app).FirstOrDefault(request => IsFor(request, id))?.Span ?? SourceSpan.StartOf(app);

        var requests = Requests(file);

        var candidates = requests.Where(request => request.Kind == kind && IsFor(request, id)).ToArray();
        var match = candidates.FirstOrDefault(request => request.Version == version)
            ?? candidates.FirstOrDefault(request => request.IsUnknown)
            ?? candidates.FirstOrDefault()
            ?? requests.FirstOrDefault(request => request.Kind == kind && request.IsUnknown && request.Version == version);
        return match?.Span ?? SourceSpan.StartOf(file);
    }

    private static bool IsFor(PackageRequest request, string id) => string.Equals(request.Id, id, StringComparison.OrdinalIgnoreCase);

    private IReadOnlyList<PackageRequest> Requests(string path)
    {
        if (!_files.TryGetValue(path, out var requests))
            _files[path] = requests = Read(path);
        return requests;
    }

    private IReadOnlyList<PackageRequest> Read(string path)
    {
        if (read(path) is not { } text)
            return [];

        var file = new TextFile(path, text);
        try
        {
            return path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? PackageRequestReader.ReadFileBasedApp(file) : PackageRequestReader.ReadProject(file);
        }
        catch (XmlException)
        {
            // MSBuild evaluated it a moment ago: it changed since, and the next build reads it again.
            return [];
        }
    }
}
