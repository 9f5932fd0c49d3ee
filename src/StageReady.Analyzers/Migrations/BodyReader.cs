using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;
using StageReady.Migrations.Sql;

namespace StageReady.Analyzers.Migrations;

/// <summary>What a body does in one provider's world.</summary>
/// <param name="Throws">The expression that it certainly throws, if it does.</param>
internal sealed record Body(IReadOnlyList<Operation> Operations, ExpressionSyntax? Throws, bool IsThrown);

/// <summary>
/// Runs the statements of Up or Down in one provider's world, following local constants, provider branches, early returns and the project's own helper methods.
/// What it cannot follow becomes an unknown operation.
/// </summary>
/// <param name="folder">Knows the constants.</param>
/// <param name="conditions">Decides conditions on the provider.</param>
/// <param name="fluent">The migration, if it is one of FluentMigrator: its bodies have no builder.</param>
/// <param name="isWhole">Whether the parts of created tables and the rows of seed data are read too.</param>
/// <param name="cancellation">Ends the work.</param>
internal sealed class BodyReader(ConstantFolder folder, ProviderCondition conditions, INamedTypeSymbol? fluent, bool isWhole, CancellationToken cancellation)
{
    private const int MaxDepth = 4;

    private readonly OperationReader _operations = new(folder, isWhole);
    private readonly FluentExpressionReader? _expressions = fluent is null ? null : new(folder, conditions, new FluentReversals(folder.Compilation), isWhole);
    private readonly List<Operation> _read = [];
    private readonly Stack<string> _methods = new();
    private string _builder = "";
    private Locals _locals = Locals.Empty;
    private ImmutableDictionary<string, LocalFunctionStatementSyntax> _localFunctions = ImmutableDictionary<string, LocalFunctionStatementSyntax>.Empty;
    private SyntaxNode? _callSite;
    private bool _isCertain = true;
    private bool _isThrown;
    private ExpressionSyntax? _thrown;

    /// <param name="method">Up or Down.</param>
    /// <param name="constants">Knows the constants that are the same in every world.</param>
    /// <param name="provider">The world; null is that of the providers that no migration asks for.</param>
    /// <param name="mentioned">Takes the providers that the method asks for.</param>
    /// <param name="fluent">The migration, if it is one of FluentMigrator.</param>
    /// <param name="isWhole">Whether the parts of created tables and the rows of seed data are read too.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Body Read(IMethodSymbol method, ConstantFolder constants, string? provider, ISet<string> mentioned, INamedTypeSymbol? fluent, bool isWhole, CancellationToken cancellation)
    {
        var conditions = new ProviderCondition(constants, provider, mentioned);
        return new BodyReader(constants.In(conditions), conditions, fluent, isWhole, cancellation).Read(method);
    }

    private Body Read(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences is [var reference, ..] && Implementation(method, reference) is { } declaration)
            Enter(declaration, fluent is null ? method.Parameters[0].Name : "", Locals.Empty);
        return new Body(_read, _thrown, _isThrown);
    }

    private SyntaxNode? Implementation(IMethodSymbol method, SyntaxReference reference) =>
        (method.PartialImplementationPart?.DeclaringSyntaxReferences.FirstOrDefault() ?? reference).GetSyntax(cancellation);

    private bool Enter(SyntaxNode declaration, string builder, Locals locals)
    {
        var (block, expression) = declaration switch
        {
            BaseMethodDeclarationSyntax method => (method.Body, method.ExpressionBody?.Expression),
            LocalFunctionStatementSyntax function => (function.Body, function.ExpressionBody?.Expression),
            _ => (null, null),
        };
        if (block is null && expression is null)
            return false;

        var (outerBuilder, outerLocals, outerCertain) = (_builder, _locals, _isCertain);
        (_builder, _locals) = (builder, locals);
        if (expression is not null)
            RunExpression(expression);
        else
            Run(block!);
        (_builder, _locals, _isCertain) = (outerBuilder, outerLocals, outerCertain);
        return true;
    }

    /// <summary>False if what follows is not reached.</summary>
    private bool Run(StatementSyntax statement)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case BlockSyntax block:
                foreach (var inner in block.Statements)
                {
                    if (inner is LocalFunctionStatementSyntax function)
                        _localFunctions = _localFunctions.SetItem(function.Identifier.ValueText, function);
                }

                foreach (var inner in block.Statements)
                {
                    if (!Run(inner))
                        return false;
                }

                return true;

            case ExpressionStatementSyntax expression:
                return RunExpression(expression.Expression);

            case LocalDeclarationStatementSyntax declaration:
                foreach (var variable in declaration.Declaration.Variables)
                    Declare(variable);
                return true;

            case IfStatementSyntax branch:
                return RunIf(branch);

            case SwitchStatementSyntax choice:
                return RunSwitch(choice);

            case ReturnStatementSyntax { Expression: var returned }:
                if (returned is not null)
                    RunExpression(returned);
                return false;

            case ThrowStatementSyntax thrown:
                return Throw(thrown.Expression);

            case UsingStatementSyntax { Statement: var inner }:
                return Run(inner);

            case LockStatementSyntax { Statement: var inner }:
                return Run(inner);

            case CheckedStatementSyntax { Block: var inner }:
                return Run(inner);

            case TryStatementSyntax attempt:
                RunUncertainly(attempt.Catches.Select(handler => handler.Block));
                return Run(attempt.Block) & (attempt.Finally is null || Run(attempt.Finally.Block));

            case LocalFunctionStatementSyntax or EmptyStatementSyntax:
                return true;

            default:
                // Loops and the rest: nobody knows how often, or with what.
                Forget(statement);
                if (Mentions(statement))
                    NotRead(statement);
                return true;
        }
    }

    private bool RunIf(IfStatementSyntax branch)
    {
        switch (conditions.Evaluate(branch.Condition, _locals))
        {
            case true:
                return Run(branch.Statement);
            case false:
                return branch.Else is null || Run(branch.Else.Statement);
            default:
                RunUncertainly(branch.Else is null ? [branch.Statement] : [branch.Statement, branch.Else.Statement]);
                return true;
        }
    }

    private bool RunSwitch(SwitchStatementSyntax choice)
    {
        if (!ProviderCondition.IsActiveProvider(choice.Expression))
        {
            RunUncertainly(choice.Sections.SelectMany(section => section.Statements).Where(statement => statement is not BreakStatementSyntax));
            return true;
        }

        var chosen = choice.Sections.FirstOrDefault(section => section.Labels.Any(label => label switch
            {
                CaseSwitchLabelSyntax constant => conditions.Matches(constant.Value, _locals) == true,
                CasePatternSwitchLabelSyntax { WhenClause: null } pattern => conditions.Matches(pattern.Pattern, _locals) == true,
                _ => false,
            }))
            ?? choice.Sections.FirstOrDefault(section => section.Labels.Any(label => label is DefaultSwitchLabelSyntax));
        foreach (var statement in chosen?.Statements ?? default)
        {
            if (statement is BreakStatementSyntax)
                return true;
            if (!Run(statement))
                return false;
        }

        return true;
    }

    /// <summary>Runs branches of which only running the migration tells which is taken.</summary>
    private void RunUncertainly(IEnumerable<StatementSyntax> branches)
    {
        var (wasCertain, wasThrown) = (_isCertain, _isThrown);
        var mayReturn = false;
        foreach (var branch in branches)
        {
            _isCertain = false;
            var before = _locals;
            Run(branch);
            _locals = before;
            Forget(branch);
            mayReturn |= branch.DescendantNodesAndSelf().Any(node => node is ReturnStatementSyntax);
        }

        (_isCertain, _isThrown) = (wasCertain && !mayReturn, wasThrown);
    }

    /// <summary>Locals that are assigned in there are no longer known.</summary>
    private void Forget(SyntaxNode node)
    {
        foreach (var assignment in node.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is IdentifierNameSyntax name)
                _locals = _locals.With(name.Identifier.ValueText, default);
        }
    }

    private void Declare(VariableDeclaratorSyntax variable)
    {
        var value = variable.Initializer?.Value;
        var folded = value is null ? default : Fold(value);
        _locals = _locals.With(variable.Identifier.ValueText, folded);
        if (value is not null && !folded.HasValue)
            RunExpression(value);
    }

    private Optional<object?> Fold(ExpressionSyntax value)
    {
        if (folder.Fold(value, _locals) is { HasValue: true } constant)
            return constant;
        if (conditions.Evaluate(value, _locals) is { } condition)
            return condition;
        return folder.FoldText(value, _locals) is { } text ? text : default(Optional<object?>);
    }

    private bool Throw(ExpressionSyntax? thrown)
    {
        if (_isCertain)
            (_isThrown, _thrown) = (true, thrown);
        return false;
    }

    private bool RunExpression(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return RunExpression(parenthesized.Expression);

            case ThrowExpressionSyntax thrown:
                return Throw(thrown.Expression);

            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment:
                var local = name.Identifier.ValueText;
                var value = Fold(assignment.Right);
                if (_locals.TryGet(local, out var before))
                {
                    _locals = _locals.With(local, assignment.RawKind switch
                    {
                        (int)SyntaxKind.SimpleAssignmentExpression => value,
                        (int)SyntaxKind.AddAssignmentExpression when before is { HasValue: true, Value: string left } && value is { HasValue: true, Value: string right } => left + right,
                        _ => default,
                    });
                }

                return value.HasValue || RunExpression(assignment.Right);

            case InvocationExpressionSyntax invocation:
                return RunInvocation(invocation);

            case ConditionalExpressionSyntax or SwitchExpressionSyntax when folder.Chosen(expression, _locals) is { } chosen:
                return RunExpression(chosen);

            default:
                if (Mentions(expression) && !IsProviderQuestion(expression))
                    NotRead(expression);
                return true;
        }
    }

    private bool RunInvocation(InvocationExpressionSyntax invocation)
    {
        if (_expressions is not null)
            return RunFluent(invocation, _expressions);

        // migrationBuilder.CreateTable(…).Annotation(…).Annotation(…)
        var chain = new List<InvocationExpressionSyntax>();
        var call = invocation;
        while (call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner })
        {
            chain.Add(call);
            call = inner;
        }

        if (call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } member && receiver.Identifier.ValueText == _builder)
        {
            if (RunBuilderCall(call, member.Name.Identifier.ValueText, chain))
                return !_isThrown;
        }
        else if (call.Expression is IdentifierNameSyntax name && _localFunctions.TryGetValue(name.Identifier.ValueText, out var function))
        {
            if (TryInline(call, function, [.. function.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText)], isLocal: true))
                return !_isThrown;
            NotRead(call);
            return true;
        }

        if (!Mentions(invocation) || IsProviderQuestion(invocation))
            return true;
        if (IsBaseThatThrows(call))
            return Throw(null);
        if (!TryInline(call))
            NotRead(call);
        return !_isThrown;
    }

    /// <summary><c>base.Down(migrationBuilder)</c> of EF Core's own class.</summary>
    private bool IsBaseThatThrows(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name.Identifier.ValueText: "Down" } || call.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration)
            return false;
        for (var type = folder.ModelOf(call).GetDeclaredSymbol(declaration, cancellation)?.BaseType; type is not null; type = type.BaseType)
        {
            if (MigrationType.IsEfMigration(type))
                return true;
            if (!type.GetMembers("Down").IsEmpty)
                return false;
        }

        return false;
    }

    private bool RunFluent(InvocationExpressionSyntax invocation, FluentExpressionReader expressions)
    {
        if (FluentExpression.Of(invocation, _builder) is { } expression)
        {
            if (expression.Parts is [{ Name: "IfDatabase" } databases, { Name: "Delegate", Arguments: [{ Expression: ParenthesizedLambdaExpressionSyntax action }] }])
                return RunDelegate(action, expressions.AppliesTo(databases, _locals));
            var place = expression.Parts[expression.Parts[0].Name == "IfDatabase" && expression.Parts.Count > 2 ? 2 : expression.Parts.Count > 1 ? 1 : 0].Syntax;
            if (expressions.Read(expression, _locals) is { } read)
                AddAll(read.Select(operation => operation with { Place = _callSite ?? operation.Place ?? place }));
            else
                _read.Add(Operation.NotRead(_callSite ?? place));
            return true;
        }

        if (invocation.Expression is SimpleNameSyntax name && _localFunctions.TryGetValue(name.Identifier.ValueText, out var function))
            return Follow(invocation, function, isLocal: true);
        if (invocation.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax })
        {
            if (folder.ModelOf(invocation).GetSymbolInfo(invocation, cancellation).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && MostDerived(method, invocation) is { DeclaringSyntaxReferences: [var reference, ..] } source)
                return Follow(invocation, Implementation(source, reference), isLocal: false);
            FollowOut(invocation);
        }
        else if (Mentions(invocation))
        {
            FollowOut(invocation);
        }
        else if (invocation.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax begun })
        {
            // A method of the project may begin the expression.
            return RunFluent(begun, expressions);
        }

        return !_isThrown;
    }

    /// <summary><c>this.AddNote()</c> or <c>Helper.AddNote(this)</c>: a method of the project that gets the migration, and nothing else that could do something.</summary>
    private void FollowOut(InvocationExpressionSyntax invocation)
    {
        var handed = invocation.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        if (invocation.Expression is MemberAccessExpressionSyntax { Expression: var receiver })
            handed.Add(receiver);
        if (!handed.Exists(IsMigration) || handed.Exists(expression => !IsMigration(expression) && Mentions(expression)) || !TryInline(invocation))
            NotRead(invocation);
    }

    private bool IsMigration(ExpressionSyntax expression) => expression is ThisExpressionSyntax || (expression is IdentifierNameSyntax name && name.Identifier.ValueText == _builder);

    /// <summary><c>IfDatabase("sqlite").Delegate(() => …)</c>: expressions for these databases only.</summary>
    private bool RunDelegate(ParenthesizedLambdaExpressionSyntax action, bool? applies)
    {
        if (applies == false)
            return true;

        var wasCertain = _isCertain;
        _isCertain &= applies == true;
        if (action.Block is { } block)
            Run(block);
        else
            RunExpression(action.ExpressionBody!);
        _isCertain = wasCertain;
        return !_isThrown;
    }

    private IMethodSymbol MostDerived(IMethodSymbol method, InvocationExpressionSyntax call)
    {
        var isVirtual = (method.IsVirtual || method.IsOverride || method.IsAbstract) && call.Expression is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax };
        return isVirtual && method.Parameters.Length == 0 && FluentMigrationType.Override(fluent!, method.Name) is { } derived ? derived : method.OriginalDefinition;
    }

    private bool Follow(InvocationExpressionSyntax call, SyntaxNode? declaration, bool isLocal)
    {
        var parameters = declaration?.DescendantNodes().OfType<ParameterListSyntax>().First().Parameters.Select(parameter => parameter.Identifier.ValueText).ToList();
        if (parameters is null || !TryInline(call, declaration!, parameters, isLocal))
            NotRead(call);
        return !_isThrown;
    }

    private bool RunBuilderCall(InvocationExpressionSyntax call, string name, IReadOnlyList<InvocationExpressionSyntax> chain)
    {
        if (name == "Sql")
        {
            var sql = call.ArgumentList.Arguments is [var first, ..] ? folder.FoldText(first.Expression, _locals) : null;
            if (sql is null)
                NotRead(call);
            else
                AddAll(SqlReader.Read(sql, Place(call)));
            return true;
        }

        if (BuilderMethod.Find(name) is not { } method)
            return false;
        if (_operations.Read(method, call, chain, _locals) is { } operation)
            Add(operation with { Place = Place(call) });
        else
            NotRead(call);
        return true;
    }

    private bool TryInline(InvocationExpressionSyntax call)
    {
        var info = folder.ModelOf(call).GetSymbolInfo(call, cancellation);
        var symbol = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : OnlyExtension(call));
        if (symbol is not IMethodSymbol { IsAbstract: false } method)
            return false;

        var source = (method.ReducedFrom ?? method).OriginalDefinition;
        if (source.DeclaringSyntaxReferences is not [var reference, ..] || Implementation(source, reference) is not { } declaration)
            return false;
        var parameters = source.Parameters.Select(parameter => parameter.Name).ToList();
        var ofMigration = call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && IsMigration(receiver);
        var isReduced = method.ReducedFrom is not null || (method.IsExtensionMethod && ofMigration);
        if (fluent is not null && isReduced && !ofMigration)
            return false;
        return TryInline(call, declaration, isReduced ? parameters.Skip(1).ToList() : parameters, isLocal: false, isReduced ? parameters[0] : null);
    }

    /// <summary>The extension of that name, if the project has only one: a migration whose base does not bind has none.</summary>
    private IMethodSymbol? OnlyExtension(InvocationExpressionSyntax call)
    {
        if (fluent is null || call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var receiver } || !IsMigration(receiver))
            return null;
        var found = folder.Compilation.GetSymbolsWithName(name, SymbolFilter.Member, cancellation).OfType<IMethodSymbol>().Where(method => method.IsExtensionMethod).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Runs a helper with the arguments of this call; false if it cannot be followed.</summary>
    private bool TryInline(InvocationExpressionSyntax call, SyntaxNode declaration, IReadOnlyList<string> parameters, bool isLocal, string? receiver = null)
    {
        if (_methods.Count >= MaxDepth)
            return false;

        var builder = receiver ?? (isLocal || fluent is not null ? _builder : null);
        var locals = isLocal ? _locals : Locals.Empty;
        foreach (var parameter in declaration.DescendantNodes().OfType<ParameterListSyntax>().First().Parameters)
            locals = locals.With(parameter.Identifier.ValueText, parameter.Default is { } fallback ? folder.Fold(fallback.Value, locals) : default);
        for (var i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            var parameter = argument.NameColon?.Name.Identifier.ValueText ?? (i < parameters.Count ? parameters[i] : null);
            if (parameter is null)
                return false;
            if (argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == _builder || (fluent is not null && argument.Expression is ThisExpressionSyntax))
                builder = parameter;
            else
                locals = locals.With(parameter, Fold(argument.Expression));
        }

        if (builder is null)
            return false;
        locals = locals.Without(builder);

        var outerSite = _callSite;
        _callSite ??= CalledName(call);
        _methods.Push(builder);
        var entered = Enter(declaration, builder, locals);
        _methods.Pop();
        _callSite = outerSite;
        return entered;
    }

    private void NotRead(SyntaxNode at) => _read.Add(Operation.NotRead(Place(at)));

    private void AddAll(IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
            Add(operation);
    }

    private void Add(Operation operation) => _read.Add(_isCertain ? operation : operation with { IsCertain = false });

    /// <summary>The call in Up or Down itself, also for what a helper does.</summary>
    private SyntaxNode Place(SyntaxNode node) => _callSite ?? (node is InvocationExpressionSyntax call ? CalledName(call) : node);

    private static SyntaxNode CalledName(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax member ? member.Name : call.Expression;

    private bool Mentions(SyntaxNode node) => node.DescendantNodesAndSelf().Any(part => fluent is null
        ? part is IdentifierNameSyntax name && name.Identifier.ValueText == _builder
        : part is ThisExpressionSyntax || (part is IdentifierNameSyntax root && (FluentExpression.IsRoot(root.Identifier.ValueText) || root.Identifier.ValueText == _builder)));

    /// <summary>Asking the builder for its provider does nothing to the database.</summary>
    private bool IsProviderQuestion(ExpressionSyntax expression) => ProviderCondition.IsActiveProvider(expression) || conditions.Evaluate(expression, _locals) is not null;
}
