using System.Text;

namespace StageReady.Configuration;

/// <summary>A keyword and its value, unquoted.</summary>
internal sealed record ConnectionStringPart(string Keyword, string Value)
{
    /// <summary>Where the keyword starts in the connection string.</summary>
    public int Start { get; init; }

    /// <summary>Where the value starts, at its quote if it has one.</summary>
    public int ValueStart { get; init; }

    /// <summary>Where it ends, exclusive.</summary>
    public int ValueEnd { get; init; }

    /// <summary>Lower case, without the white space and the underscores in which providers' synonyms differ.</summary>
    public string NormalizedKeyword => Keyword.Replace(" ", "").Replace("_", "").ToLowerInvariant();

    /// <summary>One name for the keywords that drivers take for the same.</summary>
    public string Name => NormalizedKeyword is var keyword && Synonyms.TryGetValue(keyword, out var name) ? name : keyword;

    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["pwd"] = "password",
        ["uid"] = "userid",
        ["user"] = "userid",
        ["username"] = "userid",
        ["addr"] = "server",
        ["address"] = "server",
        ["datasource"] = "server",
        ["networkaddress"] = "server",
        ["servername"] = "server",
        ["initialcatalog"] = "database",
        ["trustedconnection"] = "integratedsecurity",
    };
}

/// <summary>
/// A connection string: <c>keyword=value</c> pairs under the quoting rules of System.Data.Common, with ODBC's braces where a driver is named, or the comma-separated form of
/// StackExchange.Redis, which starts with its servers.
/// </summary>
internal sealed class ConnectionString
{
    private static readonly string[] FileExtensions = [".db", ".db3", ".sqlite", ".sqlite3", ".litedb", ".sdf", ".mdb", ".accdb", ".fdb"];

    private ConnectionString(IReadOnlyList<ConnectionStringPart> parts, IReadOnlyList<string> redisServers)
    {
        Parts = parts;
        RedisServers = redisServers;
    }

    /// <summary>What the driver takes: each keyword once.</summary>
    public IReadOnlyList<ConnectionStringPart> Parts { get; }

    /// <summary>Whether the database is a file, or in memory, instead of a server.</summary>
    public bool IsFileDatabase => Parts.Any(part =>
        part.NormalizedKeyword is "filename"
        || (part.NormalizedKeyword is "datasource" && IsFile(part.Value)));

    /// <summary>The value of a keyword by <see cref="ConnectionStringPart.Name"/>; null if it is not given.</summary>
    public string? this[string name] => Parts.Where(part => part.Name == name).Select(part => part.Value).FirstOrDefault();

    /// <summary>The <c>host:port</c> items in front of the options of StackExchange.Redis.</summary>
    public IReadOnlyList<string> RedisServers { get; }

    /// <summary>Null if the text is no connection string.</summary>
    public static ConnectionString? Parse(string text)
    {
        if (text.IndexOf('=') < 0)
            return null;

        var parts = ParsePairs(text, braces: false);
        if (parts is null || IsOdbc(parts))
            parts = ParsePairs(text, braces: true) is { } odbc && IsOdbc(odbc) ? odbc : parts;

        return parts is { Count: > 0 } && parts.All(part => IsKeyword(part.Keyword)) ? new ConnectionString(Effective(parts), []) : ParseRedis(text);
    }

    /// <summary>Of a keyword that is given twice, by whatever synonym, System.Data.Common takes the last and ODBC the first.</summary>
    private static IReadOnlyList<ConnectionStringPart> Effective(IReadOnlyList<ConnectionStringPart> parts)
    {
        var isOdbc = IsOdbc(parts);
        return [.. parts.GroupBy(part => part.Name, StringComparer.Ordinal).Select(group => isOdbc ? group.First() : group.Last())];
    }

    private static bool IsFile(string dataSource) =>
        dataSource == ":memory:"
        || (dataSource.StartsWith("/", StringComparison.Ordinal) && !dataSource.StartsWith("//", StringComparison.Ordinal))
        || dataSource.StartsWith("./", StringComparison.Ordinal)
        || FileExtensions.Any(extension => dataSource.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static bool IsOdbc(IReadOnlyList<ConnectionStringPart> parts) =>
        parts.Any(part => part.NormalizedKeyword == "driver" && part.Value.StartsWith("{", StringComparison.Ordinal));

    // A keyword is words. This tells a connection string from a query string, a URI and a sentence with an equals sign.
    private static bool IsKeyword(string keyword) =>
        keyword.Length is > 0 and <= 50
        && char.IsLetter(keyword[0])
        && keyword.All(character => char.IsLetterOrDigit(character) || character is ' ' or '_' or '-' or '.' or ':')
        && keyword.Count(character => character == ' ') <= 4;

    /// <summary>The grammar of System.Data.Common; null if the text violates it. Keywords are as written, without the white space around them.</summary>
    internal static IReadOnlyList<ConnectionStringPart>? ParsePairs(string text, bool braces)
    {
        var parts = new List<ConnectionStringPart>();
        var position = 0;
        while (true)
        {
            while (position < text.Length && (text[position] == ';' || char.IsWhiteSpace(text[position])))
                position++;
            if (position == text.Length)
                return parts;

            var start = position;
            if (ReadKeyword(text, ref position, braces) is not { Length: > 0 } keyword)
                return null;
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            var valueStart = position;
            if (ReadValue(text, ref position, braces) is not { } value)
                return null;
            var valueEnd = position;
            while (valueEnd > valueStart && char.IsWhiteSpace(text[valueEnd - 1]))
                valueEnd--;
            parts.Add(new ConnectionStringPart(keyword, value) { Start = start, ValueStart = valueStart, ValueEnd = valueEnd });
        }
    }

    /// <summary>Reads up to the equals sign; a doubled one belongs to the keyword (not so in ODBC).</summary>
    private static string? ReadKeyword(string text, ref int position, bool braces)
    {
        var keyword = new StringBuilder();
        for (; position < text.Length; position++)
        {
            var character = text[position];
            if (character == '=')
            {
                if (braces || position + 1 == text.Length || text[position + 1] != '=')
                {
                    position++;
                    return keyword.ToString().TrimEnd();
                }

                position++;
            }
            else if (char.IsControl(character) && !char.IsWhiteSpace(character))
            {
                return null;
            }

            keyword.Append(character);
        }

        return null;
    }

    private static string? ReadValue(string text, ref int position, bool braces)
    {
        var quote = position < text.Length ? text[position] : ';';
        if (braces ? quote == '{' : quote is '"' or '\'')
            return ReadQuoted(text, ref position, braces ? '}' : quote);

        var start = position;
        while (position < text.Length && text[position] != ';')
        {
            if (char.IsControl(text[position]) && !char.IsWhiteSpace(text[position]))
                return null;
            position++;
        }

        var value = text.Substring(start, position - start).TrimEnd();
        return !braces && value.Length > 0 && value[value.Length - 1] is '"' or '\'' ? null : value;
    }

    /// <summary>Reads up to the closing quote; a doubled one stands for itself. What ODBC puts in braces stays as it is written, for its drivers to read.</summary>
    private static string? ReadQuoted(string text, ref int position, char close)
    {
        var value = new StringBuilder();
        var start = position;
        for (position++; position < text.Length; position++)
        {
            if (text[position] != close)
            {
                value.Append(text[position]);
                continue;
            }

            if (position + 1 < text.Length && text[position + 1] == close)
            {
                position++;
                value.Append(close);
                continue;
            }

            position++;
            var end = position;
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position < text.Length && text[position] != ';')
                return null;
            return close == '}' ? text.Substring(start, end - start) : value.ToString();
        }

        return null;
    }

    private static ConnectionString? ParseRedis(string text)
    {
        var servers = new List<string>();
        var parts = new List<ConnectionStringPart>();
        var start = 0;
        foreach (var item in text.Split(','))
        {
            var equals = item.IndexOf('=');
            if (equals > 0)
            {
                var value = item.Substring(equals + 1);
                var valueStart = start + item.Length - value.TrimStart().Length;
                parts.Add(new ConnectionStringPart(item.Substring(0, equals).Trim(), value.Trim())
                {
                    Start = start + item.Length - item.TrimStart().Length,
                    ValueStart = valueStart,
                    ValueEnd = valueStart + value.Trim().Length,
                });
            }
            else if (item.Trim().Length > 0)
            {
                servers.Add(item.Trim());
            }

            start += item.Length + 1;
        }

        return servers.Count > 0 && parts.Count > 0 && servers.All(server => Endpoints.ParseHost(server) is not null) && parts.All(part => IsKeyword(part.Keyword))
            ? new ConnectionString(parts, servers)
            : null;
    }
}
