using StageReady.Rehearsal;

namespace StageReady.Tool.Reporting;

/// <summary>The words for a rehearsal that reports share.</summary>
internal static class RehearsalWords
{
    /// <summary>For machines.</summary>
    public static string Name(this RehearsalOutcome outcome) => outcome switch
    {
        RehearsalOutcome.Restored => "restored",
        RehearsalOutcome.ForwardOnly => "forward-only",
        RehearsalOutcome.Repeated => "repeated",
        RehearsalOutcome.Failed => "failed",
        _ => "not-run",
    };

    /// <summary>For machines.</summary>
    public static string Name(this RehearsalPhase phase) => phase switch
    {
        RehearsalPhase.Up => "up",
        RehearsalPhase.Down => "down",
        _ => "up-again",
    };

    /// <summary>Each thing that is wrong, in a line.</summary>
    public static IEnumerable<string> Lines(this RehearsalProblem problem)
    {
        var phase = problem.Phase switch { RehearsalPhase.Up => "Up", RehearsalPhase.Down => "Down", _ => "The second Up" };
        if (problem.Message is not null)
            yield return $"{phase} fails: {problem.Message}";
        foreach (var difference in problem.Differences)
            yield return $"After {(problem.Phase == RehearsalPhase.UpAgain ? "the second Up" : phase)}: {difference}";
    }
}
