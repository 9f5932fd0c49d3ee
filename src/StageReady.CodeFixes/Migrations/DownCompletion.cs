using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using StageReady.Analyzers.Migrations;
using StageReady.Migrations;

namespace StageReady.CodeFixes.Migrations;

/// <summary>The text that a migration's Down lacks, and where it goes. There is none unless Up alone tells all of it.</summary>
internal sealed class DownCompletion
{
    private readonly MigrationType _type;
    private readonly Migration _migration;
    private readonly MethodDeclarationSyntax _up;
    private readonly MethodDeclarationSyntax? _down;
    private readonly SourceText _text;

    private DownCompletion(MigrationType type, Migration migration, MethodDeclarationSyntax up, MethodDeclarationSyntax? down, SourceText text) =>
        (_type, _migration, _up, _down, _text) = (type, migration, up, down, text);

    /// <summary>Null if the class is no migration, or if Up and Down do not both stand in it and in this file.</summary>
    public static DownCompletion? Find(SemanticModel model, SyntaxNode root, TextSpan at, CancellationToken cancellation)
    {
        if (root.FindNode(at).FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellation) is not { } symbol
            || MigrationType.Find(symbol) is not { } type
            || Own(type.Up) is not { } up)
        {
            return null;
        }

        var migration = new MigrationReader(model.Compilation).Read(type, cancellation);
        return migration.Worlds.Count == 1 && (type.Down is null || Own(type.Down) is not null || migration.DownIsEmpty)
            ? new DownCompletion(type, migration, up, type.Down is null ? null : Own(type.Down), root.GetText())
            : null;

        MethodDeclarationSyntax? Own(IMethodSymbol method) =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType, symbol) && method.DeclaringSyntaxReferences[0].SyntaxTree == root.SyntaxTree
                ? root.FindNode(method.DeclaringSyntaxReferences[0].Span) as MethodDeclarationSyntax
                : null;
    }

    /// <summary>Identifies the migration among several fixes of one file.</summary>
    public ISymbol Class => _type.Class;

    /// <summary>The whole Down, for one that is empty or missing.</summary>
    public IReadOnlyList<TextChange>? WriteDown()
    {
        var steps = Reversal.Of(_migration.Worlds[0].Up);
        if (steps.Count == 0 || steps.Any(step => !CanBeWritten(step)) || NetState.Compare(_migration.Worlds[0].Up, [.. steps.Select(step => step.Inverse!)], _migration.Worlds[0].Provider).Count > 0)
            return null;

        if (_down is null)
            return [new TextChange(new TextSpan(_up.Span.End, 0), NewMethod(steps))];
        if (_down.Body is not { } body)
            return null;
        var statements = Statements(steps);
        if (_text.Lines.IndexOf(body.OpenBraceToken.SpanStart) == _text.Lines.IndexOf(body.CloseBraceToken.SpanStart))
            return body.Statements.Count > 0 ? null : [new TextChange(TextSpan.FromBounds(body.OpenBraceToken.SpanStart, body.Span.End), $"{Block(statements, AtNewLine(body) ? "" : NewLine + Indent(_down))}")];

        // A closing "return;" stays the last statement.
        return body.Statements.LastOrDefault() is ReturnStatementSyntax { Expression: null } last
            ? [new TextChange(new TextSpan(LineStart(last), 0), statements + NewLine)]
            : [new TextChange(new TextSpan(LineStart(body.CloseBraceToken), 0), (body.Statements.Count > 0 ? NewLine : "") + statements)];
    }

    /// <summary>What reverses the operations at these places, each where the reverse order of Up puts it.</summary>
    public IReadOnlyList<TextChange>? AddMissing(IReadOnlyCollection<TextSpan> places)
    {
        var world = _migration.Worlds[0];
        if (_down?.Body is not { } body || OperationsByStatement(body, world.Down) is not { } written)
            return null;

        var wanted = _migration.LeftOvers.Where(leftOver => places.Contains(((SyntaxNode)leftOver.Residue.Operation.Place!).Span)).ToList();
        if (wanted.Count == 0 || wanted.Exists(leftOver => leftOver.Residue.Detail is not null))
            return null;

        var steps = Reversal.Of(world.Up);
        var added = new List<(int Before, int UpIndex, ReversalStep Step)>();
        foreach (var leftOver in wanted)
        {
            var operation = leftOver.Residue.Operation;
            var before = written.FindIndex(down => IndexInUp(world.Up, down) is >= 0 and var index && index < leftOver.At);
            if (before < 0)
                before = written.Count;
            var candidates = steps.Where(step => step.Up.Place == operation.Place && step.Up.Verb == operation.Verb && CanBeWritten(step)).ToList();
            if (Reversal.Inverse(operation, out _) is { } plain)
                candidates.Add(new ReversalStep(operation, plain, null));
            if (candidates.Find(step => Mends(leftOver, before, step)) is not { } mending)
                return null;
            added.Add((before, leftOver.At, mending));
        }

        return
        [
            .. added
                .GroupBy(addition => addition.Before)
                .Select(group =>
                {
                    var text = Statements(group.OrderByDescending(addition => addition.UpIndex).Select(addition => addition.Step));
                    return group.Key < written.Count
                        ? new TextChange(new TextSpan(LineStart(written[group.Key].Statement), 0), text + NewLine)
                        : new TextChange(new TextSpan(LineStart(body.CloseBraceToken), 0), NewLine + text);
                }),
        ];

        bool Mends(LeftOver leftOver, int before, ReversalStep step)
        {
            var down = world.Down.ToList();
            down.Insert(before < written.Count ? down.IndexOf(written[before].Operation) : down.Count, step.Inverse!);
            var after = NetState.Compare(world.Up, down, world.Provider);
            return !after.Any(residue => !residue.InUp || residue.Operation == leftOver.Residue.Operation);
        }
    }

    private static bool CanBeWritten(ReversalStep step) => step.Inverse is not null;

    /// <summary>Each operation of Down with its statement; null if one stands in a branch, a loop or another method.</summary>
    private static List<(Operation Operation, StatementSyntax Statement)>? OperationsByStatement(BlockSyntax body, IReadOnlyList<Operation> down)
    {
        var result = new List<(Operation, StatementSyntax)>();
        foreach (var operation in down)
        {
            var statement = (operation.Place as SyntaxNode)?.FirstAncestorOrSelf<ExpressionStatementSyntax>();
            if (statement is null || statement.Parent is not BlockSyntax parent || parent.Span != body.Span)
                return null;
            result.Add((operation, statement));
        }

        return result;
    }

    /// <summary>The last operation of Up that is about the same object; -1 if there is none.</summary>
    private static int IndexInUp(IReadOnlyList<Operation> up, (Operation Operation, StatementSyntax Statement) down)
    {
        for (var i = up.Count - 1; i >= 0; i--)
        {
            if (IsSame(up[i].Subject, down.Operation.Subject) || (up[i].NewName is { } renamed && IsSame(renamed, down.Operation.Subject)))
                return i;
        }

        return -1;
    }

    private static bool IsSame(SchemaName left, SchemaName right) =>
        left.Name == right.Name && left.Table == right.Table && left.Schema == right.Schema && (left.Kind == right.Kind || (left.IsConstraint && right.IsConstraint));

    private string NewMethod(IEnumerable<ReversalStep> steps)
    {
        var indent = Indent(_up);
        var documentation = _up.GetLeadingTrivia().ToString().Contains("<inheritdoc") ? $"{indent}/// <inheritdoc />{NewLine}" : "";
        return $"{NewLine}{NewLine}{documentation}{indent}{_up.Modifiers} void Down{_up.ParameterList}{NewLine}{indent}{Block(Statements(steps), "", indent)}";
    }

    private string Block(string statements, string before, string? indent = null) => $"{before}{{{NewLine}{statements}{indent ?? Indent(_down!)}}}";

    private string Statements(IEnumerable<ReversalStep> steps)
    {
        var method = _down ?? _up;
        var writer = new OperationWriter(method.ParameterList.Parameters[0].Identifier.ValueText, Indent(method) + IndentUnit, IndentUnit, NewLine);
        return string.Join(NewLine, steps.Select(step => writer.Write(step.Inverse!, step.Caution)));
    }

    private bool AtNewLine(BlockSyntax body) => _text.ToString(TextSpan.FromBounds(_text.Lines.GetLineFromPosition(body.SpanStart).Start, body.SpanStart)).Trim().Length == 0;

    private int LineStart(SyntaxNodeOrToken node) => _text.Lines.GetLineFromPosition(node.SpanStart).Start;

    private string Indent(SyntaxNode node)
    {
        var line = _text.Lines.GetLineFromPosition(node.SpanStart);
        return new string(_text.ToString(line.Span).TakeWhile(char.IsWhiteSpace).ToArray());
    }

    private string IndentUnit => Indent(_up).StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ";

    private string NewLine => _text.ToString().Contains("\r\n") ? "\r\n" : "\n";
}
