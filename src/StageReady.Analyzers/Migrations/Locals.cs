using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers.Migrations;

/// <summary>The locals of a body at some point, each with its value or unknown.</summary>
/// <remarks>
/// Values are held as objects: a dictionary of <see cref="Optional{T}"/> would be compiled anew in each compiler process, which costs more than reading fifty
/// migrations.
/// </remarks>
internal sealed class Locals
{
    private static readonly object Unknown = new();

    private static readonly object Null = new();

    private readonly ImmutableDictionary<string, object> _values;

    private Locals(ImmutableDictionary<string, object> values) => _values = values;

    public static Locals Empty { get; } = new(ImmutableDictionary<string, object>.Empty);

    public bool Contains(string name) => _values.ContainsKey(name);

    /// <summary>The value of a local that is declared here; without a value if it is not known.</summary>
    public bool TryGet(string name, out Optional<object?> value)
    {
        var found = _values.TryGetValue(name, out var held);
        value = !found || held == Unknown ? default : new Optional<object?>(held == Null ? null : held);
        return found;
    }

    public Locals With(string name, Optional<object?> value) => new(_values.SetItem(name, value.HasValue ? value.Value ?? Null : Unknown));

    public Locals Without(string name) => new(_values.Remove(name));
}
