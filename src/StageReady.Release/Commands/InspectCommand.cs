using System.CommandLine;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Shows what a manifest says and trusts none of it.</summary>
internal static class InspectCommand
{
    private const string NotVerified = "Nothing was verified: this is what the file says, whoever wrote it";

    public static Command Create()
    {
        var path = new Argument<string>("F") { Description = $"The manifest, or the directory with its {ReleaseFileNames.Manifest}" };
        var format = OutputFormat.Option();
        var command = new Command("inspect", "Shows what a manifest and its evidence say. Verifies nothing.") { path, format };
        command.SetAction(result => Run(result.GetRequiredValue(path), result.GetRequiredValue(format)));
        return command.WithExample($"inspect publish/{ReleaseFileNames.Manifest}");
    }

    private static int Run(string path, string format)
    {
        var lines = ManifestFile.Read(ManifestPath.Of(path));
        if (format == OutputFormat.Json)
            WriteJson(lines);
        else
            WriteText(lines);
        return ExitCodes.Success;
    }

    private static void WriteText(IReadOnlyList<ManifestLine> lines)
    {
        foreach (var line in lines.Where(line => line.Evidence is null))
        {
            var signatures = line.Envelope.Signatures.Count == 0 ? "not signed" : $"signed by {EvidenceTable.SignersOf(line)}";
            Console.Out.WriteLine(Printable.Of($"Line {line.Number}: {line.PredicateType}, {signatures}"));
            if (line.Release is { } release)
                ReleaseTable.Write(release, line.Digest);
        }

        EvidenceTable.Write(lines, lines.FirstOrDefault(line => line.Release is not null)?.Digest);
        Console.Out.WriteLine(NotVerified);
    }

    private static void WriteJson(IReadOnlyList<ManifestLine> lines) => JsonOutput.Write(writer =>
    {
        writer.WriteBoolean("verified", false);
        writer.WriteStartArray("lines");
        foreach (var line in lines)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", line.Number);
            writer.WriteString("digest", line.Digest);
            writer.WriteStartArray("keyids");
            foreach (var signature in line.Envelope.Signatures)
                writer.WriteStringValue(signature.KeyId);
            writer.WriteEndArray();
            writer.WritePropertyName("evidence");
            if (line.Evidence is { } evidence)
                EvidenceTable.WriteJson(writer, evidence);
            else
                writer.WriteNullValue();
            writer.WritePropertyName("statement");
            writer.WriteRawValue(line.Envelope.Payload.Span);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
