using System.CommandLine;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Makes a key pair and never overwrites one.</summary>
internal static class KeysCreateCommand
{
    private const string Default = "ecdsa-p256";

    private static readonly Dictionary<string, SignatureAlgorithm> Algorithms = new(StringComparer.Ordinal)
    {
        [Default] = SignatureAlgorithm.EcdsaP256,
        ["ecdsa-p384"] = SignatureAlgorithm.EcdsaP384,
        ["rsa-3072"] = SignatureAlgorithm.Rsa3072,
        ["ed25519"] = SignatureAlgorithm.Ed25519,
    };

    public static Command Create()
    {
        var name = new Option<string>("--out") { Description = "Writes NAME.pem (private, readable by its owner only) and NAME.pub.pem", HelpName = "NAME", Required = true };
        var algorithm = new Option<string>("--algorithm") { Description = "What kind of key; every tool of the field takes ecdsa-p256", DefaultValueFactory = _ => Default };
        algorithm.AcceptOnlyFromAmong([.. Algorithms.Keys]);
        var command = new Command("create", "Makes a key pair.") { name, algorithm };
        command.SetAction(result => Run(result.GetRequiredValue(name), Algorithms[result.GetRequiredValue(algorithm)]));
        return command.WithExample("keys create --out release");
    }

    private static int Run(string name, SignatureAlgorithm algorithm)
    {
        var (privatePath, publicPath) = ($"{name}.pem", $"{name}.pub.pem");
        if (new[] { privatePath, publicPath }.FirstOrDefault(path => File.Exists(path) || Directory.Exists(path)) is { } existing)
            throw new UnusableInputException($"{existing} exists, and a key is never overwritten; choose another name");

        using var key = SigningKey.Generate(algorithm);
        WriteNew(privatePath, key.ExportPrivateKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            WriteNew(publicPath, key.ExportPublicKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
        catch
        {
            // Half a pair would stand in the way of the next attempt.
            File.Delete(privatePath);
            throw;
        }

        Console.Out.WriteLine(Printable.Of($"Wrote {privatePath} (private: keep it out of the repository) and {publicPath} (give it to whoever verifies)"));
        Console.Out.WriteLine($"Key {key.KeyId}");
        return ExitCodes.Success;
    }

    private static void WriteNew(string path, string content, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        try
        {
            using var writer = new StreamWriter(path, options);
            writer.Write(content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path} cannot be written: {exception.Message}");
        }
    }
}
