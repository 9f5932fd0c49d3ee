using System.Data.Common;
using StageReady.Migrations.Sql;

namespace StageReady.Rehearsal;

/// <summary>
/// Writes rows into the tables of a schema, so that a migration meets data: values that differ from row to row, and null wherever a column takes it. What a table refuses stays out.
/// </summary>
internal sealed class RowSeeder(RehearsalDatabase database)
{
    // How often values that a check names are tried in its columns.
    private const int Attempts = 24;

    // Columns of one row get different numbers, the later the larger: checks like "ends > starts" hold.
    private const int Stride = 10;

    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _withoutRows = new(StringComparer.Ordinal);

    /// <summary>The tables that got no rows, in words.</summary>
    public IReadOnlyCollection<string> TablesWithoutRows => _withoutRows;

    /// <summary>Gives every empty table that many rows.</summary>
    public async Task FillAsync(SchemaSnapshot schema, int rows, CancellationToken cancellationToken)
    {
        Know(schema.Tables);
        foreach (var table in PrincipalsFirst(schema.Tables))
        {
            if (_refused.Contains(Shape(table)) || await CountAsync(table.Name, cancellationToken) > 0)
                continue;
            _withoutRows.Remove(table.Object.Name);
            for (var number = 1; number <= rows; number++)
            {
                if (await AddRowAsync(table, number, withNulls: number % 2 == 0, cancellationToken) || number > 1)
                    continue;
                _refused.Add(Shape(table));
                _withoutRows.Add(table.Object.Name);
                break;
            }
        }
    }

    /// <summary>Gives tables of the schema one row more, with nulls where they are allowed now: what the application may write once the migration has run.</summary>
    public async Task AddAsync(SchemaSnapshot schema, IEnumerable<Table> tables, CancellationToken cancellationToken)
    {
        Know(schema.Tables);
        foreach (var table in PrincipalsFirst([.. tables]))
        {
            if (!_refused.Contains(Shape(table)))
                await AddRowAsync(table, await CountAsync(table.Name, cancellationToken) + 1, withNulls: true, cancellationToken);
        }
    }

    private async Task<bool> AddRowAsync(Table table, int number, bool withNulls, CancellationToken cancellationToken)
    {
        var references = await ReferencesAsync(table, number, cancellationToken);
        var fromChecks = LiteralsOfChecks(table);
        if (withNulls && await TryInsertAsync(table, column => column.IsNullable ? "NULL" : ValueOf(column, 0)))
            return true;
        for (var attempt = 0; attempt <= (fromChecks.Count == 0 ? 0 : Attempts); attempt++)
        {
            if (await TryInsertAsync(table, column => ValueOf(column, attempt)))
                return true;
        }

        // What no value is known for may be left out.
        return !withNulls && await TryInsertAsync(table, column => column.IsNullable ? "NULL" : ValueOf(column, 0));

        string? ValueOf(Column column, int attempt)
        {
            if (references.TryGetValue(column.Name, out var reference))
                return reference;
            if (attempt > 0 && fromChecks.TryGetValue(column.Name, out var literals))
                return literals[(number + attempt) % literals.Count];
            return database.SampleValues.ValueOf(column, number + (Stride * table.Columns.IndexOf(column)));
        }

        async Task<bool> TryInsertAsync(Table into, Func<Column, string?> valueOf)
        {
            var columns = into.Columns.Where(column => !column.IsGenerated).Select(column => (Name: database.SampleValues.Quote(column.Name), Value: valueOf(column))).Where(column => column.Value is not null).ToList();
            var sql = columns.Count == 0
                ? $"INSERT INTO {into.Name} DEFAULT VALUES"
                : $"INSERT INTO {into.Name} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select(column => column.Value))})";
            try
            {
                await database.Connection.ExecuteAsync(sql, cancellationToken);
                return true;
            }
            catch (DbException)
            {
                return false;
            }
        }
    }

    /// <summary>For the columns of foreign keys the values of a row that is there.</summary>
    private async Task<Dictionary<string, string>> ReferencesAsync(Table table, int number, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in table.ForeignKeys.Where(key => key.PrincipalColumns.Count == key.Columns.Count && _known.Contains(key.Principal)))
        {
            var count = await CountAsync(key.Principal, cancellationToken);
            if (count == 0)
                continue;
            var columns = string.Join(", ", key.PrincipalColumns.Select(column => database.SampleValues.AsLiteral(database.SampleValues.Quote(column))));
            var rows = await database.Connection.QueryAsync($"SELECT {columns} FROM {key.Principal} ORDER BY 1 LIMIT 1 OFFSET {(number - 1) % count}", cancellationToken);
            for (var i = 0; i < key.Columns.Count && rows.Count > 0; i++)
            {
                if (rows[0][i] is { } value)
                    values[key.Columns[i]] = value;
            }
        }

        return values;
    }

    private async Task<int> CountAsync(string table, CancellationToken cancellationToken)
    {
        var rows = await database.Connection.QueryAsync($"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1000) counted", cancellationToken);
        return int.Parse(rows[0][0]!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The values that checks compare with, and their neighbours, for each column that they name.</summary>
    private static Dictionary<string, List<string>> LiteralsOfChecks(Table table)
    {
        var literals = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var check in table.Checks)
        {
            var tokens = SqlLexer.Read(check);
            var found = tokens.SelectMany(LiteralsOf).ToList();
            if (found.Count == 0)
                continue;
            foreach (var column in table.Columns.Where(column => tokens.Exists(token => token.IsName && token.Text.Equals(column.Name, StringComparison.OrdinalIgnoreCase))))
                literals[column.Name] = literals.TryGetValue(column.Name, out var list) ? [.. list, .. found] : found;
        }

        return literals;
    }

    private static IEnumerable<string> LiteralsOf(SqlToken token) => token.Kind switch
    {
        SqlTokenKind.String => [$"'{token.Text.Replace("'", "''")}'"],
        SqlTokenKind.Number => [token.Text, $"({token.Text} + 1)", $"({token.Text} - 1)"],
        _ => [],
    };

    // SQLite lets foreign keys point to tables that are not there.
    private void Know(IReadOnlyList<Table> tables)
    {
        _known.Clear();
        _known.UnionWith(tables.Select(table => table.Name));
    }

    // A refused table is tried again once its definition is another one.
    private static string Shape(Table table) => $"{table.Name} {string.Join(' ', table.Columns.Select(column => $"{column.Name} {column.Type} {column.IsNullable}"))} {string.Join(' ', table.Checks)}";

    private static List<Table> PrincipalsFirst(IReadOnlyList<Table> tables)
    {
        var byName = tables.ToLookup(table => table.Name, StringComparer.OrdinalIgnoreCase);
        var (ordered, seen) = (new List<Table>(), new HashSet<Table>(ReferenceEqualityComparer.Instance));
        foreach (var table in tables)
            Visit(table);
        return ordered;

        void Visit(Table table)
        {
            if (!seen.Add(table))
                return;
            foreach (var principal in table.ForeignKeys.SelectMany(key => byName[key.Principal]))
                Visit(principal);
            ordered.Add(table);
        }
    }
}
