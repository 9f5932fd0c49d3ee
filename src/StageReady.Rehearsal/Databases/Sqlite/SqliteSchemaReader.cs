using Microsoft.Data.Sqlite;

namespace StageReady.Rehearsal;

/// <summary>Reads the schema of a SQLite database from its own pragmas and, where these say nothing, from the statements that it keeps.</summary>
internal sealed class SqliteSchemaReader(SqliteConnection connection)
{
    private readonly Dictionary<string, SqliteTableSource> _sources = new(StringComparer.Ordinal);

    public async Task<SchemaSnapshot> ReadAsync(IReadOnlyCollection<string> leftOut, CancellationToken cancellationToken)
    {
        var isLeftOut = leftOut.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var tables = new Dictionary<string, Table>(StringComparer.OrdinalIgnoreCase);
        var sources = new Dictionary<string, SqliteTableSource>(StringComparer.OrdinalIgnoreCase);
        var objects = new List<SchemaObject>();
        foreach (var row in await Query("""
            SELECT l.name, l.type, l.wr, l.strict, s.sql FROM pragma_table_list l
            JOIN sqlite_schema s ON s.name = l.name AND s.type = CASE l.type WHEN 'view' THEN 'view' ELSE 'table' END
            WHERE l.schema = 'main' AND l.type <> 'shadow' AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\'
            """))
        {
            var (name, type, sql) = (row[0]!, row[1]!, row[4]!);
            if (isLeftOut.Contains(name))
                continue;
            if (type != "table")
            {
                objects.Add(new SchemaObject(type == "view" ? "view" : "virtual table", name).With("definition", AfterName(sql)));
                continue;
            }

            if (!_sources.TryGetValue(sql, out var source))
                _sources[sql] = source = new SqliteTableSource(sql);
            var table = new SchemaObject("table", name)
                .With("without rowid", row[2] == "1")
                .With("strict", row[3] == "1")
                .With("autoincrement", source.HasAutoIncrement)
                .With("deferred foreign keys", source.DeferredKeys == 0 ? null : source.DeferredKeys.ToString(System.Globalization.CultureInfo.InvariantCulture));
            objects.Add(table);
            tables[name] = new Table(Quote(name), table);
            sources[name] = source;
        }

        await AddColumnsAsync();
        await AddForeignKeysAsync();
        await AddIndexesAsync();
        foreach (var (name, source) in sources)
            AddChecks(tables[name], source);
        foreach (var row in await Query("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'"))
        {
            if (!isLeftOut.Contains(row[1]!))
                objects.Add(new SchemaObject("trigger", row[0]!, tables.GetValueOrDefault(row[1]!)?.Object).With("definition", AfterName(row[2]!)));
        }

        return new SchemaSnapshot(objects, [.. tables.Values], StringComparer.OrdinalIgnoreCase);

        Task<IReadOnlyList<string?[]>> Query(string sql) => connection.QueryAsync(sql, cancellationToken);

        async Task AddColumnsAsync()
        {
            var keys = new Dictionary<string, SortedDictionary<int, string>>(StringComparer.OrdinalIgnoreCase);
            foreach (var row in await Query("""
                SELECT l.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden FROM pragma_table_list l JOIN pragma_table_xinfo(l.name) c WHERE l.schema = 'main' AND l.type = 'table'
                """))
            {
                if (!tables.TryGetValue(row[0]!, out var table))
                    continue;
                var (name, type, isNotNull, isGenerated) = (row[1]!, row[2]!, row[3] == "1", row[6] is "2" or "3");
                var source = sources[row[0]!];
                objects.Add(new SchemaObject("column", $"{row[0]}.{name}", table.Object)
                    .With("type", type.Length == 0 ? null : SqlForm.Of(type))
                    .With(Facet.NotNull, isNotNull)
                    .With(Facet.Default, row[4] is { } expression ? SqlForm.Of(expression) : null)
                    .With("collation", source.Collations.GetValueOrDefault(name))
                    .With("stored", row[6] == "3")
                    .With("expression", isGenerated ? source.Generated.GetValueOrDefault(name) : null));
                table.Columns.Add(new Column(name, type, !isNotNull, isGenerated));
                if (row[5] != "0")
                    Entry(keys, row[0]!)[int.Parse(row[5]!, System.Globalization.CultureInfo.InvariantCulture)] = name;
            }

            foreach (var (name, columns) in keys)
            {
                var table = tables[name];
                objects.Add(new SchemaObject("primary key", name, table.Object).With("columns", string.Join(", ", columns.Values)));
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    // The only column of an integer key is the number of the row; every other column of a key has to have a value, whatever SQLite itself says.
                    var column = table.Columns[i];
                    if (columns.ContainsValue(column.Name))
                        table.Columns[i] = column with { IsNullable = false, IsGenerated = columns.Count == 1 && column.Type.Equals("INTEGER", StringComparison.OrdinalIgnoreCase) };
                }
            }
        }

        async Task AddForeignKeysAsync()
        {
            var keys = new Dictionary<string, (string Table, string Actions, ForeignKey Key)>(StringComparer.Ordinal);
            foreach (var row in await Query("""
                SELECT l.name, f.id, f."table", f."from", f."to", f.on_update, f.on_delete FROM pragma_table_list l JOIN pragma_foreign_key_list(l.name) f WHERE l.schema = 'main' ORDER BY l.name, f.id, f.seq
                """))
            {
                if (!tables.TryGetValue(row[0]!, out var table))
                    continue;
                var id = $"{row[0]} {row[1]}";
                if (!keys.TryGetValue(id, out var found))
                {
                    keys[id] = found = (row[0]!, $"on update {row[5]!.ToLowerInvariant()}, on delete {row[6]!.ToLowerInvariant()}", new ForeignKey(Quote(row[2]!)));
                    table.ForeignKeys.Add(found.Key);
                }

                found.Key.Columns.Add(row[3]!);
                if (row[4] is { } to)
                    found.Key.PrincipalColumns.Add(to);
            }

            foreach (var (name, actions, key) in keys.Values)
            {
                var principal = key.Principal.Trim('"');
                var target = key.PrincipalColumns.Count == 0 ? principal : $"{principal} ({string.Join(", ", key.PrincipalColumns)})";
                objects.Add(new SchemaObject("foreign key", $"{name} ({string.Join(", ", key.Columns)}) to {target}", tables[name].Object).With("actions", actions));
            }
        }

        async Task AddIndexesAsync()
        {
            var columns = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
            var origins = new Dictionary<string, (string Table, string Origin, bool IsUnique)>(StringComparer.OrdinalIgnoreCase);
            foreach (var row in await Query("""
                SELECT l.name, i.name, i."unique", i.origin, x.name FROM pragma_table_list l JOIN pragma_index_list(l.name) i JOIN pragma_index_xinfo(i.name) x
                WHERE l.schema = 'main' AND x.key = 1 ORDER BY i.name, x.seqno
                """))
            {
                if (!columns.TryGetValue(row[1]!, out var list))
                    columns[row[1]!] = list = [];
                list.Add(row[4] ?? "(expression)");
                origins[row[1]!] = (row[0]!, row[3]!, row[2] == "1");
            }

            var definitions = (await Query("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")).ToDictionary(row => row[0]!, row => row[1]!, StringComparer.OrdinalIgnoreCase);
            foreach (var (name, (tableName, origin, isUnique)) in origins)
            {
                if (!tables.TryGetValue(tableName, out var table))
                    continue;
                if (definitions.TryGetValue(name, out var sql))
                    objects.Add(new SchemaObject("index", name, table.Object).With("unique", isUnique).With("definition", AfterName(sql)));
                else if (origin == "u")
                    objects.Add(new SchemaObject("unique constraint", $"{tableName} ({string.Join(", ", columns[name])})", table.Object));
            }
        }

        void AddChecks(Table table, SqliteTableSource source)
        {
            foreach (var (name, condition) in source.Checks)
            {
                table.Checks.Add(condition);
                objects.Add(new SchemaObject("check", $"{table.Object.Name} {name ?? $"({condition})"}", table.Object).With("condition", condition));
            }
        }
    }

    private static SortedDictionary<int, string> Entry(Dictionary<string, SortedDictionary<int, string>> keys, string table) =>
        keys.TryGetValue(table, out var columns) ? columns : keys[table] = [];

    // The name is compared as the object's; whether it was created IF NOT EXISTS does not matter.
    private static string AfterName(string sql)
    {
        var form = SqlForm.Of(sql);
        var at = (int[])[form.IndexOf(" on ", StringComparison.Ordinal), form.IndexOf(" as ", StringComparison.Ordinal), form.IndexOf(" using ", StringComparison.Ordinal)];
        var kind = form.Split(' ').SkipWhile(word => word is "create" or "temp" or "temporary" or "unique").First();
        var start = kind switch { "index" => at[0], "view" => at[1], "virtual" => at[2], _ => -1 };
        if (start >= 0)
            return form[(start + 1)..];

        // CREATE TRIGGER [IF NOT EXISTS] name …
        var words = form.Split(' ').Skip(2).ToList();
        return string.Join(' ', words is ["if", "not", "exists", ..] ? words.Skip(4) : words.Skip(1));
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}
