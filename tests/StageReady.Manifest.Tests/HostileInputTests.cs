using System.Text;
using CsCheck;

namespace StageReady.Manifest.Tests;

/// <summary>Whatever the bytes are, the verifier neither accepts nor breaks.</summary>
public sealed class HostileInputTests
{
    private static readonly string[] Fragments = ["", "{", "}", "[", "]", "null", "\"", ",", "\\ud800", "1e9", "{\"a\":", "true"];

    [Fact]
    public void A_changed_byte_of_the_manifest_is_never_accepted_as_another_release()
    {
        using var release = new TemporaryRelease().Signed();
        using var key = TemporaryRelease.Trust(release.Key);
        var original = File.ReadAllBytes(release.ManifestPath);
        var payload = release.Payload();
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).Sample((position, value) =>
        {
            var bytes = (byte[])original.Clone();
            bytes[position] = value;
            var log = ManifestLog.Read(new MemoryStream(bytes), "m", new Trust([key], [], []), copy: null);

            // The keyid, white space and the order of unknown members are not signed; what they surround is.
            return !log.IsTrusted || log.Problems.Count > 0 || Encoding.UTF8.GetString(log.Statement!.Manifest!.ToPayload()) == payload;
        }, iter: 5_000);
    }

    [Fact]
    public void A_changed_byte_of_the_payload_is_never_trusted()
    {
        using var release = new TemporaryRelease().Signed();
        using var key = TemporaryRelease.Trust(release.Key);
        var envelope = ManifestFile.Read(release.ManifestPath)[0].Envelope;
        Gen.Select(Gen.Int[0, envelope.Payload.Length - 1], Gen.Byte[1, 255]).Sample((position, difference) =>
        {
            var bytes = envelope.Payload.ToArray();
            bytes[position] ^= difference;
            return !IsTrusted(new DsseEnvelope(envelope.PayloadType, bytes, envelope.Signatures), key);
        }, iter: 2_000);
    }

    [Fact]
    public void A_changed_byte_of_the_signature_is_never_trusted()
    {
        using var release = new TemporaryRelease().Signed();
        using var key = TemporaryRelease.Trust(release.Key);
        var envelope = ManifestFile.Read(release.ManifestPath)[0].Envelope;
        var signature = envelope.Signatures[0].Value;
        Gen.Select(Gen.Int[0, signature.Length - 1], Gen.Byte[1, 255]).Sample((position, difference) =>
        {
            var bytes = signature.ToArray();
            bytes[position] ^= difference;
            return !IsTrusted(new DsseEnvelope(envelope.PayloadType, envelope.Payload, [new DsseSignature(null, bytes)]), key);
        }, iter: 2_000);
    }

    [Fact]
    public void Arbitrary_bytes_are_refused_and_break_nothing()
    {
        using var key = TemporaryRelease.Trust(SigningKey.Generate());
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            var log = ManifestLog.Read(new MemoryStream(bytes), "m", new Trust([key], [], []), copy: null);
            return !log.IsTrusted && log.Problems.Count > 0;
        });
    }

    [Fact]
    public void Signed_fragments_of_JSON_are_refused_and_break_nothing()
    {
        using var release = new TemporaryRelease().Signed();
        using var key = TemporaryRelease.Trust(release.Key);
        var payload = release.Payload();
        Gen.Select(Gen.Int[0, payload.Length], Gen.Int[0, 20], Gen.Int[0, Fragments.Length - 1].Select(index => Fragments[index])).Sample((start, length, inserted) =>
        {
            var text = payload[..start] + inserted + payload[Math.Min(payload.Length, start + length)..];
            var log = ManifestLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(release.Line(text))), "m", new Trust([key], [], []), copy: null);
            return log.Problems.Count > 0 || log.Statement!.Problems.Count > 0 || log.Statement.Manifest!.Files.Count > 0;
        }, iter: 2_000);
    }

    private static bool IsTrusted(DsseEnvelope envelope, TrustedKey key)
    {
        var log = ManifestLog.Read(new MemoryStream(envelope.ToUtf8()), "m", new Trust([key], [], []), copy: null);
        return log.IsTrusted;
    }
}
