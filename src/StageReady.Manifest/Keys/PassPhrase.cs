namespace StageReady.Manifest;

/// <summary>What is wrong with the pass phrase of an encrypted key, in whatever form the key comes.</summary>
internal static class PassPhrase
{
    public static UnusableInputException Missing(string name) => new($"{name} is encrypted; set STAGEREADY_SIGNING_KEY_PASSPHRASE to its pass phrase");

    public static UnusableInputException Wrong(string name) => new($"{name} cannot be decrypted: the pass phrase in STAGEREADY_SIGNING_KEY_PASSPHRASE is wrong, or the file is damaged");
}
