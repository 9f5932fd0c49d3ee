using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.CodeFixes.Migrations;

/// <summary>What a Down lacks that creates a dropped table otherwise than it was.</summary>
/// <param name="Statement">The statement that creates it.</param>
/// <param name="Written">What that creates.</param>
/// <param name="Whole">What it has to create instead; null if the columns are as they were.</param>
/// <param name="Added">The keys, checks and indexes that are missing then.</param>
internal sealed record TableRecreation(StatementSyntax Statement, Operation Written, Operation? Whole, IReadOnlyList<Operation> Added)
{
    /// <param name="drop">The table's drop in Up, with what undoes it.</param>
    /// <param name="down">The operations of Down, each with its statement.</param>
    /// <returns>Null if Down creates the table not once, in a way that is not understood, or with columns that it never had.</returns>
    public static TableRecreation? Find(ReversalStep drop, IReadOnlyList<(Operation Operation, StatementSyntax Statement)> down)
    {
        if (drop.Inverse is not [{ Verb: Verb.Create, Subject.Kind: ObjectKind.Table } table, ..]
            || down.Where(each => each.Operation.Verb == Verb.Create && each.Operation.Subject == table.Subject).ToList() is not [var (written, statement)]
            || written.Parts.Count == 0 || written.Parts.Any(part => !part.New.IsComplete))
        {
            return null;
        }

        var elsewhere = down.Select(each => each.Operation).Where(operation => operation.Verb == Verb.Create && operation.Subject.Owner == table.Subject).ToList();
        var constraints = table.Parts.Where(part => part.Subject.IsConstraint && !elsewhere.Exists(other => RecreatedTables.IsLike(other, part))).ToList();
        var indexes = drop.Inverse.Where(index => index.Subject.Kind == ObjectKind.Index && !elsewhere.Exists(other => RecreatedTables.IsLike(other, index)));

        // A key cannot refer to a table that is created after it.
        var later = down.SkipWhile(each => each.Operation != written).Skip(1).Where(each => each.Operation is { Verb: Verb.Create, Subject.Kind: ObjectKind.Table }).Select(each => each.Operation.Subject).ToList();
        if (constraints.Exists(key => key.Principal is { } principal && later.Contains(principal)))
            return null;

        var columns = table.Parts.Where(part => part.Subject.Kind == ObjectKind.Column && Find(elsewhere, part) is null).ToList();
        if (columns.TrueForAll(column => Find(written.Parts, column) is { } again && PartDifference.Of(column, again) is null))
            return new TableRecreation(statement, written, null, [.. constraints.Where(part => !written.Parts.Any(other => RecreatedTables.IsLike(other, part))), .. indexes]);
        return written.Parts.Any(part => part.Subject.Kind == ObjectKind.Column && Find(columns, part) is null) || HasComment(statement) || down.Count(each => each.Statement == statement) > 1
            ? null
            : new TableRecreation(statement, written, table with { Parts = [.. columns, .. constraints], Place = written.Place }, [.. indexes]);
    }

    /// <summary>The operations of Down as they are then.</summary>
    public IReadOnlyList<Operation> In(IReadOnlyList<Operation> down) =>
        [.. down.SelectMany(operation => operation == Written ? (IEnumerable<Operation>)[Whole ?? Written, .. Added] : [operation])];

    private static Operation? Find(IEnumerable<Operation> columns, Operation like) =>
        columns.FirstOrDefault(column => column.Subject.Kind == ObjectKind.Column && TableModel.SameText(column.Subject.Name, like.Subject.Name));

    public static bool HasComment(StatementSyntax statement) =>
        statement.DescendantTrivia().Any(trivia => trivia.RawKind is (int)SyntaxKind.SingleLineCommentTrivia or (int)SyntaxKind.MultiLineCommentTrivia && statement.Span.Contains(trivia.Span));
}
