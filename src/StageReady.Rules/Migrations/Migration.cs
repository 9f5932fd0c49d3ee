namespace StageReady.Migrations;

/// <summary>What becomes of Down when a rollback calls it.</summary>
internal enum DownKind
{
    /// <summary>Nothing overrides the framework's, which throws.</summary>
    Missing,
    Written,
    Throws,
}

/// <summary>Up and Down as one database sees them.</summary>
/// <param name="Provider">The database's family; null if it is not known.</param>
internal sealed record World(string? Provider, IReadOnlyList<Operation> Up, IReadOnlyList<Operation> Down);

/// <summary>One migration, read: the same on every database, or one world for each that it tells apart.</summary>
internal sealed class Migration(DownKind down, IReadOnlyList<World> worlds, bool isDeclared)
{
    private IReadOnlyList<LeftOver>? _leftOvers;

    public DownKind Down { get; } = down;

    public IReadOnlyList<World> Worlds { get; } = worlds;

    /// <summary>It says, with a reason, that it is irreversible or that Down need not do anything.</summary>
    public bool IsDeclared { get; } = isDeclared;

    public bool DownIsEmpty => Down == DownKind.Missing || Worlds.All(world => world.Down.Count == 0);

    /// <summary>What of Up is left when Down has run, in the order of Up.</summary>
    public IReadOnlyList<LeftOver> LeftOvers => _leftOvers ??=
    [
        .. Worlds
            .SelectMany(world => NetState.Compare(world.Up, world.Down, world.Provider).Where(residue => residue.InUp).Select(residue => (World: world, Residue: residue, At: IndexOf(world.Up, residue.Operation))))
            .GroupBy(found => (found.Residue.Operation.Place, found.Residue.Deed, found.Residue.Missing))
            .Select(group => new LeftOver(group.First().Residue, group.Min(found => found.At), group.Select(found => found.World).Distinct().Count() == Worlds.Count ? [] : [.. group.Select(found => found.World.Provider)]))
            .OrderBy(leftOver => leftOver.At),
    ];

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
    /// <summary>" on SqlServer", or nothing where it is so on all databases.</summary>
    public string Where => Providers.Count == 0 ? "" : $" on {string.Join(" and ", Providers.Select(provider => provider ?? "the other databases"))}";
}
