namespace StageReady.Analyzers.PathConditions;

/// <summary>A boolean expression, as what it lets through: the environments in which it can be true, and those in which it can be false.</summary>
internal sealed record Condition(Reachability WhenTrue, Reachability WhenFalse)
{
    public static Condition True { get; } = new(Reachability.Always, Reachability.Never);

    public static Condition False { get; } = !True;

    /// <summary>It cannot be judged, and may well ask for the environment.</summary>
    public static Condition Unknown { get; } = new(Reachability.Unknown, Reachability.Unknown);

    /// <summary>Somebody asks for it on the command line; the plain start of an application, which nobody asks for anything, goes the other way.</summary>
    public static Condition Asked { get; } = new(Reachability.Unknown, Reachability.Always);

    /// <summary>A setting decides.</summary>
    public static Condition Configured { get; } = new(Reachability.Configured, Reachability.Configured);

    /// <summary>It has nothing to do with the environment and keeps nothing out.</summary>
    public static Condition Irrelevant { get; } = new(Reachability.Always, Reachability.Always);

    /// <summary>Neither value: the start of a union over the places that give a variable its value.</summary>
    public static Condition None { get; } = new(Reachability.Never, Reachability.Never);

    /// <summary>Whether a setting decides, and the environment does not.</summary>
    public bool HangsOnSetting => WhenTrue is { IsUniform: true, Elsewhere: >= Reach.Configured } && WhenFalse is { IsUniform: true, Elsewhere: >= Reach.Configured };

    public static Condition IsEnvironment(string name) => new(Reachability.In(name), Reachability.NotIn(name));

    public static Condition Constant(bool value) => value ? True : False;

    public static Condition operator !(Condition condition) => new(condition.WhenFalse, condition.WhenTrue);

    public static Condition operator &(Condition left, Condition right) => new(left.WhenTrue & right.WhenTrue, left.WhenFalse | right.WhenFalse);

    public static Condition operator |(Condition left, Condition right) => new(left.WhenTrue | right.WhenTrue, left.WhenFalse & right.WhenFalse);

    public static Condition operator ^(Condition left, Condition right) => (left & !right) | (!left & right);

    /// <summary>The value is this one or the other: both may happen.</summary>
    public Condition Or(Condition other) => new(WhenTrue | other.WhenTrue, WhenFalse | other.WhenFalse);

    /// <summary>The value holds only where the path to it is open.</summary>
    public Condition Along(Reachability path) => new(WhenTrue & path, WhenFalse & path);
}
