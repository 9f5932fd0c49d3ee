using System.Globalization;

namespace StageReady.Rehearsal;

/// <summary>Values for the types of PostgreSQL. A literal in quotes takes the type of its column.</summary>
internal sealed class PostgreSqlSampleValues : ISampleValues
{
    public string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    public string AsLiteral(string quotedColumn) => $"quote_literal({quotedColumn}::text)";

    public string? ValueOf(Column column, int number)
    {
        if (column.Labels.Count > 0)
            return Literal(column.Labels[number % column.Labels.Count]);
        if (column.Type.EndsWith("[]", StringComparison.Ordinal))
            return "'{}'";
        var open = column.Type.IndexOf('(', StringComparison.Ordinal);
        var close = column.Type.IndexOf(')', StringComparison.Ordinal);
        var limits = open < 0 || close < open ? [] : column.Type[(open + 1)..close].Split(',').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var limit) ? limit : 0).ToArray();
        var name = open < 0 ? column.Type : column.Type[..open] + column.Type[(close + 1)..];
        return name switch
        {
            "boolean" => number % 2 == 0 ? "false" : "true",
            "smallint" or "integer" or "bigint" or "oid" => Text(number),
            "real" or "double precision" or "money" => Literal(Text(number)),
            "numeric" => Number(number, limits),
            "text" or "character varying" or "character" or "citext" or "name" => Literal(Shortened(number, limits is [> 0, ..] ? limits[0] : name == "character" ? 1 : 63)),
            "\"char\"" => Literal("a"),
            "date" or "timestamp without time zone" or "timestamp with time zone" => Literal($"{new DateTime(2001, 1, 1).AddDays(number):yyyy-MM-dd}"),
            "time without time zone" or "time with time zone" => Literal($"{TimeSpan.FromSeconds(number % 86400):c}"),
            "interval" => Literal($"{Text(number)} days"),
            "uuid" => Literal(new Guid(number, 0, 0, new byte[8]).ToString()),
            "bytea" => Literal($@"\x{number.ToString("x8", CultureInfo.InvariantCulture)}"),
            "json" or "jsonb" => Literal($$"""{"n": {{Text(number)}}}"""),
            "xml" => Literal($"<n>{Text(number)}</n>"),
            "inet" => Literal($"10.0.{Text(number / 250 % 250)}.{Text(number % 250)}"),
            "cidr" => Literal($"10.{Text(number / 250 % 250)}.{Text(number % 250)}.0/24"),
            "macaddr" => Literal($"08:00:2b:01:{(number / 256 % 256).ToString("x2", CultureInfo.InvariantCulture)}:{(number % 256).ToString("x2", CultureInfo.InvariantCulture)}"),
            "bit" or "bit varying" => $"B'{Bits(number, limits is [> 0, ..] ? limits[0] : 1)}'",
            "point" => Literal($"({Text(number)},{Text(number)})"),
            "box" or "path" or "polygon" or "lseg" => Literal($"(0,0),({Text(number)},{Text(number)})"),
            "circle" => Literal($"<(0,0),{Text(number)}>"),
            "tsvector" or "tsquery" => Literal($"word{Text(number)}"),
            "int4range" or "int8range" or "numrange" => Literal($"[{Text(number)},{Text(number + 1)})"),
            "daterange" or "tsrange" or "tstzrange" => Literal($"[{new DateTime(2001, 1, 1).AddDays(number):yyyy-MM-dd},{new DateTime(2001, 1, 2).AddDays(number):yyyy-MM-dd})"),
            "hstore" => Literal($"n=>{Text(number)}"),
            "ltree" => Literal($"n{Text(number)}"),
            _ => null,
        };
    }

    private static string Number(int number, int[] limits)
    {
        if (limits is not [> 0, ..])
            return Text(number);
        var whole = limits[0] - (limits.Length > 1 ? limits[1] : 0);
        return whole <= 0 ? "0" : whole >= 9 ? Text(number) : Text(number % (int)Math.Pow(10, whole));
    }

    // The number stands at the end, so that what is cut off is the same in all rows.
    private static string Shortened(int number, int length)
    {
        var text = $"text {Text(number)}";
        return text.Length <= length ? text : text[^length..];
    }

    private static string Bits(int number, int length) => Convert.ToString(number, 2).PadLeft(length, '0')[^length..];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Literal(string text) => $"'{text.Replace("'", "''")}'";
}
