using System.Globalization;

namespace StageReady.Rehearsal;

/// <summary>Values for the types that SQLite's columns are declared with, in the forms in which drivers store them.</summary>
internal sealed class SqliteSampleValues : ISampleValues
{
    public string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    public string AsLiteral(string quotedColumn) => $"quote({quotedColumn})";

    public string? ValueOf(Column column, int number)
    {
        var type = column.Type.ToUpperInvariant();
        if (Has("BOOL") || Has("BIT"))
            return (number % 2).ToString(CultureInfo.InvariantCulture);
        if (Has("DATE") || Has("TIMESTAMP"))
            return string.Create(CultureInfo.InvariantCulture, $"'{new DateTime(2001, 1, 1).AddDays(number):yyyy-MM-dd HH:mm:ss}'");
        if (Has("TIME"))
            return string.Create(CultureInfo.InvariantCulture, $"'{TimeSpan.FromSeconds(number % 86400):c}'");
        if (Has("GUID") || Has("UUID") || Has("UNIQUEIDENTIFIER"))
            return $"'{new Guid(number, 0, 0, new byte[8])}'";
        if (Has("JSON"))
            return string.Create(CultureInfo.InvariantCulture, $$"""'{"n": {{number}}}'""");
        if (Has("INT"))
            return number.ToString(CultureInfo.InvariantCulture);
        if (Has("CHAR") || Has("CLOB") || Has("TEXT"))
            return string.Create(CultureInfo.InvariantCulture, $"'text {number}'");
        if (type.Length == 0 || Has("BLOB") || Has("BINARY"))
            return $"x'{number.ToString("x8", CultureInfo.InvariantCulture)}'";
        return number.ToString(CultureInfo.InvariantCulture);

        bool Has(string part) => type.Contains(part, StringComparison.Ordinal);
    }
}
