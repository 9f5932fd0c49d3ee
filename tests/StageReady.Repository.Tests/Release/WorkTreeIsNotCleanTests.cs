using StageReady.Release;

namespace StageReady.Repository.Tests.Release;

public sealed class WorkTreeIsNotCleanTests : IDisposable
{
    private readonly Repository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void A_commit_without_changes_is_fine()
    {
        _repository.Commit("App/App.csproj");

        var tree = Read("App");

        Assert.True(tree.IsClean);
        Assert.Equal(_repository.Git("rev-parse", "HEAD"), tree.Commit);
        Assert.Null(Message(tree));
    }

    [Fact]
    public void A_changed_file_is_named_wherever_the_project_is()
    {
        _repository.Commit("App/App.csproj", "Other/a b.txt");
        _repository.Write("Other/a b.txt", "changed");

        Assert.Equal(
            "The git work tree differs from its commit in Other/a b.txt, so that no commit describes this release. Commit, ignore or remove what is listed",
            Message(Read("App")));
    }

    [Fact]
    public void New_staged_renamed_and_deleted_files_are_changes()
    {
        _repository.Commit("a.txt", "b.txt", "c.txt");
        _repository.Write("new/ä.cs");
        _repository.Write("staged.cs");
        _repository.Git("add", "staged.cs");
        _repository.Git("mv", "a.txt", "renamed.txt");
        File.Delete(_repository.Path("b.txt"));

        Assert.Equal(["b.txt", "new/", "renamed.txt", "staged.cs"], Read().Changes);
    }

    [Fact]
    public void More_than_three_changes_are_counted()
    {
        _repository.Commit("a.txt");
        foreach (var name in "bcdef")
            _repository.Write($"{name}.txt");

        Assert.Contains("in b.txt, c.txt, d.txt and 2 more,", Message(Read()));
    }

    [Fact]
    public void Ignored_files_are_no_change()
    {
        _repository.Write(".gitignore", "*.user");
        _repository.Commit(".gitignore");
        _repository.Write("App.csproj.user");

        Assert.Null(Message(Read()));
    }

    [Theory]
    [InlineData("App/bin/Release/App.dll")]
    [InlineData("App/obj/project.assets.json")]
    [InlineData("out/App.dll")]
    [InlineData("release/production.pem")]
    [InlineData("release.intoto.jsonl")]
    public void What_a_build_or_StageReady_writes_is_no_change(string path)
    {
        _repository.Commit("App/App.csproj");
        _repository.Write(path);

        Assert.Null(Message(GitWorkTreeReader.Read(_repository.Root, [_repository.Path("out"), _repository.Path("release/production.pem")])));
    }

    [Fact]
    public void A_folder_that_was_published_with_a_manifest_is_no_change()
    {
        _repository.Commit("App/App.csproj");
        _repository.Write("published/release.sha256sums");
        _repository.Write("published/release.intoto.jsonl");
        _repository.Write("published/App.dll");

        Assert.Null(Message(Read()));
    }

    [Fact]
    public void A_source_beside_the_key_is_a_change()
    {
        _repository.Commit("App/App.csproj");
        _repository.Write("release/production.pem");
        _repository.Write("release/more.cs");

        Assert.Equal(["release/"], GitWorkTreeReader.Read(_repository.Root, [_repository.Path("release/production.pem")]).Changes);
    }

    [Fact]
    public void A_repository_without_a_commit_is_reported()
    {
        _repository.Write("App.csproj");

        Assert.StartsWith("The git work tree has no commit yet", Message(Read()));
    }

    [Fact]
    public void No_repository_is_reported()
    {
        using var folder = new Repository(initialise: false);

        Assert.StartsWith("The project is in no git work tree", Message(GitWorkTreeReader.Read(folder.Root, [])));
    }

    [Fact]
    public void A_repository_that_git_cannot_read_is_unknown()
    {
        using var folder = new Repository(initialise: false);
        folder.Write(".git", "gitdir: nowhere");

        var tree = GitWorkTreeReader.Read(folder.Root, []);

        Assert.Null(tree.IsClean);
        Assert.NotNull(tree.Unreadable);
        Assert.Null(Message(tree));
    }

    [Fact]
    public void A_linked_work_tree_has_its_own_state()
    {
        _repository.Commit("a.txt");
        using var linked = new Repository(initialise: false);
        _repository.Git("worktree", "add", "--detach", linked.Path("tree"));
        _repository.Write("a.txt", "changed here only");

        Assert.True(GitWorkTreeReader.Read(linked.Path("tree"), []).IsClean);
        Assert.False(Read().IsClean);
    }

    [Fact]
    public void A_shallow_clone_is_as_good_as_a_whole_one()
    {
        _repository.Commit("a.txt");
        _repository.Commit("b.txt");
        using var clone = new Repository(initialise: false);
        _repository.Git("clone", "--quiet", "--depth", "1", $"file://{_repository.Root}", clone.Path("clone"));

        Assert.True(GitWorkTreeReader.Read(clone.Path("clone"), []).IsClean);
    }

    [Theory]
    [InlineData("obj/x.cache", true)]
    [InlineData("new.cs", false)]
    public void A_submodule_is_judged_like_the_work_tree(string path, bool clean)
    {
        using var module = new Repository();
        module.Commit("m.txt");
        _repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module.Root, "module");
        _repository.Git("commit", "--quiet", "-m", "Add the module");
        _repository.Write($"module/{path}");

        Assert.Equal(clean, Read().IsClean);
    }

    [Fact]
    public void The_finding_stands_at_the_project()
    {
        var finding = WorkTreeIsNotClean.Judge(GitWorkTree.Absent, "App.csproj")!;

        Assert.Equal(("STG4001", Severity.Error, SourceSpan.StartOf("App.csproj")), (finding.Rule.Id, finding.Severity, finding.Span));
    }

    private GitWorkTree Read(string folder = "") => GitWorkTreeReader.Read(_repository.Path(folder), []);

    private static string? Message(GitWorkTree tree) => WorkTreeIsNotClean.Judge(tree, "App.csproj")?.Message;
}
