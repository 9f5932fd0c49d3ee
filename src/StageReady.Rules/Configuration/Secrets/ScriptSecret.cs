using StageReady.Migrations.Sql;

namespace StageReady.Configuration;

/// <summary>
/// Tells whether a SQL script holds a secret: in a column that is called so, as the password of a login, or in a comment. No rule reports it; who shows a part of the script asks, and would rather leave
/// out too much.
/// </summary>
internal static class ScriptSecret
{
    // Without any of these nothing is given.
    private static readonly string[] Marks = ["INSERT", "REPLACE", "MERGE", "UPDATE", "COPY", "PASSWORD", "IDENTIFIED", "DEFAULT"];

    public static bool IsIn(TextFile script) => CommentedSecret.IsIn(script) || IsIn(script.Text);

    /// <summary>The same of SQL without its comments.</summary>
    public static bool IsIn(string sql) =>
        Marks.Any(mark => sql.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0)
        && (SqlSeed.ValuesIn(sql).Any(value => SecretText.Judge(value.Text, SecretName.Of(value.Column)) == SecretVerdict.Secret) || IsGivenTo(SqlLexer.Read(sql)));

    // CREATE LOGIN x WITH PASSWORD = '…', CREATE USER x IDENTIFIED BY '…', ADD COLUMN Token text DEFAULT '…'
    private static bool IsGivenTo(List<SqlToken> tokens)
    {
        var namesSecret = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind is SqlTokenKind.End or SqlTokenKind.Batch)
                namesSecret = false;
            else if (token.IsName)
                namesSecret |= SecretName.Of(token.Text) is SecretExpectation.Password or SecretExpectation.Secret;
            else if (token.Kind == SqlTokenKind.String && i > 0 && !Placeholder.Is(token.Text) && (IsPassword(tokens, tokens[i - 1].Is("=") ? i - 2 : i - 1) || (namesSecret && tokens[i - 1].Is("DEFAULT"))))
                return true;
        }

        return false;
    }

    private static bool IsPassword(List<SqlToken> tokens, int i) => i >= 0 && (tokens[i].Is("PASSWORD") || tokens[i].Is("BY"));
}
