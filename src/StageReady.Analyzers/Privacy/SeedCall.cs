using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.Configuration;
using StageReady.Analyzers.Migrations;
using StageReady.Analyzers.ValueFlow;
using StageReady.Migrations.Sql;

namespace StageReady.Analyzers.Privacy;

/// <summary>A literal that the code seeds a table with.</summary>
internal sealed record SeedLiteral(string Table, string Column, string Text, Location Place);

/// <summary>Reads the literals of a call that fills a table: HasData, InsertData, UpdateData and Sql of EF Core; Row, Set and Sql of FluentMigrator.</summary>
internal sealed class SeedCall
{
    private readonly CodeContext _context;
    private readonly List<SeedLiteral> _literals = [];

    private SeedCall(CodeContext context) => _context = context;

    public static IReadOnlyList<SeedLiteral> ValuesOf(InvocationExpressionSyntax call, CodeContext context)
    {
        if (CalledName.Of(call) is not { Identifier.ValueText: var name } || call.ArgumentList.Arguments.Count == 0)
            return [];

        var seed = new SeedCall(context);
        var arguments = call.ArgumentList.Arguments;
        switch (name)
        {
            case "HasData" when !CalledName.IsDeclaredInSource(call, context):
                foreach (var argument in arguments)
                    seed.AddObjects("", argument.Expression);
                break;
            case "InsertData" or "UpdateData" when !CalledName.IsDeclaredInSource(call, context):
                seed.AddRows(BuilderMethod.Find(name)!, arguments);
                break;
            case "Row" or "Set" when TableOf(call, name == "Row" ? "IntoTable" : "Table") is { } table:
                seed.AddObjects(table, arguments[0].Expression);
                break;
            case "Sql" when !CalledName.IsDeclaredInSource(call, context):
                seed.AddSql(arguments[0].Expression);
                break;
        }

        return seed._literals;
    }

    // new { Email = "…" }, new User { Email = "…" }, new User(1, "…"), new Dictionary<string, object> { ["Email"] = "…" }, and arrays of these.
    private void AddObjects(string table, ExpressionSyntax objects)
    {
        foreach (var literal in Resolve(objects).DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>())
        {
            if (literal.Token.Value is null or bool or char)
                continue;
            var name = ValueName.Of(literal) ?? ParameterOf(literal);
            var colon = name?.IndexOf(':') ?? -1;
            Add(table.Length > 0 || colon < 0 ? table : name!.Substring(0, colon), name?.Substring(colon + 1) ?? "", literal);
        }
    }

    private void AddRows(BuilderMethod method, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        ExpressionSyntax? table = null, columns = null, values = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var parameter = arguments[i].NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i] : "");
            switch (BuilderMethod.Canonical(parameter))
            {
                case "table":
                    table = arguments[i].Expression;
                    break;
                case "columns":
                    columns = Resolve(arguments[i].Expression);
                    break;
                case "values":
                    values = Resolve(arguments[i].Expression);
                    break;
            }
        }

        if (values is null)
            return;
        var name = (table as LiteralExpressionSyntax)?.Token.ValueText ?? "";
        var names = columns is null ? [] : columns.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Select(literal => literal.Token.ValueText).ToList();
        foreach (var literal in values.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>())
            Add(name, ColumnOf(literal, names), literal);
    }

    // The element's place in its row: of the innermost initializer, which has one element for each column.
    private static string ColumnOf(LiteralExpressionSyntax literal, List<string> columns)
    {
        SyntaxNode element = literal;
        while (element.Parent is not (null or InitializerExpressionSyntax or CollectionExpressionSyntax or ArgumentSyntax))
            element = element.Parent;
        var place = element.Parent switch
        {
            InitializerExpressionSyntax row when element is ExpressionSyntax value => row.Expressions.IndexOf(value),
            CollectionExpressionSyntax row when element is ExpressionElementSyntax value => row.Elements.IndexOf(value),
            _ => 0,
        };
        return place >= 0 && place < columns.Count ? columns[place] : "";
    }

    private void AddSql(ExpressionSyntax argument)
    {
        var written = Resolve(argument);
        if (written.DescendantNodesAndSelf().FirstOrDefault(node => Array.IndexOf(LiteralText.Kinds, node.Kind()) >= 0) is not ExpressionSyntax first || LiteralText.Of(first) is not { } sql)
            return;
        foreach (var value in SqlSeed.ValuesIn(sql.Text))
        {
            if (value.Text.IndexOf(LiteralText.Hole) < 0)
                _literals.Add(new SeedLiteral(value.Table, value.Column, value.Text, PlaceIn(sql, value)));
        }
    }

    // Where the code writes the value as the script has it: escapes, and what lies across two literals, have no place of their own.
    private static Location PlaceIn(LiteralText sql, SeededValue value)
    {
        var written = sql.Text.Substring(value.Start, value.Length);
        var earlier = 0;
        for (var at = sql.Text.IndexOf(written, StringComparison.Ordinal); at >= 0 && at < value.Start; at = sql.Text.IndexOf(written, at + 1, StringComparison.Ordinal))
            earlier++;

        var code = sql.Expression.ToString();
        var place = code.IndexOf(written, StringComparison.Ordinal);
        while (place >= 0 && earlier-- > 0)
            place = code.IndexOf(written, place + 1, StringComparison.Ordinal);
        return place < 0 ? sql.Expression.GetLocation() : Location.Create(sql.Expression.SyntaxTree, new Microsoft.CodeAnalysis.Text.TextSpan(sql.Expression.SpanStart + place, written.Length));
    }

    private void Add(string table, string column, LiteralExpressionSyntax literal) => _literals.Add(new SeedLiteral(table, column, literal.Token.ValueText, literal.GetLocation()));

    // What a variable, a member or a method gives: seeds are often kept apart from the call.
    private ExpressionSyntax Resolve(ExpressionSyntax expression)
    {
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 }))
            return expression;

        var named = expression is InvocationExpressionSyntax call ? call.Expression : expression;
        if (_context.SemanticModel.GetSymbolInfo(named, _context.CancellationToken).Symbol is not { DeclaringSyntaxReferences: [var reference, ..] })
            return expression;
        return reference.GetSyntax(_context.CancellationToken) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
            MethodDeclarationSyntax { ExpressionBody.Expression: var value } => value,
            MethodDeclarationSyntax { Body: { } body } when body.DescendantNodes().OfType<ReturnStatementSyntax>().ToList() is [{ Expression: { } value }] => value,
            _ => expression,
        };
    }

    private string? ParameterOf(LiteralExpressionSyntax literal)
    {
        if (literal.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } list } argument)
            return null;
        var place = list.Arguments.IndexOf(argument);
        return _context.Models.SymbolOf(creation) is IMethodSymbol constructor && place < constructor.Parameters.Length
            ? $"{constructor.ContainingType.Name}:{constructor.Parameters[place].Name}"
            : null;
    }

    // Insert.IntoTable("Users").Row(…), Update.Table("Users").Set(…): the table further up the chain.
    private static string? TableOf(InvocationExpressionSyntax call, string method)
    {
        for (var receiver = CalledName.ReceiverOf(call); receiver is not null; receiver = CalledName.ReceiverOf(receiver))
        {
            if (receiver is InvocationExpressionSyntax earlier && CalledName.Of(earlier)?.Identifier.ValueText == method)
                return earlier.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string table } }, ..] ? table : "";
        }

        return null;
    }
}
