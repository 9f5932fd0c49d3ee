namespace StageReady.Migrations.Sql;

/// <summary>A place among the tokens of a script, and the steps that statements are read by.</summary>
internal sealed class SqlCursor(string text, List<SqlToken> tokens)
{
    private static readonly HashSet<string> Starters = WordSet.Of("CREATE ALTER DROP INSERT UPDATE DELETE MERGE TRUNCATE EXEC EXECUTE DECLARE IF WHILE PRINT GRANT REVOKE", StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Routines = new(StringComparer.OrdinalIgnoreCase) { "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "PACKAGE", "EVENT" };

    private static readonly HashSet<string> Flow = new(StringComparer.OrdinalIgnoreCase) { "IF", "LOOP", "WHILE", "REPEAT", "FOR", "CASE" };

    private bool? _isTransactSql;
    private int _statement;
    private bool _expectsAction;

    public int Index { get; private set; }

    public bool IsAtEnd => Index >= tokens.Count;

    /// <summary>What stands between statements: <c>;</c>, <c>GO</c>.</summary>
    public bool IsAtDelimiter => Current.Kind is SqlTokenKind.End or SqlTokenKind.Batch;

    public SqlToken Current => TokenAt(Index);

    public SqlToken Next => TokenAt(Index + 1);

    /// <summary>Nothing more belongs to the statement. T-SQL needs no semicolon: a keyword that begins a line begins a statement.</summary>
    public bool IsAtStatementEnd => IsAtEnd || Current.Kind is SqlTokenKind.End or SqlTokenKind.Batch
        || (Current is { Kind: SqlTokenKind.Word, StartsLine: true } && Starters.Contains(Current.Text) && Index > _statement && !IsContinued);

    /// <summary>ON DELETE, FOR UPDATE and the actions of ALTER TABLE may begin a line too.</summary>
    private bool IsContinued => tokens[Index - 1] is var previous
        && (previous.Is(",") || previous.Is("(") || previous.Is("ON") || previous.Is("FOR") || previous.Is("AS") || previous.Is("THEN") || previous.Is("DO") || AlterContinues);

    private bool AlterContinues => tokens[_statement].Is("ALTER") && _expectsAction;

    public void BeginStatement() => (_statement, _expectsAction) = (Index, false);

    /// <summary>The name of the altered table has been read: the next word is an action, wherever it stands.</summary>
    public void ExpectAction() => _expectsAction = true;

    public void Advance()
    {
        Index++;
        _expectsAction = false;
    }

    public bool Accept(string word)
    {
        if (!Current.Is(word))
            return false;
        Advance();
        return true;
    }

    public bool Accept(string first, string second)
    {
        if (!Current.Is(first) || !Next.Is(second))
            return false;
        Index += 2;
        return true;
    }

    public bool AcceptAny(HashSet<string> words)
    {
        if (Current.Kind != SqlTokenKind.Word || !words.Contains(Current.Text))
            return false;
        Advance();
        return true;
    }

    /// <summary>A name of one to three parts; the last two count.</summary>
    public (string? Schema, string Name)? Name()
    {
        if (!Current.IsName)
            return null;
        string? schema = null;
        var name = Current.Text;
        Advance();
        while (Current.Is(".") && Next.IsName)
        {
            schema = name;
            name = Next.Text;
            Index += 2;
        }

        return (schema, name);
    }

    /// <summary>Skips to the end of the statement, or to a comma outside of parentheses.</summary>
    public void SkipToComma() => SkipWhile(token => !token.Is(","));

    /// <summary>Skips to a comma or to one of two words outside of parentheses, or to the end of the statement.</summary>
    public void SkipToComma(string first, string second) => SkipWhile(token => !token.Is(",") && !token.Is(first) && !token.Is(second));

    /// <summary>Skips to one of two words outside of parentheses, or to the end of the statement.</summary>
    public void SkipTo(string first, string second) => SkipWhile(token => !token.Is(first) && !token.Is(second));

    public void SkipStatement() => SkipWhile(static _ => true);

    /// <summary>Skips to what separates the statement from the next one; the semicolons in a routine do not.</summary>
    public void SkipToDelimiter()
    {
        if (BeginsRoutine())
            SkipRoutine();
        while (!IsAtEnd && !IsAtDelimiter)
            Index++;
    }

    /// <summary>CREATE … PROCEDURE and the like, or a block without a name.</summary>
    private bool BeginsRoutine()
    {
        if (Current.Is("BEGIN"))
            return Next.Kind is SqlTokenKind.Word && !Next.Is("TRAN") && !Next.Is("TRANSACTION") && !Next.Is("WORK");
        if (Current.Is("DECLARE"))
            return Next.Text is not ['@', ..];
        if (!Current.Is("CREATE") && !Current.Is("ALTER"))
            return false;

        for (var i = Index + 1; i < tokens.Count && tokens[i].Kind == SqlTokenKind.Word; i++)
        {
            if (Routines.Contains(tokens[i].Text))
                return true;
        }

        return false;
    }

    public void SkipBatch()
    {
        while (!IsAtEnd && Current.Kind != SqlTokenKind.Batch)
            Index++;
    }

    /// <summary>The rest of a routine: to the semicolon if it has no block, to the END that closes it, or to the end of the batch.</summary>
    public void SkipRoutine()
    {
        if (!HasBlock())
        {
            while (!IsAtEnd && !IsAtDelimiter)
                Index++;
            return;
        }

        if (IsTransactSql)
        {
            SkipBatch();
            return;
        }

        var depth = 0;
        for (; !IsAtEnd && Current.Kind != SqlTokenKind.Batch; Index++)
        {
            if (Current.Is("BEGIN") || Current.Is("CASE"))
            {
                depth++;
            }
            else if (Current.Is("END") && Next.Kind == SqlTokenKind.Word && Flow.Contains(Next.Text))
            {
                // END IF, END LOOP; only END CASE closes what was counted.
                depth -= Next.Is("CASE") ? 1 : 0;
                Index++;
            }
            else if (Current.Is("END") && --depth == 0)
            {
                Index++;
                return;
            }
        }
    }

    /// <summary>Whether semicolons belong to the routine: it is neither a quoted body, nor a call, nor a single statement.</summary>
    private bool HasBlock()
    {
        var hasBody = false;
        for (var i = Index; i < tokens.Count && tokens[i].Kind is not (SqlTokenKind.End or SqlTokenKind.Batch); i++)
        {
            var next = TokenAt(i + 1);
            if (tokens[i].Kind == SqlTokenKind.String && (text[tokens[i].Start] == '$' || (i > 0 && tokens[i - 1].Is("AS"))))
                return false;
            if (tokens[i].Is("EXECUTE") && (next.Is("FUNCTION") || next.Is("PROCEDURE")))
                return false;
            if (tokens[i].Is("BEGIN"))
                return true;
            hasBody |= tokens[i].Is("AS") || tokens[i].Is("IS") || tokens[i].Is("DECLARE");
        }

        return hasBody;
    }

    /// <summary>Brackets, GO and variables are SQL Server's, whose routines reach to the end of the batch.</summary>
    private bool IsTransactSql => _isTransactSql ??= !tokens.Exists(token => token.Kind == SqlTokenKind.QuotedName && text[token.Start] == '`')
        && tokens.Exists(token => (token.Kind == SqlTokenKind.Batch && token.Text != "/") || (token.Kind == SqlTokenKind.QuotedName && text[token.Start] == '[') || (token.Kind == SqlTokenKind.Word && token.Text[0] == '@'));

    private SqlToken TokenAt(int index) => index < tokens.Count ? tokens[index] : new SqlToken(SqlTokenKind.End, "", text.Length, 0, StartsLine: false);

    /// <summary>The text from a token to the cursor.</summary>
    public string TextFrom(int token)
    {
        var (start, length) = SpanFrom(token);
        return text.Substring(start, length);
    }

    /// <summary>Where the text from a token to the cursor stands.</summary>
    public (int Start, int Length) SpanFrom(int token)
    {
        if (token >= tokens.Count)
            return (text.Length, 0);
        var last = tokens[Math.Max(token, Math.Min(Index, tokens.Count) - 1)];
        return (tokens[token].Start, last.Stop - tokens[token].Start);
    }

    /// <summary>All names from a token to the cursor.</summary>
    public List<string> NamesFrom(int token)
    {
        var names = new List<string>();
        for (; token < Index && token < tokens.Count; token++)
        {
            if (tokens[token].IsName)
                names.Add(tokens[token].Text);
        }

        return names;
    }

    /// <summary>The first table behind a FROM, from a token to the cursor.</summary>
    public (string? Schema, string Name)? SelectedFrom(int token)
    {
        while (token < Index && !TokenAt(token).Is("FROM"))
            token++;
        if (token + 1 >= Index || !TokenAt(token + 1).IsName)
            return null;
        return TokenAt(token + 2).Is(".") && TokenAt(token + 3).IsName ? (TokenAt(token + 1).Text, TokenAt(token + 3).Text) : (null, TokenAt(token + 1).Text);
    }

    /// <summary>The words in the parentheses at the cursor, outside of inner ones: the columns of an index or a key.</summary>
    public List<string> NamesInParentheses()
    {
        var names = new List<string>();
        var depth = 0;
        var expectsName = true;
        while (!IsAtEnd && Current.Kind is not (SqlTokenKind.End or SqlTokenKind.Batch))
        {
            if (Current.Is("("))
            {
                depth++;
            }
            else if (Current.Is(")"))
            {
                if (--depth == 0)
                {
                    Index++;
                    break;
                }
            }
            else if (depth == 1)
            {
                if (expectsName && Current.IsName && !Next.Is("("))
                    names.Add(Current.Text);
                expectsName = Current.Is(",");
            }

            Index++;
        }

        return names;
    }

    private void SkipWhile(Func<SqlToken, bool> condition)
    {
        var depth = 0;
        while (!IsAtEnd && !(depth <= 0 && IsAtStatementEnd) && (depth > 0 || condition(Current)))
        {
            if (Current.Kind is SqlTokenKind.Batch)
                return;
            if (Current.Is("("))
                depth++;
            else if (Current.Is(")"))
                depth--;
            Advance();
        }
    }
}
