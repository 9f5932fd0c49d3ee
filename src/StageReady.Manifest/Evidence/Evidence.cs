using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>What evidence says about a release: where it was made and when, and the members of its predicate.</summary>
public sealed class Evidence
{
    /// <summary>What kind of evidence it is.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The environment that it was made in: text without control characters.</summary>
    public required string Environment { get; init; }

    /// <summary>What sets the run that made it apart from every other one: text without control characters.</summary>
    public required string RunId { get; init; }

    /// <summary>Which of several suites or scenarios it is about, text without control characters; null for the only one.</summary>
    public string? Suite { get; init; }

    /// <summary>The role in which somebody approves, text without control characters; null for other kinds.</summary>
    public string? Role { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>From when on it does not count any more; null for as long as the policy admits. A permission to go back has one.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Writes the members of the predicate beside <c>stageready</c>, which says of which application, environment, run and time the evidence is.</summary>
    public required Action<Utf8JsonWriter> WriteMembers { get; init; }
}
