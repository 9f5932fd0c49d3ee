using System.Diagnostics;

namespace StageReady.Tool.Tests;

/// <summary>What a command printed and returned.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A directory to run the tool on, a git repository if it is asked to be one.</summary>
internal sealed class CheckedRepository : IDisposable
{
    public const string WebProject = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
        </Project>
        """;

    /// <summary>Floats, and nothing else is said of it.</summary>
    public const string FloatingProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><NoWarn>$(NoWarn);STG3006</NoWarn></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Example" Version="1.*" />
          </ItemGroup>
        </Project>
        """;

    // The tool as the solution builds it, beside the tests' own output.
    private static readonly string Tool = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", "StageReady.Tool", System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "stageready.dll"));

    public CheckedRepository(params (string Path, string Text)[] files)
    {
        Root = Directory.CreateTempSubdirectory("stageready-tool-").FullName;
        Write("global.json", Pinned.GlobalJson);
        Write("nuget.config", Pinned.NuGetConfig);
        foreach (var (path, text) in files)
            Write(path, text);
    }

    public string Root { get; }

    public static CheckedRepository Committed(params (string Path, string Text)[] files)
    {
        var repository = new CheckedRepository(files);
        repository.Git("init", "--quiet");
        repository.Commit();
        return repository;
    }

    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(path))!);
        File.WriteAllText(Path(path), text);
    }

    public void Commit()
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--message", "Change");
    }

    public void Git(params string[] arguments) => ReadGit(arguments);

    /// <summary>What git prints.</summary>
    public string ReadGit(params string[] arguments)
    {
        var result = Start("git", ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", .. arguments], Root, []);
        return result.ExitCode == 0 ? result.Output.Trim() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {result.Error}");
    }

    public ToolResult Check(params string[] arguments) => Run(["check", Root, .. arguments]);

    public static ToolResult Run(params string[] arguments) => Run([], arguments);

    public static ToolResult Run(Dictionary<string, string> environment, params string[] arguments) => Start("dotnet", [Tool, .. arguments], System.IO.Path.GetTempPath(), environment);

    private static ToolResult Start(string program, string[] arguments, string directory, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A hook that starts the tests must not decide which repository git looks at.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(Root).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            if (file.LinkTarget is null)
                file.Attributes = FileAttributes.Normal;
        }

        Directory.Delete(Root, recursive: true);
    }
}

/// <summary>What a repository has whose SDK and package sources are chosen: without it each of its projects is a finding.</summary>
internal static class Pinned
{
    public const string GlobalJson = """{ "sdk": { "version": "10.0.401", "rollForward": "latestPatch" } }""";

    public const string NuGetConfig = """
        <configuration>
          <packageSources>
            <clear />
            <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
          </packageSources>
        </configuration>
        """;
}
