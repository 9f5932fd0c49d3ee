namespace StageReady.Manifest;

/// <summary>Reads manifest files without judging them, for whoever wants to show or move what is in them.</summary>
public static class ManifestFile
{
    /// <summary>The lines of a manifest, in their order.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReleaseException">A line is no envelope with a statement, or the file has no lines.</exception>
    /// <exception cref="UnusableInputException">The file cannot be read.</exception>
    public static IReadOnlyList<ManifestLine> Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            List<ManifestLine> lines = [.. ManifestLines.Read(stream, path).Select(line => ManifestLine.Parse(line.Number, line.Bytes, $"{path} line {line.Number}"))];
            return lines.Count > 0 ? lines : throw new ReleaseException([ManifestLog.Missing(path)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path);
        }
    }

    internal static UnusableInputException Unreadable(string path) =>
        new($"The manifest {path} cannot be read: {(File.Exists(path) || Directory.Exists(path) ? "it is no readable file" : "there is no such file")}");
}

/// <summary>A line of a manifest: an envelope and what its payload claims to be.</summary>
public sealed class ManifestLine
{
    private ManifestLine(int number, DsseEnvelope envelope, string predicateType, ReleaseManifest? release) =>
        (Number, Envelope, PredicateType, Release) = (number, envelope, predicateType, release);

    /// <summary>The line's number, from 1.</summary>
    public int Number { get; }

    /// <summary>The envelope.</summary>
    public DsseEnvelope Envelope { get; }

    /// <summary>The predicate type of the statement.</summary>
    public string PredicateType { get; }

    /// <summary>What a release statement says; null for other statements.</summary>
    public ReleaseManifest? Release { get; }

    /// <summary>What a line of evidence says; null for other statements, and for evidence that breaks its format.</summary>
    public EvidenceStatement? Evidence { get; private init; }

    /// <summary>The SHA-256 of the payload in lower-case hexadecimal; for a release its identity.</summary>
    public string Digest => Sha256Hex.Of(Envelope.Payload.Span);

    internal static ManifestLine Parse(int number, byte[] line, string where)
    {
        var envelope = DsseEnvelope.Parse(line, where);
        if (envelope.PayloadType != ReleaseStatement.PayloadType)
            throw new ReleaseException(ProblemCode.PayloadType, where, ReleaseStatement.PayloadType, envelope.PayloadType, "The envelope does not hold an in-toto statement");
        var statement = ReleaseStatement.Read(envelope.Payload, where);
        return new ManifestLine(number, envelope, statement.PredicateType, statement.Manifest) { Evidence = EvidenceOf(envelope, statement.PredicateType, where) };
    }

    private static EvidenceStatement? EvidenceOf(DsseEnvelope envelope, string predicateType, string where)
    {
        try
        {
            return EvidenceKind.OfPredicate(predicateType) is null ? null : EvidenceStatement.Read(envelope.Payload, where);
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
