using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.Analyzers.Migrations;

/// <summary>Reads the migrations of one compilation from C# into the net state's terms.</summary>
internal sealed class MigrationReader(Compilation compilation)
{
    private readonly Lazy<string?> _referencedProvider = new(() => ReferencedProvider(compilation));
    private readonly Lazy<PreviousModels> _previous = new(() => new PreviousModels(compilation));
    private readonly Lazy<FluentHistory> _history = new(() => new FluentHistory(compilation));

    /// <summary>A migration of EF Core.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="isWhole">Whether the parts of created tables and the rows of seed data are read too, which only a fix needs.</param>
    public Migration Read(MigrationType type, CancellationToken cancellation, bool isWhole = false)
    {
        // Asked for only where something is not literal. A syntax node action would bring its own model, but makes the driver walk every Designer.
        var folder = new ConstantFolder(new SemanticModels(compilation, cancellation), cancellation);

        // A world for each provider that the migration asks for, found while reading, and one for all others.
        var mentioned = new SortedSet<string>(StringComparer.Ordinal);
        var read = new List<ReadWorld> { ReadIn(null) };
        for (var provider = Next(mentioned, read); provider is not null; provider = Next(mentioned, read))
            read.Add(ReadIn(provider));

        var down = type.Down is null ? DownKind.Missing : read.TrueForAll(world => world.Down!.IsThrown) ? DownKind.Throws : DownKind.Written;
        var isFirst = new Lazy<bool>(type.IsFirst);
        var declared = type.Declared().Or(Declared(type.Up, type.Down, down == DownKind.Throws ? read[0].Down!.Throws : null, folder, cancellation));
        var severalWorlds = read.Count > 1;

        // A throw in the default branch says that the migration is not for other databases.
        if (severalWorlds && down != DownKind.Throws)
            read.RemoveAll(world => world.Up.IsThrown || (world.Provider is null && world.Down is { IsThrown: true }));
        var worlds = read.Select(world => Compared(world.Provider, WorldOf(world.Provider ?? (severalWorlds ? null : ProviderOf(world.Up.Operations) ?? _referencedProvider.Value), world.Up, world.Down)));
        return new Migration(type.Id, down, [.. worlds], declared);

        ReadWorld ReadIn(string? provider) => new(provider, provider is null ? ReadUp() : ReadBody(type.Up, provider, isWhole), type.Down is null ? null : ReadBody(type.Down, provider, isWhole));

        Body ReadUp()
        {
            var up = _previous.Value.Up(type.Up, folder, isWhole, cancellation);
            mentioned.UnionWith(up.Mentioned);
            return up.Body;
        }

        Body ReadBody(IMethodSymbol method, string? provider, bool isWhole) => BodyReader.Read(method, folder, provider, mentioned, fluent: null, isWhole, cancellation);

        World Compared(string? provider, World world)
        {
            var recreated = new List<Residue>();
            var asBefore = new List<SchemaName>();
            foreach (var part in RestoredPart.Find(world.Up, world.Down, world.Provider))
            {
                if (DefinitionOf(part.Drop.Subject, type, world.Provider, cancellation) is not { } was)
                    continue;
                if (part.Judge(was) is { } residue)
                    recreated.Add(residue);
                else
                    asBefore.Add(part.Again.Subject);
            }

            // Only a table that Up drops and Down creates is worth reading the model before.
            if (RecreatedTables.Are(world.Up, world.Down) && ModelBefore(type, world.Provider, cancellation) is { } before)
                recreated.AddRange(Tables(provider, world, before));
            return recreated.Count + asBefore.Count == 0 ? world : world with { Recreated = recreated, AsBefore = asBefore };
        }

        IEnumerable<Residue> Tables(string? provider, World world, DatabaseModel before)
        {
            var differences = RecreatedTables.Compare(before, ReadBody(type.Up, provider, isWhole: true).Operations, ReadBody(type.Down!, provider, isWhole: true).Operations);
            return differences.Select(residue => residue with { Operation = world.Up.First(operation => operation.Verb == Verb.Drop && operation.Subject == residue.Operation.Subject) });
        }

        World WorldOf(string? provider, Body up, Body? down) => new(provider, Judged(up.Operations, provider), Judged(down?.Operations ?? [], provider));

        IReadOnlyList<Operation> Judged(IReadOnlyList<Operation> operations, string? provider)
        {
            // The first migration may set up the database as a whole: before it there was none.
            if (operations.Any(operation => operation.Subject.Kind == ObjectKind.Database && operation.Verb == Verb.Alter) && isFirst.Value)
                operations = [.. operations.Where(operation => operation.Subject.Kind != ObjectKind.Database || operation.Verb != Verb.Alter)];
            return provider == DatabaseProvider.PostgreSql ? [.. operations.Select(NpgsqlRename.Of)] : operations;
        }
    }

    /// <summary>The schema before the migration; null if something on the way to it cannot be read.</summary>
    public DatabaseModel? ModelBefore(MigrationType type, string? provider, CancellationToken cancellation) => _previous.Value.Before(type, provider, cancellation);

    /// <summary>What a part of a table was before the migration; null if earlier ones do not tell.</summary>
    public Operation? DefinitionOf(SchemaName part, MigrationType type, string? provider, CancellationToken cancellation) => _previous.Value.DefinitionOf(part, type, provider, cancellation);

    /// <summary>A migration of FluentMigrator.</summary>
    public Migration Read(FluentMigrationType type, CancellationToken cancellation)
    {
        var folder = new ConstantFolder(new SemanticModels(compilation, cancellation), cancellation);
        var mentioned = new SortedSet<string>(StringComparer.Ordinal);
        var read = new List<ReadWorld> { ReadIn(null) };
        for (var provider = Next(mentioned, read); provider is not null; provider = Next(mentioned, read))
            read.Add(ReadIn(provider));

        // Who names several databases names all that there are.
        if (mentioned.Count > 1)
            read.RemoveAll(world => world.Provider is null);

        var down = type.IsAutoReversing ? DownKind.Generated
            : type.Down is null ? DownKind.Missing
            : read.TrueForAll(world => world.Down!.IsThrown) ? DownKind.Throws
            : DownKind.Written;
        var declared = MigrationType.Declared(type.Class, type.Up, type.Down).Or(Declared(type.Up, type.Down, down == DownKind.Throws ? read[0].Down!.Throws : null, folder, cancellation));
        if (type.IsForwardOnly)
            declared = declared.Or(new Declarations(Irreversible: "it is a ForwardOnlyMigration"));
        return new Migration(type.Id, down, [.. read.Select(world => Compared(WorldOf(world)))], declared);

        // Facets are worth reading only where Down adds again what Up drops, or alters what Up alters.
        World Compared(World world) => RestoredPart.MayBe(world.Up, world.Down) || AlteredColumn.MayBe(world.Up, world.Down) ? _history.Value.Compared(world, WorldOf(ReadIn(world.Provider, isWhole: true)), type, cancellation) : world;

        static World WorldOf(ReadWorld read) => new(read.Provider, read.Up.Operations, read.Down?.Operations ?? []);

        ReadWorld ReadIn(string? provider, bool isWhole = false) => new(provider, ReadBody(type.Up, provider, isWhole), type.Down is null ? null : ReadBody(type.Down, provider, isWhole));

        Body ReadBody(IMethodSymbol method, string? provider, bool isWhole) => BodyReader.Read(method, folder, provider, mentioned, type.Class, isWhole, cancellation);
    }

    /// <summary>A provider that the bodies ask for and that has no world yet.</summary>
    private static string? Next(SortedSet<string> mentioned, List<ReadWorld> read) => mentioned.FirstOrDefault(provider => read.TrueForAll(world => world.Provider != provider));

    private static Declarations Declared(IMethodSymbol up, IMethodSymbol? down, ExpressionSyntax? thrown, ConstantFolder folder, CancellationToken cancellation)
    {
        var declared = Declarations.None;
        if (thrown is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var message, ..] }
            && folder.FoldText(message.Expression, Locals.Empty) is { } text && Reason.IsGiven(text))
        {
            declared = declared.Or(new Declarations(Irreversible: text));
        }

        return declared.Or(DeclaredIn(up, cancellation)).Or(down is null ? Declarations.None : DeclaredIn(down, cancellation));
    }

    private static Declarations DeclaredIn(IMethodSymbol method, CancellationToken cancellation)
    {
        var declared = Declarations.None;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (Declarations.MayBeIn(reference.SyntaxTree.GetText(cancellation).ToString()))
                declared = declared.Or(DeclaredIn(reference.GetSyntax(cancellation)));
        }

        return declared;
    }

    /// <summary>Comments of C#, and those of SQL in its strings.</summary>
    private static Declarations DeclaredIn(SyntaxNode method)
    {
        var declared = Declarations.None;
        foreach (var trivia in method.DescendantTrivia())
        {
            if (trivia.RawKind is (int)SyntaxKind.SingleLineCommentTrivia or (int)SyntaxKind.MultiLineCommentTrivia)
                declared = declared.Or(Declarations.In(trivia.ToString()));
        }

        foreach (var token in method.DescendantTokens())
        {
            var text = token.ValueText;
            if (text.IndexOf("--", StringComparison.Ordinal) >= 0 && Declarations.MayBeIn(text))
                declared = declared.Or(Declarations.In(text));
        }

        return declared;
    }

    /// <summary>The provider whose annotations the operations carry.</summary>
    private static string? ProviderOf(IEnumerable<Operation> operations)
    {
        var families = new HashSet<string>();
        foreach (var operation in operations)
        {
            AddFrom(operation.New);
            AddFrom(operation.Old);
        }

        return Only(families);

        void AddFrom(Facets facets)
        {
            foreach (var facet in facets.Stated.Keys)
            {
                if (facet[0] == '@' && facet.IndexOf(':') is > 0 and var end && DatabaseProvider.FamilyOf(facet.Substring(1, end - 1)) is { } family)
                    families.Add(family);
            }
        }
    }

    private static string? ReferencedProvider(Compilation compilation)
    {
        var families = new HashSet<string>();
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            if (assembly.Name.IndexOf("EntityFrameworkCore", StringComparison.Ordinal) >= 0 && DatabaseProvider.FamilyOf(assembly.Name) is { } family)
                families.Add(family);
        }

        return Only(families);
    }

    private static string? Only(HashSet<string> families) => families.Count == 1 ? families.First() : null;

    /// <summary>The bodies as they are in the world of one provider; null is that of all others.</summary>
    private sealed record ReadWorld(string? Provider, Body Up, Body? Down);
}
