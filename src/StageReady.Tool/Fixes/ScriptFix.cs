using Microsoft.CodeAnalysis.Text;
using StageReady.Configuration;
using StageReady.Migrations;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.Fixes;

/// <summary>Writes the undo that migration scripts lack, where it follows from them. Who asks for this rule alone gets the beginning of the others too.</summary>
internal sealed class ScriptFix(CheckedDirectory directory, SeveritySettings severities, EditedFiles files, IReadOnlyCollection<Rule> rules)
{
    private readonly List<AppliedFix> _applied = [];

    public IReadOnlyList<AppliedFix> Applied => _applied;

    /// <returns>What is left of the rule.</returns>
    public IReadOnlyList<Finding> Run(IReadOnlyList<Project> projects)
    {
        if (!rules.Contains(Catalogue.ScriptHasNoUndo))
            return [];

        var suppressions = new SettingsFiles(directory.Tree).Filter(DateTime.UtcNow.Date);
        var left = new List<Finding>();

        // From the end, so that what comes before in the same file keeps its place.
        foreach (var script in new RepositoryScripts(directory.Tree, directory.Scope, projects).Find().Reverse())
        {
            var findings = ScriptCheck.Judge(script).Where(finding => finding.Rule == Catalogue.ScriptHasNoUndo && severities.Apply(finding, script.Project) is not null);
            foreach (var finding in suppressions.Apply(findings).Findings)
            {
                if (!Apply(finding, script.Migration))
                    left.Add(severities.Apply(finding, script.Project)!);
            }
        }

        _applied.Reverse();
        return left;
    }

    /// <summary>Whether nothing is left to do.</summary>
    private bool Apply(Finding finding, ScriptMigration migration)
    {
        if (ScriptUndo.For(migration) is not { } undo || (!undo.IsComplete && rules.Count > 1))
            return false;

        // A new file must not take the place of one that git does not track.
        var isNew = undo.Path == migration.UndoFile;
        if (isNew ? directory.IsPresent(undo.Path) : !files.CanEdit(undo.Path))
            return false;

        var change = new TextChange(new TextSpan(undo.Position, 0), undo.Text);
        files.Edit(undo.Path, isNew ? SourceText.From(undo.Text) : files.Read(undo.Path)!.WithChanges(change));
        var what = isNew ? RepositoryTree.FileNameOf(undo.Path) : "the undo";
        _applied.Add(new AppliedFix(finding.Rule, finding.Span.Path, finding.Span.StartLine, undo.IsComplete ? $"Write {what}" : $"Begin {what}, which has to be finished"));
        return undo.IsComplete;
    }
}
