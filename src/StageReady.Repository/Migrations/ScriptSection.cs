namespace StageReady.Migrations;

/// <summary>How a tool cuts a section into the statements that it hands to the database.</summary>
internal enum ScriptSplitting
{
    /// <summary>Not at all.</summary>
    Whole,

    /// <summary>At the delimiter, outside of strings, comments and the bodies of routines.</summary>
    Statements,

    /// <summary>As goose does: where a line ends with a semicolon, and where its directives say.</summary>
    Lines,
}

/// <summary>The SQL of one direction of a migration. What of the file does not belong to it is blank, so that offsets lead back to the file.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">Where the text begins in the file.</param>
/// <param name="Text">The SQL with its comments.</param>
internal sealed record ScriptSection(TextFile File, int Start, string Text)
{
    private IReadOnlyList<ScriptStatement>? _statements;

    public ScriptSplitting Splitting { get; init; }

    /// <summary>What ends a statement.</summary>
    public string Delimiter { get; init; } = ";";

    /// <summary>Whether the tool runs it in a transaction, as far as the script decides.</summary>
    public bool InTransaction { get; init; } = true;

    /// <summary>The statements that the tool hands to the database one by one; none if there are only comments.</summary>
    public IReadOnlyList<ScriptStatement> Statements => _statements ??= ScriptStatements.Of(this);

    /// <summary>Says of itself that it is yet to be written.</summary>
    public bool IsUnfinished => Text.IndexOf(Declarations.UnfinishedComment, StringComparison.OrdinalIgnoreCase) >= 0;

    public bool IsEmpty => Statements.Count == 0;

    public SourceSpan Span(int start, int length) => File.Span(Start + start, length);
}

/// <param name="Start">Where it begins in the section.</param>
internal sealed record ScriptStatement(string Text, int Start);
