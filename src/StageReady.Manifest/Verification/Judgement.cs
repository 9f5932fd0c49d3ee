namespace StageReady.Manifest;

/// <summary>What comes out of asking for one thing after the other.</summary>
internal sealed class Judgement
{
    private readonly List<Problem> _problems = [];
    private readonly List<Evaluation> _evaluated = [];

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>What was asked, and what was ignored.</summary>
    public IReadOnlyList<Evaluation> Evaluated => _evaluated;

    /// <param name="check">What was asked.</param>
    /// <param name="subject">Of what.</param>
    /// <param name="problem">What is wrong; null if nothing is.</param>
    public void Conclude(string check, string subject, Problem? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
        _evaluated.Add(new Evaluation(check, subject, problem is null ? "passed" : "failed"));
    }

    public void Ignore(string subject) => _evaluated.Add(new Evaluation("statement", subject, "ignored"));
}
