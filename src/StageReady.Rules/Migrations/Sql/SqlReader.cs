namespace StageReady.Migrations.Sql;

/// <summary>
/// Reads the DDL in raw SQL, of whichever dialect, as operations. Statements that change data or settings give a data operation or none; what is not recognised
/// gives one unknown operation with its text.
/// </summary>
internal sealed class SqlReader
{
    /// <summary>Stands in the text for what only running the migration tells.</summary>
    public const char Hole = '\uFFFC';

    private static readonly HashSet<string> Data = WordSet.Of("INSERT UPDATE DELETE MERGE TRUNCATE VALUES COPY REPLACE", StringComparer.OrdinalIgnoreCase);

    // What MySQL takes between the verb and the table.
    private static readonly HashSet<string> DataModifiers = WordSet.Of("IGNORE LOW_PRIORITY HIGH_PRIORITY DELAYED QUICK", StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Neutral = WordSet.Of(
        """
        SET USE PRINT PRAGMA COMMIT ROLLBACK SAVEPOINT START GRANT REVOKE ANALYZE VACUUM REINDEX COMMENT CHECKPOINT
        REFRESH LOCK UNLOCK DBCC SHOW EXPLAIN OPTIMIZE FLUSH
        """, StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Modifiers = WordSet.Of(
        """
        UNIQUE CLUSTERED NONCLUSTERED FULLTEXT SPATIAL UNLOGGED MATERIALIZED GLOBAL LOCAL VIRTUAL COLUMNSTORE RECURSIVE CONSTRAINT
        PRIMARY XML
        """, StringComparer.OrdinalIgnoreCase);

    private readonly SqlCursor _cursor;
    private readonly Func<int, int, object?> _placeOf;
    private readonly List<Operation> _operations = [];

    // What WITH gives a name to in a statement, with the first table that it selects from.
    private Dictionary<string, SchemaName>? _selections;

    private SqlReader(string sql, string delimiter, Func<int, int, object?> placeOf)
    {
        _cursor = new SqlCursor(sql, SqlLexer.Read(sql, delimiter));
        _placeOf = placeOf;
    }

    public static IReadOnlyList<Operation> Read(string sql, object? place = null) => Read(sql, ";", (_, _) => place);

    /// <param name="sql">The text.</param>
    /// <param name="delimiter">What ends a statement.</param>
    /// <param name="placeOf">The place of a statement, by its start and its length.</param>
    public static IReadOnlyList<Operation> Read(string sql, string delimiter, Func<int, int, object?> placeOf)
    {
        var reader = new SqlReader(sql, delimiter, placeOf);
        while (!reader._cursor.IsAtEnd)
            reader.ReadStatement();
        return reader._operations;
    }

    private void ReadStatement()
    {
        if (_cursor.Current.Kind is SqlTokenKind.End or SqlTokenKind.Batch)
        {
            _cursor.Advance();
            return;
        }

        _cursor.BeginStatement();
        _selections = null;
        var start = _cursor.Index;
        var count = _operations.Count;
        if (!TryReadStatement())
        {
            _operations.RemoveRange(count, _operations.Count - count);
            if (_cursor.Index == start)
                _cursor.Advance();
            _cursor.SkipStatement();
            _operations.Add(Operation.NotRead(PlaceFrom(start), KnownText(_cursor.TextFrom(start))));
            return;
        }

        if (_operations.Count == count)
            return;
        var text = _cursor.TextFrom(start);
        var place = PlaceFrom(start);
        for (var i = count; i < _operations.Count; i++)
        {
            // A name that is not written here is not known.
            _operations[i] = _operations[i].IsStructural && text.IndexOf(Hole) >= 0
                ? Operation.NotRead(place)
                : _operations[i] with { Place = place, Text = text, OnlyReplacesNull = _operations[i].Verb == Verb.Update && text.IndexOf("IS NULL", StringComparison.OrdinalIgnoreCase) >= 0 };
        }
    }

    private object? PlaceFrom(int token)
    {
        var (start, length) = _cursor.SpanFrom(token);
        return _placeOf(start, length);
    }

    private bool TryReadStatement()
    {
        var word = _cursor.Current.Kind == SqlTokenKind.Word ? _cursor.Current.Text : "";
        if (Data.Contains(word))
            return ReadData();
        if (Neutral.Contains(word) || (_cursor.Current.Is("BEGIN") && IsTransaction(_cursor.Next)))
        {
            _cursor.SkipStatement();
            return true;
        }

        return word.ToUpperInvariant() switch
        {
            "SELECT" => ReadSelect(),
            "WITH" => ReadWith(),
            "CREATE" => ReadCreate(),
            "DROP" => ReadDrop(),
            "ALTER" => ReadAlter(),
            "RENAME" => ReadRenameTable(),
            "EXEC" or "EXECUTE" => ReadExecute(),
            "DECLARE" or "IF" or "WHILE" or "BEGIN" => SkipFlow(),
            _ => false,
        };
    }

    /// <summary>Control flow reaches over semicolons: nothing in the rest of the batch is certain.</summary>
    private bool SkipFlow()
    {
        _cursor.SkipBatch();
        return false;
    }

    /// <summary><c>WITH a AS (…), b (x) AS MATERIALIZED (…)</c> and the statement that it is for.</summary>
    private bool ReadWith()
    {
        _cursor.Advance();
        _cursor.Accept("RECURSIVE");
        do
        {
            if (_cursor.Name() is not { } name)
                return false;
            if (_cursor.Current.Is("("))
                _cursor.NamesInParentheses();
            if (!_cursor.Accept("AS"))
                return false;
            _cursor.Accept("NOT");
            _cursor.Accept("MATERIALIZED");
            if (!_cursor.Current.Is("("))
                return false;
            var start = _cursor.Index;
            _cursor.NamesInParentheses();
            if (_cursor.SelectedFrom(start) is { } table)
                (_selections ??= new(StringComparer.OrdinalIgnoreCase))[name.Name] = Table(table);
        }
        while (_cursor.Accept(","));
        return _cursor.Current.Is("SELECT") ? ReadSelect() : Data.Contains(_cursor.Current.Text) && ReadData();
    }

    private bool ReadData()
    {
        var verb = _cursor.Current.Text.ToUpperInvariant() switch
        {
            "INSERT" => Verb.Insert,
            "DELETE" or "TRUNCATE" => Verb.Delete,
            _ => Verb.Update,
        };
        _cursor.Advance();
        if (_cursor.Accept("STATISTICS"))
        {
            _cursor.SkipStatement();
            return true;
        }

        // SQLite's OR IGNORE, and SQL Server's TOP (10).
        if (_cursor.Accept("OR"))
            _cursor.Advance();
        while (_cursor.Next.IsName && !_cursor.Next.Is("SET") && _cursor.AcceptAny(DataModifiers))
        {
        }

        if (_cursor.Accept("TOP"))
            _cursor.NamesInParentheses();
        if (!_cursor.Accept("INTO"))
            _cursor.Accept("FROM");
        _cursor.Accept("TABLE");
        _cursor.Accept("ONLY");
        if (_cursor.Name() is { } table)
        {
            var columns = verb == Verb.Update ? ReadAssignedColumns() : [];
            Add(new Operation(verb, verb == Verb.Insert ? Table(table) : Changed(table)) { Columns = columns });
        }

        _cursor.SkipStatement();
        return true;
    }

    /// <summary>The table that is written by its alias (<c>DELETE n FROM Notes n</c>, <c>UPDATE n SET … FROM Notes n</c>) or by what WITH calls it.</summary>
    private SchemaName Changed((string? Schema, string Name) name)
    {
        if (name.Schema is not null)
            return Table(name);
        if (_selections is not null && _selections.TryGetValue(name.Name, out var selected))
            return selected;
        for (var isFrom = _cursor.Current.Is("FROM"); isFrom && !_cursor.IsAtStatementEnd && !_cursor.Current.Is("WHERE");)
        {
            if (!_cursor.Accept("FROM") && !_cursor.Accept("JOIN") && !_cursor.Accept(","))
                _cursor.Advance();
            else if (_cursor.Name() is { } table && (_cursor.Accept("AS") || _cursor.Current.IsName) && _cursor.Current.Is(name.Name))
                return Table(table);
        }

        return Table(name);
    }

    /// <summary>The columns that <c>UPDATE t SET a = 1, x.b = (…)</c> sets.</summary>
    private List<string> ReadAssignedColumns()
    {
        var columns = new List<string>();
        while (!_cursor.IsAtStatementEnd && !_cursor.Current.Is("SET"))
            _cursor.Advance();
        while (_cursor.Accept("SET") || _cursor.Accept(","))
        {
            if (_cursor.Current.Is("("))
                columns.AddRange(_cursor.NamesInParentheses());
            else if (_cursor.Name() is { } column)
                columns.Add(column.Name);
            _cursor.SkipToComma("WHERE", "FROM");
        }

        return columns;
    }

    private bool ReadSelect()
    {
        _cursor.SkipTo("INTO", "FROM");

        // SELECT … INTO makes a table, unless it is one of the session or a variable.
        if (_cursor.Accept("INTO"))
        {
            var isTemporary = _cursor.Accept("TEMP") || _cursor.Accept("TEMPORARY");
            _cursor.Accept("UNLOGGED");
            _cursor.Accept("TABLE");
            if (_cursor.Name() is { } table && table.Name[0] is not ('#' or '@'))
                Add(new Operation(isTemporary ? Verb.Ensure : Verb.Create, Table(table)));
        }

        _cursor.SkipStatement();
        return true;
    }

    private bool ReadCreate()
    {
        _cursor.Advance();
        var verb = _cursor.Accept("OR", "REPLACE") || _cursor.Accept("OR", "ALTER") ? Verb.Replace : Verb.Create;
        _cursor.Accept("LOCAL");
        var isTemporary = _cursor.Accept("TEMP") || _cursor.Accept("TEMPORARY");

        // Oracle's stays; only its rows go.
        _cursor.Accept("GLOBAL", "TEMPORARY");
        while (_cursor.AcceptAny(Modifiers))
        {
        }

        if (_cursor.Accept("EXTENSION"))
        {
            _cursor.SkipStatement();
            return true;
        }

        if (!ReadKind(out var kind))
            return false;
        _cursor.Accept("CONCURRENTLY");
        if (_cursor.Accept("IF", "NOT"))
            _cursor.Accept("EXISTS");
        if (kind == ObjectKind.Index && _cursor.Current.Is("ON"))
        {
            if (ReadIndexTarget(null) is not { } unnamed)
                return false;
            Add(unnamed);
            return true;
        }

        if (_cursor.Name() is not { } name)
            return false;
        var created = kind switch
        {
            ObjectKind.Schema => new Operation(Verb.Ensure, new SchemaName(kind, name.Name)),
            ObjectKind.Index => ReadIndexTarget(name.Name),
            ObjectKind.Trigger => ReadTriggerTarget(verb, name.Name),
            _ => new Operation(verb, new SchemaName(kind, name.Name, WrittenSchema: name.Schema)) { PartOf = _cursor.Accept("PARTITION", "OF") && _cursor.Name() is { } whole ? Table(whole) : null },
        };
        if (created is null)
            return false;
        if (kind is ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Trigger)
            _cursor.SkipRoutine();
        else
            _cursor.SkipStatement();

        // What is temporary comes and goes with the session.
        if (name.Name[0] != '#')
            Add(isTemporary ? created with { Verb = Verb.Ensure } : created);
        return true;
    }

    /// <param name="name">Null where the database makes it up.</param>
    private Operation? ReadIndexTarget(string? name)
    {
        if (!_cursor.Accept("ON"))
            return null;
        _cursor.Accept("ONLY");
        if (_cursor.Name() is not { } table)
            return null;
        if (_cursor.Accept("USING"))
            _cursor.Advance();
        var start = _cursor.Index;
        var columns = _cursor.NamesInParentheses();
        _cursor.SkipStatement();
        return new Operation(Verb.Create, new SchemaName(ObjectKind.Index, name ?? $"{table.Name}_{string.Join("_", columns)}_idx", table.Name, table.Schema))
        {
            IsUnnamed = name is null,
            Columns = columns,
            UsedNames = _cursor.NamesFrom(start),
        };
    }

    private Operation? ReadTriggerTarget(Verb verb, string name)
    {
        while (!_cursor.IsAtEnd && _cursor.Current.Kind is not (SqlTokenKind.End or SqlTokenKind.Batch) && !_cursor.Current.Is("ON"))
            _cursor.Advance();
        return _cursor.Accept("ON") && _cursor.Name() is { } table
            ? new Operation(verb, new SchemaName(ObjectKind.Trigger, name, table.Name, table.Schema))
            : null;
    }

    private bool ReadDrop()
    {
        _cursor.Advance();
        var isTemporary = _cursor.Accept("TEMPORARY") || _cursor.Accept("TEMP");
        _cursor.Accept("MATERIALIZED");
        if (_cursor.Accept("EXTENSION"))
        {
            _cursor.SkipStatement();
            return true;
        }

        if (!ReadKind(out var kind))
            return false;
        _cursor.Accept("CONCURRENTLY");
        var ifExists = _cursor.Accept("IF", "EXISTS");
        var dropped = new List<SchemaName>();
        do
        {
            if (_cursor.Name() is not { } name)
                return false;
            dropped.Add(new SchemaName(kind, name.Name, WrittenSchema: name.Schema));
            if (_cursor.Current.Is("("))
                _cursor.NamesInParentheses();
        }
        while (_cursor.Accept(","));

        var table = kind is ObjectKind.Index or ObjectKind.Trigger && _cursor.Accept("ON") ? _cursor.Name() : null;
        var cascades = _cursor.Accept("CASCADE");
        _cursor.SkipStatement();
        foreach (var name in dropped)
        {
            var subject = kind is ObjectKind.Index or ObjectKind.Trigger ? new SchemaName(kind, name.Name, table?.Name, table?.Schema) : name;
            if (!isTemporary && name.Name[0] != '#')
                Add(new Operation(Verb.Drop, subject) { IfExists = ifExists, Cascades = cascades });
        }

        return true;
    }

    private bool ReadAlter()
    {
        _cursor.Advance();
        _cursor.Accept("MATERIALIZED");
        if (!ReadKind(out var kind))
            return false;
        var ifExists = _cursor.Accept("IF", "EXISTS");
        _cursor.Accept("ONLY");
        if (_cursor.Name() is not { } name)
            return false;
        if (kind == ObjectKind.Table && name.Name[0] == '#')
        {
            _cursor.SkipStatement();
            return true;
        }

        if (kind == ObjectKind.Table)
            return new SqlTableActions(_cursor, Table(name), Add).Read();

        if (_cursor.Accept("RENAME", "TO"))
        {
            if (_cursor.Name() is not { } newName)
                return false;
            var subject = new SchemaName(kind, name.Name, WrittenSchema: name.Schema);
            Add(new Operation(Verb.Rename, subject) { NewName = subject with { Name = newName.Name }, IfExists = ifExists });
            _cursor.SkipStatement();
            return true;
        }

        // Rebuilding an index or restarting a sequence leaves the schema as it is; other objects get a new definition.
        if (kind is ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Trigger)
            _cursor.SkipRoutine();
        else
            _cursor.SkipStatement();
        if (kind is not (ObjectKind.Index or ObjectKind.Schema))
            Add(new Operation(Verb.Replace, new SchemaName(kind, name.Name, WrittenSchema: name.Schema)));
        return kind != ObjectKind.Schema;
    }

    /// <summary>MySQL's <c>RENAME TABLE a TO b, c TO d</c>.</summary>
    private bool ReadRenameTable()
    {
        _cursor.Advance();
        if (!_cursor.Accept("TABLE"))
            return false;
        do
        {
            if (_cursor.Name() is not { } name || !_cursor.Accept("TO") || _cursor.Name() is not { } newName)
                return false;
            Add(new Operation(Verb.Rename, Table(name)) { NewName = Table((name.Schema, newName.Name)) });
        }
        while (_cursor.Accept(","));
        return true;
    }

    /// <summary>SQL Server's <c>EXEC sp_rename N'Table.Column', N'New', N'COLUMN'</c>, and <c>EXEC(N'…')</c> of a statement that wants a batch of its own.</summary>
    private bool ReadExecute()
    {
        _cursor.Advance();
        if (_cursor.Accept("("))
            return ReadInner() && _cursor.Accept(")");
        if (_cursor.Name() is not { } procedure)
            return false;
        if (string.Equals(procedure.Name, "sp_executesql", StringComparison.OrdinalIgnoreCase))
            return ReadInner() && _cursor.IsAtStatementEnd;
        if (!string.Equals(procedure.Name, "sp_rename", StringComparison.OrdinalIgnoreCase))
            return false;
        var arguments = new List<string>();
        for (; !_cursor.IsAtStatementEnd; _cursor.Advance())
        {
            if (_cursor.Current.Kind == SqlTokenKind.String)
                arguments.Add(_cursor.Current.Text);
        }

        if (arguments.Count < 2)
            return false;
        var parts = SqlLexer.Read(arguments[0]).Where(token => token.IsName).Select(token => token.Text).ToList();
        var subject = (arguments.Count > 2 ? arguments[2].ToUpperInvariant() : "", parts.Count) switch
        {
            ("COLUMN", >= 2) => new SchemaName(ObjectKind.Column, parts[parts.Count - 1], parts[parts.Count - 2], parts.Count > 2 ? parts[parts.Count - 3] : null),
            ("INDEX", >= 2) => new SchemaName(ObjectKind.Index, parts[parts.Count - 1], parts[parts.Count - 2], parts.Count > 2 ? parts[parts.Count - 3] : null),
            ("", 1 or 2) => new SchemaName(ObjectKind.Table, parts[parts.Count - 1], WrittenSchema: parts.Count > 1 ? parts[0] : null),
            _ => null,
        };
        if (subject is null)
            return false;
        Add(new Operation(Verb.Rename, subject) { NewName = subject with { Name = arguments[1] } });
        return true;
    }

    private bool ReadInner()
    {
        if (_cursor.Current.Kind != SqlTokenKind.String)
            return false;
        _operations.AddRange(Read(_cursor.Current.Text));
        _cursor.Advance();
        return true;
    }

    private bool ReadKind(out ObjectKind kind)
    {
        // No dictionary: for a kind as its value the runtime would compile one of its own.
        kind = _cursor.Current.Kind != SqlTokenKind.Word ? default : _cursor.Current.Text.ToUpperInvariant() switch
        {
            "TABLE" => ObjectKind.Table,
            "INDEX" => ObjectKind.Index,
            "VIEW" => ObjectKind.View,
            "FUNCTION" => ObjectKind.Function,
            "PROCEDURE" or "PROC" => ObjectKind.Procedure,
            "TRIGGER" => ObjectKind.Trigger,
            "TYPE" or "DOMAIN" => ObjectKind.Type,
            "SEQUENCE" => ObjectKind.Sequence,
            "SCHEMA" => ObjectKind.Schema,
            _ => default,
        };
        if (kind == default)
            return false;
        _cursor.Advance();
        return true;
    }

    private void Add(Operation operation) => _operations.Add(operation);

    private static SchemaName Table((string? Schema, string Name) name) => new(ObjectKind.Table, name.Name, WrittenSchema: name.Schema);

    private static bool IsTransaction(SqlToken token) =>
        token.Kind is SqlTokenKind.End || token.Is("TRAN") || token.Is("TRANSACTION") || token.Is("WORK");

    private static string? KnownText(string text) => text.IndexOf(Hole) >= 0 ? null : text;
}
