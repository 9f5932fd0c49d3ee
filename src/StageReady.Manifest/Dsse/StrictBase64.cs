using System.Buffers;
using System.Buffers.Text;

namespace StageReady.Manifest;

/// <summary>Base64 with one spelling for each sequence of bytes: no white space, no bits that nobody reads, one alphabet at a time (RFC 4648, 3.5 and 12).</summary>
internal static class StrictBase64
{
    private static readonly SearchValues<byte> StandardOnly = SearchValues.Create("+/"u8);
    private static readonly SearchValues<byte> UrlSafeOnly = SearchValues.Create("-_"u8);

    /// <summary>The bytes, or null. The standard alphabet must be padded; the url-safe one may omit its padding.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        var standard = text.ContainsAny(StandardOnly);
        if (standard && text.ContainsAny(UrlSafeOnly))
            return null;

        var unpadded = text.TrimEnd((byte)'=');
        var padding = text.Length - unpadded.Length;
        var needed = (4 - unpadded.Length % 4) % 4;
        if (needed == 3 || (padding != needed && (standard || padding != 0)))
            return null;

        var bytes = new byte[unpadded.Length / 4 * 3 + (4 - needed) % 4 * 3 / 4];
        if (standard ? !DecodeStandard(text, bytes) : !DecodeUrlSafe(unpadded, bytes))
            return null;
        return IsCanonicalEnd(unpadded, bytes, standard) ? bytes : null;
    }

    private static bool DecodeStandard(ReadOnlySpan<byte> padded, Span<byte> bytes) =>
        !padded.ContainsAny((byte)' ', (byte)'\t', (byte)'\r') && !padded.Contains((byte)'\n')
        && Base64.DecodeFromUtf8(padded, bytes, out var consumed, out var written) == OperationStatus.Done && consumed == padded.Length && written == bytes.Length;

    private static bool DecodeUrlSafe(ReadOnlySpan<byte> unpadded, Span<byte> bytes) =>
        !unpadded.ContainsAny((byte)' ', (byte)'\t', (byte)'\r') && !unpadded.Contains((byte)'\n')
        && Base64Url.DecodeFromUtf8(unpadded, bytes, out var consumed, out var written) == OperationStatus.Done && consumed == unpadded.Length && written == bytes.Length;

    // The decoders of .NET ignore the bits of the last digit that belong to no byte.
    private static bool IsCanonicalEnd(ReadOnlySpan<byte> unpadded, ReadOnlySpan<byte> bytes, bool standard)
    {
        var tail = unpadded.Length % 4;
        if (tail == 0)
            return true;
        Span<byte> again = stackalloc byte[4];
        var tailBytes = bytes[(bytes.Length / 3 * 3)..];
        if (standard)
            Base64.EncodeToUtf8(tailBytes, again, out _, out _);
        else
            Base64Url.EncodeToUtf8(tailBytes, again, out _, out _);
        return unpadded[^tail..].SequenceEqual(again[..tail]);
    }
}
