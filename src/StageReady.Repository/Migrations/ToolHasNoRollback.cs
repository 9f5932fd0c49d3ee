using StageReady.Configuration.Json;
using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>STG2011: scripts are run by a tool that only goes forward.</summary>
internal static class ToolHasNoRollback
{
    private const string ManifestName = "dotnet-tools.json";

    /// <summary>Once for a project, at the package that it references; null if it uses none.</summary>
    public static Finding? Judge(Project project)
    {
        foreach (var item in project.Evaluations.SelectMany(evaluation => evaluation.ItemsOf("PackageReference")))
        {
            if (item.IsCertain && ToolOf(item.Include) is { } tool)
                return Finding(tool, item.Span.Path == project.Path ? item.Span : SourceSpan.StartOf(project.Path));
        }

        return null;
    }

    /// <summary>Once for a manifest of local tools, at the tool.</summary>
    public static Finding? JudgeManifest(TextFile manifest)
    {
        var member = JsonReader.Read(manifest.Text).Root.Member("tools").Members().FirstOrDefault(tool => ToolOf(tool.Name) is not null);
        return member is null ? null : Finding(ToolOf(member.Name)!, manifest.Span(member.Start, member.Length));
    }

    /// <summary>Whether a file of that path lists local tools.</summary>
    public static bool IsManifest(string path) => RepositoryTree.FileNameOf(path).Equals(ManifestName, StringComparison.OrdinalIgnoreCase);

    private static Finding Finding(string tool, SourceSpan span) => new(
        Catalogue.ToolHasNoRollback,
        span,
        $"{tool} has no rollback: what its scripts change stays when the release goes back. Say in the rollback plan how the database gets back: a backup to restore, or a script that repairs it")
    {
        Subject = tool,
    };

    private static string? ToolOf(string package)
    {
        var id = package.ToLowerInvariant();
        return id == "dbup" || id.StartsWith("dbup-", StringComparison.Ordinal) || id.StartsWith("dbup.", StringComparison.Ordinal) ? "DbUp"
            : id == "grate" || id.StartsWith("grate.", StringComparison.Ordinal) ? "grate"
            : id == "evolve" || id == "evolve.tool" || id.StartsWith("evolve.msbuild", StringComparison.Ordinal) ? "Evolve"
            : null;
    }
}
