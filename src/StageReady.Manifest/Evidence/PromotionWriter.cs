using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>Appends to a manifest that the release met the requirements of an environment (SLSA verification summary v1, https://slsa.dev/spec/v1.0/verification_summary).</summary>
public static class PromotionWriter
{
    private const string Verifier = "https://stageready.dev/verify";

    /// <summary>Appends a signed summary that names all evidence that was there, so that none of it can be taken away later.</summary>
    /// <param name="manifestPath">The manifest.</param>
    /// <param name="verification">What <see cref="ReleaseVerifier.VerifyForPromotion"/> found.</param>
    /// <param name="policy">The policy that it was verified by.</param>
    /// <param name="environment">The environment that it was verified for.</param>
    /// <param name="key">The key to sign with.</param>
    /// <param name="time">When it was verified.</param>
    /// <exception cref="ArgumentException">The release is not verified.</exception>
    /// <exception cref="ReleaseException">The file is no manifest of one release, or is full; nothing is appended.</exception>
    /// <exception cref="UnusableInputException">The file is not the one that was verified, or cannot be read or replaced; nothing is appended.</exception>
    public static void Append(string manifestPath, VerificationResult verification, DeployPolicy policy, string environment, SigningKey key, DateTimeOffset time)
    {
        if (!verification.IsVerified)
            throw new ArgumentException("Only a verified release can be promoted", nameof(verification));

        var promotion = new Evidence
        {
            Kind = EvidenceKind.Promotion,
            Environment = environment,
            RunId = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Time = time,
            WriteMembers = writer =>
            {
                writer.WriteStartObject("verifier");
                writer.WriteString("id", Verifier);
                writer.WriteEndObject();
                writer.WriteString("timeVerified", EvidenceStatement.Text(time));
                writer.WriteString("resourceUri", $"stageready:{Uri.EscapeDataString(verification.Release!.Name)}@{Uri.EscapeDataString(verification.Release.Version)}");
                writer.WriteStartObject("policy");
                writer.WriteDigest(policy.Digest);
                writer.WriteEndObject();
                writer.WriteStartArray("inputAttestations");
                foreach (var digest in verification.EvidenceDigests.Order(StringComparer.Ordinal))
                {
                    writer.WriteStartObject();
                    writer.WriteDigest(digest);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteString("verificationResult", "PASSED");
                writer.WriteStartArray("verifiedLevels");
                writer.WriteEndArray();
                writer.WriteString("slsaVersion", "1.0");
            },
        };
        EvidenceWriter.Append(manifestPath, promotion, key, verification.Digest);
    }
}
