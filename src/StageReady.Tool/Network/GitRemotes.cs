using System.Diagnostics;
using System.Text.RegularExpressions;
using StageReady.Pinning;
using StageReady.Pinning.Fixes;
using StageReady.Tool.Files;

namespace StageReady.Tool.Network;

/// <summary>Asks repositories on GitHub for the commits of tags and branches, by <c>git ls-remote</c> as git is configured (proxy, mirrors), but without its credential helpers.</summary>
internal sealed partial class GitRemotes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Nobody is asked for a password, and nothing that holds one is sent.
    private static readonly string[] WithoutCredentials = ["-c", "credential.helper=", "-c", "core.askPass=", "-c", "http.extraHeader="];

    private static readonly string[] OfOtherRepositories = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_ASKPASS", "SSH_ASKPASS"];

    // One that did not answer in time would not answer the next question either.
    private bool _isSilent;

    public Resolution CommitOf(ActionReference action)
    {
        var (repository, reference) = (action.Repository, action.Reference);
        if (!RepositoryName().IsMatch(repository) || !ReferenceName().IsMatch(reference))
            return Resolution.None("it is no repository, tag or branch on GitHub");
        if (_isSilent)
            return Resolution.None("github.com does not answer");

        var (exitCode, output, error) = Ask($"https://github.com/{repository}", $"refs/tags/{reference}", $"refs/tags/{reference}^{{}}", $"refs/heads/{reference}");
        if (exitCode != 0)
            return Resolution.None($"{repository} cannot be asked: {error}");

        var commits = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split('\t')).Where(line => line.Length == 2 && ExactVersion.IsCommit(line[0])).ToLookup(line => line[1], line => line[0]);
        // An annotated tag is an object of its own; behind ^{} stands the commit.
        var tag = commits[$"refs/tags/{reference}^{{}}"].Concat(commits[$"refs/tags/{reference}"]).FirstOrDefault();
        var branch = commits[$"refs/heads/{reference}"].FirstOrDefault();
        if (tag is not null && branch is not null && tag != branch)
            return Resolution.None($"{repository} has a tag and a branch of the name '{reference}'");
        return (tag ?? branch) is { } commit ? Resolution.Of(commit) : Resolution.None($"{repository} has no tag or branch '{reference}'");
    }

    private (int ExitCode, string Output, string Error) Ask(string address, params string[] references)
    {
        // Outside of the repository, whose configuration could name a program.
        var start = new ProcessStartInfo("git", [.. WithoutCredentials, "ls-remote", "--", address, .. references]) { WorkingDirectory = Path.GetTempPath() };
        foreach (var name in OfOtherRepositories)
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GCM_INTERACTIVE"] = "never";
        if (ProgramAnswer.Of(start, Patience) is not { } answer)
            return (-1, "", "git is not installed");

        _isSilent = answer.ExitCode is null;
        return answer.ExitCode is { } exitCode ? (exitCode, answer.Output, LastLine(answer.Error)) : (-1, "", "it does not answer");
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Trim() ?? "git says nothing";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryName();

    // Without the patterns that ls-remote knows.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._/@+-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ReferenceName();
}
