using System.CommandLine;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Shows what changed between two releases, and trusts none of the manifests.</summary>
internal static class ManifestDiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("A") { Description = $"The first manifest, or the directory with its {ReleaseFileNames.Manifest}" };
        var after = new Argument<string>("B") { Description = "The second one" };
        var format = OutputFormat.Option();
        var command = new Command("diff", "Shows what changed between two releases: files, packages, configuration keys, migrations, suppressions. Verifies nothing.") { before, after, format };
        command.SetAction(result => Run(result.GetRequiredValue(before), result.GetRequiredValue(after), result.GetRequiredValue(format)));
        return command.WithExample("manifest diff released/release.intoto.jsonl publish");
    }

    private static int Run(string beforePath, string afterPath, string format)
    {
        var (before, after) = (ReleaseOf(beforePath), ReleaseOf(afterPath));
        var differences = ReleaseDifferences.Between(before.Release!, after.Release!);
        if (format == OutputFormat.Json)
            WriteJson(before, after, differences);
        else
            WriteText(before.Release!, after.Release!, differences);
        return ExitCodes.Success;
    }

    private static ManifestLine ReleaseOf(string path)
    {
        var file = ManifestPath.Of(path);
        var releases = ManifestFile.Read(file).Where(line => line.Release is not null).DistinctBy(line => line.Digest).ToList();
        return releases is [var only] ? only : throw new UnusableInputException($"{file}: expected one release, found {(releases.Count == 0 ? "none" : "several")}");
    }

    private static void WriteText(ReleaseManifest before, ReleaseManifest after, IReadOnlyList<Difference> differences)
    {
        Console.Out.WriteLine(Printable.Of($"{before.Name} {before.Version} → {after.Name} {after.Version}"));
        foreach (var section in differences.GroupBy(difference => difference.Section))
        {
            Console.Out.WriteLine($"{section.Key}: {string.Join(", ", section.GroupBy(difference => difference.Change).OrderBy(change => change.Key, StringComparer.Ordinal).Select(change => $"{change.Count()} {change.Key}"))}");
            var width = Math.Min(60, section.Max(difference => difference.Name.Length));
            foreach (var difference in section)
                Console.Out.WriteLine(Printable.Of($"  {Sign(difference)} {difference.Name.PadRight(width)}  {Values(difference)}"));
        }

        Console.Out.WriteLine(differences.Count == 0 ? "The releases are the same, as far as their manifests say" : "Nothing was verified: this is what the manifests say, whoever wrote them");
    }

    private static char Sign(Difference difference) => difference.Change switch
    {
        "added" => '+',
        "removed" => '-',
        _ => '~',
    };

    private static string Values(Difference difference) => difference.Change == "changed" ? $"{difference.Before} → {difference.After}" : difference.Before ?? difference.After!;

    private static void WriteJson(ManifestLine before, ManifestLine after, IReadOnlyList<Difference> differences) => JsonOutput.Write(writer =>
    {
        writer.WriteBoolean("verified", false);
        writer.WriteString("before", before.Digest);
        writer.WriteString("after", after.Digest);
        writer.WriteStartArray("differences");
        foreach (var difference in differences)
        {
            writer.WriteStartObject();
            writer.WriteString("section", difference.Section);
            writer.WriteString("name", difference.Name);
            writer.WriteString("change", difference.Change);
            writer.WriteString("before", difference.Before);
            writer.WriteString("after", difference.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
