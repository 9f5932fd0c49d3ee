using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations.Models;

namespace StageReady.Analyzers.Migrations;

/// <summary>
/// The schema before a migration: the target model of the nearest earlier migration of the same context that has one, with the migrations in between run on it. Reads
/// only what it is asked for.
/// </summary>
internal sealed class PreviousModels(Compilation compilation)
{
    private readonly Lazy<List<MigrationType>> _migrations = new(() => All(compilation));

    /// <summary>Null if a migration in between cannot be read. Without any model the migrations are run from the first on.</summary>
    public DatabaseModel? Before(MigrationType type, string? provider, CancellationToken cancellation)
    {
        var (id, context) = (type.Id, type.Context);
        var earlier = _migrations.Value.Where(other => string.CompareOrdinal(other.Id, id) < 0 && other.Context == context && (context is not null || IsBeside(other, type))).ToList();
        var last = earlier.FindLastIndex(other => TargetModel(other) is not null);
        var models = new SemanticModels(compilation, cancellation);
        var folder = new ConstantFolder(models, cancellation);
        var model = last < 0 ? new DatabaseModel() : new TargetModelReader(folder, models, provider).Read(TargetModel(earlier[last])!);
        foreach (var migration in earlier.Skip(last + 1))
        {
            var conditions = new ProviderCondition(folder, provider, new SortedSet<string>(StringComparer.Ordinal));
            var body = new BodyReader(folder.In(conditions), conditions, fluent: null, isWhole: true, cancellation).Read(migration.Up);
            if (!body.Operations.All(model.Apply))
                return null;
        }

        return model;
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
