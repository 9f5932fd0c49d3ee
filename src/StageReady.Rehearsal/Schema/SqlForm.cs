using System.Text;
using StageReady.Migrations.Sql;

namespace StageReady.Rehearsal;

/// <summary>SQL in one form: without comments and white space, words in lower case, names without the quotes that they do not need.</summary>
internal static class SqlForm
{
    public static string Of(string sql) => Of(sql, SqlLexer.Read(sql));

    public static string Of(string sql, IEnumerable<SqlToken> tokens)
    {
        var form = new StringBuilder();
        SqlToken? previous = null;
        foreach (var token in tokens)
        {
            // An operator of several characters is one word.
            if (previous is not null && !(previous.Stop == token.Start && IsOperator(previous) && IsOperator(token)))
                form.Append(' ');
            form.Append(token.Kind == SqlTokenKind.Word || (token.Kind == SqlTokenKind.QuotedName && IsPlain(token.Text)) ? token.Text.ToLowerInvariant() : sql.Substring(token.Start, token.Length));
            previous = token;
        }

        return form.ToString();
    }

    private static bool IsOperator(SqlToken token) => token.Kind == SqlTokenKind.Symbol && "<>=!|&".Contains(token.Text, StringComparison.Ordinal);

    private static bool IsPlain(string name) => name.Length > 0 && !char.IsDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
