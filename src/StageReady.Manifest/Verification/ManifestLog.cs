namespace StageReady.Manifest;

/// <summary>The lines of a manifest file judged against the trusted keys: at most one release, who vouches for it, and what is wrong.</summary>
internal sealed class ManifestLog
{
    private readonly Trust _trust;
    private readonly SignatureJudge _judge;
    private readonly string _name;
    private readonly List<Problem> _problems = [];
    private readonly List<Evaluation> _evaluated = [];
    private readonly Dictionary<string, SignedEvidence> _evidence = new(StringComparer.Ordinal);
    private readonly HashSet<string> _digests = new(StringComparer.Ordinal);
    private readonly HashSet<string> _otherPredicates = new(StringComparer.Ordinal);
    private ReadOnlyMemory<byte> _payload;
    private CertificateObjection? _objection;
    private bool _readLines, _isSigned, _hintsAtTrustedKey, _isAmbiguous, _isByExpiredKey;

    private ManifestLog(Trust trust, string name) => (_trust, _name, _judge) = (trust, name, new SignatureJudge(trust.TimestampAuthorities, trust.Now));

    /// <summary>What the release statement says; null if there is none or if there are two.</summary>
    public ReleaseStatement? Statement { get; private set; }

    /// <summary>The SHA-256 of the release's payload.</summary>
    public string? Digest { get; private set; }

    /// <summary>Whether a trusted key signed the release's payload.</summary>
    public bool IsTrusted { get; private set; }

    /// <summary>The evidence that keys of the policy signed, whatever it is about; only that is held.</summary>
    public IReadOnlyCollection<SignedEvidence> Evidence => _evidence.Values;

    /// <summary>The SHA-256 of every payload in the file.</summary>
    public IReadOnlySet<string> Digests => _digests;

    public IReadOnlyList<Problem> Problems => _problems;

    public IReadOnlyList<Evaluation> Evaluated => _evaluated;

    /// <param name="stream">The manifest file.</param>
    /// <param name="name">The file's name, for problems.</param>
    /// <param name="trust">The keys that are trusted.</param>
    /// <param name="copy">Takes the bytes that are read; null for nowhere.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnusableInputException">The copy cannot be written.</exception>
    public static ManifestLog Read(Stream stream, string name, Trust trust, StagedFile? copy)
    {
        var log = new ManifestLog(trust, name);
        try
        {
            foreach (var (number, bytes) in ManifestLines.Read(stream, name, copy))
                log.Add(bytes, number, $"{name} line {number}");
        }
        catch (ReleaseException exception)
        {
            log._problems.AddRange(exception.Problems);
        }

        log.Conclude();
        return log;
    }

    private void Add(byte[] line, int number, string where)
    {
        _readLines = true;
        var subject = $"line {number}";
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
                if (!AddEvidence(envelope, number, where))
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

    // A statement that several people signed stands on several lines.
    private bool AddEvidence(DsseEnvelope envelope, int number, string where)
    {
        var digest = Sha256Hex.Of(envelope.Payload.Span);
        _digests.Add(digest);
        if (_trust.Evidence.Count == 0)
            return false;
        var encoding = DsseEnvelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span);
        var signers = new HashSet<Signer>();
        foreach (var key in _trust.Evidence)
        {
            foreach (var signature in envelope.Signatures)
            {
                if (_judge.Judge(key.Key, encoding, signature, envelope.Material).KeyId is { } keyId)
                    signers.Add(new Signer(key, keyId));
            }
        }

        if (signers.Count == 0 || EvidenceStatement.Read(envelope.Payload, where) is not { } statement)
            return false;

        _evidence[digest] = _evidence.TryGetValue(digest, out var earlier)
            ? earlier with { Signers = [.. earlier.Signers.Union(signers)] }
            : new SignedEvidence(number, digest, statement, [.. signers]);
        return true;
    }

    // The keyid only explains a failure. Which key verifies is found by trying each: the algorithm is the key's, never the envelope's.
    private void Judge(DsseEnvelope envelope, string subject)
    {
        var encoding = DsseEnvelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span);
        foreach (var signature in envelope.Signatures)
        {
            _isSigned = true;
            _hintsAtTrustedKey |= signature.KeyId is null || _trust.Release.Any(key => key.KeyId == signature.KeyId || (key.Certificate is not null && envelope.Material is not null));
            var verdicts = _trust.Release.Select(key => _judge.Judge(key, encoding, signature, envelope.Material)).ToList();
            var signer = verdicts.Find(verdict => verdict.KeyId is not null)?.KeyId;
            IsTrusted |= signer is not null;
            _objection ??= verdicts.Find(verdict => verdict.Objection is { IsOfTime: true })?.Objection ?? verdicts.Find(verdict => verdict.Objection is not null)?.Objection;
            _isByExpiredKey |= _trust.Expired.Any(key => _judge.Judge(key, encoding, signature, envelope.Material).KeyId is not null);
            _evaluated.Add(new Evaluation("signature", $"{subject}: key {signer ?? signature.KeyId ?? "unnamed"}", signer is null ? "failed" : "passed"));
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
        var expected = string.Join(" or ", _trust.Release.Select(key => key.KeyId)) is { Length: > 0 } ids ? ids : "a key that is valid now";
        if (!_isSigned)
            return new Problem(ProblemCode.SignatureMissing, _name, expected, Problem.Absent, "The manifest is not signed");
        if (_isByExpiredKey)
            return new Problem(ProblemCode.KeyExpired, _name, expected, "a signature by a key that is not valid now", "The key that signed the manifest is not valid yet, or no longer");
        if (_objection is { IsOfTime: true })
            return new Problem(ProblemCode.KeyExpired, _name, expected, _objection.Reason, "The certificate was not valid when the manifest was signed, as far as a trusted timestamp tells");
        if (_objection is not null)
            return new Problem(ProblemCode.KeyUntrusted, _name, expected, _objection.Reason, "The manifest is signed, but by a certificate that no trusted one vouches for");
        return _hintsAtTrustedKey
            ? new Problem(ProblemCode.SignatureInvalid, _name, expected, "a signature that does not fit", "The signature does not fit the manifest: it was changed after signing, or signed by another key")
            : new Problem(ProblemCode.KeyUntrusted, _name, expected, "a signature by another key", "The manifest is signed, but by no trusted key");
    }
}
