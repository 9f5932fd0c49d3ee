using System.CommandLine;
using System.CommandLine.Parsing;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Writes a manifest in the forms that other tools read, and verifies nothing.</summary>
internal static class ManifestExportCommand
{
    private const string Sigstore = "sigstore";
    private const string Cosign = "cosign";
    private const string InToto = "in-toto";
    private const string Slsa = "slsa";
    private const string CycloneDx = "cyclonedx";

    private static readonly string[] Forms = [Sigstore, Cosign, InToto, Slsa, CycloneDx];

    public static Command Create()
    {
        var manifest = new Argument<string>("F") { Description = $"The manifest, or the directory with its {ReleaseFileNames.Manifest}" };
        var form = new Option<string>("--as")
        {
            Description = "The form: Sigstore bundles, the layers of cosign, an in-toto layout with its link, SLSA provenance, or a CycloneDX bill of materials",
            HelpName = string.Join('|', Forms),
            Required = true,
        };
        form.AcceptOnlyFromAmong(Forms);
        var output = new Option<string>("--output") { Description = "The directory to write to; it must not exist, or be empty", HelpName = "DIR", Required = true };
        var key = new Option<string?>("--key") { Description = $"The private key that signed the manifest, PEM, to sign the layout and the link, or the provenance [default: the PEM in {SigningKeyFile.KeyVariable}]", HelpName = "K.pem" };
        var expires = new Option<string?>("--expires") { Description = "Until when the layout is valid, such as 2027-01-31T12:00:00Z [default: for a year]", HelpName = "T" };
        var builder = new Option<string?>("--builder") { Description = $"The platform that built the release, an absolute URI; for --as {Slsa}", HelpName = "URI" };
        var command = new Command("export", "Writes a manifest in the forms that other tools read. Verifies nothing.") { manifest, form, output, key, expires, builder };
        command.Validators.Add(result =>
        {
            OnlyFor(result, form, key, InToto, Slsa);
            OnlyFor(result, form, expires, InToto);
            OnlyFor(result, form, builder, Slsa);
        });
        command.SetAction(result =>
        {
            var lines = ManifestFile.Read(ManifestPath.Of(result.GetRequiredValue(manifest)));
            Write(result.GetRequiredValue(output), result.GetRequiredValue(form) switch
            {
                Sigstore => ManifestExport.SigstoreBundles(lines),
                Cosign => ManifestExport.CosignLayers(lines),
                Slsa => Provenance(lines, result.GetValue(key), result.GetValue(builder)),
                CycloneDx => ManifestExport.CycloneDx(lines),
                _ => Layout(lines, result.GetValue(key), result.GetValue(expires)),
            });
            return ExitCodes.Success;
        });
        return command.WithExample($"manifest export publish --as {Sigstore} --output bundles");
    }

    private static void OnlyFor(CommandResult result, Option<string> form, Option<string?> option, params string[] forms)
    {
        if (result.GetResult(option) is not null && result.GetResult(form)?.Tokens is [{ Value: var value }] && !forms.Contains(value))
            result.AddError($"{option.Name} is for --as {string.Join(" and ", forms)}");
    }

    private static IReadOnlyList<ExportedFile> Layout(IReadOnlyList<ManifestLine> lines, string? keyPath, string? expires)
    {
        using var key = KeyOf(keyPath, "An in-toto layout");
        return ManifestExport.InTotoLayout(lines, key, expires is null ? DateTimeOffset.UtcNow.AddYears(1) : Clock.Read(expires, "--expires"));
    }

    private static IReadOnlyList<ExportedFile> Provenance(IReadOnlyList<ManifestLine> lines, string? keyPath, string? builder)
    {
        // On Unix a path is an absolute URI for .NET.
        if (!Uri.TryCreate(builder, UriKind.Absolute, out var uri) || uri.IsFile)
            throw new UnusableInputException($"SLSA provenance names the platform that built the release; expected --builder with an absolute URI such as https://ci.example.com/runners, found {(builder is null ? "none" : $"'{builder}'")}");
        using var key = KeyOf(keyPath, "SLSA provenance");
        return ManifestExport.SlsaProvenance(lines, key, uri);
    }

    private static SigningKey KeyOf(string? path, string what) =>
        SigningKeyFile.Load(path) ?? throw new UnusableInputException($"{what} is signed; give --key or {SigningKeyFile.KeyVariable}");

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
