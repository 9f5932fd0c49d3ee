using System.Text;

namespace StageReady.Migrations.Sql;

/// <summary>Splits SQL of any of the dialects that EF Core speaks into tokens. Never fails: what is not closed ends with the text.</summary>
internal sealed class SqlLexer(string text, string delimiter)
{
    private readonly List<SqlToken> _tokens = [];

    // Backticks are MySQL's, where a backslash escapes.
    private readonly bool _backslashEscapes = text.IndexOf('`') >= 0;
    private string _delimiter = delimiter;
    private int _at;
    private int _statement;
    private bool _startsLine = true;
    private bool _commentsNest = true;

    /// <param name="delimiter">What ends a statement, until the script sets another one.</param>
    public static List<SqlToken> Read(string text, string delimiter = ";")
    {
        var lexer = new SqlLexer(text, delimiter);
        while (lexer._at < text.Length)
            lexer.ReadOne();
        return lexer._tokens;
    }

    private void ReadOne()
    {
        var c = text[_at];
        if (c is '\r' or '\n')
        {
            _startsLine = true;
            _at++;
        }
        else if (char.IsWhiteSpace(c) || c == '\uFEFF')
        {
            _at++;
        }
        else if (StartsWith("--") || (c == '#' && _startsLine && !IsWordPart(Peek(1))))
        {
            _at = EndOfLine(_at);
        }
        else if (StartsWith("/*"))
        {
            SkipComment();
        }
        else
        {
            ReadToken(c);
            _startsLine = false;
        }
    }

    private void ReadToken(char c)
    {
        if (StartsWith(_delimiter) && (_delimiter != "/" || _startsLine))
            ReadDelimiter();
        else if (c == '/' && _startsLine && IsBlank(_at + 1))
            Add(SqlTokenKind.Batch, null, _at + 1);
        else if (c == '\'')
            ReadQuoted(SqlTokenKind.String, _at, '\'', _backslashEscapes);
        else if (c is 'N' or 'n' or 'E' or 'e' && Peek(1) == '\'')
            ReadQuoted(SqlTokenKind.String, _at + 1, '\'', _backslashEscapes || c is 'E' or 'e');
        else if (c == '"')
            ReadQuoted(SqlTokenKind.QuotedName, _at, '"', _backslashEscapes);
        else if (c == '`')
            ReadQuoted(SqlTokenKind.QuotedName, _at, '`', backslash: false);
        else if (c == '[' && !IsSubscript())
            ReadQuoted(SqlTokenKind.QuotedName, _at, ']', backslash: false);
        else if (c == '$' && DollarTag() is { } tag)
            ReadDollarQuoted(tag);
        else if (IsWordStart(c) || Placeholder(_at) > _at)
            ReadWord();
        else if (char.IsDigit(c))
            Add(SqlTokenKind.Number, null, Skip(_at, static d => char.IsLetterOrDigit(d) || d == '.'));
        else
            Add(SqlTokenKind.Symbol, null, _at + 1);
    }

    private void ReadDelimiter()
    {
        var rowsFollow = CopiesFromInput();
        Add(SqlTokenKind.End, _delimiter, _at + _delimiter.Length);
        _statement = _tokens.Count;
        if (!rowsFollow)
            return;

        var end = text.IndexOf("\n\\.", _at, StringComparison.Ordinal);
        _at = end < 0 ? text.Length : EndOfLine(end + 1);
    }

    /// <summary>PostgreSQL's <c>COPY t FROM STDIN</c>: the rows come next, up to a line with <c>\.</c></summary>
    private bool CopiesFromInput()
    {
        if (_statement >= _tokens.Count || !_tokens[_statement].Is("COPY"))
            return false;
        for (var i = _statement + 1; i < _tokens.Count; i++)
        {
            if (_tokens[i].Is("STDIN") && _tokens[i - 1].Is("FROM"))
                return true;
        }

        return false;
    }

    private void ReadWord()
    {
        var end = Placeholder(_at);
        while (end < text.Length && (IsWordPart(text[end]) || (text[end] == '$' && string.CompareOrdinal(text, end, _delimiter, 0, _delimiter.Length) != 0)))
            end = Math.Max(end + 1, Placeholder(end));
        var word = text.Substring(_at, end - _at);
        if (_startsLine && Same(word, "GO") && text.Substring(end, EndOfLine(end) - end).Trim() is var behind && (behind.All(char.IsDigit) || behind.StartsWith("--", StringComparison.Ordinal)))
        {
            Add(SqlTokenKind.Batch, word, EndOfLine(end));
        }
        else if (_startsLine && Same(word, "DELIMITER"))
        {
            var line = EndOfLine(end);
            var written = text.Substring(end, line - end).Trim();
            _delimiter = written.Length == 0 ? ";" : written;
            _at = line;
        }
        else
        {
            Add(SqlTokenKind.Word, word, end);
        }
    }

    private void ReadQuoted(SqlTokenKind kind, int open, char close, bool backslash)
    {
        var value = new StringBuilder();
        var i = open + 1;
        for (; i < text.Length; i++)
        {
            if (backslash && text[i] == '\\' && i + 1 < text.Length)
            {
                value.Append(text[++i]);
            }
            else if (text[i] == close)
            {
                if (i + 1 >= text.Length || text[i + 1] != close)
                    break;
                value.Append(text[i++]);
            }
            else
            {
                value.Append(text[i]);
            }
        }

        Add(kind, value.ToString(), Math.Min(i + 1, text.Length));
    }

    /// <summary>The whole opening of a dollar quote (<c>$body$</c>), or null if there is none here.</summary>
    private string? DollarTag()
    {
        var end = Skip(_at + 1, static d => char.IsLetterOrDigit(d) || d == '_');
        return end < text.Length && text[end] == '$' && !char.IsDigit(text[_at + 1]) ? text.Substring(_at, end + 1 - _at) : null;
    }

    private void ReadDollarQuoted(string tag)
    {
        var body = _at + tag.Length;
        var close = text.IndexOf(tag, body, StringComparison.Ordinal);
        if (close < 0)
            close = text.Length;
        Add(SqlTokenKind.String, text.Substring(body, close - body), Math.Min(close + tag.Length, text.Length));
    }

    // PostgreSQL and SQL Server nest comments, the others do not: what is open to the end was not meant to be nested.
    private void SkipComment()
    {
        var depth = 0;
        var firstClose = text.Length;
        while (_at < text.Length)
        {
            if (StartsWith("/*"))
            {
                depth = _commentsNest ? depth + 1 : 1;
                _at += 2;
            }
            else if (StartsWith("*/"))
            {
                _at += 2;
                firstClose = Math.Min(firstClose, _at);
                if (--depth == 0)
                    return;
            }
            else
            {
                _at++;
            }
        }

        _at = firstClose;
        _commentsNest = false;
    }

    private void Add(SqlTokenKind kind, string? value, int end)
    {
        _tokens.Add(new SqlToken(kind, value ?? text.Substring(_at, end - _at), _at, end - _at, _startsLine));
        _at = end;
    }

    private int Skip(int from, Func<char, bool> while_)
    {
        while (from < text.Length && while_(text[from]))
            from++;
        return from;
    }

    private int EndOfLine(int from)
    {
        var end = text.IndexOfAny(['\r', '\n'], from);
        return end < 0 ? text.Length : end;
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private bool StartsWith(string value) => string.CompareOrdinal(text, _at, value, 0, value.Length) == 0;

    private bool IsBlank(int from) => text.Substring(from, EndOfLine(from) - from).Trim().Length == 0;

    /// <summary>A bracket that follows a name or an index at once is PostgreSQL's <c>a[1]</c>.</summary>
    private bool IsSubscript() => _at > 0 && (IsWordPart(text[_at - 1]) || text[_at - 1] is ']' or ')');

    /// <summary>Where a placeholder of Flyway (<c>${schema}</c>) ends that begins there; there if none does.</summary>
    private int Placeholder(int at)
    {
        if (string.CompareOrdinal(text, at, "${", 0, 2) != 0)
            return at;
        var end = Skip(at + 2, static d => IsWordPart(d) || d is '.' or ':');
        return end < text.Length && text[end] == '}' ? end + 1 : at;
    }

    private static bool IsWordPart(char c) => IsWordStart(c) || char.IsDigit(c);

    private static bool IsWordStart(char c) => char.IsLetter(c) || c is '_' or '@' or '#';

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
