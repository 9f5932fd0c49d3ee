namespace StageReady.Tool.Tests;

/// <summary><c>stageready fix --resolve</c> against a registry and a git repository of this machine.</summary>
public sealed class ResolveFixTests : IDisposable
{
    private static readonly string[] Rules = ["--rule", "STG3019", "--rule", "STG3020", "--rule", "STG3022"];

    private readonly CheckedRepository _repository = CheckedRepository.Committed();
    private readonly LocalRegistry _registry = new();

    public void Dispose()
    {
        _registry.Dispose();
        _repository.Dispose();
    }

    private string Api => $"{_registry.Host}/shop/api:1.0";

    private string PinnedApi => $"{Api}@{LocalRegistry.Digest}";

    [Fact]
    public void Images_get_their_digest_wherever_they_are_written()
    {
        Write("Dockerfile", $"FROM --platform=linux/amd64 {Api} AS build\r\nFROM build\r\nCOPY --from={_registry.Host}/tools /a /b\r\nRUN --mount=type=bind,from={Api},target=/x true\r\n");
        Write("compose.yaml", $"services:\n  api:\n    image: \"{Api}\" # ours\n");
        Write("k8s/api.yaml", $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: api }}\nspec:\n  containers:\n    - name: api\n      image: {Api}\n");
        Write(".github/workflows/ci.yml", $"on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    container: {Api}\n    services:\n      db: {{ image: '{Api}' }}\n    steps:\n      - uses: docker://{Api}\n");
        Write(".devcontainer/devcontainer.json", $$"""{ "image": "{{Api}}" }""");

        var result = Fix("--resolve");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [
                $".devcontainer/devcontainer.json(1): STG3020: Add the digest of {Api}",
                $".github/workflows/ci.yml(5): STG3020: Add the digest of {Api}",
                $".github/workflows/ci.yml(7): STG3020: Add the digest of {Api}",
                $".github/workflows/ci.yml(9): STG3022: Add the digest of {Api}",
                $"Dockerfile(1): STG3020: Add the digest of {Api}",
                $"Dockerfile(3): STG3019: Add the digest of {_registry.Host}/tools:latest",
                $"Dockerfile(4): STG3020: Add the digest of {Api}",
                $"compose.yaml(3): STG3020: Add the digest of {Api}",
                $"k8s/api.yaml(7): STG3020: Add the digest of {Api}",
                "Mended 9 findings in 5 files",
            ],
            result.Lines);
        Assert.Equal(
            $"FROM --platform=linux/amd64 {PinnedApi} AS build\r\nFROM build\r\nCOPY --from={_registry.Host}/tools:latest@{LocalRegistry.Digest} /a /b\r\nRUN --mount=type=bind,from={PinnedApi},target=/x true\r\n", Read("Dockerfile"));
        Assert.Equal($"services:\n  api:\n    image: \"{PinnedApi}\" # ours\n", Read("compose.yaml"));
        Assert.Contains($"container: {PinnedApi}\n    services:\n      db: {{ image: '{PinnedApi}' }}\n    steps:\n      - uses: docker://{PinnedApi}\n", Read(".github/workflows/ci.yml"), StringComparison.Ordinal);
        Assert.Equal($$"""{ "image": "{{PinnedApi}}" }""", Read(".devcontainer/devcontainer.json"));

        // Each image is asked for once, and none of the findings comes back.
        Assert.Equal(["HEAD 127.0.0.1/v2/shop/api/manifests/1.0", "HEAD 127.0.0.1/v2/tools/manifests/latest"], _registry.Requests.Order(StringComparer.Ordinal));
        Assert.Equal("Nothing to mend", Fix("--resolve").Output.Trim());
    }

    [Fact]
    public void Nobody_is_asked_without_the_option()
    {
        Write("Dockerfile", $"FROM {Api}\n");
        Write(".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/checkout@v4\n");

        var result = Fix();

        Assert.Equal(
            [
                $".github/workflows/ci.yml(6) and 1 other: STG3022 stays: only its repository knows the commit. With --resolve it is asked; this asks it too",
                "git ls-remote https://github.com/actions/checkout v4 'v4^{}'",
                "Dockerfile(1): STG3020 stays: only the registry knows its digest. With --resolve it is asked; this asks it too",
                $"docker buildx imagetools inspect {Api}",
                "Nothing to mend; 3 findings of these rules have no certain fix",
            ],
            result.Lines);
        Assert.Empty(_registry.Requests);
    }

    [Theory]
    [InlineData("closed:1", null)]
    [InlineData("nameless:1", null)]
    [InlineData("redirected:1", null)]
    [InlineData("lying:1", "HOST names another digest than that of the manifest it sends")]
    [InlineData("large:1", "HOST sends more than such an answer has")]
    [InlineData("endless:1", "HOST redirects too often")]
    [InlineData("elsewhere:1", "HOST sends to an address without HTTPS")]
    [InlineData("private:1", "HOST gives it only to those who log in, or has no such image")]
    [InlineData("absent:1", "HOST has no such image")]
    [InlineData("Upper:1", "no registry takes such a name")]
    public void A_registry_answers_in_its_own_way(string image, string? problem)
    {
        Write("Dockerfile", $"FROM {_registry.Host}/{image}\n");

        var result = Fix("--resolve");

        if (problem is null)
        {
            Assert.Equal($"FROM {_registry.Host}/{image}@{LocalRegistry.Digest}\n", Read("Dockerfile"));
        }
        else
        {
            Assert.Equal([$"Dockerfile(1): STG3020 stays: {problem.Replace("HOST", _registry.Host, StringComparison.Ordinal)}", $"docker buildx imagetools inspect {_registry.Host}/{image}"], result.Lines.Take(2));
            Assert.Equal($"FROM {_registry.Host}/{image}\n", Read("Dockerfile"));
        }
    }

    [Fact]
    public void A_token_is_for_the_image_alone_and_goes_to_no_other_host()
    {
        Write("Dockerfile", $"FROM {_registry.Host}/redirected:1\n");

        Fix("--resolve");

        Assert.Equal(
            [
                "HEAD 127.0.0.1/v2/redirected/manifests/1",
                "GET 127.0.0.1/token?service=local&scope=repository%3Aredirected%3Apull",
                "HEAD 127.0.0.1/v2/redirected/manifests/1 Bearer pull-for-everyone",
                "HEAD localhost/moved",
            ],
            _registry.Requests);
    }

    [Fact]
    public void A_registry_that_cannot_be_reached_is_said_and_so_is_an_image_behind_a_variable()
    {
        Write("Dockerfile", $"ARG TAG=1.0\nFROM {_registry.Host}/shop/api:${{TAG}} AS a\nFROM 127.0.0.1:1/b:1\nFROM 127.0.0.1:1/c:1\n");

        var result = Fix("--resolve");

        Assert.Equal(
            [
                $"Dockerfile(2): STG3020 stays: it does not stand there as a whole. {Api} is {LocalRegistry.Digest}",
                "Dockerfile(3): STG3020 stays: 127.0.0.1:1 cannot be reached",
                "docker buildx imagetools inspect 127.0.0.1:1/b:1",
                "Dockerfile(4): STG3020 stays: 127.0.0.1:1 cannot be reached",
                "docker buildx imagetools inspect 127.0.0.1:1/c:1",
                "Nothing to mend; 3 findings of these rules have no certain fix",
            ],
            result.Lines);
    }

    [Fact]
    public void Actions_get_the_commit_of_their_tag_or_branch()
    {
        using var remote = CheckedRepository.Committed(("action.yml", "name: a\n"));
        var first = remote.ReadGit("rev-parse", "HEAD");
        remote.Git("tag", "--annotate", "v4", "--message", "4");
        remote.Git("tag", "v4.1");
        remote.Write("more", "");
        remote.Commit();
        var second = remote.ReadGit("rev-parse", "HEAD");
        remote.Git("branch", "edge");
        remote.Git("tag", "twice", "HEAD~1");
        remote.Git("branch", "twice");
        Write("gitconfig", $"[url \"{remote.Root}\"]\n\tinsteadOf = https://github.com/actions/checkout\n[credential]\n\thelper = \"!touch {_repository.Path("asked")}; false\"\n");
        Write(".github/workflows/ci.yml", """
            on: push
            jobs:
              a:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v4
                  - uses: "actions/checkout/sub@v4.1"   # keep me
                  - { uses: actions/checkout@edge }
                  - uses: actions/checkout@v4 # v4
                  - uses: actions/checkout@v9
                  - uses: actions/checkout@twice
                  - uses: actions/checkout@--upload-pack=x
              b:
                uses: actions/checkout/.github/workflows/w.yml@edge

            """);

        var result = CheckedRepository.Run(new() { ["GIT_CONFIG_GLOBAL"] = _repository.Path("gitconfig") }, ["fix", _repository.Root, .. Rules, "--resolve"]);

        Assert.Equal(
            $$"""
            on: push
            jobs:
              a:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@{{first}} # v4
                  - uses: "actions/checkout/sub@{{first}}"   # v4.1 keep me
                  - { uses: actions/checkout@{{second}} }
                  - uses: actions/checkout@{{first}} # v4
                  - uses: actions/checkout@v9
                  - uses: actions/checkout@twice
                  - uses: actions/checkout@--upload-pack=x
              b:
                uses: actions/checkout/.github/workflows/w.yml@{{second}} # edge

            """,
            Read(".github/workflows/ci.yml"));
        Assert.Equal(".github/workflows/ci.yml(6): STG3022: Write the commit of v4", result.Lines[0]);
        Assert.Contains(".github/workflows/ci.yml(10): STG3022 stays: actions/checkout has no tag or branch 'v9'\n    git ls-remote https://github.com/actions/checkout v9 'v9^{}'", result.Output, StringComparison.Ordinal);
        Assert.Contains("(11): STG3022 stays: actions/checkout has a tag and a branch of the name 'twice'", result.Output, StringComparison.Ordinal);
        Assert.Contains("(12): STG3022 stays: it is no repository, tag or branch on GitHub", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_repository.Path("asked")));
    }

    [Fact]
    public void An_action_whose_repository_cannot_be_asked_stays()
    {
        Write("gitconfig", $"[url \"{_repository.Path("nowhere")}\"]\n\tinsteadOf = https://github.com/actions/checkout\n");
        Write(".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n");

        var result = CheckedRepository.Run(new() { ["GIT_CONFIG_GLOBAL"] = _repository.Path("gitconfig") }, ["fix", _repository.Root, .. Rules, "--resolve"]);

        Assert.StartsWith(".github/workflows/ci.yml(6): STG3022 stays: actions/checkout cannot be asked: ", result.Output, StringComparison.Ordinal);
        Assert.Equal("git ls-remote https://github.com/actions/checkout v4 'v4^{}'", result.Lines[1]);
    }

    private ToolResult Fix(params string[] arguments) => CheckedRepository.Run(["fix", _repository.Root, .. Rules, .. arguments]);

    private string Read(string path) => File.ReadAllText(_repository.Path(path));

    private void Write(string path, string text)
    {
        _repository.Write(path, text);
        _repository.Git("add", "--all");
    }
}
