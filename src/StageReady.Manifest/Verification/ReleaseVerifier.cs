namespace StageReady.Manifest;

/// <summary>
/// Decides whether a directory is exactly the release that a trusted key signed. Only the arguments are trusted: no key, policy or setting in the directory or in the working directory
/// is ever looked at. What is absent is refused.
/// </summary>
public static class ReleaseVerifier
{
    /// <summary>Verifies the signature, the sums and every file, and reports all that is wrong.</summary>
    /// <param name="directory">The root of the release.</param>
    /// <param name="keys">The keys that are trusted; one valid signature by one of them suffices.</param>
    /// <param name="manifestPath">Where the manifest is; null for the root of the release.</param>
    /// <param name="stage">Takes the very bytes that are verified; null for nowhere. <see cref="ReleaseStage.Complete"/> lets them appear.</param>
    /// <param name="timestampAuthorities">Whose timestamps count, for signatures that outlived their certificate; null for nobody's.</param>
    /// <param name="now">The time of the verification, for certificates; null for the clock's.</param>
    /// <exception cref="ArgumentException">No key is given.</exception>
    /// <exception cref="OperationCanceledException">The stage is not wanted any more.</exception>
    /// <exception cref="UnusableInputException">The directory does not exist, the manifest at <paramref name="manifestPath"/> cannot be read, or the stage cannot be written.</exception>
    public static VerificationResult Verify(string directory, IReadOnlyCollection<TrustedKey> keys, string? manifestPath = null, ReleaseStage? stage = null, IReadOnlyCollection<TrustedCertificate>? timestampAuthorities = null, DateTimeOffset? now = null)
    {
        if (keys.Count == 0)
            throw new ArgumentException("At least one trusted key is needed", nameof(keys));

        return Verify(directory, new Trust(keys, [], []) { TimestampAuthorities = timestampAuthorities ?? [], Now = now ?? DateTimeOffset.UtcNow }, manifestPath, judge: null, stage);
    }

    /// <summary>Verifies the release, and that it has what a policy asks for in an environment.</summary>
    /// <param name="directory">The root of the release.</param>
    /// <param name="policy">What the deploying side asks for; never one from the directory.</param>
    /// <param name="environment">The environment that the release is about to go to.</param>
    /// <param name="manifestPath">Where the manifest is; null for the root of the release.</param>
    /// <param name="state">What was accepted before; null if the policy does not refuse older releases. It is only read.</param>
    /// <param name="now">The time of the verification; null for the clock's.</param>
    /// <param name="stage">Takes the very bytes that are verified; null for nowhere. <see cref="ReleaseStage.Complete"/> lets them appear.</param>
    /// <exception cref="OperationCanceledException">The stage is not wanted any more.</exception>
    /// <exception cref="UnusableInputException">
    /// The directory does not exist, the manifest at <paramref name="manifestPath"/> cannot be read, the policy refuses older releases and there is no state, or the stage cannot be written.
    /// </exception>
    public static VerificationResult VerifyForEnvironment(
        string directory, DeployPolicy policy, string environment, string? manifestPath = null, ReleaseState? state = null, DateTimeOffset? now = null, ReleaseStage? stage = null)
    {
        var time = now ?? DateTimeOffset.UtcNow;
        if (policy.Environment(environment) is { AllowsRollback: false } && state is null)
            throw new UnusableInputException($"The policy refuses older releases in {environment}, so it must know which one was accepted last; give the state file");
        return Verify(directory, policy, environment, manifestPath, state, time, stage);
    }

    /// <summary>Verifies that the release has what a policy asks for in an environment, so that it may be promoted: an older release too, as nothing is put into the environment.</summary>
    /// <param name="directory">The root of the release.</param>
    /// <param name="policy">What the deploying side asks for; never one from the directory.</param>
    /// <param name="environment">The environment whose requirements the release must meet.</param>
    /// <param name="manifestPath">Where the manifest is; null for the root of the release.</param>
    /// <param name="now">The time of the verification; null for the clock's.</param>
    /// <exception cref="UnusableInputException">The directory does not exist, or the manifest at <paramref name="manifestPath"/> cannot be read.</exception>
    public static VerificationResult VerifyForPromotion(string directory, DeployPolicy policy, string environment, string? manifestPath = null, DateTimeOffset? now = null) =>
        Verify(directory, policy, environment, manifestPath, state: null, now ?? DateTimeOffset.UtcNow, stage: null);

    private static VerificationResult Verify(
        string directory, DeployPolicy policy, string environment, string? manifestPath, ReleaseState? state, DateTimeOffset time, ReleaseStage? stage)
    {
        var requirements = policy.Environment(environment);
        var signers = policy.Keys.Where(key => requirements is not null && key.Roles.Contains(requirements.ManifestSigner)).ToLookup(key => key.IsValidAt(time), key => key.Key);
        return Verify(directory, new Trust([.. signers[true]], [.. signers[false]], policy.Keys) { TimestampAuthorities = policy.TimestampAuthorities, Now = time }, manifestPath, (trusted, name) =>
            requirements is null ? UnknownEnvironment(policy, environment, name)
            : trusted is null ? null
            : new PolicyJudge(policy, requirements, trusted, name, state, time).Judge(), stage);
    }

    private static VerificationResult Verify(
        string directory, Trust trust, string? manifestPath, Func<ManifestLog?, string, Judgement?>? judge, ReleaseStage? stage)
    {
        using var root = ReleaseRoot.Open(directory);
        stage?.RefuseInside(directory);
        var problems = new List<Problem>();
        // With many files each takes as long as the other.
        var scanning = Task.Run(() => ReleaseScan.Of(root));
        ManifestLog? log;
        try
        {
            log = manifestPath is null ? ReadManifest(root, trust, stage, problems) : ReadManifest(manifestPath, trust, stage);
        }
        finally
        {
            // Nothing reads the directory any more when this has ended, whatever its end; this waits and throws nothing.
            Task.WaitAny(scanning);
        }

        List<Evaluation> evaluated = [.. log?.Evaluated ?? []];
        problems.AddRange(log?.Problems ?? []);
        try
        {
            var scan = scanning.GetAwaiter().GetResult();
            problems.AddRange(scan.Problems);
            if (log?.Statement is { } statement)
            {
                problems.AddRange(statement.Problems);
                evaluated.Add(Evaluated("sums", ReleaseFileNames.Sums, SumsProblems(root, statement.Manifest!.Files), problems));
                // What nobody vouches for is not copied, not even to a place that is removed again.
                var content = ContentComparison.Compare(root, scan, statement.Manifest.Files, log.IsTrusted ? stage : null);
                evaluated.Add(Evaluated("files", statement.Manifest.Files.Count == 1 ? "1 file" : $"{statement.Manifest.Files.Count} files", content, problems));
            }
        }
        catch (ReleaseException exception)
        {
            problems.AddRange(exception.Problems);
        }

        var isTrusted = log is { IsTrusted: true, Statement: not null };
        var judgement = judge?.Invoke(isTrusted ? log : null, manifestPath ?? ReleaseFileNames.Manifest);
        if (judgement is not null)
        {
            problems.AddRange(judgement.Problems);
            evaluated.AddRange(judgement.Evaluated);
        }

        // The last line of defence against failing open: without these nothing was proven, whatever the list of problems says.
        if (problems.Count == 0 && !(isTrusted && (judge is null || judgement is not null) && evaluated.Any(evaluation => evaluation.Check == "files")))
            throw new InvalidOperationException("Verification ended without a problem and without a proof");

        if (problems.Count == 0 && stage is not null)
            Complete(stage, log!.Statement!.Manifest!.Files);
        return new VerificationResult(
            isTrusted ? log!.Statement!.Manifest : null,
            isTrusted ? log!.Digest : null,
            [.. problems.OrderBy(problem => problem.Code.Class == ProblemClass.Content).ThenBy(problem => problem.Path, ReleasePath.Utf8Order)],
            evaluated)
        {
            EvidenceDigests = [.. log?.Evidence.Select(line => line.Digest) ?? []],
        };
    }

    // The file of sums that was read is, byte for byte, the one that is written here.
    private static void Complete(ReleaseStage stage, IReadOnlyList<ReleaseFile> files)
    {
        using (var sums = stage.CreateFile(ReleaseFileNames.Sums))
        {
            sums.Write(SumsFile.Write(files));
            sums.Complete();
        }

        stage.Verified();
    }

    private static Judgement UnknownEnvironment(DeployPolicy policy, string environment, string manifestName)
    {
        var judgement = new Judgement();
        judgement.Conclude("environment", environment, new Problem(
            ProblemCode.EnvironmentMismatch, manifestName, $"one of {string.Join(", ", policy.Environments.Select(known => known.Name))}", environment, "The policy does not know the environment"));
        return judgement;
    }

    private static ManifestLog? ReadManifest(ReleaseRoot root, Trust trust, ReleaseStage? stage, List<Problem> problems)
    {
        try
        {
            switch (root.Status(ReleaseFileNames.Manifest).Kind)
            {
                case FileKind.Regular:
                    using (var stream = new FileStream(root.OpenRead(ReleaseFileNames.Manifest), FileAccess.Read, bufferSize: 0))
                        return ReadManifest(stream, ReleaseFileNames.Manifest, trust, stage);
                case FileKind.Link or FileKind.Special:
                    // The scan of the directory reports it.
                    return null;
                default:
                    problems.Add(ManifestLog.Missing(ReleaseFileNames.Manifest));
                    return null;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(ProblemCode.FileUnreadable, ReleaseFileNames.Manifest, "a readable file", "unreadable", "The manifest cannot be read"));
            return null;
        }
    }

    private static ManifestLog ReadManifest(string path, Trust trust, ReleaseStage? stage)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return ReadManifest(stream, path, trust, stage);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ManifestFile.Unreadable(path);
        }
    }

    private static ManifestLog ReadManifest(FileStream stream, string name, Trust trust, ReleaseStage? stage)
    {
        using var copy = stage?.CreateFile(ReleaseFileNames.Manifest);
        var log = ManifestLog.Read(stream, name, trust, copy);
        copy?.Complete();
        return log;
    }

    private static Evaluation Evaluated(string check, string subject, IReadOnlyList<Problem> found, List<Problem> problems)
    {
        problems.AddRange(found);
        return new Evaluation(check, subject, found.Count == 0 ? "passed" : "failed");
    }

    private static List<Problem> SumsProblems(ReleaseRoot root, IReadOnlyList<ReleaseFile> files)
    {
        var expected = SumsFile.Write(files);
        var actual = Problem.Absent;
        try
        {
            if (root.Status(ReleaseFileNames.Sums).Kind == FileKind.Regular)
            {
                using var handle = root.OpenRead(ReleaseFileNames.Sums);
                using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
                var bytes = new byte[expected.Length + 1];
                var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                if (bytes.AsSpan(0, length).SequenceEqual(expected))
                    return [];
                actual = length > expected.Length ? "a longer file" : Sha256Hex.Of(bytes.AsSpan(0, length));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            actual = "unreadable";
        }

        return [new Problem(ProblemCode.SubjectMismatch, ReleaseFileNames.Sums, Sha256Hex.Of(expected), actual, "The file of sums is not what the manifest's list of files yields")];
    }
}
