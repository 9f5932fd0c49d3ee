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
    private readonly Lazy<List<MigrationType>> _migrations = new(() => All(compilation));
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<IMethodSymbol, IReadOnlyList<Operation>>> _ups = new(StringComparer.Ordinal);

    /// <summary>Null if a migration in between cannot be read. Without any model the migrations are run from the first on.</summary>
    public DatabaseModel? Before(MigrationType type, string? provider, CancellationToken cancellation)
    {
        var earlier = Earlier(type);
        var last = earlier.FindLastIndex(other => TargetModel(other) is not null);
        var models = new SemanticModels(compilation, cancellation);
        var folder = new ConstantFolder(models, cancellation);
        var model = last < 0 ? new DatabaseModel() : new TargetModelReader(folder, models, provider).Read(TargetModel(earlier[last])!);
        foreach (var migration in earlier.Skip(last + 1))
        {
            if (!Read(migration.Up, provider, isWhole: true, folder, cancellation).All(model.Apply))
                return null;
        }

        return model;
    }

    /// <summary>What a part of a table was before the migration, as the operations of earlier ones have made it; null if they do not tell.</summary>
    public Operation? DefinitionOf(SchemaName part, MigrationType type, string? provider, CancellationToken cancellation)
    {
        var history = new PartHistory(part, provider);
        var earlier = Earlier(type);

        // Migrations beside it that are said to be of another context may be of this one under another name.
        if (_migrations.Value.Exists(other => IsBeside(other, type) && string.CompareOrdinal(other.Id, type.Id) < 0 && !earlier.Contains(other)))
            return null;
        for (var i = earlier.Count - 1; i >= 0 && !history.IsOver; i--)
        {
            history.Pass(Up(earlier[i], provider, isWhole: false, cancellation));
            if (history.Creation is { } creation)
                history.FindIn(Up(earlier[i], provider, isWhole: true, cancellation).FirstOrDefault(whole => whole.Verb == Verb.Create && whole.Subject == creation.Subject)?.Parts ?? []);
        }

        return history.Definition;
    }

    private List<MigrationType> Earlier(MigrationType type)
    {
        var (id, context) = (type.Id, type.Context);
        return _migrations.Value.FindAll(other => string.CompareOrdinal(other.Id, id) < 0 && (other.Context is null ? IsBeside(other, type) : other.Context == context));
    }

    /// <summary>The operations of an Up. Many parts ask for the same ones.</summary>
    private IReadOnlyList<Operation> Up(MigrationType type, string? provider, bool isWhole, CancellationToken cancellation) => _ups
        .GetOrAdd($"{provider} {isWhole}", _ => new ConcurrentDictionary<IMethodSymbol, IReadOnlyList<Operation>>(SymbolEqualityComparer.Default))
        .GetOrAdd(type.Up, up => Read(up, provider, isWhole, new ConstantFolder(new SemanticModels(compilation, cancellation), cancellation), cancellation));

    private static IReadOnlyList<Operation> Read(IMethodSymbol up, string? provider, bool isWhole, ConstantFolder folder, CancellationToken cancellation)
    {
        var conditions = new ProviderCondition(folder, provider, new SortedSet<string>(StringComparer.Ordinal));
        return new BodyReader(folder.In(conditions), conditions, fluent: null, isWhole, cancellation).Read(up).Operations;
    }

    private static MethodDeclarationSyntax? TargetModel(MigrationType type) =>
        type.Class.GetMembers("BuildTargetModel") is [{ DeclaringSyntaxReferences: [var reference, ..] }, ..] ? reference.GetSyntax() as MethodDeclarationSyntax : null;

    private static bool IsBeside(MigrationType left, MigrationType right) => SymbolEqualityComparer.Default.Equals(left.Class.ContainingNamespace, right.Class.ContainingNamespace);

    private static List<MigrationType> All(Compilation compilation)
    {
        var found = new List<MigrationType>();
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
                    found.Add(migration);
            }
        }
    }
}
