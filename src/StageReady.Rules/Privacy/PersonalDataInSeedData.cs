using StageReady.Configuration;
using StageReady.Migrations.Sql;
using StageReady.Suppressions;

namespace StageReady.Privacy;

/// <summary>STG5002: what fills the tables of every environment is about a person. The message says what it is, never which.</summary>
internal static class PersonalDataInSeedData
{
    /// <summary>Larger scripts are dumps, which nobody reads in an editor.</summary>
    public const int MaxLength = 4_000_000;

    private const string Remedy = "Every environment and every copy of the database gets it. Use that of a role or a made-up one, or load it where it is needed";

    /// <summary>The message about a value; null if it is about nobody.</summary>
    /// <param name="table">The table or the entity, as far as it is known.</param>
    /// <param name="column">The column or the property, as far as it is known.</param>
    /// <param name="text">The value.</param>
    public static string? Judge(string table, string column, string text)
    {
        if (PersonalData.In(table.Length > 0 ? $"{table}:{column}" : column, text) is not { } kind)
            return null;
        var place = NameOf(table, column);
        return place.Length == 0 ? $"Seed data holds {kind}. {Remedy}" : $"The seed data of {MessageText.Quote(place)} holds {kind}. {Remedy}";
    }

    /// <summary>The findings of a SQL script that neither a comment nor the settings suppress.</summary>
    public static IReadOnlyList<Finding> In(TextFile script, StageReadySettings settings, DateTime today) =>
        new SuppressionFilter(_ => script, _ => settings, today).Apply(In(script)).Findings;

    /// <summary>All findings of a SQL script.</summary>
    public static IEnumerable<Finding> In(TextFile script)
    {
        if (script.Text.Length > MaxLength)
            yield break;
        foreach (var value in SqlSeed.ValuesIn(script.Text))
        {
            if (Judge(value.Table, value.Column, value.Text) is { } message)
                yield return new Finding(Catalogue.PersonalDataInSeedData, script.Span(value.Start, value.Length), message) { Subject = NameOf(value.Table, value.Column) };
        }
    }

    private static string NameOf(string table, string column) => table.Length == 0 ? column : column.Length == 0 ? table : $"{table}.{column}";
}
