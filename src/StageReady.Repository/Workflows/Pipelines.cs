using StageReady.Projects;

namespace StageReady.Workflows;

/// <summary>The files that say how a repository is built: workflows and pipelines, Dockerfiles, scripts. Only what words they hold is asked.</summary>
internal sealed class Pipelines
{
    private static readonly string[] Extensions = [".yml", ".yaml", ".sh", ".ps1", ".cmd", ".bat", ".cake", ".fsx", ".just", ".rsp", ".dockerfile"];

    private static readonly string[] Names = ["Dockerfile", "Containerfile", "Jenkinsfile", "Makefile", "justfile", ".justfile"];

    private static readonly string[] CommentMarks = ["#", "//", "::", "REM "];

    private readonly RepositoryTree _tree;
    private static readonly string[] Servers = [".github/workflows/", ".circleci/", ".woodpecker/"];

    private static readonly string[] ServerNames = ["azure-pipelines", ".gitlab-ci", "appveyor", ".appveyor", ".travis", "bitbucket-pipelines", "Jenkinsfile"];

    private static readonly string[] Builders = ["dotnet build", "dotnet publish", "dotnet pack", "DotNetCoreCLI@", "VSBuild@", "MSBuild@"];

    private readonly Lazy<List<Line>> _lines;

    public Pipelines(RepositoryTree tree)
    {
        _tree = tree;
        _lines = new Lazy<List<Line>>(() => [.. Lines()]);
    }

    /// <summary>Whether one of the words stands in one of the files, in any case and not in a line of comment.</summary>
    public bool Mention(params string[] words) => _lines.Value.Exists(line => line.HoldsAny(words));

    /// <summary>Whether a build server builds with .NET here.</summary>
    public bool BuildDotNet => _lines.Value.Exists(line => line.IsOfServer && line.HoldsAny(Builders));

    private IEnumerable<Line> Lines()
    {
        foreach (var path in _tree.Paths.Where(IsPipeline))
        {
            var isOfServer = IsOfServer(path);
            foreach (var line in (_tree.Read(path) ?? "").Split('\n').Select(line => line.TrimStart()))
            {
                if (!CommentMarks.Any(mark => line.StartsWith(mark, StringComparison.OrdinalIgnoreCase)))
                    yield return new Line(line, isOfServer);
            }
        }
    }

    private static bool IsOfServer(string path) =>
        Servers.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) || ServerNames.Any(name => RepositoryTree.FileNameOf(path).StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsPipeline(string path)
    {
        var name = RepositoryTree.FileNameOf(path);
        return Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) || Names.Any(known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase));
    }

    private sealed record Line(string Text, bool IsOfServer)
    {
        public bool HoldsAny(string[] words) => words.Any(word => Text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
