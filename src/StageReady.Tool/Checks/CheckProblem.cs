namespace StageReady.Tool.Checks;

/// <summary>What a problem means for the answer of a check.</summary>
internal enum ProblemKind
{
    /// <summary>Worth knowing; everything was judged all the same.</summary>
    Note,

    /// <summary>Something could not be read, so that the check cannot say that all is well.</summary>
    Unreadable,

    /// <summary>StageReady itself failed.</summary>
    Defect,
}

/// <summary>Something that stood in the way of a check. One line, with its place.</summary>
internal sealed record CheckProblem(string Path, int Line, int Column, string Message, ProblemKind Kind = ProblemKind.Unreadable)
{
    public override string ToString() => $"{Path}({Line},{Column}): {(Kind == ProblemKind.Note ? "warning" : "error")}: {Message}";
}
