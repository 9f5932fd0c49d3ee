using StageReady.Migrations.Sql;

namespace StageReady.Rehearsal;

/// <summary>What SQLite tells of a table only by the statement that created it: checks, collations, generated columns, AUTOINCREMENT and deferred keys.</summary>
internal sealed class SqliteTableSource
{
    private static readonly HashSet<string> ConstraintWords = new(["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"], StringComparer.OrdinalIgnoreCase);

    private readonly string _sql;
    private readonly List<SqlToken> _tokens;

    public SqliteTableSource(string sql)
    {
        _sql = sql;
        _tokens = SqlLexer.Read(sql);
        var open = _tokens.FindIndex(token => token.Is("("));
        for (var start = open + 1; open >= 0 && start < _tokens.Count;)
        {
            var end = EndOf(start, ",");
            ReadDefinition(start, end);
            if (end >= _tokens.Count || !_tokens[end].Is(","))
                break;
            start = end + 1;
        }
    }

    /// <summary>The conditions, each with its name if it has one.</summary>
    public List<(string? Name, string Condition)> Checks { get; } = [];

    public Dictionary<string, string> Collations { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> Generated { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool HasAutoIncrement { get; private set; }

    public int DeferredKeys { get; private set; }

    private void ReadDefinition(int start, int end)
    {
        var first = _tokens[start];
        var column = first.Kind == SqlTokenKind.Word && ConstraintWords.Contains(first.Text) ? null : first.Text;
        string? constraint = null;
        for (var i = column is null ? start : start + 1; i < end; i++)
        {
            var token = _tokens[i];
            if (token.Is("CONSTRAINT") && i + 1 < end)
            {
                constraint = _tokens[++i].Text;
            }
            else if (token.Is("("))
            {
                i = EndOf(i + 1, ")");
            }
            else if (token.Is("CHECK") || (token.Is("AS") && column is not null))
            {
                var close = EndOf(i + 2, ")");
                var condition = SqlForm.Of(_sql, _tokens.Skip(i + 2).Take(close - i - 2));
                if (token.Is("CHECK"))
                    Checks.Add((constraint, condition));
                else
                    Generated[column!] = condition;
                constraint = null;
                i = close;
            }
            else if (token.Is("COLLATE") && column is not null && i + 1 < end)
            {
                Collations[column] = _tokens[++i].Text.ToUpperInvariant();
            }
            else if (token.Is("AUTOINCREMENT"))
            {
                HasAutoIncrement = true;
            }
            else if (token.Is("DEFERRED"))
            {
                DeferredKeys++;
            }
        }
    }

    /// <summary>Where the parentheses that are open here close, or the separator stands before that.</summary>
    private int EndOf(int start, string separator)
    {
        var depth = 0;
        for (var i = start; i < _tokens.Count; i++)
        {
            if (depth == 0 && (_tokens[i].Is(separator) || _tokens[i].Is(")")))
                return i;
            depth += _tokens[i].Is("(") ? 1 : _tokens[i].Is(")") ? -1 : 0;
        }

        return _tokens.Count;
    }
}
