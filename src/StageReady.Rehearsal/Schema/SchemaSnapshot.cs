namespace StageReady.Rehearsal;

/// <summary>A schema at a moment: every object in it, and its tables as one needs them to write rows.</summary>
internal sealed class SchemaSnapshot
{
    private readonly Dictionary<string, SchemaObject> _objects;

    /// <param name="objects">The objects; of two with the same key the first.</param>
    /// <param name="tables">The tables that take rows.</param>
    /// <param name="names">How names compare.</param>
    public SchemaSnapshot(IEnumerable<SchemaObject> objects, IReadOnlyList<Table> tables, StringComparer names)
    {
        _objects = new Dictionary<string, SchemaObject>(names);
        foreach (var found in objects)
            _objects.TryAdd(found.Key, found);
        Tables = tables;
    }

    public IEnumerable<SchemaObject> Objects => _objects.Values;

    public IReadOnlyList<Table> Tables { get; }

    public SchemaObject? Find(SchemaObject like) => _objects.GetValueOrDefault(like.Key);

    public bool Has(SchemaObject like) => _objects.ContainsKey(like.Key);
}
