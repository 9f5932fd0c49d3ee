using System.Text;

namespace StageReady.Shell;

/// <summary>
/// Splits a script into its simple commands, as far as POSIX shells and PowerShell agree: quotes, continuation lines, comments, redirections, here documents and what separates commands.
/// Batch files have signs of their own for the same.
/// Nothing is expanded. What a command substitution runs is a command of its own.
/// </summary>
internal sealed class ShellReader
{
    private static readonly HashSet<string> Leading = new(StringComparer.Ordinal)
    {
        "if", "then", "elif", "else", "do", "while", "until", "!", "{", "time", "sudo", "env", "exec", "command", "nohup", "call",
    };

    private readonly ShellText _source;
    private readonly string _text;
    private readonly List<ShellCommand> _commands = [];
    private readonly List<(string Name, bool StripsTabs)> _hereDocuments = [];
    private List<ShellWord> _words = [];
    private int _position;

    private ShellReader(ShellText source)
    {
        _source = source;
        _text = source.Text;
    }

    public static IReadOnlyList<ShellCommand> Read(ShellText source)
    {
        var reader = new ShellReader(source);
        reader.Read();
        return reader._commands;
    }

    private void Read()
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c == '\n')
            {
                _position++;
                if (_source.JoinsLines)
                    continue;
                EndCommand();
                SkipHereDocuments();
            }
            else if (char.IsWhiteSpace(c))
            {
                _position++;
            }
            else if (LengthOfContinuation() is > 0 and var length)
            {
                _position += length;
            }
            else if (_source.IsBatch ? IsRemark() : c == '#')
            {
                SkipLine();
            }
            else if (c is ';' or '&' or '|' or '(' or ')' || (_source.IsBatch && c == '@' && _words.Count == 0))
            {
                _position++;
                if (c == '&' && _position < _text.Length && _text[_position] == '>')
                    SkipRedirection();
                else
                    EndCommand();
            }
            else if (c is '<' or '>')
            {
                SkipRedirection();
            }
            else if (ReadWord() is { } word)
            {
                _words.Add(word);
            }
        }

        EndCommand();
    }

    private void EndCommand()
    {
        var words = _words;
        _words = [];
        var first = 0;
        while (first < words.Count && (Leading.Contains(words[first].Value) || IsAssignment(words[first].Value) || (first > 0 && words[first].IsOption)))
            first++;
        if (first == words.Count)
            return;

        var (program, last) = (words[first], words[words.Count - 1]);
        var name = program.Value.Substring(program.Value.LastIndexOfAny(['/', '\\']) + 1);
        _commands.Add(new ShellCommand(name, words.GetRange(first + 1, words.Count - first - 1), _source.SpanOf(program.Start, last.Start + last.Length - program.Start), _source));
    }

    private static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=');
        return equals > 0 && word.Take(equals).All(c => char.IsLetterOrDigit(c) || c == '_');
    }

    // Null for the number of a file that is redirected.
    private ShellWord? ReadWord()
    {
        var start = _position;
        var value = new StringBuilder();
        var hasVariable = false;
        var quote = '\0';
        for (; _position < _text.Length; _position++)
        {
            var c = _text[_position];
            if (quote == '\0' && (char.IsWhiteSpace(c) || c is ';' or '&' or '|' or '(' or ')' or '<' or '>' || LengthOfContinuation() > 0))
                break;

            if (quote == '\0' ? c == '"' || (c == '\'' && !_source.IsBatch) : c == quote)
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (_source.IsBatch)
            {
                if (c == '^' && quote == '\0' && _position + 1 < _text.Length)
                    c = _text[++_position];
                hasVariable |= c is '%' or '!';
                value.Append(c);
            }
            else if (c == '$' && quote != '\'')
            {
                hasVariable = true;
                var end = EndOfVariable();
                value.Append(_text, _position, end - _position);
                _position = end - 1;
            }
            else
            {
                if (c == '\\' && quote != '\'' && _position + 1 < _text.Length)
                    c = _text[++_position];
                hasVariable |= c == '`';
                value.Append(c);
            }
        }

        if (_position < _text.Length && _text[_position] is '<' or '>' && value.Length > 0 && value.ToString().All(char.IsDigit))
            return null;
        return new ShellWord(value.ToString(), start, _position - start, hasVariable);
    }

    private int EndOfVariable()
    {
        if (_position + 1 >= _text.Length || _text[_position + 1] != '{')
            return _position + 1;

        var depth = 0;
        for (var i = _position + 1; i < _text.Length; i++)
        {
            depth += _text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return i + 1;
        }

        return _text.Length;
    }

    private void SkipRedirection()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] is '<' or '>' or '&' or '-')
            _position++;
        var operation = _text.Substring(start, _position - start);
        while (_position < _text.Length && _text[_position] is ' ' or '\t')
            _position++;
        if (_position < _text.Length && _text[_position] is not ('\n' or '\r' or ';' or '|' or '(' or ')') && ReadWord() is { } target && operation is "<<" or "<<-")
            _hereDocuments.Add((target.Value, operation == "<<-"));
    }

    private void SkipHereDocuments()
    {
        foreach (var (name, stripsTabs) in _hereDocuments)
        {
            while (_position < _text.Length)
            {
                var start = _position;
                SkipLine();
                var line = _text.Substring(start, _position - start).TrimEnd('\r');
                _position = Math.Min(_text.Length, _position + 1);
                if ((stripsTabs ? line.TrimStart('\t') : line) == name)
                    break;
            }
        }

        _hereDocuments.Clear();
    }

    private void SkipLine()
    {
        var end = _text.IndexOf('\n', _position);
        _position = end < 0 ? _text.Length : end;
    }

    // 'rem' or '::' where a command would begin.
    private bool IsRemark() => _words.Count == 0 && (At("::") || (At("rem") && (_position + 3 == _text.Length || char.IsWhiteSpace(_text[_position + 3]))));

    private bool At(string word) => string.Compare(_text, _position, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    // A backslash, PowerShell's backtick or the circumflex of a batch file before the end of the line.
    private int LengthOfContinuation()
    {
        if (_source.IsBatch ? _text[_position] != '^' : _text[_position] is not ('\\' or '`'))
            return 0;
        var next = _position + 1;
        while (_source.JoinsLines && next < _text.Length && _text[next] is ' ' or '\t')
            next++;
        if (next < _text.Length && _text[next] == '\r')
            next++;
        return next < _text.Length && _text[next] == '\n' ? next + 1 - _position : 0;
    }
}
