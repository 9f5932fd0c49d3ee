using System.Globalization;
using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>The release that was accepted last, for each application and environment, so that nobody can put back an older one whose signature is still good.</summary>
public sealed class ReleaseState
{
    private const int Version = 1;
    private const string TemporarySuffix = ".tmp";

    private readonly string _path;
    private readonly List<Accepted> _accepted;

    private ReleaseState(string path, List<Accepted> accepted) => (_path, _accepted) = (path, accepted);

    /// <summary>Reads the state; a file that does not exist is one in which nothing was accepted yet.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnusableInputException">It cannot be read, or is damaged: what was accepted last is then not known.</exception>
    public static ReleaseState Load(string path)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Limits.StateBytes })
                throw new UnusableInputException($"The state file {path} is larger than {Limits.StateBytes / 1024} KiB, so it is something else");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException)
        {
            return new ReleaseState(path, []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"The state file {path} cannot be read: {exception.Message}");
        }

        var root = PlacedJson.Parse(bytes, path).Only("version", "accepted");
        if (root.Required("version").Count is var version and not Version)
            throw root.Required("version").Refuse($"version {Version}", version.ToString(CultureInfo.InvariantCulture));
        var accepted = new List<Accepted>();
        foreach (var item in root.Required("accepted").Items)
        {
            item.Only("application", "environment", "sequence", "digest");
            var digest = item.Required("digest");
            var entry = new Accepted(item.Required("application").Label, item.Required("environment").Label, item.Required("sequence").LongCount, digest.Text);
            if (!Sha256Hex.IsValid(entry.Digest))
                throw digest.Refuse("64 lower-case hexadecimal digits", "other text");
            if (accepted.Exists(other => other.Application == entry.Application && other.Environment == entry.Environment))
                throw item.Refuse("one entry for an application and an environment", "two");
            accepted.Add(entry);
        }

        return new ReleaseState(path, accepted);
    }

    /// <summary>Records that a release was accepted. Call it after everything was verified: the file is replaced by a rename.</summary>
    /// <param name="result">The verified release.</param>
    /// <param name="environment">The environment that it is accepted for.</param>
    /// <exception cref="ArgumentException">The release is not verified.</exception>
    /// <exception cref="UnusableInputException">The file cannot be written.</exception>
    public void Accept(VerificationResult result, string environment)
    {
        if (!result.IsVerified)
            throw new ArgumentException("Only a verified release can be accepted", nameof(result));
        if (result.Release!.Sequence is not { } sequence)
            return;
        _accepted.RemoveAll(entry => entry.Application == result.Release.Name && entry.Environment == environment);
        _accepted.Add(new Accepted(result.Release.Name, environment, sequence, result.Digest!));
        var temporary = _path + TemporarySuffix;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                Write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"The state file {_path} cannot be written: {exception.Message}");
        }
    }

    internal Problem? Objection(ReleaseManifest release, string digest, string environment, string manifestName)
    {
        if (release.Sequence is not { } sequence)
            return new Problem(ProblemCode.RolledBack, manifestName, "a release with a sequence", Problem.Absent, "Without a sequence nobody can tell whether the release is an older one");
        var last = _accepted.Find(entry => entry.Application == release.Name && entry.Environment == environment);
        if (last is null || sequence > last.Sequence || (sequence == last.Sequence && digest == last.Digest))
            return null;
        return sequence == last.Sequence
            ? new Problem(ProblemCode.RolledBack, manifestName, $"release {last.Digest} with the sequence {sequence}", $"release {digest}", "Another release with the same sequence was accepted")
            : new Problem(ProblemCode.RolledBack, manifestName, $"a sequence from {last.Sequence}", sequence.ToString(CultureInfo.InvariantCulture), "A newer release was accepted before");
    }

    private void Write(FileStream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteStartArray("accepted");
        foreach (var entry in _accepted.OrderBy(entry => entry.Application, StringComparer.Ordinal).ThenBy(entry => entry.Environment, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("application", entry.Application);
            writer.WriteString("environment", entry.Environment);
            writer.WriteNumber("sequence", entry.Sequence);
            writer.WriteString("digest", entry.Digest);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed record Accepted(string Application, string Environment, long Sequence, string Digest);
}
