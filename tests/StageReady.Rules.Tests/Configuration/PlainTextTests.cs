using CsCheck;
using StageReady.Configuration;

namespace StageReady.Rules.Tests.Configuration;

/// <summary>Most texts of code are told from secrets at little cost. The short way must not hide one that the long way finds.</summary>
public sealed class PlainTextTests
{
    private static readonly Gen<string> Fragment = Gen.OneOf(
        "Created", "At", "Access", "token", "order", "summer", "hunter", "Key", "password", "my", "qzx", "kvf", "XJQ", "-", "_", ".", "!", "?", "/", "ä", "語", "#", "+", "=",
        "ghp_", "sk_live_", "SG.", "eyJ", "-----BEGIN PRIVATE KEY-----", "aaaaaa", "abcdef");

    private static readonly Gen<string> Text = Gen.OneOf(Fragment, Gen.Char.AlphaNumeric.Array[0, 8].Select(characters => new string(characters)), Gen.String[0, 4]).Array[1, 8].Select(string.Concat);

    [Fact]
    public void A_plain_text_is_no_secret_wherever_it_stands() => Text.Sample(
        text => text.Any(char.IsWhiteSpace) || !SecretText.IsPlain(text) || Enum.GetValues<SecretExpectation>().All(expectation => SecretText.Judge(text, expectation) != SecretVerdict.Secret),
        iter: 50_000);

    [Theory]
    [InlineData("CreatedAt", true)]
    [InlineData("access-token", true)]
    [InlineData("nvarchar", true)]
    [InlineData("kzqvxw", true)]
    [InlineData("Summer2024!", false)]
    [InlineData("kQzVxWpLmTrBnHdG", false)]
    [InlineData("k#qvzxW", false)]
    public void Names_and_words_are_plain(string text, bool isPlain) => Assert.Equal(isPlain, SecretText.IsPlain(text));
}
