using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>SHA-256 digests as 64 lower-case hexadecimal digits.</summary>
internal static class Sha256Hex
{
    public static string Of(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));

    public static bool IsValid(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
