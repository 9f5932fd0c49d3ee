using BenchmarkDotNet.Running;
using StageReady.Benchmarks;

// Whole processes and whole compiles are measured as a user would feel them; BenchmarkDotNet has what fits in a process.
try
{
    switch (args)
    {
        case ["analyzers", var project, ..]:
            return AnalyzerCost.Run(project, RunsFrom(args));
        case ["check", var repository, ..]:
            return CheckCost.Run(repository, RunsFrom(args));
        case ["builds", var folder, ..]:
            return NoOpBuildCost.Run(folder, RunsFrom(args));
        case ["verify", var executable, ..]:
            return VerifyCost.Run(executable, RunsFrom(args));
        case ["micro", .. var rest]:
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
            return 0;
        default:
            Console.Error.WriteLine("""
                usage: dotnet run -c Release --project tests/StageReady.Benchmarks -- COMMAND
                  analyzers PROJECT [--runs N]     StageReady's analyzers beside Roslynator's, then beside Meziantou's, in the same compile of a project
                  check REPOSITORY [--runs N]      stageready check, beside a bare parse of every C# file that is no Designer
                  builds FOLDER [--runs N]         a build with nothing to do of 100 projects, bare, with DotNet.ReproducibleBuilds and with StageReady.Sdk
                  verify EXECUTABLE [--runs N]     verify by stageready-verify as it was published, beside sha256sum --quiet -c
                  micro [BenchmarkDotNet options]  the configuration reader beside Microsoft.Extensions.Configuration.Json
                """);
            return 2;
    }
}
catch (BenchmarkFailedException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}

static int RunsFrom(string[] args) =>
    Array.IndexOf(args, "--runs") is >= 0 and var i && i + 1 < args.Length && int.TryParse(args[i + 1], out var runs) ? runs : 5;
