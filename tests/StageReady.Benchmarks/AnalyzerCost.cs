using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using static StageReady.Benchmarks.Measurement;

namespace StageReady.Benchmarks;

/// <summary>
/// Our analyzers and those of a peer in the same compile of a real project, by the compiler's own account (ReportAnalyzer): the seconds that each assembly's analyzers took,
/// in compilers that start for it, as on a build server, and in one that stays, as on a developer's machine.
/// </summary>
internal static partial class AnalyzerCost
{
    private const string Ours = "StageReady.Analyzers";

    /// <summary>How many compiles a compiler that stays has done before it counts: by then it has compiled its own code well.</summary>
    private const int WarmUps = 6;

    /// <summary>Rules that have a goal of their own, by where their analyzers are.</summary>
    private static readonly (string Name, string[] Namespaces)[] Families =
    [
        ("of it configuration and privacy", [$"{Ours}.Configuration.", $"{Ours}.Privacy."]),
        ("of it migrations", [$"{Ours}.Migrations."]),
    ];

    private static readonly (string Name, string Files)[] Peers =
    [
        ("Roslynator", "roslynator.analyzers/4.14.1/analyzers/dotnet/roslyn4.7/cs/*.dll"),
        ("Meziantou.Analyzer", "meziantou.analyzer/3.0.321/analyzers/dotnet/roslyn5.0/cs/Meziantou.Analyzer.dll"),
    ];

    public static int Run(string project, int runs)
    {
        if (!File.Exists(project))
            throw new BenchmarkFailedException($"{project}: no such project");

        var work = Directory.CreateTempSubdirectory("stageready-bench-");
        try
        {
            foreach (var peer in Peers)
            {
                Console.WriteLine($"Beside {peer.Name}, each compile in a new process");
                Compare(project, peer.Name, peer.Files, runs, warmUps: 0, ["-p:UseSharedCompilation=false"], work.FullName);
                // It ends by itself when it has had nothing to do for ten minutes. Its pipe is a file beside the folder, so that it must have another name.
                Console.WriteLine($"Beside {peer.Name}, in a compiler that stays");
                Compare(project, peer.Name, peer.Files, runs, WarmUps, ["-p:UseSharedCompilation=true", $"-p:SharedCompilationId={Path.GetFileName(work.FullName)}-compiler"], work.FullName);
            }

            return 0;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    // Two at a time: a third would pay for what the others share, or make them wait for a processor, as chance has it.
    private static void Compare(string project, string peer, string files, int runs, int warmUps, string[] compiler, string work)
    {
        var targets = Path.Combine(work, $"{peer}.targets");
        File.WriteAllText(targets, $"""
            <Project>
              <ItemGroup>
                <Analyzer Include="{Packed()}" />
                <Analyzer Include="{PackagesPath}{files}" />
              </ItemGroup>
            </Project>
            """);
        Build(project, targets, compiler, log: null, rebuild: false);

        var (theirs, ours) = (new List<double>(), new List<double>());
        var families = Families.Select(_ => new List<double>()).ToArray();
        for (var run = -warmUps; run < runs; run++)
        {
            var log = Path.Combine(work, $"{peer}.log");
            Build(project, targets, compiler, log, rebuild: true);
            if (run < 0)
                continue;
            var measured = ReadReport(log);
            theirs.Add(measured.Where(pair => pair.Key.Analyzer is null && pair.Key.Assembly.StartsWith(peer, StringComparison.Ordinal)).Sum(pair => pair.Value));
            ours.Add(measured.GetValueOrDefault((Ours, null)));
            for (var i = 0; i < families.Length; i++)
                families[i].Add(measured.Where(pair => Array.Exists(Families[i].Namespaces, name => pair.Key.Analyzer?.StartsWith(name, StringComparison.Ordinal) == true)).Sum(pair => pair.Value));
        }

        var unit = Median(theirs);
        if (unit == 0)
            throw new BenchmarkFailedException("the compile reported no analyzer times: does the project build?");
        Row(peer, theirs, unit);
        Row(Ours, ours, unit);
        for (var i = 0; i < families.Length; i++)
            Row(Families[i].Name, families[i], unit);
    }

    /// <summary>What the package gives to a build on this machine.</summary>
    private static string Packed() =>
        Built(Ours, Path.Combine(RuntimeInformation.RuntimeIdentifier, "StageReady.Analyzers.dll")) is var compiled && File.Exists(compiled) ? compiled : Built(Ours, "StageReady.Analyzers.dll");

    // The project's own warnings as errors must not stop the compile, and findings may fail it: the times are in the log all the same.
    private static void Build(string project, string targets, string[] compiler, string? log, bool rebuild)
    {
        string[] arguments =
        [
            "build", project, "-nologo", "-v:q", $"-p:CustomAfterMicrosoftCommonTargets={targets}", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=true", "-p:ReportAnalyzer=true", .. compiler,
            .. rebuild ? (string[])["-t:Rebuild", "-p:BuildProjectReferences=false", "--no-restore"] : [],
            .. log is null ? (string[])[] : [$"-flp:Verbosity=detailed;LogFile={log}"],
        ];
        Measurement.Run("dotnet", arguments);
    }

    /// <summary>Seconds by assembly, and below each by analyzer.</summary>
    private static Dictionary<(string Assembly, string? Analyzer), double> ReadReport(string log)
    {
        var report = new Dictionary<(string, string?), double>();
        var assembly = "";
        foreach (var line in File.ReadLines(log))
        {
            if (ReportLine().Match(line) is not { Success: true } match)
                continue;
            var name = match.Groups["name"].Value;
            var isAssembly = match.Groups["version"].Success;
            if (isAssembly)
                assembly = name;
            report[isAssembly ? (name, null) : (assembly, name)] = double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture);
        }

        return report;
    }

    // "   0.840          40   Roslynator.CSharp.Analyzers, Version=…" is the line of an assembly, "   0.131          25      StageReady.Analyzers.…MigrationAnalyzer (STG2001, …)" that of an analyzer.
    [GeneratedRegex(@"^\s*<?(?<seconds>\d+\.\d+)\s+<?\d+\s+(?<name>[\w.]+)(?:(?<version>, Version=)| \()")]
    private static partial Regex ReportLine();
}
