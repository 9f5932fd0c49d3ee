namespace StageReady.Migrations.Sql;

/// <summary>A literal that a script writes into a table.</summary>
/// <param name="Table">Empty where the statement does not name it.</param>
/// <param name="Column">Empty if the statement leaves the columns to the table's order.</param>
/// <param name="Start">Where it stands in the script, quotes included.</param>
internal sealed record SeededValue(string Table, string Column, string Text, int Start, int Length);

/// <summary>
/// Reads the literals that INSERT (with VALUES, SELECT or SET), REPLACE, MERGE and UPDATE write, in whichever dialect, the rows of COPY, and all this in SQL that a script runs as a text
/// (EXEC, sp_executesql, DO). What statements only compare with is none of them.
/// </summary>
internal sealed class SqlSeed
{
    private enum Part
    {
        Other,
        Values,
        Select,
        Set,
    }

    // A text in a text in a text: quotes double each time, so that nobody writes more.
    private const int MaxDepth = 3;

    private readonly string _sql;
    private readonly int _level;
    private readonly List<SqlToken> _tokens;
    private readonly List<SeededValue> _values = [];
    private string _table = "";
    private List<string> _columns = [];
    private bool _writes;
    private Part _part;
    private int _depth;
    private int _position;
    private string _assigned = "";
    private char? _copySeparator;

    private SqlSeed(string sql, int level)
    {
        _sql = sql;
        _level = level;
        _tokens = SqlLexer.Read(sql);
    }

    public static IReadOnlyList<SeededValue> ValuesIn(string sql) => ValuesIn(sql, level: 1);

    private static List<SeededValue> ValuesIn(string sql, int level)
    {
        var seed = new SqlSeed(sql, level);
        for (var i = 0; i < seed._tokens.Count;)
            i = seed.Read(i);
        return seed._values;
    }

    // Returns the index of the next token.
    private int Read(int i)
    {
        var token = _tokens[i];
        switch (token.Kind)
        {
            case SqlTokenKind.End or SqlTokenKind.Batch:
                if (_copySeparator is { } separator)
                    AddCopied(token.Stop, separator);
                Begin("", [], writes: false);
                return i + 1;
            case SqlTokenKind.String or SqlTokenKind.Number:
                AddValue(token);
                return i + 1;
            case SqlTokenKind.Symbol:
                ReadSymbol(token);
                return i + 1;
            case SqlTokenKind.Word:
                return ReadWord(i);
            default:
                ReadName(i);
                return i + 1;
        }
    }

    private int ReadWord(int i)
    {
        switch (_tokens[i].Text.ToUpperInvariant())
        {
            case "INSERT":
            case "REPLACE" when Is(i + 1, "INTO"):
            case "MERGE":
                return ReadTarget(i + 1);
            case "UPDATE" when !Is(i - 1, "FOR"):
                return ReadTarget(i + 1);
            case "COPY" when i == 0 || _tokens[i - 1].Kind is SqlTokenKind.End or SqlTokenKind.Batch:
                return ReadTarget(i + 1);
            case "STDIN" when _writes && Is(i - 1, "FROM"):
                _copySeparator = SeparatorOfCopy(i + 1);
                break;
            case "DO" or "EXEC" or "EXECUTE" or "SP_EXECUTESQL":
                ReadText(i + 1);
                break;
            case "VALUES" or "VALUE":
                Enter(Part.Values);
                break;
            case "SELECT" when _writes:
                Enter(Part.Select);
                break;
            case "SET" when _writes:
                Enter(Part.Set);
                break;
            case "FROM" or "WHERE" or "JOIN" or "ON" or "GROUP" or "ORDER" or "HAVING" or "USING" or "RETURNING" or "OUTPUT" when _depth == 0:
                Enter(Part.Other);
                break;
            default:
                ReadName(i);
                break;
        }

        return i + 1;
    }

    // INTO [dbo].[Users] ([Id], [Email]); a branch of MERGE has no table of its own.
    private int ReadTarget(int i)
    {
        while (Is(i, "INTO") || Is(i, "IGNORE") || Is(i, "OR") || Is(i, "REPLACE") || Is(i, "ONLY") || Is(i, "OVERWRITE"))
            i++;

        var table = _table;
        while (i < _tokens.Count && _tokens[i].IsName && !Is(i, "SET") && !Is(i, "VALUES"))
        {
            table = _tokens[i++].Text;
            if (!Is(i, "."))
                break;
            i++;
        }

        var columns = new List<string>();
        if (Is(i, "("))
        {
            for (i++; i < _tokens.Count && !Is(i, ")"); i++)
            {
                if (_tokens[i].IsName)
                    columns.Add(_tokens[i].Text);
            }
        }

        Begin(table, columns, writes: true);
        return i;
    }

    // EXEC ('…'), EXECUTE IMMEDIATE '…', sp_executesql @stmt = N'…', DO $$…$$
    private void ReadText(int i)
    {
        while (Is(i, "(") || Is(i, "=") || Is(i, "IMMEDIATE") || (i < _tokens.Count && _tokens[i].Text.StartsWith("@", StringComparison.Ordinal)))
            i++;
        if (_level == MaxDepth || i >= _tokens.Count || _tokens[i] is not { Kind: SqlTokenKind.String } text)
            return;

        // Where quotes are doubled inside, the values have no place of their own.
        var body = _sql.IndexOf(text.Text, text.Start, text.Length, StringComparison.Ordinal);
        foreach (var value in ValuesIn(text.Text, _level + 1))
            _values.Add(body < 0 ? value with { Start = text.Start, Length = text.Length } : value with { Start = body + value.Start });
    }

    // Tabs, unless the statement names another separator or the format CSV.
    private char SeparatorOfCopy(int i)
    {
        var separator = '\t';
        for (; i < _tokens.Count && _tokens[i].Kind != SqlTokenKind.End; i++)
        {
            if (Is(i, "CSV"))
                separator = ',';
            else if (_tokens[i] is { Kind: SqlTokenKind.String, Text: [var written] } && (Is(i - 1, "DELIMITER") || Is(i - 1, "AS")))
                return written;
        }

        return separator;
    }

    // Up to a line with \. or the end of the text; what is quoted in CSV is a word without separators and quotes, or no datum that anybody knows.
    private void AddCopied(int start, char separator)
    {
        for (var line = _sql.IndexOf('\n', start) + 1; line > 0 && line < _sql.Length && string.CompareOrdinal(_sql, line, "\\.", 0, 2) != 0;)
        {
            var end = _sql.IndexOf('\n', line) is >= 0 and var found ? found : _sql.Length;
            _position = 0;
            for (var field = line; field <= end; _position++)
            {
                var stop = _sql.IndexOf(separator, field, end - field) is >= 0 and var next ? next : end;
                var written = _sql.Substring(field, stop - field).TrimEnd('\r', '"');
                var text = written.TrimStart('"');
                _values.Add(new SeededValue(_table, _position < _columns.Count ? _columns[_position] : "", text, field + written.Length - text.Length, text.Length));
                field = stop + 1;
            }

            line = end + 1;
        }
    }

    private void ReadSymbol(SqlToken token)
    {
        switch (token.Text)
        {
            case "(":
                if (_depth++ == 0 && _part == Part.Values)
                    _position = 0;
                break;
            case ")":
                _depth--;
                break;
            case "," when _depth == (_part == Part.Values ? 1 : 0):
                _position++;
                break;
        }
    }

    private void ReadName(int i)
    {
        if (_part == Part.Set && _depth == 0 && Is(i + 1, "="))
            _assigned = _tokens[i].Text;
    }

    private void AddValue(SqlToken token)
    {
        if (_part == Part.Other || (_part == Part.Values && _depth == 0))
            return;
        var column = _part == Part.Set ? _assigned : _position < _columns.Count ? _columns[_position] : "";
        _values.Add(new SeededValue(_table, column, token.Text, token.Start, token.Length));
    }

    private void Begin(string table, List<string> columns, bool writes)
    {
        (_table, _columns, _writes, _copySeparator) = (table, columns, writes, null);
        Enter(Part.Other);
    }

    private void Enter(Part part) => (_part, _depth, _position, _assigned) = (part, 0, 0, "");

    private bool Is(int i, string word) => i >= 0 && i < _tokens.Count && _tokens[i].Is(word);
}
