namespace StageReady.Projects;

/// <summary>
/// What a plain build would get as far as the text tells, and whether the text decides it: a property that nothing in the repository defines can still come from the SDK, a package,
/// the environment or the command line. Facts use the value; a finding needs a certain one.
/// </summary>
internal readonly record struct Evaluated<T>(T Value, bool IsCertain);
