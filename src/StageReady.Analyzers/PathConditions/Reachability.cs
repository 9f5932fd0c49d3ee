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
/// <remarks>Names are few. A dictionary with an enumeration in it would be compiled anew in each compiler process, which costs more than all its use.</remarks>
internal sealed class Reachability
{
    // In order; what holds in an environment stands at the place of its name, and differs from what holds elsewhere.
    private readonly string[] _names;
    private readonly Reach[] _reaches;

    private Reachability(string[] names, Reach[] reaches, Reach elsewhere)
    {
        _names = names;
        _reaches = reaches;
        Elsewhere = elsewhere;
    }

    public static Reachability Never { get; } = new([], [], Reach.Never);

    public static Reachability Unknown { get; } = new([], [], Reach.Unknown);

    public static Reachability LeftToCallers { get; } = new([], [], Reach.LeftToCallers);

    public static Reachability Configured { get; } = new([], [], Reach.Configured);

    public static Reachability Always { get; } = new([], [], Reach.Always);

    /// <summary>What holds in every environment that is not named.</summary>
    public Reach Elsewhere { get; }

    /// <summary>The environments in which something else holds, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Whether the environment makes a difference.</summary>
    public bool IsUniform => _names.Length == 0;

    public Reach this[string environment]
    {
        get
        {
            var at = Array.FindIndex(_names, name => Compare(name, environment) == 0);
            return at < 0 ? Elsewhere : _reaches[at];
        }
    }

    /// <summary>The most open of all environments but those for development.</summary>
    public Reach OutsideDevelopment(EnvironmentRoles roles)
    {
        var most = Elsewhere;
        for (var i = 0; i < _names.Length; i++)
        {
            if (_reaches[i] > most && roles.RoleOf(_names[i]) != EnvironmentRole.Development)
                most = _reaches[i];
        }

        return most;
    }

    public static Reachability Everywhere(Reach reach) => reach switch
    {
        Reach.Never => Never,
        Reach.Unknown => Unknown,
        Reach.LeftToCallers => LeftToCallers,
        Reach.Configured => Configured,
        _ => Always,
    };

    public static Reachability In(string environment) => new([environment], [Reach.Always], Reach.Never);

    public static Reachability NotIn(string environment) => new([environment], [Reach.Never], Reach.Always);

    public static Reachability operator &(Reachability left, Reachability right) => Combine(left, right, isAnd: true);

    public static Reachability operator |(Reachability left, Reachability right) => Combine(left, right, isAnd: false);

    private static Reachability Combine(Reachability left, Reachability right, bool isAnd)
    {
        var elsewhere = Combine(left.Elsewhere, right.Elsewhere, isAnd);
        if (left.IsUniform && right.IsUniform)
            return Everywhere(elsewhere);

        var names = new string[left._names.Length + right._names.Length];
        var reaches = new Reach[names.Length];
        int count = 0, i = 0, j = 0;
        while (i < left._names.Length || j < right._names.Length)
        {
            var order = i == left._names.Length ? 1 : j == right._names.Length ? -1 : Compare(left._names[i], right._names[j]);
            var name = order <= 0 ? left._names[i] : right._names[j];
            var reach = Combine(order <= 0 ? left._reaches[i++] : left.Elsewhere, order >= 0 ? right._reaches[j++] : right.Elsewhere, isAnd);
            if (reach != elsewhere)
                (names[count], reaches[count++]) = (name, reach);
        }

        if (count == 0)
            return Everywhere(elsewhere);
        Array.Resize(ref names, count);
        Array.Resize(ref reaches, count);
        return new Reachability(names, reaches, elsewhere);
    }

    private static Reach Combine(Reach left, Reach right, bool isAnd) => (left < right) == isAnd ? left : right;

    private static int Compare(string left, string right) => string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
}
