using Microsoft.CodeAnalysis.Text;
using StageReady.Configuration;
using StageReady.Configuration.Fixes;
using StageReady.Tool.Checks;
using StageReady.Tool.CSharp;
using StageReady.Tool.Files;

namespace StageReady.Tool.Fixes;

/// <summary>Applies the fixes of configuration files, one after the other, until nothing is left that one can mend.</summary>
internal sealed class JsonFix(
    CheckedDirectory directory, ConfigurationFiles configuration, ApplicationCode code, SeveritySettings severities, EditedFiles files, IReadOnlyCollection<Rule> rules)
{
    private readonly List<AppliedFix> _applied = [];
    private readonly HashSet<string> _withSecrets = new(StringComparer.Ordinal);

    public IReadOnlyList<AppliedFix> Applied => _applied;

    /// <summary>The files that held a secret when they were read, be it in a comment: nobody prints their lines.</summary>
    public IReadOnlySet<string> WithSecrets => _withSecrets;

    /// <param name="fromCode">What the analyzers find in the project's configuration by its code.</param>
    /// <returns>What is left of the rules.</returns>
    public IReadOnlyList<Finding> Run(Project project, IEnumerable<Finding> fromCode, CancellationToken cancellationToken)
    {
        var settings = configuration.Of(project) with { DictionarySections = () => code.DictionarySectionsOf(project, cancellationToken) };
        return Run(settings, project, fromCode, cancellationToken);
    }

    public IEnumerable<Finding> RunWithoutProject(CancellationToken cancellationToken) =>
        configuration.WithoutProject().SelectMany(folder => Run(folder, project: null, [], cancellationToken));

    private List<Finding> Run(ConfigurationProject settings, Project? project, IEnumerable<Finding> fromCode, CancellationToken cancellationToken)
    {
        var left = new List<Finding>();
        _withSecrets.UnionWith(Facts(settings, cancellationToken).Secrets.Select(secret => secret.Value.File.Source.Path));
        _withSecrets.UnionWith(settings.Files.Where(CommentedSecret.IsIn).Select(file => file.Path));

        // These are about development's files, which their fixes leave alone, so that they keep their places.
        foreach (var finding in fromCode.Where(finding => rules.Contains(finding.Rule)))
        {
            if (!Apply(finding, settings, project, cancellationToken))
                left.Add(finding);
        }

        // Each fix moves what stands behind it.
        while (Findings(settings, project, cancellationToken) is var findings)
        {
            if (!findings.Exists(finding => Apply(finding, settings, project, cancellationToken)))
            {
                left.AddRange(findings);
                break;
            }
        }

        return left;
    }

    private bool Apply(Finding finding, ConfigurationProject settings, Project? project, CancellationToken cancellationToken)
    {
        if (ConfigurationFix.For(finding.Rule, finding.Span.Path, finding.Span.Start, Facts(settings, cancellationToken)) is not { } fix || !fix.Edits.All(edit => IsOurs(edit.Path)))
            return false;

        foreach (var file in fix.Edits.GroupBy(edit => edit.Path, StringComparer.Ordinal))
            files.Edit(file.Key, files.Read(file.Key)!.WithChanges(file.OrderBy(edit => edit.Start).Select(edit => new TextChange(new TextSpan(edit.Start, edit.Length), edit.Text))));
        _applied.Add(new AppliedFix(finding.Rule, finding.Span.Path, finding.Span.StartLine, fix.Title)
        {
            Command = fix.Command is null || project is null ? fix.Command : $"{fix.Command} --project {directory.Display(project.Path)}",
        });
        return true;
    }

    private List<Finding> Findings(ConfigurationProject settings, Project? project, CancellationToken cancellationToken) =>
        [.. ConfigurationCheck.Run(Current(settings), cancellationToken).Where(finding => rules.Contains(finding.Rule)).Select(finding => severities.Apply(finding, project)).OfType<Finding>()];

    private ConfigurationFacts Facts(ConfigurationProject settings, CancellationToken cancellationToken) => ConfigurationFacts.Read(Current(settings), cancellationToken);

    private ConfigurationProject Current(ConfigurationProject settings) =>
        settings with { Files = [.. settings.Files.Select(file => new TextFile(file.Path, files.Read(file.Path)?.ToString() ?? file.Text))] };

    private bool IsOurs(string path) => directory.Files.Contains(path, StringComparer.Ordinal) && files.CanEdit(path);
}
