using System.Collections.Immutable;
using StageReady.Configuration;

namespace StageReady.Analyzers.PathConditions;

/// <summary>Whether code can be reached, from "no" to "yes". The order is that of certainty, so that "and" is the minimum and "or" the maximum.</summary>
internal enum Reach
{
    Never,

    /// <summary>It hangs on something that cannot be judged.</summary>
    Unknown,

    /// <summary>It hangs on those who call a function of this compilation from outside.</summary>
    LeftToCallers,

    /// <summary>It hangs on a setting.</summary>
    Configured,

    Always,
}

/// <summary>
/// In which environments code can be reached. The environment is one variable whose values are the names that the code mentions, and one more: "any other".
/// Equal values that do not depend on the environment are the same object.
/// </summary>
internal sealed class Reachability
{
    private static readonly ImmutableDictionary<string, Reach> NoNames = ImmutableDictionary.Create<string, Reach>(StringComparer.OrdinalIgnoreCase);

    private readonly ImmutableDictionary<string, Reach> _named;

    private Reachability(ImmutableDictionary<string, Reach> named, Reach elsewhere)
    {
        _named = named;
        Elsewhere = elsewhere;
    }

    public static Reachability Never { get; } = new(NoNames, Reach.Never);

    public static Reachability Unknown { get; } = new(NoNames, Reach.Unknown);

    public static Reachability LeftToCallers { get; } = new(NoNames, Reach.LeftToCallers);

    public static Reachability Configured { get; } = new(NoNames, Reach.Configured);

    public static Reachability Always { get; } = new(NoNames, Reach.Always);

    /// <summary>What holds in every environment that is not named.</summary>
    public Reach Elsewhere { get; }

    /// <summary>The environments in which something else holds, in order.</summary>
    public IEnumerable<string> Names => _named.Keys.OrderBy(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the environment makes a difference.</summary>
    public bool IsUniform => _named.Count == 0;

    public Reach this[string environment] => _named.TryGetValue(environment, out var reach) ? reach : Elsewhere;

    /// <summary>The most open of all environments but those for development.</summary>
    public Reach OutsideDevelopment(EnvironmentRoles roles) =>
        _named.Where(pair => roles.RoleOf(pair.Key) != EnvironmentRole.Development).Select(pair => pair.Value).Concat([Elsewhere]).Max();

    public static Reachability Everywhere(Reach reach) => reach switch
    {
        Reach.Never => Never,
        Reach.Unknown => Unknown,
        Reach.LeftToCallers => LeftToCallers,
        Reach.Configured => Configured,
        _ => Always,
    };

    public static Reachability In(string environment) => new(NoNames.Add(environment, Reach.Always), Reach.Never);

    public static Reachability NotIn(string environment) => new(NoNames.Add(environment, Reach.Never), Reach.Always);

    public static Reachability operator &(Reachability left, Reachability right) => left.Combine(right, static (a, b) => a < b ? a : b);

    public static Reachability operator |(Reachability left, Reachability right) => left.Combine(right, static (a, b) => a > b ? a : b);

    private Reachability Combine(Reachability other, Func<Reach, Reach, Reach> combine)
    {
        var elsewhere = combine(Elsewhere, other.Elsewhere);
        var named = NoNames.ToBuilder();
        foreach (var name in _named.Keys.Concat(other._named.Keys))
        {
            var reach = combine(this[name], other[name]);
            if (reach != elsewhere)
                named[name] = reach;
        }

        return named.Count == 0 ? Everywhere(elsewhere) : new Reachability(named.ToImmutable(), elsewhere);
    }
}
