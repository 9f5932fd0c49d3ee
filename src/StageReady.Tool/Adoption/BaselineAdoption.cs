using Microsoft.CodeAnalysis.Text;
using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.Adoption;

/// <summary>Records what is found in the repository as it will be, so that adopting breaks no build.</summary>
internal static class BaselineAdoption
{
    /// <param name="directory">The directory with what the other steps add to it.</param>
    /// <param name="reason">Why the team lives with the findings.</param>
    /// <param name="progress">Where the check tells how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static AdoptionStep Plan(CheckedDirectory directory, string reason, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var path = RepositoryTree.Join(directory.Scope, StageReadySettings.BaselineFileName);
        if (directory.IsPresent(path))
            return AdoptionStep.None;

        var result = new RepositoryCheck(directory, progress).Run(cancellationToken);
        if (result.Problems.FirstOrDefault(problem => problem.Kind != ProblemKind.Note) is { } unread)
            return new AdoptionStep(null, $"No baseline is written, because not everything could be checked: {unread}");

        var entries = Baseline.Of(result, [], reason);
        if (entries.Count == 0)
            return AdoptionStep.None;

        var text = new StringWriter { NewLine = "\n" };
        Baseline.Write(entries, text);
        return new AdoptionStep(
            new AdoptedFile(path, SourceText.From(text.ToString()), $"the {(entries.Count == 1 ? "finding" : $"{entries.Count} findings")} of today"),
            $"Each entry of {StageReadySettings.BaselineFileName} is a debt: 'stageready fix' mends what has a certain answer, 'stageready baseline' takes out what is mended");
    }
}
