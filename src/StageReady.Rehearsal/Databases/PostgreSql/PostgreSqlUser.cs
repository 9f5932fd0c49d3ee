using System.Diagnostics;

namespace StageReady.Rehearsal;

/// <summary>Who runs a local server: the user itself, but for root, from whom PostgreSQL refuses to be run, the user that its package made.</summary>
internal sealed class PostgreSqlUser
{
    private readonly string? _name;

    private PostgreSqlUser(string? name) => _name = name;

    /// <exception cref="RehearsalException">This is root and there is no other user.</exception>
    public static PostgreSqlUser Find()
    {
        if (!Environment.IsPrivilegedProcess)
            return new PostgreSqlUser(null);
        var users = File.Exists("/etc/passwd") ? File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal) : [];
        return new PostgreSqlUser(((string[])["postgres", "nobody"]).FirstOrDefault(users.Contains)
            ?? throw new RehearsalException("PostgreSQL does not run as root, and there is no user postgres; run the rehearsal as another user or give --connection"));
    }

    /// <summary>Makes a folder the user's.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (_name is null)
            return;
        using var process = Process.Start(new ProcessStartInfo("chown", ["-R", _name, folder]))!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new RehearsalException($"The temporary folder cannot be given to {_name}");
    }

    public ProcessStartInfo Start(IReadOnlyList<string> command)
    {
        IReadOnlyList<string> whole = _name is null ? command : ["setpriv", $"--reuid={_name}", $"--regid={GroupOf(_name)}", "--clear-groups", "--reset-env", .. command];
        return new ProcessStartInfo(whole[0], whole.Skip(1)) { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private static string GroupOf(string user) => File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] == user)[3];
}
