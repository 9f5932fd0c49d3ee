using System.Diagnostics;

namespace StageReady.Repository.Tests.Release;

/// <summary>A temporary git repository, or just a folder.</summary>
internal sealed class Repository : IDisposable
{
    public Repository(bool initialise = true)
    {
        Root = Directory.CreateTempSubdirectory("stageready-").FullName;
        if (initialise)
            Git("init", "--quiet");
    }

    public string Root { get; }

    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public void Write(string path, string text = "")
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(path))!);
        File.WriteAllText(Path(path), text);
    }

    public void Commit(params string[] paths)
    {
        foreach (var path in paths.Where(path => !File.Exists(Path(path))))
            Write(path);
        Git("add", "--all");
        Git("commit", "--quiet", "-m", "Change");
    }

    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.Result}");
    }

    public void Dispose()
    {
        // git makes its objects read-only.
        foreach (var file in new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal;
        Directory.Delete(Root, recursive: true);
    }
}
