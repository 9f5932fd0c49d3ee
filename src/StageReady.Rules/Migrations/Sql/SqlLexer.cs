using System.Text;

namespace StageReady.Migrations.Sql;

/// <summary>Splits SQL of any of the dialects that EF Core speaks into tokens. Never fails: what is not closed ends with the text.</summary>
internal sealed class SqlLexer(string text, string delimiter)
{
    private readonly List<SqlToken> _tokens = [];
    private string _delimiter = delimiter;
    private int _at;
    private bool _startsLine = true;

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
        else if (StartsWith("--"))
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
            Add(SqlTokenKind.End, _delimiter, _at + _delimiter.Length);
        else if (c == '\'')
            ReadQuoted(SqlTokenKind.String, _at, '\'', backslash: false);
        else if (c is 'N' or 'n' or 'E' or 'e' && Peek(1) == '\'')
            ReadQuoted(SqlTokenKind.String, _at + 1, '\'', backslash: c is 'E' or 'e');
        else if (c == '"')
            ReadQuoted(SqlTokenKind.QuotedName, _at, '"', backslash: false);
        else if (c == '`')
            ReadQuoted(SqlTokenKind.QuotedName, _at, '`', backslash: false);
        else if (c == '[')
            ReadQuoted(SqlTokenKind.QuotedName, _at, ']', backslash: false);
        else if (c == '$' && DollarTag() is { } tag)
            ReadDollarQuoted(tag);
        else if (IsWordStart(c))
            ReadWord();
        else if (char.IsDigit(c))
            Add(SqlTokenKind.Number, null, Skip(_at, static d => char.IsLetterOrDigit(d) || d == '.'));
        else
            Add(SqlTokenKind.Symbol, null, _at + 1);
    }

    private void ReadWord()
    {
        var end = Skip(_at + 1, static d => IsWordStart(d) || char.IsDigit(d) || d == '$');
        var word = text.Substring(_at, end - _at);
        if (_startsLine && Same(word, "GO") && text.Substring(end, EndOfLine(end) - end).Trim().All(char.IsDigit))
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

    private void SkipComment()
    {
        var depth = 0;
        while (_at < text.Length)
        {
            if (StartsWith("/*"))
            {
                depth++;
                _at += 2;
            }
            else if (StartsWith("*/"))
            {
                _at += 2;
                if (--depth == 0)
                    return;
            }
            else
            {
                _at++;
            }
        }
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

    private static bool IsWordStart(char c) => char.IsLetter(c) || c is '_' or '@' or '#';

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
