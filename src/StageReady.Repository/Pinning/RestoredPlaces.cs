namespace StageReady.Pinning;

/// <summary>Where the packages of a project are asked for. What is asked for by other packages stands at the project.</summary>
internal sealed class RestoredPlaces
{
    private readonly SourceSpan _project;
    private readonly Dictionary<string, SourceSpan> _places = new(StringComparer.OrdinalIgnoreCase);

    public RestoredPlaces(SourceSpan project, IEnumerable<PackageRequest> requests)
    {
        _project = project;
        foreach (var request in requests)
            _places[request.Id] = request.Span;
    }

    public bool IsDirect(string id) => _places.ContainsKey(id);

    /// <summary>The package that the project asks for and that brings another one with it; null if none does.</summary>
    public string? ThroughWhich(RestoredGraph graph, RestoredNode package) => _places.Keys.FirstOrDefault(id => graph.Reaches(id, package));

    public SourceSpan Of(string? id) => id is not null && _places.TryGetValue(id, out var place) ? place : _project;
}
