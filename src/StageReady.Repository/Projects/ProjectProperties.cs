namespace StageReady.Projects;

/// <summary>The properties of a project, as far as whoever evaluated it knows them.</summary>
internal sealed class ProjectProperties(Func<string, Evaluated<string>> valueOf, Func<string, SourceSpan?> placeOf, string project)
{
    /// <summary>Null if nobody can tell.</summary>
    public string? this[string name] => valueOf(name) is { IsCertain: true } value ? value.Value.Trim() : null;

    public bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    public bool IsFalse(string name) => string.Equals(this[name], "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file of the project sets it.</summary>
    public bool IsWritten(string name) => placeOf(name) is not null;

    /// <summary>Where a file of the project sets it; the start of the project if none does.</summary>
    public SourceSpan PlaceOf(string name) => placeOf(name) ?? Project;

    public SourceSpan Project => SourceSpan.StartOf(project);

    public IEnumerable<string> List(string name) => (this[name] ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];
}
