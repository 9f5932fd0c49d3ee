using System.Text;
using CsCheck;

namespace StageReady.Manifest.Tests;

public sealed class StrictBase64Tests
{
    [Fact]
    public void Each_sequence_of_bytes_has_its_standard_and_its_url_safe_spelling() => Gen.Byte.Array.Sample(bytes =>
    {
        var standard = Convert.ToBase64String(bytes);
        var urlSafe = standard.Replace('+', '-').Replace('/', '_');
        return Decode(standard)!.SequenceEqual(bytes) && Decode(urlSafe)!.SequenceEqual(bytes) && Decode(urlSafe.TrimEnd('='))!.SequenceEqual(bytes);
    });

    [Fact]
    public void Nothing_else_is_read() => Gen.String[Gen.Char["ABPQgw019+/-_= \n."], 0, 9].Sample(text =>
    {
        if (Decode(text) is not { } bytes)
            return true;
        var standard = Convert.ToBase64String(bytes);
        var urlSafe = standard.Replace('+', '-').Replace('/', '_');
        return text == standard || text == urlSafe || text == urlSafe.TrimEnd('=');
    });

    [Theory]
    [InlineData("QQ=")]
    [InlineData("Q")]
    [InlineData("Q===")]
    [InlineData("QR==")]
    [InlineData("QUF=")]
    [InlineData("QQ==QQ==")]
    [InlineData("=")]
    [InlineData("====")]
    [InlineData("+A")]
    [InlineData("+A=")]
    [InlineData("+_==")]
    [InlineData("QUFB ")]
    [InlineData(" QUFB")]
    [InlineData("QU FB")]
    [InlineData("QUFB\n")]
    [InlineData("\u00C9QQ=")]
    public void A_non_canonical_spelling_is_refused(string text) => Assert.Null(Decode(text));

    private static byte[]? Decode(string text) => StrictBase64.Decode(Encoding.UTF8.GetBytes(text));
}
