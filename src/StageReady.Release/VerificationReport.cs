using System.Text.Json;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Writes the result of a verification to stdout.</summary>
internal static class VerificationReport
{
    public static void WriteText(VerificationResult verification)
    {
        foreach (var problem in verification.Problems)
            Console.Out.WriteLine(ProblemLine.Of(problem));
        if (verification.Release is { } release)
            Console.Out.WriteLine(Printable.Of($"{release.Name} {release.Version}, {Counted.Of(release.Files.Count, "file")}, release {verification.Digest}"));
        Console.Out.WriteLine(verification.IsVerified ? Style.Good("VERIFIED") : Style.Bad("REFUSED"));
    }

    public static void WriteJson(VerificationResult verification) => JsonOutput.Write(writer =>
    {
        writer.WriteString("result", verification.IsVerified ? "verified" : "refused");
        writer.WriteStartObject("release");
        writer.WriteString("name", verification.Release?.Name);
        writer.WriteString("version", verification.Release?.Version);
        if (verification.Release?.Sequence is { } sequence)
            writer.WriteNumber("sequence", sequence);
        else
            writer.WriteNull("sequence");
        writer.WriteString("digest", verification.Digest);
        writer.WriteEndObject();
        writer.WriteStartArray("problems");
        foreach (var problem in verification.Problems)
        {
            writer.WriteStartObject();
            writer.WriteString("code", problem.Code.Name);
            writer.WriteString("path", problem.Path);
            writer.WriteString("expected", problem.Expected);
            writer.WriteString("actual", problem.Actual);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteEvaluated(writer, verification);
    });

    private static void WriteEvaluated(Utf8JsonWriter writer, VerificationResult verification)
    {
        writer.WriteStartArray("evaluated");
        foreach (var evaluation in verification.Evaluated)
        {
            writer.WriteStartObject();
            writer.WriteString("check", evaluation.Check);
            writer.WriteString("subject", evaluation.Subject);
            writer.WriteString("result", evaluation.Result);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
