using System.CommandLine;
using System.Globalization;
using StageReady.Configuration;
using StageReady.Manifest;
using StageReady.Release;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;
using StageReady.Tool.Reporting;

namespace StageReady.Tool.Commands;

/// <summary><c>stageready baseline</c>: records what is found today, so that editor, build and check report only what comes new.</summary>
internal sealed class BaselineCommand : Command
{
    private readonly Argument<string> _directory = DirectoryArgument.Create("The directory whose findings are recorded, at best the root of the repository");

    private readonly Option<string> _reason = new("--reason")
    {
        Description = "Why the team lives with them; entries that are there keep theirs",
        HelpName = "TEXT",
        DefaultValueFactory = _ => string.Create(CultureInfo.InvariantCulture, $"there before {DateTime.UtcNow:yyyy-MM-dd}"),
    };

    public BaselineCommand()
        : base("baseline", $"Record today's findings in {StageReadySettings.BaselineFileName}, so that only new ones are reported")
    {
        _reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--reason is a sentence");
        });
        Add(_directory);
        Add(_reason);
        this.WithExample("baseline --reason \"there before we adopted StageReady\"");
        SetAction((arguments, cancellationToken) => Task.FromResult(Run(arguments, cancellationToken)));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        CheckedDirectory directory;
        CheckResult result;
        using (var progress = new TerminalProgress(error))
        {
            directory = CheckedDirectory.Open(arguments.GetRequiredValue(_directory));
            result = new RepositoryCheck(directory, progress).Run(cancellationToken);
        }

        // What could not be judged would lose its entries.
        var unread = result.Problems.Where(problem => problem.Kind != ProblemKind.Note).ToList();
        foreach (var problem in unread)
            error.WriteLine(Printable.Of(problem.ToString()));
        if (unread.Count > 0)
            throw new UnusableInputException("Nothing is recorded: not everything could be checked");

        var path = Path.Combine(directory.FullPath, StageReadySettings.BaselineFileName);
        var before = Baseline.Read(path);
        var now = Baseline.Of(result, before, arguments.GetRequiredValue(_reason).Trim());
        if (now.Count == 0 && before.Count == 0)
        {
            output.WriteLine("There is nothing to record: no findings");
            return ExitCodes.Success;
        }

        OutputFile.Write("baseline", path, writer => Baseline.Write(now, writer));
        var added = now.Count(entry => !before.Any(entry.IsSame));
        var removed = before.Count(entry => !now.Any(entry.IsSame));
        output.WriteLine($"{StageReadySettings.BaselineFileName} holds {now.Count} {(now.Count == 1 ? "entry" : "entries")}: {added} new, {removed} removed. Commit it, and every build holds to it");
        return ExitCodes.Success;
    }
}
