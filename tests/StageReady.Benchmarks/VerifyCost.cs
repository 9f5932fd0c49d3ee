using static StageReady.Benchmarks.Measurement;

namespace StageReady.Benchmarks;

/// <summary>Verification of a signed release, beside coreutils' check of the same sums.</summary>
internal static class VerifyCost
{
    private static readonly (string Name, int Files, int Size)[] Releases =
    [
        ("one file of 1 kB", 1, 1_000),
        ("200 MB in 400 files", 400, 500_000),
        ("2 GB in 8 files", 8, 250_000_000),
        ("200 MB in 20,000 files", 20_000, 10_000),
    ];

    /// <param name="verifier">The executable.</param>
    /// <param name="runs">How often each is measured.</param>
    public static int Run(string verifier, int runs)
    {
        foreach (var (name, files, size) in Releases)
        {
            var work = Directory.CreateTempSubdirectory("stageready-bench-");
            try
            {
                var (release, key) = (Path.Combine(work.FullName, "release"), Path.Combine(work.FullName, "key"));
                Write(release, files, size);
                Expect(verifier, ["keys", "create", "--out", key]);
                Expect(verifier, ["manifest", "create", release, "--name", "bench", "--version", "1.0.0", "--key", key + ".pem"]);

                var (sums, ours, memory) = (new List<double>(), new List<double>(), 0.0);
                for (var run = 0; run <= runs; run++)
                {
                    var theirs = Expect("sha256sum", ["--quiet", "-c", "release.sha256sums"], release);
                    var mine = Expect(verifier, ["verify", release, "--key", key + ".pub.pem"]);
                    if (run == 0)
                        continue; // the first run warms the file cache

                    sums.Add(theirs.Elapsed.TotalSeconds);
                    ours.Add(mine.Elapsed.TotalSeconds);
                    memory = Math.Max(memory, mine.PeakMemory);
                }

                Row($"{name}: sha256sum --quiet -c", sums);
                Row($"{name}: stageready-verify", ours, Median(sums));
                Console.WriteLine($"{name}: stageready-verify peak {memory:0} MiB");
            }
            finally
            {
                work.Delete(recursive: true);
            }
        }

        return 0;
    }

    private static void Write(string directory, int files, int size)
    {
        var random = new Random(1);
        var bytes = new byte[size];
        for (var i = 0; i < files; i++)
        {
            var path = Path.Combine(directory, $"{i % 100:00}", $"{i:00000}.bin");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            random.NextBytes(bytes);
            File.WriteAllBytes(path, bytes);
        }
    }

    private static (TimeSpan Elapsed, double PeakMemory) Expect(string fileName, IEnumerable<string> arguments, string? workingDirectory = null)
    {
        var (exitCode, elapsed, peak) = Measurement.Run(fileName, arguments, workingDirectory);
        return exitCode == 0 ? (elapsed, peak) : throw new BenchmarkFailedException($"{fileName} exited with {exitCode}");
    }
}
