using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using static StageReady.Benchmarks.Measurement;

namespace StageReady.Benchmarks;

/// <summary><c>stageready check</c> of a whole repository, beside the least that any tool on Roslyn must do: parse every C# file that is no Designer.</summary>
internal static class CheckCost
{
    public static int Run(string repository, int runs)
    {
        if (!Directory.Exists(repository))
            throw new BenchmarkFailedException($"{repository}: no such directory");

        var files = Directory.EnumerateFiles(repository, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".Designer.cs", StringComparison.OrdinalIgnoreCase)).ToArray();
        var (parse, check, memory) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run <= runs; run++)
        {
            var parsed = ParseAll(files);
            var (exitCode, elapsed, peak) = Measurement.Run("dotnet", [Built("StageReady.Tool", "stageready.dll"), "check", repository]);
            if (exitCode is not (0 or 1))
                throw new BenchmarkFailedException($"stageready check exited with {exitCode}");
            if (run == 0)
                continue; // the first run warms the file cache

            parse.Add(parsed.TotalSeconds);
            check.Add(elapsed.TotalSeconds);
            memory.Add(peak);
        }

        Row($"bare parse of {files.Length} files", parse);
        Row("stageready check", check, Median(parse));
        Console.WriteLine($"{"peak memory of check",-44} {Format(memory.Max())} MiB");
        return 0;
    }

    private static TimeSpan ParseAll(string[] files)
    {
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(files, static path =>
        {
            using var stream = File.OpenRead(path);
            CSharpSyntaxTree.ParseText(SourceText.From(stream)).GetRoot();
        });
        return watch.Elapsed;
    }
}
