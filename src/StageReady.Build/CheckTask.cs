using StageReady.Build.Release;
using StageReady.Suppressions;

namespace StageReady.Build;

/// <summary>A task that judges, and leaves what it found where the description of a release looks for it.</summary>
public abstract class CheckTask : StageReadyTask
{
    /// <summary>Where to leave the results for the manifest of a release.</summary>
    public string ResultsFile { get; set; } = "";

    /// <summary>The root of the repository, by which results name files.</summary>
    public string RepositoryRoot { get; set; } = "";

    /// <summary>Reports what the rules found; whether one of the findings is an error.</summary>
    private protected bool Report(IEnumerable<Finding> findings, params Rule[] rules) => Report(Suppressions().Apply(findings), rules);

    /// <inheritdoc cref="Report(IEnumerable{Finding}, Rule[])"/>
    private protected bool Report(JudgedFindings judged, IEnumerable<Rule> rules)
    {
        var paths = new RepositoryPath(RepositoryRoot);
        var results = new CheckResults();
        results.Rules.UnionWith(rules.Where(Severities.IsOn).Select(rule => rule.Id));
        results.Suppressions.UnionWith(judged.Suppressed.Select(suppressed => new ReleaseSuppression(suppressed.Finding.Rule.Id, paths.Of(suppressed.Finding.Span.Path), suppressed.Reason)));
        foreach (var finding in judged.Findings)
        {
            if (Report(finding) is { } severity)
                results.Add(finding.Rule.Id, $"{paths.Of(finding.Span.Path)}({finding.Span.StartLine},{finding.Span.StartColumn})", severity);
        }

        Write(results);
        return results.Count(Severity.Error) > 0;
    }

    private void Write(CheckResults results)
    {
        if (ResultsFile.Length == 0)
            return;

        Directory.CreateDirectory(Path.GetDirectoryName(ResultsFile)!);
        File.WriteAllText(ResultsFile, results.ToJson());
    }
}
