namespace StageReady.Projects;

/// <summary>A path or wildcard that a project adds to or takes from what it compiles.</summary>
internal readonly record struct CompilePattern(string Pattern, bool IsRemove);

/// <summary>A project as one target framework and one configuration see it.</summary>
internal sealed class Evaluation(PropertyBag properties, IReadOnlyList<ProjectItem> items, IReadOnlyList<CompilePattern> compile, IReadOnlyList<string> sdks)
{
    public IReadOnlyList<ProjectItem> Items => items;

    /// <summary>In the order of the text: a later pattern beats an earlier one.</summary>
    public IReadOnlyList<CompilePattern> Compile => compile;

    /// <summary>What it says of files to copy, in the order of the text.</summary>
    public IReadOnlyList<ContentChange> Content { get; init; } = [];

    /// <summary>Without versions; none for a project that imports everything by itself.</summary>
    public IReadOnlyList<string> Sdks => sdks;

    /// <summary>Whether all of its SDKs are Microsoft's or ours: another one can set what the text does not show.</summary>
    public bool HasOnlyKnownSdks => sdks.Count > 0
        && sdks.All(sdk => sdk.StartsWith("Microsoft.NET.Sdk", StringComparison.OrdinalIgnoreCase) || sdk.StartsWith("StageReady.", StringComparison.OrdinalIgnoreCase));

    public IEnumerable<string> PropertyNames => properties.Names;

    /// <summary>The value as far as the text tells; empty if nothing sets it.</summary>
    public string this[string property] => properties[property].Value;

    /// <summary>The value, and whether the text decides it. What nothing in the repository sets has its default.</summary>
    public Evaluated<string> Find(string property) => properties.IsDefined(property) ? properties[property] : new Evaluated<string>("", true);

    /// <summary>Where the last element stands that set it, or may have, in whichever file the project imports; null if none did.</summary>
    public SourceSpan? PlaceOf(string property) => properties.PlaceOf(property);

    public bool IsTrue(string property) => string.Equals(this[property], "true", StringComparison.OrdinalIgnoreCase);

    public bool IsFalse(string property) => string.Equals(this[property], "false", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<string> List(string property) => Split(this[property]);

    public IEnumerable<ProjectItem> ItemsOf(string type) => items.Where(item => string.Equals(item.Type, type, StringComparison.OrdinalIgnoreCase));

    /// <summary>The entries of a list property or an item's list.</summary>
    public static IEnumerable<string> Split(string list) =>
        list.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Trim()).Where(entry => entry.Length > 0);

    private static readonly char[] Separators = [';'];
}
