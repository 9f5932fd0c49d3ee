namespace StageReady.Migrations;

/// <summary>What becomes of Down when a rollback calls it.</summary>
internal enum DownKind
{
    /// <summary>Nothing overrides the framework's, which throws.</summary>
    Missing,
    Written,
    Throws,

    /// <summary>The framework derives it from Up.</summary>
    Generated,
}

/// <summary>Up and Down as one database sees them.</summary>
/// <param name="Provider">The database's family; null if it is not known.</param>
internal sealed record World(string? Provider, IReadOnlyList<Operation> Up, IReadOnlyList<Operation> Down)
{
    /// <summary>How tables and their parts that Up drops differ when Down has created them again, as far as what was before Up tells.</summary>
    public IReadOnlyList<Residue> Recreated { get; init; } = [];

    /// <summary>What Up drops and Down adds again just as earlier migrations had made it.</summary>
    public IReadOnlyList<SchemaName> AsBefore { get; init; } = [];
}

/// <summary>One migration, read: the same on every database, or one world for each that it tells apart.</summary>
internal sealed class Migration(string id, DownKind down, IReadOnlyList<World> worlds, Declarations declarations)
{
    private IReadOnlyList<Outcome>? _outcomes;
    private IReadOnlyList<LeftOver>? _leftOvers;
    private bool? _followsFromUp;

    public string Id { get; } = id;

    public DownKind Down { get; } = down;

    public IReadOnlyList<World> Worlds { get; } = worlds;

    public Declarations Declarations { get; } = declarations;

    public bool DownIsEmpty => Down == DownKind.Missing || (Down != DownKind.Generated && Worlds.All(world => world.Down.Count == 0));

    /// <summary>Whether all of it is known. What cannot be read, or depends on what only running it tells, is not.</summary>
    public bool IsRead => Worlds.All(world => IsKnown(world.Up) && IsKnown(world.Down));

    /// <summary>Whether Up alone tells how to reverse all of it.</summary>
    public bool FollowsFromUp => _followsFromUp ??= Worlds.All(world => Reversal.IsComplete(world.Up));

    /// <summary>What comes of running Down after Up in each world.</summary>
    public IReadOnlyList<Outcome> Outcomes => _outcomes ??= [.. Worlds.Select(Run)];

    /// <summary>What of Up is left when Down has run, in the order of Up.</summary>
    public IReadOnlyList<LeftOver> LeftOvers => _leftOvers ??= FindLeftOvers();

    private static Outcome Run(World world)
    {
        var outcome = NetState.Run(world.Up, world.Down, world.Provider);
        if (world.AsBefore.Count == 0 && world.Recreated.Count == 0)
            return outcome;

        // A key that Up replaces by the same one is not replaced; one that is found already is not found once more.
        var residues = outcome.Residues.Where(residue => residue.Kind != ResidueKind.NotReplacedBack || !world.AsBefore.Contains(residue.Operation.Subject)).ToList();
        residues.AddRange(world.Recreated.Where(again => !outcome.Residues.Any(other => other.Operation.Subject == again.Operation.Subject)));
        return outcome with { Residues = residues };
    }

    // Loops: this runs for every migration, and a compile starts cold.
    private List<LeftOver> FindLeftOvers()
    {
        var found = new List<LeftOver>();
        for (var i = 0; i < Worlds.Count; i++)
        {
            foreach (var residue in Outcomes[i].Residues)
            {
                if (!residue.InUp)
                    continue;
                var at = IndexOf(Worlds[i].Up, residue.Operation);
                var same = found.FindIndex(leftOver => leftOver.IsOf(residue));
                if (same < 0)
                    found.Add(new LeftOver(residue, at, [Worlds[i].Provider]));
                else
                    found[same] = found[same].AlsoOn(Worlds[i].Provider, at);
            }
        }

        var leftOvers = found.ConvertAll(leftOver => leftOver.Providers.Count == Worlds.Count ? leftOver with { Providers = [] } : leftOver);
        return leftOvers.Count < 2 ? leftOvers : [.. leftOvers.OrderBy(leftOver => leftOver.At)];
    }

    private static bool IsKnown(IReadOnlyList<Operation> operations) => operations.All(operation => operation.IsCertain && operation.Verb != Verb.Unknown);

    private static int IndexOf(IReadOnlyList<Operation> operations, Operation wanted)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (ReferenceEquals(operations[i], wanted))
                return i;
        }

        return operations.Count;
    }
}

/// <param name="At">The operation's place in Up.</param>
/// <param name="Providers">The databases on which it is left, where it is not left on all.</param>
internal sealed record LeftOver(Residue Residue, int At, IReadOnlyList<string?> Providers)
{
    private const int Listed = 3;

    public bool IsOf(Residue residue) => Equals(Residue.Operation.Place, residue.Operation.Place) && Residue.Deed == residue.Deed && Residue.Missing == residue.Missing;

    /// <summary>The same, left on one more database.</summary>
    public LeftOver AlsoOn(string? provider, int at) => this with { At = Math.Min(At, at), Providers = Providers.Contains(provider) ? Providers : [.. Providers, provider] };

    /// <summary>" on SqlServer", or nothing where it is so on all databases.</summary>
    public string Where => Providers.Count == 0 ? "" : $" on {string.Join(" and ", Providers.Select(provider => provider ?? "the other databases"))}";

    /// <summary>"adds column Orders.Note and drops table Notes": what Up does, or the first of it.</summary>
    public static string List(IReadOnlyList<LeftOver> left)
    {
        var deeds = left.Take(Listed).Select(leftOver => leftOver.Residue.Deed + leftOver.Where).ToList();
        return left.Count > Listed ? $"{string.Join(", ", deeds)} and {left.Count - Listed} more"
            : deeds.Count == 1 ? deeds[0]
            : $"{string.Join(", ", deeds.Take(deeds.Count - 1))} and {deeds[deeds.Count - 1]}";
    }

    public static string Pronoun(IReadOnlyList<LeftOver> left) => left.Count == 1 ? "it" : "them";
}
