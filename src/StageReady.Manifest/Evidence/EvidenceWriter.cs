using System.Buffers;
using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>Appends evidence to a manifest. The release in it is only named, not verified: who verifies it judges the evidence too.</summary>
public static class EvidenceWriter
{
    private const string TemporarySuffix = ".tmp";

    /// <summary>Appends one signed line whose only subject is the release, so that it cannot be moved to another one. The file is replaced by a rename: it never holds half a line.</summary>
    /// <param name="manifestPath">The manifest.</param>
    /// <param name="evidence">What to say.</param>
    /// <param name="key">The key to sign with.</param>
    /// <returns>The digest of the release that it is about.</returns>
    /// <exception cref="ReleaseException">The file is no manifest of one release, or is full; nothing is appended.</exception>
    /// <exception cref="UnusableInputException">The environment, the run, the suite or the role cannot be written, a permission to go back does not expire, or the file cannot be read or replaced; nothing is appended.</exception>
    public static string Append(string manifestPath, Evidence evidence, SigningKey key) => Append(manifestPath, evidence, key, release: null);

    /// <param name="manifestPath">The manifest.</param>
    /// <param name="evidence">What to say.</param>
    /// <param name="key">The key to sign with.</param>
    /// <param name="release">The digest of the release that the manifest must still hold; null for any.</param>
    internal static string Append(string manifestPath, Evidence evidence, SigningKey key, string? release)
    {
        if (new[] { evidence.Environment, evidence.RunId, evidence.Suite ?? "-", evidence.Role ?? "-" }.Any(text => !JsonObjectReader.IsLabel(text)))
            throw new UnusableInputException("The environment, the run, the suite and the role of evidence must be text without control characters");

        if (evidence.Kind == EvidenceKind.Rollback && evidence.Expires is null)
            throw new UnusableInputException("A permission to go back must say when it expires");

        // The temporary file also keeps others from appending at the same time: none of two lines is lost.
        var temporary = manifestPath + TemporarySuffix;
        try
        {
            using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
            try
            {
                var digest = Write(stream, manifestPath, evidence, key, release);
                stream.Flush(flushToDisk: true);
                stream.Close();
                File.Move(temporary, manifestPath, overwrite: true);
                return digest;
            }
            catch
            {
                stream.Close();
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"The evidence cannot be appended to {manifestPath}: {exception.Message}");
        }
    }

    private static string Write(FileStream stream, string manifestPath, Evidence evidence, SigningKey key, string? expected)
    {
        var lines = ManifestFile.Read(manifestPath);
        var (release, digest) = ReleaseOf(lines, manifestPath);
        if (expected is not null && digest != expected)
            throw new UnusableInputException($"{manifestPath} holds another release than the one that was verified; it was changed meanwhile");
        var line = DsseEnvelope.Create(ReleaseStatement.PayloadType, Payload(release, digest, evidence), key).ToUtf8();
        if (line.Length > Limits.LineBytes)
            throw ManifestLines.TooLong(manifestPath);
        if (lines[^1].Number >= Limits.Lines)
            throw ManifestLines.TooMany(manifestPath);

        var before = File.ReadAllBytes(manifestPath);
        stream.Write(before);
        if (before[^1] != (byte)'\n')
            stream.WriteByte((byte)'\n');
        stream.Write(line);
        stream.WriteByte((byte)'\n');
        return digest;
    }

    private static (ReleaseManifest Release, string Digest) ReleaseOf(IReadOnlyList<ManifestLine> lines, string manifestPath)
    {
        var releases = lines.Where(line => line.Release is not null).DistinctBy(line => line.Digest).ToList();
        return releases is [{ Release: { } release } only]
            ? (release, only.Digest)
            : throw StrictJson.Malformed(manifestPath, "one release in the file", releases.Count == 0 ? "none" : "several");
    }

    private static byte[] Payload(ReleaseManifest release, string digest, Evidence evidence)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("_type", ReleaseStatement.StatementType);
            writer.WriteStartArray("subject");
            writer.WriteStartObject();
            writer.WriteString("name", release.Name);
            writer.WriteDigest(digest);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteString("predicateType", evidence.Kind.PredicateType);
            writer.WriteStartObject("predicate");
            writer.WriteStartObject("stageready");
            writer.WriteString("application", release.Name);
            writer.WriteString("environment", evidence.Environment);
            writer.WriteString("runId", evidence.RunId);
            writer.WriteString("time", EvidenceStatement.Text(evidence.Time));
            if (evidence.Suite is not null)
                writer.WriteString("suite", evidence.Suite);
            if (evidence.Role is not null)
                writer.WriteString("role", evidence.Role);
            if (evidence.Expires is { } expires)
                writer.WriteString("expires", EvidenceStatement.Text(expires));
            writer.WriteEndObject();
            evidence.WriteMembers(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
