using System.CommandLine;
using StageReady.Manifest;
using StageReady.Release;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;
using StageReady.Tool.Fixes;
using StageReady.Tool.Network;
using StageReady.Tool.Reporting;

namespace StageReady.Tool.Commands;

/// <summary><c>stageready fix</c>: mends what can be mended with certainty, without a build.</summary>
internal sealed class FixCommand : Command
{
    // Something at error level is left that no fix mends.
    private const int Left = 1;

    private readonly Argument<string> _directory = DirectoryArgument.Create("The directory to mend: its git-tracked files, or all files outside git");

    private readonly Option<string[]> _rule = new("--rule")
    {
        Description = "Mend only the findings of this rule; can be given several times",
        HelpName = "ID",
    };

    private readonly Option<bool> _resolve = new("--resolve")
    {
        Description = "Ask container registries and GitHub for digests and commits, without credentials",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Print the changes as a patch, and change nothing",
    };

    public FixCommand()
        : base("fix", "Mend the findings that have an automatic fix, without a build or restore")
    {
        Add(_directory);
        Add(_rule);
        Add(_resolve);
        Add(_dryRun);
        this.WithExample("fix --rule STG1102 --dry-run");
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        var rules = Rules(arguments.GetValue(_rule) ?? []);
        var directory = CheckedDirectory.Open(arguments.GetRequiredValue(_directory));
        var files = new EditedFiles(directory);
        var isDryRun = arguments.GetValue(_dryRun);
        using var resolver = arguments.GetValue(_resolve) ? new PinResolver() : null;
        var mending = new Mending(directory, files, rules, resolver) { ShowsPatch = isDryRun };
        using (var progress = new TerminalProgress(error))
            await mending.RunAsync(progress, cancellationToken);

        foreach (var problem in mending.Problems)
            error.WriteLine(Printable.Of(problem.ToString()));

        var report = isDryRun ? error : output;
        if (isDryRun)
            Patch.Write(files, mending.WithSecrets.Contains, directory, output, error);
        else
            files.Save();
        foreach (var fix in mending.Applied)
        {
            report.WriteLine($"{Printable.Of(directory.Display(fix.Path))}({fix.Line}): {fix.Rule.Id}: {Printable.Of(fix.Title)}");
            if (fix.Command is { } command)
                report.WriteLine($"    {Printable.Of(command)}");
        }

        foreach (var left in mending.Left.Where(left => left.Because is not null)
            .OrderBy(left => left.Path, StringComparer.Ordinal)
            .ThenBy(left => left.Start)
            .GroupBy(left => (left.Id, left.Because!.Text, left.Because.Command)))
        {
            WriteReason(report, [.. left], directory);
        }

        report.WriteLine(Summary(mending.Applied, mending.Left.Count, isDryRun));

        if (mending.Problems.Any(problem => problem.Kind == ProblemKind.Defect))
            return ExitCodes.Defect;
        if (mending.Left.Any(finding => finding.IsError))
            return Left;
        return mending.Problems.Any(problem => problem.Kind == ProblemKind.Unreadable) ? ExitCodes.Usage : ExitCodes.Success;
    }

    private static IReadOnlyCollection<Rule> Rules(string[] ids)
    {
        if (ids.Length == 0)
            return [.. Catalogue.All.Where(rule => rule.HasFix)];
        return [.. ids.Select(id => Catalogue.Find(id) ?? throw new UnusableInputException($"There is no rule '{id}'; `stageready rules` lists them"))
            .Select(rule => rule.HasFix ? rule : throw new UnusableInputException($"{rule.Id} has no automatic fix; its page says how to mend it: {rule.HelpLink}"))];
    }

    // Once for all that stay for the same reason.
    private static void WriteReason(TextWriter report, IReadOnlyList<LeftFinding> left, CheckedDirectory directory)
    {
        var (first, reason) = (left[0], left[0].Because!);
        var others = left.Count == 1 ? "" : $" and {Counted.Of(left.Count - 1, "other")}";
        report.WriteLine($"{Printable.Of(Path.GetRelativePath(directory.FullPath, first.Path).Replace('\\', '/'))}({reason.Line}){others}: {first.Id} stays: {Printable.Of(reason.Text)}");
        if (reason.Command is { } command)
            report.WriteLine($"    {Printable.Of(command)}");
    }

    private static string Summary(IReadOnlyList<AppliedFix> applied, int left, bool dryRun)
    {
        var fixes = applied.Count == 0
            ? "Nothing to mend"
            : $"{(dryRun ? "Would mend" : "Mended")} {Counted.Of(applied.Count, "finding")} in {Counted.Of(applied.Select(fix => fix.Path).Distinct().Count(), "file")}";
        return left == 0 ? fixes : $"{fixes}; {Counted.Of(left, "finding")} of these rules {(left == 1 ? "has" : "have")} no certain fix";
    }
}
