namespace StageReady.Manifest;

/// <summary>Evidence, and the keys of the policy that signed it.</summary>
/// <param name="Line">The number of the line that it stands on.</param>
/// <param name="Digest">The SHA-256 of its payload.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Signers">Whose signatures fit, by keys that are valid or not.</param>
internal sealed record SignedEvidence(int Line, string Digest, EvidenceStatement Statement, IReadOnlyList<Signer> Signers)
{
    public string Subject => $"line {Line}: {Statement.Kind}{(Statement.Suite is { } suite ? $" '{suite}'" : "")} in {Statement.Environment} by {string.Join(", ", Signers.Select(signer => signer.Key.Name))}";
}

/// <summary>Who signed.</summary>
/// <param name="Key">The key of the policy: theirs, or the certificate that vouches for theirs.</param>
/// <param name="KeyId">The SHA-256 of the public key that signed: the same person, by whatever key of the policy.</param>
internal sealed record Signer(PolicyKey Key, string KeyId);
