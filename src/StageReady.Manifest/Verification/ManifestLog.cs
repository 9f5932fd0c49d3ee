using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>The lines of a manifest file judged against the trusted keys: at most one release, who vouches for it, and what is wrong.</summary>
internal sealed class ManifestLog
{
    private readonly IReadOnlyCollection<TrustedKey> _keys;
    private readonly string _name;
    private readonly List<Problem> _problems = [];
    private readonly List<Evaluation> _evaluated = [];
    private readonly HashSet<string> _otherPredicates = new(StringComparer.Ordinal);
    private ReadOnlyMemory<byte> _payload;
    private bool _readLines, _isSigned, _hintsAtTrustedKey, _isAmbiguous;

    private ManifestLog(IReadOnlyCollection<TrustedKey> keys, string name) => (_keys, _name) = (keys, name);

    /// <summary>What the release statement says; null if there is none or if there are two.</summary>
    public ReleaseStatement? Statement { get; private set; }

    /// <summary>The SHA-256 of the release's payload.</summary>
    public string? Digest { get; private set; }

    /// <summary>Whether a trusted key signed the release's payload.</summary>
    public bool IsTrusted { get; private set; }

    public IReadOnlyList<Problem> Problems => _problems;

    public IReadOnlyList<Evaluation> Evaluated => _evaluated;

    /// <param name="stream">The manifest file.</param>
    /// <param name="name">The file's name, for problems.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ManifestLog Read(Stream stream, string name, IReadOnlyCollection<TrustedKey> keys)
    {
        var log = new ManifestLog(keys, name);
        try
        {
            foreach (var (number, bytes) in ManifestLines.Read(stream, name))
                log.Add(bytes, $"{name} line {number}", $"line {number}");
        }
        catch (ReleaseException exception)
        {
            log._problems.AddRange(exception.Problems);
        }

        log.Conclude();
        return log;
    }

    private void Add(byte[] line, string where, string subject)
    {
        _readLines = true;
        try
        {
            var envelope = DsseEnvelope.Parse(line, where);
            if (envelope.PayloadType != ReleaseStatement.PayloadType)
            {
                _problems.Add(new Problem(ProblemCode.PayloadType, where, ReleaseStatement.PayloadType, envelope.PayloadType, "The envelope does not hold an in-toto statement"));
                return;
            }

            if (Statement is not null && envelope.Payload.Span.SequenceEqual(_payload.Span))
            {
                Judge(envelope, subject);
                return;
            }

            var statement = ReleaseStatement.Read(envelope.Payload, where);
            if (statement.Manifest is null)
            {
                _otherPredicates.Add(statement.PredicateType);
                _evaluated.Add(new Evaluation("statement", $"{subject}: {statement.PredicateType}", "ignored"));
            }
            else if (Statement is not null)
            {
                _isAmbiguous = true;
                _problems.Add(StrictJson.Malformed(where, "one release in the file", "a second one").Problems[0]);
            }
            else
            {
                (Statement, _payload, Digest) = (statement, envelope.Payload, Sha256Hex.Of(envelope.Payload.Span));
                Judge(envelope, subject);
            }
        }
        catch (ReleaseException exception)
        {
            _problems.AddRange(exception.Problems);
        }
    }

    // The keyid only explains a failure. Which key verifies is found by trying each: the algorithm is the key's, never the envelope's.
    private void Judge(DsseEnvelope envelope, string subject)
    {
        var encoding = DsseEnvelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span);
        foreach (var signature in envelope.Signatures)
        {
            _isSigned = true;
            _hintsAtTrustedKey |= signature.KeyId is null || _keys.Any(key => key.KeyId == signature.KeyId);
            var signer = _keys.FirstOrDefault(key => Verifies(key, encoding, signature));
            IsTrusted |= signer is not null;
            _evaluated.Add(new Evaluation("signature", $"{subject}: key {signer?.KeyId ?? signature.KeyId ?? "unnamed"}", signer is null ? "failed" : "passed"));
        }
    }

    private void Conclude()
    {
        if (_isAmbiguous)
            (Statement, Digest, IsTrusted) = (null, null, false);
        else if (Statement is not null && !IsTrusted)
            _problems.Add(Untrusted());
        else if (!_readLines && _problems.Count == 0)
            _problems.Add(Missing(_name));
        else if (Statement is null && _problems.Count == 0)
            _problems.Add(new Problem(ProblemCode.PredicateType, _name, ReleaseManifest.PredicateType, string.Join(", ", _otherPredicates), "No statement in the file is about a release"));
    }

    public static Problem Missing(string name) => new(ProblemCode.ManifestMissing, name, "a release manifest", Problem.Absent, "There is no release manifest");

    private Problem Untrusted()
    {
        var expected = string.Join(" or ", _keys.Select(key => key.KeyId));
        if (!_isSigned)
            return new Problem(ProblemCode.SignatureMissing, _name, expected, Problem.Absent, "The manifest is not signed");
        return _hintsAtTrustedKey
            ? new Problem(ProblemCode.SignatureInvalid, _name, expected, "a signature that does not fit", "The signature does not fit the manifest: it was changed after signing, or signed by another key")
            : new Problem(ProblemCode.KeyUntrusted, _name, expected, "a signature by another key", "The manifest is signed, but by no trusted key");
    }

    private static bool Verifies(TrustedKey key, byte[] encoding, DsseSignature signature)
    {
        try
        {
            return key.Verify(encoding, signature.Value.Span);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
