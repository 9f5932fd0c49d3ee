using StageReady.Projects;

namespace StageReady.Workflows;

/// <summary>The files that say how a repository is built: workflows and pipelines, Dockerfiles, scripts. Only what words they hold is asked.</summary>
internal sealed class Pipelines
{
    private static readonly string[] Extensions = [".yml", ".yaml", ".sh", ".ps1", ".cmd", ".bat", ".cake", ".rsp", ".dockerfile"];

    private static readonly string[] Names = ["Dockerfile", "Containerfile", "Jenkinsfile", "Makefile"];

    private static readonly string[] CommentMarks = ["#", "//", "::", "REM "];

    private readonly RepositoryTree _tree;
    private readonly Lazy<List<string>> _lines;

    public Pipelines(RepositoryTree tree)
    {
        _tree = tree;
        _lines = new Lazy<List<string>>(() => [.. Lines()]);
    }

    /// <summary>Whether one of the words stands in one of the files, in any case and not in a line of comment.</summary>
    public bool Mention(params string[] words) => _lines.Value.Exists(line => words.Any(word => line.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));

    private IEnumerable<string> Lines()
    {
        foreach (var path in _tree.Paths.Where(IsPipeline))
        {
            foreach (var line in (_tree.Read(path) ?? "").Split('\n').Select(line => line.TrimStart()))
            {
                if (!CommentMarks.Any(mark => line.StartsWith(mark, StringComparison.OrdinalIgnoreCase)))
                    yield return line;
            }
        }
    }

    private static bool IsPipeline(string path)
    {
        var name = RepositoryTree.FileNameOf(path);
        return Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) || Names.Any(known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase));
    }
}
