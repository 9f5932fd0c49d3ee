using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace StageReady.Manifest;

/// <summary>The word of a time-stamping authority that a signature existed (RFC 3161).</summary>
internal static class Timestamp
{
    private static readonly string[] Hashes = ["2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    /// <summary>Asks for one.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="authority">Answers a request.</param>
    /// <returns>The answer (TimeStampResp).</returns>
    /// <exception cref="UnusableInputException">The answer is none, or not about this signature.</exception>
    public static byte[] Ask(byte[] signature, Func<ReadOnlyMemory<byte>, byte[]> authority)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(signature, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
        var response = authority(request.Encode());
        try
        {
            request.ProcessResponse(response, out var length);
            return response[..length];
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            throw new UnusableInputException($"The time-stamping authority gives no timestamp of the signature: {exception.Message}");
        }
    }

    /// <summary>When a signature existed.</summary>
    /// <param name="response">A TimeStampResp.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="authorities">Whose word counts.</param>
    /// <returns>Null if none of them says so.</returns>
    public static DateTimeOffset? TimeOf(ReadOnlyMemory<byte> response, ReadOnlySpan<byte> signature, IReadOnlyCollection<TrustedCertificate> authorities)
    {
        try
        {
            // TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken OPTIONAL }
            var reader = new AsnReader(response, AsnEncodingRules.BER).ReadSequence();
            reader.ReadSequence();
            if (!Rfc3161TimestampToken.TryDecode(reader.ReadEncodedValue(), out var token, out _)
                || !Hashes.Contains(token.TokenInfo.HashAlgorithmId.Value)
                || !token.VerifySignatureForData(signature, out var signer))
            {
                return null;
            }

            var message = token.AsSignedCms();
            var time = token.TokenInfo.Timestamp;
            return Hashes.Contains(message.SignerInfos[0].DigestAlgorithm.Value)
                && authorities.Any(authority => authority.ObjectionTo(signer, message.Certificates, time, CertificatePurpose.TimeStamping) is null)
                ? time
                : null;
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            return null;
        }
    }
}
