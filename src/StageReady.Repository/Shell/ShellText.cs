namespace StageReady.Shell;

/// <summary>Commands for a shell that stand in a file of another format, or in one of their own.</summary>
/// <param name="SpanOf">The place of a part, by its offset and length in the text.</param>
/// <param name="JoinsLines">Whether a line end only separates words: an instruction of a Dockerfile is one line.</param>
internal sealed record ShellText(string Text, Func<int, int, SourceSpan> SpanOf, bool JoinsLines = false)
{
    private static readonly string[] BatchExtensions = [".cmd", ".bat"];

    /// <summary>Whether it is for the command interpreter of Windows, whose signs are its own.</summary>
    public bool IsBatch { get; init; }

    public static ShellText Of(TextFile script) => new(script.Text, script.Span) { IsBatch = BatchExtensions.Contains(Path.GetExtension(script.Path), StringComparer.OrdinalIgnoreCase) };
}

/// <summary>A word without its quotes.</summary>
/// <param name="HasVariable">Whether it is known only when it runs.</param>
internal sealed record ShellWord(string Value, int Start, int Length, bool HasVariable)
{
    public bool IsOption => Value.StartsWith("-", StringComparison.Ordinal) && Value.Length > 1;
}

/// <summary>A simple command: a program and its arguments, without redirections and what only leads to it (assignments, <c>sudo</c>, <c>then</c>).</summary>
/// <param name="Program">Its file name without folder.</param>
/// <param name="Span">From the program to the last argument.</param>
internal sealed record ShellCommand(string Program, IReadOnlyList<ShellWord> Arguments, SourceSpan Span, ShellText Source)
{
    public SourceSpan SpanOf(ShellWord word) => Source.SpanOf(word.Start, word.Length);

    /// <summary>Whether the first arguments are these.</summary>
    public bool Begins(params string[] words) => Arguments.Count >= words.Length && words.Select((word, i) => Arguments[i].Value == word).All(same => same);

    /// <summary>The values of an option: the argument behind it, or what follows its '='.</summary>
    public IEnumerable<ShellWord> ValuesOf(params string[] names)
    {
        for (var i = 0; i < Arguments.Count; i++)
        {
            var word = Arguments[i];
            var equals = word.Value.IndexOf('=');
            if (names.Contains(word.Value) && i + 1 < Arguments.Count)
                yield return Arguments[i + 1];
            else if (equals > 0 && names.Contains(word.Value.Substring(0, equals)))
                yield return word with { Value = word.Value.Substring(equals + 1) };
        }
    }

    /// <summary>The arguments that are no options, behind the first ones.</summary>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="optionsWithValue">The options whose value is an argument of its own.</param>
    public IEnumerable<ShellWord> Operands(int skip, params string[] optionsWithValue)
    {
        for (var i = skip; i < Arguments.Count; i++)
        {
            if (!Arguments[i].IsOption)
                yield return Arguments[i];
            else if (optionsWithValue.Contains(Arguments[i].Value))
                i++;
        }
    }
}
