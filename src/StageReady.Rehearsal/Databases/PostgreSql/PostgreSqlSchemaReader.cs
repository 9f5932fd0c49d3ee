using System.Globalization;
using Npgsql;

namespace StageReady.Rehearsal;

/// <summary>
/// Reads what migrations make in a PostgreSQL database from its catalogue. Expressions are taken as the server writes them, which is the same for the same meaning. What belongs to an
/// extension is left out; the extension itself is not.
/// </summary>
internal sealed class PostgreSqlSchemaReader(NpgsqlConnection connection)
{
    private const string UserSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private static string NotOfExtension(string catalogue, string oid) =>
        $"NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '{catalogue}'::regclass AND d.objid = {oid} AND d.deptype = 'e')";

    public async Task<SchemaSnapshot> ReadAsync(IReadOnlyCollection<string> leftOut, CancellationToken cancellationToken)
    {
        var objects = new List<SchemaObject>();
        var relations = new Dictionary<string, SchemaObject>(StringComparer.Ordinal);
        var tables = new Dictionary<string, Table>(StringComparer.Ordinal);
        // Names are then written with their schema wherever the server writes them.
        await connection.ExecuteAsync("SET search_path = ''", cancellationToken);
        await AddSchemasAsync();
        await AddTypesAsync();
        await AddRelationsAsync(leftOut.ToHashSet(StringComparer.Ordinal));
        await AddColumnsAsync();
        await AddConstraintsAsync();
        await AddIndexesAsync();
        await AddRestAsync();
        await connection.ExecuteAsync("RESET search_path", cancellationToken);
        return new SchemaSnapshot(objects, [.. tables.Values], StringComparer.Ordinal);

        async Task<IEnumerable<string?[]>> Query(string sql) => await connection.QueryAsync(sql, cancellationToken);

        async Task AddSchemasAsync()
        {
            foreach (var row in await Query($"SELECT n.nspname, {Privileges("n.nspacl", "'n'", "n.nspowner")} FROM pg_namespace n WHERE {UserSchemas} AND {NotOfExtension("pg_namespace", "n.oid")}"))
                objects.Add(new SchemaObject("schema", row[0]!).With("privileges", row[1]));
            foreach (var row in await Query("SELECT e.extname, e.extversion, n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"))
                objects.Add(new SchemaObject("extension", row[0]!).With("version", row[1]).With("schema", row[2]));
        }

        async Task AddTypesAsync()
        {
            foreach (var row in await Query($"""
                SELECT n.nspname, t.typname, t.typtype,
                    (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
                    CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END, t.typdefault, CASE WHEN t.typnotnull THEN 'yes' END,
                    (SELECT string_agg(pg_get_constraintdef(c.oid), ', ' ORDER BY pg_get_constraintdef(c.oid)) FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c'),
                    (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
                    (SELECT format_type(r.rngsubtype, NULL) FROM pg_range r WHERE r.rngtypid = t.oid)
                FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                WHERE {UserSchemas} AND (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')))
                AND {NotOfExtension("pg_type", "t.oid")}
                """))
            {
                var kind = row[2] switch { "e" => "enum", "d" => "domain", "r" => "range", _ => "composite type" };
                objects.Add(new SchemaObject(kind, $"{row[0]}.{row[1]}")
                    .With("labels", row[3]).With("type", row[4]).With(Facet.Default, row[5]).With(Facet.NotNull, row[6]).With("checks", row[7]).With("attributes", row[2] == "c" ? row[8] : null).With("of", row[9]));
            }
        }

        async Task AddRelationsAsync(HashSet<string> isLeftOut)
        {
            foreach (var row in await Query($"""
                SELECT c.oid::text, n.nspname, c.relname, c.relkind, CASE c.relpersistence WHEN 'u' THEN 'yes' END, pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
                    (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid AND c.relkind IN ('r', 'p', 'f')),
                    CASE WHEN c.relrowsecurity THEN CASE WHEN c.relforcerowsecurity THEN 'forced' ELSE 'yes' END END,
                    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END, (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o),
                    {Privileges("c.relacl", "CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END", "c.relowner")},
                    CASE WHEN c.relreplident NOT IN ('d', 'n') THEN c.relreplident END
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {UserSchemas} AND {NotOfExtension("pg_class", "c.oid")} ORDER BY c.oid
                """))
            {
                if (isLeftOut.Contains(row[2]!))
                    continue;
                var kind = row[3] switch { "v" => "view", "m" => "materialized view", "f" => "foreign table", _ => "table" };
                var relation = new SchemaObject(kind, $"{row[1]}.{row[2]}")
                    .With("unlogged", row[4]).With("partitioned", row[5]).With("partition", row[6]).With("inherits", row[7]).With("row security", row[8])
                    .With("definition", row[9]).With("options", row[10]).With("privileges", row[11]).With("replica identity", row[12]);
                objects.Add(relation);
                relations[row[0]!] = relation;
                if (row[3] == "r" && row[6] is null)
                    tables[row[0]!] = new Table($"{Quote(row[1]!)}.{Quote(row[2]!)}", relation);
            }

            foreach (var row in await Query($"""
                SELECT n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqstart::text, s.seqincrement::text, s.seqmin::text, s.seqmax::text, s.seqcache::text, CASE WHEN s.seqcycle THEN 'yes' END,
                    {Privileges("c.relacl", "'s'", "c.relowner")}
                FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE {UserSchemas} AND {NotOfExtension("pg_class", "c.oid")} AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0)
                """))
            {
                objects.Add(new SchemaObject("sequence", $"{row[0]}.{row[1]}")
                    .With("type", row[2]).With("start", row[3]).With("increment", row[4]).With("minimum", row[5]).With("maximum", row[6]).With("cache", row[7]).With("cycle", row[8]).With("privileges", row[9]));
            }
        }

        async Task AddColumnsAsync()
        {
            foreach (var row in await Query("""
                SELECT a.attrelid::text, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'yes' END, pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text,
                    CASE WHEN a.attcollation <> t.typcollation THEN (SELECT quote_ident(o.collname) FROM pg_collation o WHERE o.oid = a.attcollation) END, format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END),
                    (SELECT string_agg(e.enumlabel, E'\n' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END),
                    CASE WHEN t.typnotnull THEN 'yes' END,
                    pg_get_serial_sequence(a.attrelid::regclass::text, a.attname)
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY a.attrelid, a.attnum
                """))
            {
                if (!relations.TryGetValue(row[0]!, out var relation))
                    continue;
                var (name, type, value, identity, generated) = (row[1]!, row[2]!, row[4], row[5]!, row[6]!);
                var isSerial = identity.Length == 0 && row[11] is not null && value?.StartsWith("nextval(", StringComparison.Ordinal) == true;
                objects.Add(new SchemaObject("column", $"{relation.Name}.{name}", relation)
                    .With("type", type).With(Facet.NotNull, row[3])
                    // The sequence of a serial column has a name that was made up.
                    .With(Facet.Default, generated.Length > 0 ? null : isSerial ? "nextval" : value)
                    .With("generated", generated.Length > 0 ? value : null)
                    .With("identity", identity switch { "a" => "always", "d" => "by default", _ => null })
                    .With("collation", row[7]));
                if (tables.TryGetValue(row[0]!, out var table))
                {
                    table.Columns.Add(new Column(name, row[8]!, row[3] is null && row[10] is null, identity.Length > 0 || generated.Length > 0 || value?.StartsWith("nextval(", StringComparison.Ordinal) == true)
                    {
                        Labels = row[9]?.Split('\n') ?? [],
                    });
                }
            }
        }

        async Task AddConstraintsAsync()
        {
            foreach (var row in await Query("""
                SELECT c.conrelid::text, c.conname, c.contype::text, pg_get_constraintdef(c.oid),
                    (SELECT string_agg(a.attname, E'\n' ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k(number, place) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
                    f.nspname, r.relname,
                    (SELECT string_agg(a.attname, E'\n' ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY k(number, place) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number),
                    o.relname
                FROM pg_constraint c JOIN pg_class o ON o.oid = c.conrelid LEFT JOIN pg_class r ON r.oid = c.confrelid LEFT JOIN pg_namespace f ON f.oid = r.relnamespace
                WHERE c.conrelid <> 0 AND c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conparentid = 0 ORDER BY c.oid
                """))
            {
                if (!relations.TryGetValue(row[0]!, out var relation))
                    continue;
                var (name, type, definition, columns) = (row[1]!, row[2]!, row[3]!, row[4]?.Split('\n') ?? []);
                var (kind, suffix) = type switch
                {
                    "p" => ("primary key", "pkey"),
                    "u" => ("unique constraint", "key"),
                    "f" => ("foreign key", "fkey"),
                    "c" => ("check", "check"),
                    _ => ("exclusion constraint", "excl"),
                };
                // What has a name that was made up is known by what it says.
                var isMadeUp = GeneratedName.Is(name, row[8]!, type == "p" ? [] : columns, suffix);
                objects.Add(new SchemaObject(kind, isMadeUp ? $"{relation.Name} {definition}" : $"{relation.Name} {name}", relation).With("definition", definition));
                if (!tables.TryGetValue(row[0]!, out var table))
                    continue;
                if (type == "c")
                {
                    // Other dialects quote names with brackets.
                    table.Checks.Add(definition.Replace('[', '(').Replace(']', ')'));
                }
                else if (type == "f")
                {
                    var key = new ForeignKey($"{Quote(row[5]!)}.{Quote(row[6]!)}");
                    key.Columns.AddRange(columns);
                    key.PrincipalColumns.AddRange(row[7]!.Split('\n'));
                    table.ForeignKeys.Add(key);
                }
            }
        }

        async Task AddIndexesAsync()
        {
            foreach (var row in await Query("""
                SELECT i.indrelid::text, n.nspname, c.relname, pg_get_indexdef(i.indexrelid), CASE WHEN NOT i.indisvalid THEN 'no' END, CASE WHEN i.indisclustered THEN 'yes' END
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname !~ '^pg_' AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')) AND NOT EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
                """))
            {
                if (relations.TryGetValue(row[0]!, out var relation))
                    objects.Add(new SchemaObject("index", $"{row[1]}.{row[2]}", relation).With("definition", row[3]).With("valid", row[4]).With("clustered", row[5]));
            }
        }

        async Task AddRestAsync()
        {
            foreach (var row in await Query($"""
                SELECT n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), p.prokind::text, CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE pg_get_function_result(p.oid) END,
                    {Privileges("p.proacl", "'f'", "p.proowner")}
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {UserSchemas} AND {NotOfExtension("pg_proc", "p.oid")}
                AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
                """))
            {
                var kind = row[3] switch { "p" => "procedure", "a" => "aggregate", _ => "function" };
                objects.Add(new SchemaObject(kind, $"{row[0]}.{row[1]}({row[2]})").With("definition", row[4]!.ReplaceLineEndings("\n")).With("privileges", row[5]));
            }

            foreach (var row in await Query("SELECT t.tgrelid::text, t.tgname, pg_get_triggerdef(t.oid), CASE WHEN t.tgenabled <> 'O' THEN t.tgenabled::text END FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgparentid = 0"))
                AddTo(row[0]!, "trigger", row[1]!)?.With("definition", row[2]).With("enabled", row[3]);
            foreach (var row in await Query("SELECT r.ev_class::text, r.rulename, pg_get_ruledef(r.oid) FROM pg_rewrite r WHERE r.rulename <> '_RETURN'"))
                AddTo(row[0]!, "rule", row[1]!)?.With("definition", row[2]);
            foreach (var row in await Query("""
                SELECT p.polrelid::text, p.polname, p.polcmd::text, p.polpermissive::text, (SELECT string_agg(CASE WHEN o = 0 THEN 'public' ELSE o::regrole::text END, ', ' ORDER BY o) FROM unnest(p.polroles) o),
                    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
                FROM pg_policy p
                """))
            {
                AddTo(row[0]!, "policy", row[1]!)?.With("command", row[2]).With("permissive", row[3]).With("roles", row[4]).With("using", row[5]).With("check", row[6]);
            }

            foreach (var row in await Query("SELECT s.stxrelid::text, s.stxname, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s"))
                AddTo(row[0]!, "statistics", row[1]!)?.With("definition", row[2]);
            foreach (var row in await Query("SELECT evtname, evtevent, evtfoid::regproc::text, array_to_string(evttags, ', ') FROM pg_event_trigger"))
                objects.Add(new SchemaObject("event trigger", row[0]!).With("event", row[1]).With("function", row[2]).With("tags", row[3]));
            foreach (var row in await Query("SELECT d.defaclnamespace::regnamespace::text, d.defaclrole::regrole::text, d.defaclobjtype::text, d.defaclacl::text FROM pg_default_acl d"))
                objects.Add(new SchemaObject("default privileges", string.Join(' ', row.Take(3))).With("privileges", row[3]));
        }

        SchemaObject? AddTo(string relationId, string kind, string name)
        {
            if (!relations.TryGetValue(relationId, out var relation))
                return null;
            var added = new SchemaObject(kind, $"{relation.Name} {name}", relation);
            objects.Add(added);
            return added;
        }
    }

    // What the owner may do is not worth a word, and the same whether it was ever written down.
    private static string Privileges(string list, string kind, string owner) => string.Create(CultureInfo.InvariantCulture, $"""
        (SELECT string_agg(CASE WHEN x.grantee = 0 THEN 'public' ELSE x.grantee::regrole::text END || ' ' || lower(x.privilege_type) || CASE WHEN x.is_grantable THEN ' with grant option' ELSE '' END, ', '
            ORDER BY x.grantee, x.privilege_type) FROM aclexplode(coalesce({list}, acldefault(({kind})::"char", {owner}))) x WHERE x.grantee <> {owner})
        """);

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}
