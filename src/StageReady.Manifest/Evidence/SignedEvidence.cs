namespace StageReady.Manifest;

/// <summary>Evidence, and the keys of the policy that signed it.</summary>
/// <param name="Line">The number of the line that it stands on.</param>
/// <param name="Digest">The SHA-256 of its payload.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Signers">The keys whose signatures fit, valid or not.</param>
internal sealed record SignedEvidence(int Line, string Digest, EvidenceStatement Statement, IReadOnlyList<PolicyKey> Signers)
{
    public string Subject => $"line {Line}: {Statement.Kind}{(Statement.Suite is { } suite ? $" '{suite}'" : "")} in {Statement.Environment} by {string.Join(", ", Signers.Select(signer => signer.Name))}";
}
