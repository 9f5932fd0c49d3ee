using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using StageReady.Analyzers.Migrations;
using StageReady.Migrations;
using StageReady.Migrations.Models;

namespace StageReady.CodeFixes.Migrations;

/// <summary>The text that a migration's Down lacks, and where it goes. There is none unless Up, and the schema before it, tell all of it.</summary>
internal sealed class DownCompletion
{
    private readonly MigrationType _type;
    private readonly Migration _migration;
    private readonly SemanticModel _semantics;
    private readonly Func<World, DatabaseModel?> _before;
    private readonly Func<SchemaName, World, Operation?> _definitionOf;
    private readonly IReadOnlyList<IReadOnlyList<ReversalStep>> _steps;
    private readonly MethodDeclarationSyntax _up;
    private readonly MethodDeclarationSyntax? _down;
    private readonly SourceText _text;

    private DownCompletion(
        MigrationType type,
        Migration migration,
        Func<World, DatabaseModel?> before,
        Func<SchemaName, World, Operation?> definitionOf,
        MethodDeclarationSyntax up,
        MethodDeclarationSyntax? down,
        SemanticModel semantics)
    {
        (_type, _migration, _before, _definitionOf, _up, _down, _semantics) = (type, migration, before, definitionOf, up, down, semantics);
        _text = up.SyntaxTree.GetText();
        _steps = [.. migration.Worlds.Select(world => Reversal.Of(world.Up, before(world)))];
    }

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

        var reader = new MigrationReader(model.Compilation);
        var migration = reader.Read(type, cancellation, isWhole: true);
        return type.Down is null || Own(type.Down) is not null || migration.DownIsEmpty
            ? new DownCompletion(
                type,
                migration,
                world => reader.ModelBefore(type, world.Provider, cancellation),
                (part, world) => reader.DefinitionOf(part, type, world.Provider, cancellation),
                up,
                type.Down is null ? null : Own(type.Down),
                model)
            : null;

        MethodDeclarationSyntax? Own(IMethodSymbol method) =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType, symbol) && method.DeclaringSyntaxReferences[0].SyntaxTree == root.SyntaxTree
                ? root.FindNode(method.DeclaringSyntaxReferences[0].Span) as MethodDeclarationSyntax
                : null;
    }

    /// <summary>Identifies the migration among several fixes of one file.</summary>
    public ISymbol Class => _type.Class;

    /// <summary>The whole Down, for one that is empty, missing or only throws.</summary>
    public IReadOnlyList<TextChange>? WriteDown()
    {
        if (!_steps.Any(steps => steps.Any(step => step.Inverse is [_, ..])) || _steps.Any(steps => steps.Any(step => step.Inverse is null)))
            return null;
        var whole = new List<IReadOnlyList<ReversalStep>>();
        for (var i = 0; i < _steps.Count; i++)
        {
            var world = _migration.Worlds[i];
            if (AsTheyWere(_steps[i], world) is not { } steps || NetState.Compare(world.Up, [.. steps.SelectMany(step => step.Inverse!)], world.Provider).Count > 0)
                return null;
            whole.Add(steps);
        }

        return AllStatements(whole) is { } statements && Place(statements) is { } placed ? [.. Usings(statements), placed] : null;
    }

    /// <summary>The model before says what was meant, an earlier migration what the database has: a part that was made otherwise comes back so. Null if that cannot be written.</summary>
    private IReadOnlyList<ReversalStep>? AsTheyWere(IReadOnlyList<ReversalStep> steps, World world)
    {
        foreach (var part in RestoredPart.Find(world.Up, [.. steps.SelectMany(step => step.Inverse!)], world.Provider))
        {
            if (_definitionOf(part.Drop.Subject, world) is not { } was || part.Judge(was) is null)
                continue;
            if (part.AsItWas(was) is not { } asItWas || (asItWas.IsRequiredWithoutDefault && !part.Again.IsRequiredWithoutDefault))
                return null;
            steps = [.. steps.Select(step => step with { Inverse = [.. step.Inverse!.Select(inverse => inverse == part.Again ? asItWas : inverse)] })];
        }

        return steps;
    }

    /// <summary>What is the same on all databases, or a branch for each that differs; null if one of them cannot be named.</summary>
    private string? AllStatements(List<IReadOnlyList<ReversalStep>> whole)
    {
        var plain = Statements(whole[0]);
        if (whole.TrueForAll(steps => Statements(steps) == plain))
            return plain;

        var branches = new ProviderBranches((_down ?? _up).ParameterList.Parameters[0].Identifier.ValueText, Indent(_down ?? _up) + IndentUnit, NewLine);
        for (var i = 0; i < whole.Count; i++)
            branches.Add(_migration.Worlds[i].Provider, Statements(whole[i], IndentUnit));
        return branches.Write();
    }

    private TextChange? Place(string statements)
    {
        if (_down is null)
            return new TextChange(new TextSpan(_up.Span.End, 0), NewMethod(statements));
        if (_down.ExpressionBody is { Expression: ThrowExpressionSyntax })
            return new TextChange(TextSpan.FromBounds(_down.ParameterList.Span.End, _down.Span.End), NewLine + Block(statements, Indent(_down)));
        if (_down.Body is not { } body)
            return null;
        if (IsOneLine(body))
        {
            var oneLine = TextSpan.FromBounds(_down.ParameterList.Span.End, body.Span.End);
            return body.Statements is [] or [ThrowStatementSyntax] && !body.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
                ? new TextChange(oneLine, NewLine + Block(statements, Indent(_down)))
                : null;
        }

        // The scaffolder leaves an empty line.
        if (string.IsNullOrWhiteSpace(_text.ToString(TextSpan.FromBounds(body.OpenBraceToken.Span.End, body.CloseBraceToken.SpanStart))))
            return new TextChange(TextSpan.FromBounds(_text.Lines.GetLineFromPosition(body.OpenBraceToken.SpanStart).EndIncludingLineBreak, LineStart(body.CloseBraceToken)), statements);

        return body.Statements.LastOrDefault() switch
        {
            ThrowStatementSyntax thrown => new TextChange(TextSpan.FromBounds(LineStart(thrown), _text.Lines.GetLineFromPosition(thrown.Span.End).EndIncludingLineBreak), statements),

            // A closing "return;" stays the last statement.
            ReturnStatementSyntax { Expression: null } last => new TextChange(new TextSpan(LineStart(last), 0), statements + NewLine),
            _ => new TextChange(new TextSpan(LineStart(body.CloseBraceToken), 0), (body.Statements.Count > 0 ? NewLine : "") + statements),
        };
    }

    /// <summary>What reverses the operations at these places, each where the reverse order of Up puts it.</summary>
    public IReadOnlyList<TextChange>? AddMissing(IReadOnlyCollection<TextSpan> places)
    {
        var world = _migration.Worlds[0];
        if (_migration.Worlds.Count > 1 || _down?.Body is not { } body || IsOneLine(body) || OperationsByStatement(body, world.Down) is not { } written)
            return null;

        var wanted = _migration.LeftOvers.Where(leftOver => places.Contains(((SyntaxNode)leftOver.Residue.Operation.Place!).Span)).ToList();
        var recreated = wanted.FindAll(leftOver => leftOver.Residue.Kind == ResidueKind.NotCreatedAsItWas);
        wanted.RemoveAll(recreated.Contains);
        if (wanted.Exists(leftOver => leftOver.Residue.Detail is not null))
            return null;

        var changes = new List<TextChange>();
        foreach (var leftOver in recreated)
        {
            var drop = leftOver.Residue.Operation;
            if ((drop.Subject.Kind == ObjectKind.Table ? Recreate(drop, written) : Restore(drop, written)) is not { } change)
                return null;
            changes.Add(change);
        }

        var added = new List<(int Before, int UpIndex, ReversalStep Step)>();
        foreach (var leftOver in wanted)
        {
            var operation = leftOver.Residue.Operation;
            var before = written.FindIndex(down => IndexInUp(world.Up, down) is >= 0 and var index && index < leftOver.At);
            if (before < 0)
                before = written.Count;
            var candidates = _steps[0].Where(step => step.Up.Place == operation.Place && step.Up.Verb == operation.Verb && step.Inverse is [_, ..]).Select(WithoutWritten).ToList();
            if (Reversal.Inverse(operation) is { } plain)
                candidates.Add(new ReversalStep(operation, [plain]));
            if (candidates.Find(step => Mends(leftOver, before, step)) is not { } mending)
                return null;
            added.Add((before, leftOver.At, mending));
        }

        var texts = added
            .GroupBy(addition => addition.Before)
            .Select(group => (Before: group.Key, Statements: Statements(group.OrderByDescending(addition => addition.UpIndex).Select(addition => addition.Step))))
            .ToList();
        changes.AddRange(texts.Select(text => text.Before < written.Count
            ? new TextChange(new TextSpan(LineStartWithComments(written[text.Before].Statement), 0), text.Statements + NewLine)
            : new TextChange(new TextSpan(LineStart(body.CloseBraceToken), 0), NewLine + text.Statements)));
        return changes.Count == 0 ? null : [.. Usings(string.Concat(changes.Select(change => change.NewText))), .. changes];

        // What goes with a table or a column may be there already.
        ReversalStep WithoutWritten(ReversalStep step) =>
            step with { Inverse = [.. step.Inverse!.Where(inverse => !world.Down.Any(down => down.Verb == inverse.Verb && down.IsStructural && IsSame(down.Subject, inverse.Subject)))] };

        bool Mends(LeftOver leftOver, int before, ReversalStep step)
        {
            var down = world.Down.ToList();
            down.InsertRange(before < written.Count ? down.IndexOf(written[before].Operation) : down.Count, step.Inverse!);
            var after = NetState.Compare(world.Up, down, world.Provider);
            return !after.Any(residue => !residue.InUp || residue.Operation == leftOver.Residue.Operation);
        }
    }

    /// <summary>Creates a dropped table as it was: what is missing goes after it, unless its columns differ.</summary>
    private TextChange? Recreate(Operation drop, List<(Operation Operation, StatementSyntax Statement)> written)
    {
        var world = _migration.Worlds[0];
        if (_steps[0].FirstOrDefault(step => step.Up == drop) is not { } step || TableRecreation.Find(step, written) is not { } recreation || Lines(recreation.Statement) is not { } lines)
            return null;

        var down = recreation.In(world.Down);
        if (_before(world) is not { } before || RecreatedTables.Compare(before, world.Up, down).Any(residue => residue.Operation == drop)
            || NetState.Compare(world.Up, down, world.Provider).Count > NetState.Compare(world.Up, world.Down, world.Provider).Count)
        {
            return null;
        }

        var table = recreation.Whole is { } whole ? Statements([new ReversalStep(whole, [whole])]) : "";
        var added = recreation.Added.Count > 0 ? NewLine + Statements(recreation.Added.Select(operation => new ReversalStep(operation, [operation]))) : "";
        return new TextChange(table.Length > 0 ? lines : new TextSpan(lines.End, 0), table + added);
    }

    /// <summary>Adds a dropped part of a table as it was.</summary>
    private TextChange? Restore(Operation drop, List<(Operation Operation, StatementSyntax Statement)> written)
    {
        var world = _migration.Worlds[0];
        return RestoredPart.Find(world.Up, world.Down, world.Provider).Find(part => part.Drop == drop) is { } part
            && part.AsItWas(_definitionOf(drop.Subject, world)) is { } asItWas
            && written.Find(each => each.Operation == part.Again).Statement is { } statement
            && !TableRecreation.HasComment(statement) && written.Count(each => each.Statement == statement) == 1 && Lines(statement) is { } lines
            ? new TextChange(lines, Statements([new ReversalStep(asItWas, [asItWas])]))
            : null;
    }

    /// <summary>The lines of a statement; null if something else stands on them.</summary>
    private TextSpan? Lines(StatementSyntax statement)
    {
        var lines = TextSpan.FromBounds(LineStart(statement), _text.Lines.GetLineFromPosition(statement.Span.End).EndIncludingLineBreak);
        return _text.ToString(lines).Trim() == statement.ToString() ? lines : null;
    }

    private bool IsOneLine(BlockSyntax body) => _text.Lines.IndexOf(body.OpenBraceToken.SpanStart) == _text.Lines.IndexOf(body.CloseBraceToken.SpanStart);

    /// <summary>Down in an order in which the operations at these places do not fail.</summary>
    public IReadOnlyList<TextChange>? Reorder(IReadOnlyCollection<TextSpan> places) =>
        _migration.Worlds.Count == 1 && _down?.Body is { } body && OperationsByStatement(body, _migration.Worlds[0].Down) is { } written && new DownOrder(_migration.Worlds[0], written, _text).Mend(places) is { } reordered
            ? [reordered]
            : null;

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

    private string NewMethod(string statements)
    {
        var indent = Indent(_up);
        var documentation = _up.GetLeadingTrivia().ToString().Contains("<inheritdoc") ? $"{indent}/// <inheritdoc />{NewLine}" : "";
        return $"{NewLine}{NewLine}{documentation}{indent}{_up.Modifiers} void Down{_up.ParameterList}{NewLine}{Block(statements, indent)}";
    }

    private string Block(string statements, string indent) => $"{indent}{{{NewLine}{statements}{indent}}}";

    private string Statements(IEnumerable<ReversalStep> steps, string nesting = "")
    {
        var method = _down ?? _up;
        var writer = new OperationWriter(method.ParameterList.Parameters[0].Identifier.ValueText, Indent(method) + IndentUnit + nesting, IndentUnit, NewLine);
        return string.Join(NewLine, steps.Select(writer.Write));
    }

    private IEnumerable<TextChange> Usings(string statements) => MissingUsings.For(statements, _up, _type.Class, _semantics, NewLine);

    private int LineStart(SyntaxNodeOrToken node) => _text.Lines.GetLineFromPosition(node.SpanStart).Start;

    /// <summary>The line of the statement, or of the first of the comments right above it.</summary>
    private int LineStartWithComments(StatementSyntax statement)
    {
        var line = _text.Lines.IndexOf(statement.SpanStart);
        while (line > 0 && _text.ToString(_text.Lines[line - 1].Span).TrimStart().StartsWith("//", StringComparison.Ordinal))
            line--;
        return _text.Lines[line].Start;
    }

    private string Indent(SyntaxNode node)
    {
        var line = _text.Lines.GetLineFromPosition(node.SpanStart);
        return new string(_text.ToString(line.Span).TakeWhile(char.IsWhiteSpace).ToArray());
    }

    private string IndentUnit => Indent(_up).StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ";

    private string NewLine => _text.ToString().Contains("\r\n") ? "\r\n" : "\n";
}
