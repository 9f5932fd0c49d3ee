using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace StageReady.Benchmarks;

/// <summary>A measurement that could not be made; the message says why.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);

/// <summary>What the measurements share: where things are, running a process, and printing medians.</summary>
internal static class Measurement
{
    public static string ArtifactsPath => Metadata("ArtifactsPath");

    public static string PackagesPath => Metadata("PackagesPath");

    /// <summary>The built file of a project of this repository.</summary>
    public static string Built(string project, string file) => Path.Combine(ArtifactsPath, "bin", project, Metadata("BuildConfiguration"), file);

    /// <summary>Runs a process to its end; its output is thrown away. Returns its exit code, wall-clock time and peak resident memory in MiB (0 where the system does not tell).</summary>
    public static (int ExitCode, TimeSpan Elapsed, double PeakMemory) Run(string fileName, IEnumerable<string> arguments, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = workingDirectory ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new BenchmarkFailedException($"{fileName} did not start");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peak = 0.0;
        while (!process.WaitForExit(20))
            peak = Math.Max(peak, PeakMemoryOf(process.Id));
        process.WaitForExit();
        return (process.ExitCode, watch.Elapsed, peak);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Format(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static void Row(string name, IReadOnlyCollection<double> seconds, double? peer = null) => Console.WriteLine(
        $"{name,-44} median {Format(Median(seconds))} s  (min {Format(seconds.Min())}, max {Format(seconds.Max())})" +
        (peer is { } p ? $"  ratio {Format(Median(seconds) / p)}" : ""));

    // VmHWM is the high-water mark of resident memory, so that sampling cannot miss the peak by much (proc(5)).
    private static double PeakMemoryOf(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Metadata(string key) => typeof(Measurement).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
