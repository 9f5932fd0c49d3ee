using System.Data.Common;
using CsCheck;
using StageReady.Configuration;

namespace StageReady.Rules.Tests.Configuration;

public sealed class ConnectionStringTests
{
    private static readonly Gen<string> Text = Gen.OneOf("a", "B", "=", "=", "==", ";", ";", "'", "\"", "{", "}", " ", "\u0001", "x y", "\u00a0", "''", "\"\"", "}}", "a=", "b='c;d'", "e={f}")
        .Array[0, 14].Select(string.Concat);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pairs_are_those_of_System_Data_Common(bool odbc) =>
        Text.Sample(
            text =>
            {
                var expected = Parse(text, odbc);
                var actual = ConnectionString.ParsePairs(text, braces: odbc)?
                    .GroupBy(part => part.Keyword, StringComparer.OrdinalIgnoreCase)
                    .Where(group => group.Last().Value.Length > 0)
                    .Select(group => $"{group.Key.ToLowerInvariant()}={group.Last().Value}")
                    .Order(StringComparer.Ordinal);
                Assert.Equal(expected, actual);
            },
            iter: 4_000);

    /// <summary>Null if System.Data.Common refuses the text. It drops some keywords without a value and keeps others: all are left out here.</summary>
    private static IEnumerable<string>? Parse(string text, bool odbc)
    {
        var builder = new DbConnectionStringBuilder(odbc);
        try
        {
            builder.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return null;
        }

        return builder.Keys.Cast<string>().Where(keyword => builder[keyword] is not "").Select(keyword => $"{keyword.ToLowerInvariant()}={builder[keyword]}").Order(StringComparer.Ordinal);
    }
}
