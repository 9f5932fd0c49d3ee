using System.Globalization;
using System.Text.RegularExpressions;
using static StageReady.Benchmarks.Measurement;

namespace StageReady.Benchmarks;

/// <summary>
/// Our analyzers and their peers in the same compile of a real project, by the compiler's own account (ReportAnalyzer): the seconds that each assembly's analyzers took.
/// </summary>
internal static partial class AnalyzerCost
{
    private const string Ours = "StageReady.Analyzers";

    private static readonly string[] Peers = ["Roslynator", "Meziantou.Analyzer"];

    public static int Run(string project, int runs)
    {
        if (!File.Exists(project))
            throw new BenchmarkFailedException($"{project}: no such project");

        var work = Directory.CreateTempSubdirectory("stageready-bench-");
        try
        {
            var targets = Path.Combine(work.FullName, "Peers.targets");
            File.WriteAllText(targets, $"""
                <Project>
                  <ItemGroup>
                    <Analyzer Include="{Built(Ours, "StageReady.Analyzers.dll")}" />
                    <Analyzer Include="{PackagesPath}roslynator.analyzers/4.14.1/analyzers/dotnet/roslyn4.7/cs/*.dll" />
                    <Analyzer Include="{PackagesPath}meziantou.analyzer/3.0.321/analyzers/dotnet/roslyn5.0/cs/Meziantou.Analyzer.dll" />
                  </ItemGroup>
                </Project>
                """);
            Build(project, targets, log: null, rebuild: false);

            var seconds = Peers.Append(Ours).ToDictionary(name => name, _ => new List<double>());
            for (var run = 0; run < runs; run++)
            {
                var log = Path.Combine(work.FullName, $"{run}.log");
                Build(project, targets, log, rebuild: true);
                var measured = ReadReport(log);
                foreach (var (name, list) in seconds)
                    list.Add(measured.Where(pair => pair.Key.StartsWith(name, StringComparison.Ordinal)).Sum(pair => pair.Value));
            }

            var roslynator = Median(seconds["Roslynator"]);
            if (roslynator == 0)
                throw new BenchmarkFailedException("the compile reported no analyzer times: does the project build?");

            foreach (var (name, list) in seconds)
                Row(name, list, roslynator);
            return 0;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    // The project's own warnings as errors must not stop the compile, and findings may fail it: the times are in the log all the same.
    private static void Build(string project, string targets, string? log, bool rebuild)
    {
        string[] arguments =
        [
            "build", project, "-nologo", "-v:q", $"-p:CustomAfterMicrosoftCommonTargets={targets}", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=true", "-p:ReportAnalyzer=true",
            .. rebuild ? (string[])["-t:Rebuild", "-p:BuildProjectReferences=false", "--no-restore"] : [],
            .. log is null ? (string[])[] : [$"-flp:Verbosity=detailed;LogFile={log}"],
        ];
        Measurement.Run("dotnet", arguments);
    }

    private static Dictionary<string, double> ReadReport(string log)
    {
        var report = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(log))
        {
            if (AssemblyLine().Match(line) is { Success: true } match)
                report[match.Groups["name"].Value] = double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture);
        }

        return report;
    }

    // "   0.840          40   Roslynator.CSharp.Analyzers, Version=…": the line of an assembly, not of one of its analyzers.
    [GeneratedRegex(@"^\s*<?(?<seconds>\d+\.\d+)\s+<?\d+\s+(?<name>[\w.]+), Version=")]
    private static partial Regex AssemblyLine();
}
