namespace StageReady.Migrations.Sql;

/// <summary>The actions of one <c>ALTER TABLE</c>, from behind the table's name.</summary>
internal sealed class SqlTableActions(SqlCursor cursor, SchemaName table, Action<Operation> add)
{
    private static readonly HashSet<string> Actions = WordSet.Of("ADD DROP ALTER MODIFY CHANGE RENAME WITH SET CHECK NOCHECK ENABLE DISABLE VALIDATE OWNER FORCE NO ALGORITHM LOCK", StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Neutral = WordSet.Of("CHECK NOCHECK ENABLE DISABLE VALIDATE OWNER FORCE NO SET REPLICA CLUSTER REBUILD ALGORITHM LOCK", StringComparer.OrdinalIgnoreCase);

    // What a constraint or a part of the table begins with that has no name.
    private static readonly HashSet<string> Unnamed = WordSet.Of("PRIMARY FOREIGN UNIQUE CHECK DEFAULT EXCLUDE PERIOD PARTITION SYSTEM", StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> TakePart = WordSet.Of("LEFT RIGHT SUBSTRING SUBSTR SPLIT_PART TRUNC ROUND FLOOR CEIL CEILING DATE_TRUNC DATE_PART EXTRACT MD5", StringComparer.OrdinalIgnoreCase);

    private SchemaName _table = table;
    private Func<bool>? _last;

    /// <summary>False if there is an action that is not recognised.</summary>
    public bool Read()
    {
        do
        {
            cursor.ExpectAction();
            if (!ReadAction())
                return false;
            cursor.SkipToComma();
        }
        while (cursor.Accept(","));
        return true;
    }

    private bool ReadAction()
    {
        var word = cursor.Current.Kind == SqlTokenKind.Word ? cursor.Current.Text : "";
        if (!Actions.Contains(word) && _last is not null)
            return _last();
        if (cursor.Accept("SET", "SCHEMA"))
            return cursor.Name() is { } schema && Rename(_table with { WrittenSchema = schema.Name });
        if (cursor.AcceptAny(Neutral))
            return true;

        if (cursor.Accept("WITH"))
            cursor.Advance();
        if (cursor.Accept("ADD"))
            return (_last = ReadAdd)();
        if (cursor.Accept("DROP"))
            return ReadDrop();
        if (cursor.Accept("ALTER") || cursor.Accept("MODIFY"))
            return ReadAlterColumn();
        if (cursor.Accept("CHANGE"))
        {
            cursor.Accept("COLUMN");
            return cursor.Name() is { } old && cursor.Name() is { } changed && ReadChange(old.Name, changed.Name);
        }

        return cursor.Accept("RENAME") && ReadRename();
    }

    private bool ReadAdd()
    {
        if (cursor.Accept("CONSTRAINT"))
            return cursor.Name() is { } constraint && ReadKey(constraint.Name);
        if (cursor.Current.Is("UNIQUE") && (cursor.Next.Is("(") || cursor.Next.Is("CLUSTERED") || cursor.Next.Is("NONCLUSTERED")))
            return ReadKey(null);
        if (cursor.Accept("UNIQUE") || cursor.Accept("FULLTEXT") || cursor.Accept("SPATIAL"))
            return ReadIndex();
        if (cursor.Current.Is("INDEX") || cursor.Current.Is("KEY"))
            return ReadIndex();

        if (cursor.Current.Kind == SqlTokenKind.Word && Unnamed.Contains(cursor.Current.Text))
            return KeyKind() != ObjectKind.Constraint && ReadKey(null);
        if (cursor.Current.Is("("))
            return ReadColumnList(Verb.Create);
        cursor.Accept("COLUMN");
        AcceptIfNotExists();
        if (cursor.Name() is not { } column)
            return false;
        add(new Operation(Verb.Create, Part(ObjectKind.Column, column.Name)));
        return true;
    }

    /// <summary>MySQL's <c>UNIQUE KEY ix (a, b)</c>; without a name it goes by that of its first column.</summary>
    private bool ReadIndex()
    {
        if (!cursor.Accept("INDEX"))
            cursor.Accept("KEY");
        var index = cursor.Name();
        if (cursor.Accept("USING"))
            cursor.Advance();
        if (!cursor.Current.Is("(") || cursor.NamesInParentheses() is not [var first, ..] columns)
            return false;
        add(new Operation(Verb.Create, Part(ObjectKind.Index, index?.Name ?? first)) { IsUnnamed = index is null, Columns = columns });
        return true;
    }

    /// <summary>Oracle and MySQL: <c>ADD (a int, b int)</c>, <c>DROP (a, b)</c>.</summary>
    private bool ReadColumnList(Verb verb)
    {
        var columns = cursor.NamesInParentheses();
        if (columns.Count == 0 || columns.Exists(column => Unnamed.Contains(column) || column.Equals("CONSTRAINT", StringComparison.OrdinalIgnoreCase)))
            return false;
        foreach (var column in columns)
            add(new Operation(verb, Part(ObjectKind.Column, column)));
        return true;
    }

    private ObjectKind KeyKind() => cursor.Current.Kind != SqlTokenKind.Word ? ObjectKind.Constraint : cursor.Current.Text.ToUpperInvariant() switch
    {
        "PRIMARY" => ObjectKind.PrimaryKey,
        "FOREIGN" => ObjectKind.ForeignKey,
        "UNIQUE" => ObjectKind.UniqueConstraint,
        "CHECK" => ObjectKind.CheckConstraint,
        _ => ObjectKind.Constraint,
    };

    /// <param name="name">Null where the database makes it up.</param>
    private bool ReadKey(string? name)
    {
        var kind = KeyKind();
        IReadOnlyList<string> columns = [];
        SchemaName? principal = null;
        var start = cursor.Index;
        if (kind is ObjectKind.PrimaryKey or ObjectKind.ForeignKey or ObjectKind.UniqueConstraint)
        {
            while (!cursor.IsAtStatementEnd && !cursor.Current.Is("("))
                cursor.Advance();
            columns = cursor.NamesInParentheses();
            if (cursor.Accept("REFERENCES") && cursor.Name() is { } referred)
                principal = new SchemaName(ObjectKind.Table, referred.Name, WrittenSchema: referred.Schema);
        }
        else if (kind == ObjectKind.CheckConstraint)
        {
            cursor.SkipToComma();
        }

        add(new Operation(Verb.Create, Part(kind, name ?? NameOf(kind, columns))) { IsUnnamed = name is null, Columns = columns, Principal = principal, UsedNames = kind == ObjectKind.CheckConstraint ? cursor.NamesFrom(start) : [] });
        return true;
    }

    private string NameOf(ObjectKind kind, IReadOnlyList<string> columns) => kind switch
    {
        ObjectKind.PrimaryKey => $"{_table.Name}_pkey",
        ObjectKind.UniqueConstraint => $"{_table.Name}_{string.Join("_", columns)}_key",
        ObjectKind.ForeignKey => $"{_table.Name}_{string.Join("_", columns)}_fkey",
        _ => $"{_table.Name}_check",
    };

    private bool ReadDrop()
    {
        if (cursor.Accept("CONSTRAINT") || cursor.Accept("CHECK") || cursor.Accept("FOREIGN", "KEY"))
            return (_last = () => Drop(ObjectKind.Constraint))();
        if (cursor.Accept("INDEX") || cursor.Accept("KEY"))
            return Drop(ObjectKind.Index);
        if (cursor.Accept("PRIMARY", "KEY"))
        {
            // MySQL's has no other name.
            add(new Operation(Verb.Drop, Part(ObjectKind.PrimaryKey, NameOf(ObjectKind.PrimaryKey, []))));
            return true;
        }

        if (cursor.Current.Is("PERIOD") || cursor.Current.Is("PARTITION"))
            return false;
        if (cursor.Current.Is("("))
            return ReadColumnList(Verb.Drop);
        cursor.Accept("COLUMN");
        return (_last = () => cursor.Accept("CONSTRAINT") ? Drop(ObjectKind.Constraint) : Drop(ObjectKind.Column))();
    }

    private bool Drop(ObjectKind kind)
    {
        cursor.Accept("COLUMN");
        var ifExists = cursor.Accept("IF", "EXISTS");
        if (cursor.Name() is not { } name)
            return false;
        add(new Operation(Verb.Drop, Part(kind, name.Name)) { IfExists = ifExists });
        return true;
    }

    private bool ReadAlterColumn()
    {
        if (cursor.Accept("CONSTRAINT") || cursor.Accept("INDEX"))
            return true;
        cursor.Accept("COLUMN");
        if (cursor.Name() is not { } column)
            return false;
        add(ReadAlteration(new Operation(Verb.Alter, Part(ObjectKind.Column, column.Name))));
        return true;
    }

    /// <summary>PostgreSQL says which property of the column it alters, where the others give the whole new definition.</summary>
    private Operation ReadAlteration(Operation alter)
    {
        var isRequired = cursor.Current.Is("SET");
        if (cursor.Accept("SET", "NOT") || cursor.Accept("DROP", "NOT"))
            return alter with { Old = Property("nullability", isRequired ? "NULL" : "NOT NULL"), New = Property("nullability", isRequired ? "NOT NULL" : "NULL"), OnlyMakesRequired = isRequired };
        if (cursor.Accept("SET", "DEFAULT") || cursor.Accept("DROP", "DEFAULT"))
            return alter with { New = Property("default", RestOfAction() is { Length: > 0 } value ? value : "none") };
        if (!cursor.Accept("TYPE") && !(cursor.Accept("SET", "DATA") && cursor.Accept("TYPE")))
            return alter;

        var type = RestOfAction();
        return alter with { New = Property("type", type), DiscardsValues = cursor.Accept("USING") && Discards(RestOfAction(), alter.Subject) };
    }

    /// <summary>The expression does without the column's value, or takes a part of it.</summary>
    private static bool Discards(string expression, SchemaName column) =>
        !(NetState.Mentions(expression, column.Name) || NetState.Mentions(expression, column.Table!))
        || (SqlLexer.Read(expression).Find(token => !token.Is("(")) is { Kind: SqlTokenKind.Word } first && TakePart.Contains(first.Text));

    /// <summary>The text up to the next action, or up to USING.</summary>
    private string RestOfAction()
    {
        var start = cursor.Index;
        cursor.SkipToComma("USING", "USING");
        return cursor.Index == start ? "" : cursor.TextFrom(start);
    }

    private static Facets Property(string name, string value) => new(new Dictionary<string, Facet>(StringComparer.Ordinal) { [Facets.InSql + name] = new Facet(value, null) }, IsComplete: false);

    private bool ReadChange(string old, string changed)
    {
        if (!string.Equals(old, changed, StringComparison.OrdinalIgnoreCase))
            add(new Operation(Verb.Rename, Part(ObjectKind.Column, old)) { NewName = Part(ObjectKind.Column, changed) });
        add(new Operation(Verb.Alter, Part(ObjectKind.Column, changed)));
        return true;
    }

    private bool ReadRename()
    {
        if (cursor.Accept("TO") || cursor.Accept("AS"))
            return cursor.Name() is { } renamed && Rename(_table with { Name = renamed.Name });
        var kind = cursor.Accept("CONSTRAINT") ? ObjectKind.Constraint
            : cursor.Accept("INDEX") || cursor.Accept("KEY") ? ObjectKind.Index
            : ObjectKind.Column;

        // MySQL's RENAME x without TO is about the table.
        var isBare = kind == ObjectKind.Column && !cursor.Accept("COLUMN");
        if (cursor.Name() is not { } old)
            return false;
        if (!cursor.Accept("TO"))
            return isBare && cursor.IsAtStatementEnd && Rename(_table with { Name = old.Name });
        if (cursor.Name() is not { } changed)
            return false;
        add(new Operation(Verb.Rename, Part(kind, old.Name)) { NewName = Part(kind, changed.Name) });
        return true;
    }

    private bool Rename(SchemaName renamed)
    {
        add(new Operation(Verb.Rename, _table) { NewName = renamed });
        _table = renamed;
        return true;
    }

    private void AcceptIfNotExists()
    {
        if (cursor.Accept("IF", "NOT"))
            cursor.Accept("EXISTS");
    }

    private SchemaName Part(ObjectKind kind, string name) => new(kind, name, _table.Name, _table.WrittenSchema);
}
