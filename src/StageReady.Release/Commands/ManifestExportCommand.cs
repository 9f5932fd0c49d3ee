using System.CommandLine;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Writes a manifest in the forms that other tools read, and verifies nothing.</summary>
internal static class ManifestExportCommand
{
    private const string Sigstore = "sigstore";
    private const string Cosign = "cosign";
    private const string InToto = "in-toto";

    public static Command Create()
    {
        var manifest = new Argument<string>("F") { Description = $"The manifest, or the directory with its {ReleaseFileNames.Manifest}" };
        var form = new Option<string>("--as") { Description = "The form: Sigstore bundles, the layers of cosign, or an in-toto layout with its link", HelpName = $"{Sigstore}|{Cosign}|{InToto}", Required = true };
        form.AcceptOnlyFromAmong(Sigstore, Cosign, InToto);
        var output = new Option<string>("--output") { Description = "The directory to write to; it must not exist, or be empty", HelpName = "DIR", Required = true };
        var key = new Option<string?>("--key") { Description = $"The private key that signed the manifest, PEM, to sign the layout and the link [default: the PEM in {SigningKeyFile.KeyVariable}]", HelpName = "K.pem" };
        var expires = new Option<string?>("--expires") { Description = "Until when the layout is valid, such as 2027-01-31T12:00:00Z [default: for a year]", HelpName = "T" };
        var command = new Command("export", "Writes a manifest in the forms that other tools read. Verifies nothing.") { manifest, form, output, key, expires };
        command.Validators.Add(result =>
        {
            if (result.GetResult(form)?.Tokens is not [{ Value: InToto }] && (result.GetResult(key) is not null || result.GetResult(expires) is not null))
                result.AddError($"--key and --expires are for --as {InToto}");
        });
        command.SetAction(result =>
        {
            var lines = ManifestFile.Read(ManifestPath.Of(result.GetRequiredValue(manifest)));
            Write(result.GetRequiredValue(output), result.GetRequiredValue(form) switch
            {
                Sigstore => ManifestExport.SigstoreBundles(lines),
                Cosign => ManifestExport.CosignLayers(lines),
                _ => Layout(lines, result.GetValue(key), result.GetValue(expires)),
            });
            return ExitCodes.Success;
        });
        return command.WithExample($"manifest export publish --as {Sigstore} --output bundles");
    }

    private static IReadOnlyList<ExportedFile> Layout(IReadOnlyList<ManifestLine> lines, string? keyPath, string? expires)
    {
        using var key = SigningKeyFile.Load(keyPath) ?? throw new UnusableInputException($"An in-toto layout is signed; give --key or {SigningKeyFile.KeyVariable}");
        return ManifestExport.InTotoLayout(lines, key, expires is null ? DateTimeOffset.UtcNow.AddYears(1) : Clock.Read(expires, "--expires"));
    }

    private static void Write(string directory, IReadOnlyList<ExportedFile> files)
    {
        try
        {
            if (File.Exists(directory) || (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()))
                throw new UnusableInputException($"{directory} exists; expected a directory that does not exist or is empty");
            foreach (var file in files)
            {
                var path = Path.Combine(directory, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, file.Content.Span);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{directory} cannot be written: {exception.Message}");
        }

        foreach (var file in files)
            Console.Out.WriteLine(Printable.Of($"Wrote {Path.Combine(directory, file.Path)}"));
    }
}
