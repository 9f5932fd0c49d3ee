namespace StageReady;

/// <summary>How much a finding matters when the user has set nothing else.</summary>
internal enum Severity
{
    /// <summary>Worth knowing; never fails a build.</summary>
    Info,

    /// <summary>A risk for staging or production.</summary>
    Warning,

    /// <summary>The build is not ready for staging.</summary>
    Error,
}

/// <summary>Who reports a rule in a build, so that each finding is reported once. <c>stageready check</c> runs the rules of all owners.</summary>
internal enum RuleOwner
{
    /// <summary>The compile and the editor: C# and the files handed in as AdditionalFiles.</summary>
    Analyzer,

    /// <summary>An MSBuild task: evaluated items, restore results, the publish layout.</summary>
    Task,

    /// <summary>Files of the repository that no project owns. The SDK runs these in a build too, once per repository.</summary>
    Cli,
}

/// <summary>The families of the catalogue; the first digit of an id. Every project has a folder for each family it knows.</summary>
internal enum RuleFamily
{
    Configuration = 1,
    Migrations = 2,
    Pinning = 3,
    Release = 4,
    Privacy = 5,
}

/// <summary>An entry of the catalogue. An id never changes its meaning and is never used again.</summary>
/// <param name="Id"><c>STG</c> and four digits.</param>
/// <param name="Title">What is wrong, as a sentence without a full stop.</param>
/// <param name="Severity">The default severity.</param>
/// <param name="Owner">Who reports it in a build.</param>
/// <param name="HasFix">Whether the editor or <c>stageready fix</c> can mend it.</param>
/// <param name="IsOnByDefault">Whether it is reported without being asked for.</param>
internal sealed record Rule(string Id, string Title, Severity Severity, RuleOwner Owner, bool HasFix = false, bool IsOnByDefault = true)
{
    public RuleFamily Family => (RuleFamily)(Id[3] - '0');

    /// <summary>The category by which Roslyn knows its family.</summary>
    public string Category => $"StageReady.{Family}";

    public string HelpLink => $"https://stageready.dev/rules/{Id}";

    public override string ToString() => $"{Id}: {Title}";
}
