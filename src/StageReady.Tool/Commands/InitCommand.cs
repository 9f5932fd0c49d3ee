using System.CommandLine;
using System.Globalization;
using StageReady.Manifest;
using StageReady.Release;
using StageReady.Tool.Adoption;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;
using StageReady.Tool.Fixes;
using StageReady.Tool.Reporting;

namespace StageReady.Tool.Commands;

/// <summary><c>stageready init</c>: adopts StageReady in a repository.</summary>
internal sealed class InitCommand : Command
{
    private readonly Argument<string> _directory = DirectoryArgument.Create("The directory that adopts StageReady, at best the root of the repository");

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Print the changes as a patch, and change nothing",
    };

    public InitCommand()
        : base("init", "Adopt StageReady: the SDK for every project, stageready.json, a baseline of today's findings and a workflow")
    {
        Add(_directory);
        Add(_dryRun);
        this.WithExample("init --dry-run");
        SetAction((arguments, cancellationToken) => Task.FromResult(Run(arguments, cancellationToken)));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        var directory = CheckedDirectory.Open(arguments.GetRequiredValue(_directory));
        var files = new EditedFiles(directory);
        List<AdoptionStep> steps;
        using (var progress = new TerminalProgress(error))
            steps = Plan(directory, files, error, progress, cancellationToken);

        var written = steps.Select(step => step.File).OfType<AdoptedFile>().ToList();
        files.RequireWritable();
        Patch.Write(files, path => files.Original(path) is { } original && WrittenSecret.IsIn(original.ToString()), directory, output, error);

        var isDryRun = arguments.GetValue(_dryRun);
        if (!isDryRun)
            files.Save();
        var report = isDryRun ? error : output;
        foreach (var file in written)
            report.WriteLine($"{Printable.Of(directory.Display(file.Path))}: {file.Title}");
        foreach (var note in steps.SelectMany(step => step.Notes))
            report.WriteLine(Printable.Of(note));
        report.WriteLine(written.Count == 0 ? "Nothing to adopt: StageReady is here"
            : isDryRun ? $"Would write {Counted.Of(written.Count, "file")}"
            : $"Wrote {Counted.Of(written.Count, "file")}. Next: dotnet build, read what it says, and commit");
        return ExitCodes.Success;
    }

    private static List<AdoptionStep> Plan(CheckedDirectory directory, EditedFiles files, TextWriter error, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("reading projects");
        var problems = new List<CheckProblem>(directory.Problems);
        var projects = ProjectDiscovery.Read(directory, problems);
        foreach (var problem in problems)
            error.WriteLine(Printable.Of(problem.ToString()));
        if (projects.Count == 0)
            throw new UnusableInputException("There is no .NET project that could adopt StageReady. A project that git does not track yet is not seen: git add it");

        List<AdoptionStep> steps = [SdkAdoption.Plan(directory, files, projects), SettingsAdoption.Plan(directory, projects, cancellationToken), WorkflowAdoption.Plan(directory)];
        Edit(files, steps);
        steps.Add(BaselineAdoption.Plan(directory.With(files.Contents()), $"there before StageReady was adopted on {DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", progress, cancellationToken));
        Edit(files, steps.TakeLast(1));
        return steps;
    }

    private static void Edit(EditedFiles files, IEnumerable<AdoptionStep> steps)
    {
        foreach (var file in steps.Select(step => step.File).OfType<AdoptedFile>())
            files.Edit(file.Path, file.Text);
    }
}
