using StageReady.Tool.Checks;

namespace StageReady.Tool.Reporting;

/// <summary>Writes the result of a check in one form. The same result gives the same bytes.</summary>
internal interface IReporter
{
    void Write(CheckResult result, TextWriter output);
}

/// <summary>The words for severities that reports share.</summary>
internal static class SeverityNames
{
    public static string Name(this Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
