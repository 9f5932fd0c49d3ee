using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using StageReady.Migrations;

namespace StageReady.CodeFixes.Migrations;

/// <summary>The order in which the statements of a Down do not fail: what an operation needs gone is put before it.</summary>
/// <param name="world">The migration on its only database.</param>
/// <param name="written">The operations of Down, each with its statement.</param>
/// <param name="text">The file.</param>
internal sealed class DownOrder(World world, List<(Operation Operation, StatementSyntax Statement)> written, SourceText text)
{
    private readonly List<Operation> _down = [.. world.Down];

    /// <summary>Null unless each of the operations at these places is mended by a statement that stands after it, and nothing else breaks.</summary>
    public TextChange? Mend(IReadOnlyCollection<TextSpan> places)
    {
        foreach (var (operation, _) in written.Where(each => places.Contains(((SyntaxNode)each.Operation.Place!).Span)))
        {
            while (Outcome(_down).Failures.Any(failure => failure.Operation == operation))
            {
                if (!PutBefore(operation))
                    return null;
            }
        }

        return Rewritten();
    }

    private bool PutBefore(Operation early)
    {
        var before = Outcome(_down);
        foreach (var statement in _down.Skip(_down.IndexOf(early) + 1).Select(StatementOf).Distinct().ToList())
        {
            // All that the statement does moves with it.
            var moved = _down.Where(operation => StatementOf(operation) == statement).ToList();
            if (moved.Contains(early))
                continue;

            var others = _down.Except(moved).ToList();
            for (var at = others.IndexOf(early); at >= 0; at--)
            {
                List<Operation> order = [.. others.Take(at), .. moved, .. others.Skip(at)];
                var after = Outcome(order);
                if (after.Failures.Count < before.Failures.Count && after.Failures.All(before.Failures.Contains) && after.Residues.Count <= before.Residues.Count)
                {
                    _down.Clear();
                    _down.AddRange(order);
                    return true;
                }
            }
        }

        return false;
    }

    private Outcome Outcome(List<Operation> down) => NetState.Run(world.Up, down, world.Provider);

    private StatementSyntax StatementOf(Operation operation) => written.First(each => each.Operation == operation).Statement;

    /// <summary>The statements with the comments right above them change places; the empty lines between them stay. Null if something else stands between them.</summary>
    private TextChange? Rewritten()
    {
        var places = written.Select(each => each.Statement).Distinct().Select(Lines).ToList();
        var order = _down.Select(StatementOf).Distinct().Select(Lines).ToList();
        if (places.SequenceEqual(order) || places.Contains(null))
            return null;

        var result = "";
        for (var i = 0; i < places.Count; i++)
        {
            var gap = i == 0 ? "" : text.ToString(TextSpan.FromBounds(places[i - 1]!.Value.End, places[i]!.Value.Start));
            if (gap.Trim().Length > 0)
                return null;
            result += gap + text.ToString(order[i]!.Value);
        }

        return new TextChange(TextSpan.FromBounds(places[0]!.Value.Start, places[places.Count - 1]!.Value.End), result);
    }

    /// <summary>Null if a statement shares its lines with another.</summary>
    private TextSpan? Lines(StatementSyntax statement)
    {
        var (first, last) = (text.Lines.IndexOf(statement.SpanStart), text.Lines.IndexOf(statement.Span.End));
        var rest = text.ToString(TextSpan.FromBounds(statement.Span.End, text.Lines[last].End)).Trim();
        if (text.ToString(TextSpan.FromBounds(text.Lines[first].Start, statement.SpanStart)).Trim().Length > 0 || (rest.Length > 0 && !rest.StartsWith("//", StringComparison.Ordinal)))
            return null;

        while (first > 0 && text.ToString(text.Lines[first - 1].Span).TrimStart().StartsWith("//", StringComparison.Ordinal))
            first--;
        return TextSpan.FromBounds(text.Lines[first].Start, text.Lines[last].EndIncludingLineBreak);
    }
}
