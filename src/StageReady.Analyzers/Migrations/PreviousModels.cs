using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.Analyzers.Migrations;

/// <summary>
/// The schema before a migration: the target model of the nearest earlier migration of the same context that has one, with the migrations in between run on it. Reads
/// only what it is asked for.
/// </summary>
internal sealed class PreviousModels(Compilation compilation)
{
    private readonly Lazy<List<Known>> _migrations = new(() => All(compilation));
    private readonly ConcurrentDictionary<IMethodSymbol, ReadUp> _ups = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ReadUp> _wholeUps = new(SymbolEqualityComparer.Default);

    /// <summary>Null if a migration in between cannot be read. Without any model the migrations are run from the first on.</summary>
    public DatabaseModel? Before(MigrationType type, string? provider, CancellationToken cancellation)
    {
        var own = Find(type);
        var earlier = Preceding(own).Where(other => IsOfSameContext(other, own)).ToList();
        var first = earlier.FindIndex(other => TargetModel(other.Type) is not null);
        var models = new SemanticModels(compilation, cancellation);
        var folder = new ConstantFolder(models, cancellation);
        var model = first < 0 ? new DatabaseModel() : new TargetModelReader(folder, models, provider).Read(TargetModel(earlier[first].Type)!);
        for (var i = (first < 0 ? earlier.Count : first) - 1; i >= 0; i--)
        {
            if (!Up(earlier[i], provider, folder, isWhole: true, cancellation).All(model.Apply))
                return null;
        }

        return model;
    }

    /// <summary>What a part of a table was before the migration, as the operations of earlier ones have made it; null if they do not tell.</summary>
    public Operation? DefinitionOf(SchemaName part, MigrationType type, string? provider, CancellationToken cancellation)
    {
        var history = new PartHistory(part, provider);
        var folder = new ConstantFolder(new SemanticModels(compilation, cancellation), cancellation);
        var own = Find(type);
        foreach (var earlier in Preceding(own))
        {
            if (!IsOfSameContext(earlier, own))
            {
                // It is said to be of another context, and may be of this one under another name.
                if (IsBeside(earlier, own))
                    return null;
                continue;
            }

            history.Pass(Up(earlier, provider, folder, isWhole: false, cancellation));
            if (history.Creation is { } creation)
                history.FindIn(Up(earlier, provider, folder, isWhole: true, cancellation).FirstOrDefault(whole => whole.Verb == Verb.Create && whole.Subject == creation.Subject)?.Parts ?? []);
            if (history.IsOver)
                break;
        }

        return history.Definition;
    }

    /// <summary>An Up where none of the databases that it asks for is in use. It is read once: later migrations ask what it has made.</summary>
    public ReadUp Up(IMethodSymbol method, ConstantFolder folder, bool isWhole, CancellationToken cancellation) => (isWhole ? _wholeUps : _ups).GetOrAdd(method, up =>
    {
        var mentioned = new SortedSet<string>(StringComparer.Ordinal);
        return new ReadUp(BodyReader.Read(up, folder, provider: null, mentioned, fluent: null, isWhole, cancellation), mentioned);
    });

    private IReadOnlyList<Operation> Up(Known migration, string? provider, ConstantFolder folder, bool isWhole, CancellationToken cancellation)
    {
        var read = Up(migration.Type.Up, folder, isWhole, cancellation);
        return (provider is null || read.Mentioned.Count == 0
            ? read.Body
            : BodyReader.Read(migration.Type.Up, folder, provider, new SortedSet<string>(StringComparer.Ordinal), fluent: null, isWhole, cancellation)).Operations;
    }

    private Known Find(MigrationType type) => _migrations.Value.Find(other => SymbolEqualityComparer.Default.Equals(other.Type.Class, type.Class)) ?? new Known(type, type.Id, type.Context);

    /// <summary>The migrations with an earlier id, from the last to the first.</summary>
    private IEnumerable<Known> Preceding(Known own)
    {
        for (var i = _migrations.Value.Count - 1; i >= 0; i--)
        {
            if (string.CompareOrdinal(_migrations.Value[i].Id, own.Id) < 0)
                yield return _migrations.Value[i];
        }
    }

    private static bool IsOfSameContext(Known other, Known own) => other.Context is null || own.Context is null ? IsBeside(other, own) : Equals(other.Context, own.Context);

    private static MethodDeclarationSyntax? TargetModel(MigrationType type) =>
        type.Class.GetMembers("BuildTargetModel") is [{ DeclaringSyntaxReferences: [var reference, ..] }, ..] ? reference.GetSyntax() as MethodDeclarationSyntax : null;

    private static bool IsBeside(Known left, Known right) => SymbolEqualityComparer.Default.Equals(left.Type.Class.ContainingNamespace, right.Type.Class.ContainingNamespace);

    private static List<Known> All(Compilation compilation)
    {
        var found = new List<Known>();
        Collect(compilation.Assembly.GlobalNamespace);
        found.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        return found;

        void Collect(INamespaceSymbol holder)
        {
            foreach (var member in holder.GetMembers())
            {
                if (member is INamespaceSymbol inner)
                    Collect(inner);
                else if (member is INamedTypeSymbol type && MigrationType.Find(type) is { } migration)
                    found.Add(new Known(migration, migration.Id, migration.Context));
            }
        }
    }

    private sealed record Known(MigrationType Type, string Id, object? Context);
}

/// <summary>An Up, and the databases that it asks for.</summary>
internal sealed record ReadUp(Body Body, IReadOnlyCollection<string> Mentioned);
