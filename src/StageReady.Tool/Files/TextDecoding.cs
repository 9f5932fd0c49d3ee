using System.Text;

namespace StageReady.Tool.Files;

/// <summary>Bytes as text, the way the compiler and the hosts read files: by the byte order mark, else UTF-8.</summary>
internal static class TextDecoding
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var (encoding, skip) = Detect(bytes);
        return encoding.GetString(bytes[skip..]);
    }

    public static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (Encoding.UTF8, 0),
    };
}
