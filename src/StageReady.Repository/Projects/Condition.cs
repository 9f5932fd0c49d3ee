namespace StageReady.Projects;

/// <summary>MSBuild's conditions: comparisons of texts, <c>and</c>, <c>or</c>, <c>!</c>, parentheses and <c>Exists</c>. Anything else is uncertain, never an error.</summary>
internal sealed class Condition
{
    private const int MaxDepth = 64;

    private static readonly Evaluated<bool> Uncertain = new(false, false);

    private readonly string _text;
    private readonly PropertyBag _properties;
    private readonly Func<string, Evaluated<bool>> _exists;
    private int _position;
    private int _depth;
    private bool _failed;

    private Condition(string text, PropertyBag properties, Func<string, Evaluated<bool>> exists) =>
        (_text, _properties, _exists) = (text, properties, exists);

    public static Evaluated<bool> Evaluate(string? text, PropertyBag properties, Func<string, Evaluated<bool>> exists)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Evaluated<bool>(true, true);

        var condition = new Condition(text!, properties, exists);
        var result = condition.Or();
        condition.SkipSpace();
        return condition._failed || condition._position < text!.Length ? Uncertain : result;
    }

    private Evaluated<bool> Or()
    {
        var result = And();
        while (Keyword("or"))
            result = Combine(result, And(), decisive: true);
        return result;
    }

    private Evaluated<bool> And()
    {
        var result = Not();
        while (Keyword("and"))
            result = Combine(result, Not(), decisive: false);
        return result;
    }

    /// <summary>One certain false decides an <c>and</c>, one certain true an <c>or</c>, whatever the other side is.</summary>
    private static Evaluated<bool> Combine(Evaluated<bool> left, Evaluated<bool> right, bool decisive)
    {
        var value = decisive ? left.Value || right.Value : left.Value && right.Value;
        var decided = (left.IsCertain && left.Value == decisive) || (right.IsCertain && right.Value == decisive);
        return new Evaluated<bool>(value, decided || (left.IsCertain && right.IsCertain));
    }

    private Evaluated<bool> Not()
    {
        if (++_depth > MaxDepth)
            _failed = true;
        if (_failed)
            return Uncertain;

        Evaluated<bool> result;
        if (Symbol("!"))
        {
            var operand = Not();
            result = operand with { Value = !operand.Value };
        }
        else if (Symbol("("))
        {
            result = Or();
            if (!Symbol(")"))
                _failed = true;
        }
        else
        {
            result = Comparison();
        }

        _depth--;
        return result;
    }

    private Evaluated<bool> Comparison()
    {
        if (Function("Exists") is { } path)
            return path.IsCertain ? _exists(path.Value) : Uncertain;
        if (Function("HasTrailingSlash") is not null)
            return Uncertain;

        var left = Operand();
        if (Symbol("=="))
            return Compare(left, Operand());
        if (Symbol("!="))
        {
            var equal = Compare(left, Operand());
            return equal with { Value = !equal.Value };
        }

        if (Symbol(">=") || Symbol("<=") || Symbol(">") || Symbol("<"))
        {
            Operand();
            return Uncertain;
        }

        return left.Value.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "ON" or "YES" or "!FALSE" => new Evaluated<bool>(true, left.IsCertain),
            "FALSE" or "OFF" or "NO" or "!TRUE" => new Evaluated<bool>(false, left.IsCertain),
            _ => Uncertain,
        };
    }

    private static Evaluated<bool> Compare(Evaluated<string> left, Evaluated<string> right) =>
        new(string.Equals(left.Value, right.Value, StringComparison.OrdinalIgnoreCase), left.IsCertain && right.IsCertain);

    private Evaluated<string>? Function(string name)
    {
        var start = _position;
        if (Keyword(name) && Symbol("("))
        {
            var argument = Operand();
            if (!Symbol(")"))
                _failed = true;
            return argument;
        }

        _position = start;
        return null;
    }

    private Evaluated<string> Operand()
    {
        SkipSpace();
        if (_position < _text.Length && _text[_position] == '\'')
        {
            var close = EndOfQuoted();
            if (close >= 0)
            {
                var quoted = _text.Substring(_position + 1, close - _position - 1);
                _position = close + 1;
                return _properties.ExpandAndUnescape(quoted);
            }
        }

        var start = _position;
        var depth = 0;
        for (; _position < _text.Length; _position++)
        {
            var c = _text[_position];
            if (c == '(')
                depth++;
            else if (c == ')' && --depth < 0)
                break;
            else if (depth == 0 && (char.IsWhiteSpace(c) || c is '=' or '!' or '<' or '>' or '\''))
                break;
        }

        if (_position == start)
            _failed = true;
        return _properties.ExpandAndUnescape(_text.Substring(start, _position - start));
    }

    // A quote inside $(…) belongs to a property function.
    private int EndOfQuoted()
    {
        var depth = 0;
        for (var i = _position + 1; i < _text.Length; i++)
        {
            if (_text[i] == '$' && i + 1 < _text.Length && _text[i + 1] == '(')
            {
                depth++;
                i++;
            }
            else if (depth > 0 && _text[i] == '(')
            {
                depth++;
            }
            else if (depth > 0 && _text[i] == ')')
            {
                depth--;
            }
            else if (depth == 0 && _text[i] == '\'')
            {
                return i;
            }
        }

        return -1;
    }

    private bool Keyword(string word)
    {
        SkipSpace();
        var end = _position + word.Length;
        if (string.Compare(_text, _position, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0 || (end < _text.Length && char.IsLetterOrDigit(_text[end])))
            return false;
        _position = end;
        return true;
    }

    private bool Symbol(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(_text, _position, symbol, 0, symbol.Length) != 0)
            return false;
        _position += symbol.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
            _position++;
    }
}
