using System.CommandLine;
using StageReady.Release;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;
using StageReady.Tool.Reporting;

namespace StageReady.Tool.Commands;

/// <summary><c>stageready check</c>: every rule over a directory, without a build, a restore or a change to it.</summary>
internal sealed class CheckCommand : Command
{
    // Something at or above the severity of --fail-on.
    private const int Findings = 1;

    private readonly Argument<string> _directory = DirectoryArgument.Create("The directory to check: its git-tracked files, or all files outside git");

    private readonly Option<string> _format = new("--format")
    {
        Description = "How to report: text for people, json for scripts, sarif for code scanning, github for annotations",
        HelpName = "text|json|sarif|github",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Write the report to a file instead of the standard output",
        HelpName = "FILE",
    };

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "The lowest severity that makes the exit code 1",
        HelpName = "error|warning|info",
        DefaultValueFactory = _ => "error",
    };

    private readonly Option<bool> _reportUnknown = new("--report-unknown")
    {
        Description = "Also list what a rule could decide neither way",
    };

    private readonly Option<bool> _reportSuppressed = new("--report-suppressed")
    {
        Description = "Also list the findings that a comment or stageready.json suppresses, with the reasons",
    };

    public CheckCommand()
        : base("check", "Check a repository for staging readiness, without a build or restore")
    {
        _format.AcceptOnlyFromAmong("text", "json", "sarif", "github");
        _failOn.AcceptOnlyFromAmong("error", "warning", "info");
        Add(_directory);
        Add(_format);
        Add(_output);
        Add(_failOn);
        Add(_reportUnknown);
        Add(_reportSuppressed);
        this.WithExample("check --fail-on warning --format sarif --output stageready.sarif");
        SetAction((arguments, cancellationToken) => Task.FromResult(Run(arguments, cancellationToken)));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var error = arguments.InvocationConfiguration.Error;
        var output = arguments.GetValue(_output);
        CheckResult result;
        using (var progress = new TerminalProgress(error))
        {
            var directory = CheckedDirectory.Open(arguments.GetRequiredValue(_directory));
            result = new RepositoryCheck(directory, progress).Run(cancellationToken);
        }

        foreach (var problem in result.Problems)
            error.WriteLine(Printable.Of(problem.ToString()));

        var reporter = Reporter(arguments, colour: output is null && Terminal.ShowsColour);
        if (output is null)
            reporter.Write(result, arguments.InvocationConfiguration.Output);
        else
            OutputFile.Write("report", output, writer => reporter.Write(result, writer));

        return Code(result, Enum.Parse<Severity>(arguments.GetRequiredValue(_failOn), ignoreCase: true));
    }

    private IReporter Reporter(ParseResult arguments, bool colour)
    {
        var reportUnknown = arguments.GetValue(_reportUnknown);
        var reportSuppressed = arguments.GetValue(_reportSuppressed);
        return arguments.GetRequiredValue(_format) switch
        {
            "json" => new JsonReporter(reportUnknown, reportSuppressed),
            "sarif" => new SarifReporter(ToolVersion.Semantic, reportSuppressed),
            "github" => new GitHubReporter(),
            _ => new TextReporter(colour, reportUnknown, reportSuppressed),
        };
    }

    // A finding is an answer, whatever else could not be read; without one, an incomplete check must not pass for a clean one.
    private static int Code(CheckResult result, Severity failOn)
    {
        if (result.Problems.Any(problem => problem.Kind == ProblemKind.Defect))
            return ExitCodes.Defect;
        if (result.Findings.Any(finding => finding.Severity >= failOn))
            return Findings;
        return result.Problems.Any(problem => problem.Kind == ProblemKind.Unreadable) ? ExitCodes.Usage : ExitCodes.Success;
    }
}
