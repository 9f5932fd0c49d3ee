namespace StageReady.Migrations.Sql;

internal enum SqlTokenKind
{
    /// <summary>A keyword or a name without quotes, or a variable (<c>@x</c>).</summary>
    Word,

    /// <summary>A name in double quotes, brackets or backticks. The text is without them.</summary>
    QuotedName,

    /// <summary>A literal, dollar-quoted bodies included. The text is without quotes.</summary>
    String,
    Number,
    Symbol,

    /// <summary><c>;</c>, or the delimiter that a script set.</summary>
    End,

    /// <summary><c>GO</c> on a line of its own.</summary>
    Batch,
}

/// <param name="StartsLine">Nothing but white space stands before it on its line.</param>
internal sealed record SqlToken(SqlTokenKind Kind, string Text, int Start, int Length, bool StartsLine)
{
    public int Stop => Start + Length;

    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && Text.Length > 0;

    public bool Is(string word) => Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
