using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.Analyzers.Migrations;

/// <summary>What migrations of FluentMigrator have made of the parts of tables before another one runs. Reads only what it is asked for.</summary>
internal sealed class FluentHistory(Compilation compilation)
{
    // What only EF Core does on SQLite, and on a database that is not known, does not count here.
    private const string WithoutRebuild = DatabaseProvider.SqlServer;

    private readonly Lazy<List<Known>> _migrations = new(() => All(compilation));
    private readonly ConcurrentDictionary<INamedTypeSymbol, ReadUp> _ups = new(SymbolEqualityComparer.Default);

    /// <summary>The world with what Down adds or alters otherwise than it was before Up, and with what it adds just as it was.</summary>
    /// <param name="world">The operations.</param>
    /// <param name="whole">The same with their facets.</param>
    /// <param name="type">The migration.</param>
    /// <param name="cancellation">Ends the work.</param>
    public World Compared(World world, World whole, FluentMigrationType type, CancellationToken cancellation)
    {
        var recreated = new List<Residue>();
        var asBefore = new List<SchemaName>();
        foreach (var part in RestoredPart.Find(whole.Up, whole.Down, WithoutRebuild))
        {
            if (DefinitionOf(part.Drop.Subject, type, world.Provider, cancellation) is not { } was)
                continue;
            if ((part with { Again = Aligned(part.Again, was) }).Judge(was) is { } residue)
                recreated.Add(residue with { Operation = InWorld(part.Drop) });
            else
                asBefore.Add(part.Again.Subject);
        }

        foreach (var column in AlteredColumn.Find(whole.Up, whole.Down))
        {
            if (DefinitionOf(column.Up.Subject, type, world.Provider, cancellation) is { } was && (column with { Down = Aligned(column.Down, was) }).Judge(was) is { } residue)
                recreated.Add(residue with { Operation = InWorld(column.Up) });
        }

        return recreated.Count + asBefore.Count == 0 ? world : world with { Recreated = recreated, AsBefore = asBefore };

        Operation InWorld(Operation read) => world.Up.First(operation => operation.Verb == read.Verb && operation.Subject == read.Subject);

        static Operation Aligned(Operation read, Operation was) => read.Subject.Kind == ObjectKind.Column ? read with { New = FluentColumnType.Aligned(read.New, was.New) } : read;
    }

    /// <summary>What a part of a table was before the migration; null if the migrations before do not tell.</summary>
    private Operation? DefinitionOf(SchemaName part, FluentMigrationType type, string? provider, CancellationToken cancellation)
    {
        if (_migrations.Value.Find(other => SymbolEqualityComparer.Default.Equals(other.Type.Class, type.Class)) is not { Version: { } version } own)
            return null;

        var history = new PartHistory(part, WithoutRebuild);
        foreach (var other in _migrations.Value.OrderBy(other => other.IsNumberedLike(own)))
        {
            var isDated = other.IsNumberedLike(own);
            if (other == own || (isDated && other.Version!.CompareTo(version) >= 0))
                continue;
            history.Pass(Up(other, isDated && other.Type.RunsWherever(type), provider, cancellation));
            if (history.Creation is { } creation)
                history.FindIn(creation.Parts);
            if (history.IsOver)
                break;
        }

        return history.Definition is { } definition && IsOfOneDatabase(part.Owner!, history.Creation?.Subject, cancellation) ? definition : null;
    }

    private IReadOnlyList<Operation> Up(Known migration, bool isCertain, string? provider, CancellationToken cancellation)
    {
        var read = Up(migration, cancellation);
        var operations = read.Mentioned.Count == 0 ? read.Body.Operations
            : provider is not null ? In(provider)
            : [.. read.Body.Operations, .. read.Mentioned.SelectMany(In)];

        // Without a database of its own the later migration is for those too that the earlier one tells apart.
        return isCertain && (provider is not null || read.Mentioned.Count == 0) ? operations : [.. operations.Select(operation => operation with { IsCertain = false })];

        IReadOnlyList<Operation> In(string world) =>
            BodyReader.Read(migration.Type.Up, Folder(cancellation), world, new SortedSet<string>(StringComparer.Ordinal), migration.Type.Class, isWhole: true, cancellation).Operations;
    }

    private ReadUp Up(Known migration, CancellationToken cancellation) => _ups.GetOrAdd(migration.Type.Class, type =>
    {
        var mentioned = new SortedSet<string>(StringComparer.Ordinal);
        return new ReadUp(BodyReader.Read(migration.Type.Up, Folder(cancellation), provider: null, mentioned, type, isWhole: true, cancellation), mentioned);
    });

    /// <summary>Migrations of several databases are told apart by their namespaces where nothing in the code tells: two that create tables of one name may be of two databases.</summary>
    private bool IsOfOneDatabase(SchemaName table, SchemaName? creation, CancellationToken cancellation)
    {
        INamespaceSymbol? found = null;
        foreach (var migration in _migrations.Value)
        {
            foreach (var operation in Up(migration, cancellation).Body.Operations)
            {
                if (operation is not { Verb: Verb.Create, Subject.Kind: ObjectKind.Table } || !(operation.Subject.IsSame(table) || (creation is not null && operation.Subject.IsSame(creation))))
                    continue;
                if (found is not null && !SymbolEqualityComparer.Default.Equals(found, migration.Type.Class.ContainingNamespace))
                    return false;
                found = migration.Type.Class.ContainingNamespace;
            }
        }

        return true;
    }

    private ConstantFolder Folder(CancellationToken cancellation) => new(new SemanticModels(compilation, cancellation), cancellation);

    /// <summary>From the last to the first.</summary>
    private static List<Known> All(Compilation compilation)
    {
        var found = new List<Known>();
        Collect(compilation.Assembly.GlobalNamespace);
        return [.. found.OrderByDescending(migration => migration.Version)];

        void Collect(INamespaceOrTypeSymbol holder)
        {
            foreach (var member in holder.GetMembers())
            {
                if (member is not INamespaceOrTypeSymbol inner)
                    continue;
                if (member is INamedTypeSymbol type && FluentMigrationType.FindAny(type) is { } migration)
                    found.Add(new Known(migration, migration.Numbering, migration is { IsVersioned: true, Version: { } version } ? new ScriptVersion(version) : null));
                Collect(inner);
            }
        }
    }

    /// <param name="Numbering">The attribute that gives the version.</param>
    /// <param name="Version">Null where nobody knows when it runs.</param>
    private sealed record Known(FluentMigrationType Type, string? Numbering, ScriptVersion? Version)
    {
        /// <summary>Whether the versions tell which of the two runs first.</summary>
        public bool IsNumberedLike(Known other) => Version is not null && Numbering == other.Numbering;
    }
}
