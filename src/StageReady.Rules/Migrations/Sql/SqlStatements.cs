namespace StageReady.Migrations.Sql;

/// <summary>Cuts a script into its statements: at the delimiter that holds there and at <c>GO</c>, outside of strings, comments and the bodies of routines.</summary>
internal static class SqlStatements
{
    /// <summary>Where each statement stands, without its delimiter.</summary>
    public static IReadOnlyList<(int Start, int Length)> Split(string text, string delimiter)
    {
        var tokens = SqlLexer.Read(text, delimiter);
        var cursor = new SqlCursor(text, tokens);
        var statements = new List<(int Start, int Length)>();
        while (!cursor.IsAtEnd)
        {
            if (cursor.IsAtDelimiter)
            {
                cursor.Advance();
                continue;
            }

            var start = cursor.Index;
            cursor.SkipToDelimiter();
            statements.Add((tokens[start].Start, tokens[cursor.Index - 1].Stop - tokens[start].Start));
        }

        return statements;
    }
}
