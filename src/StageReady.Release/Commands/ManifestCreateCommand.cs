using System.CommandLine;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Writes the manifest of a directory. A failure leaves none, not even an older one.</summary>
internal static class ManifestCreateCommand
{
    private const int FactsBytes = 16 * 1024 * 1024;

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "The directory that is to be deployed" };
        var name = new Option<string>("--name") { Description = "The product's name", HelpName = "N", Required = true };
        var version = new Option<string>("--version") { Description = "The product's version", HelpName = "V", Required = true };
        var sequence = new Option<long?>("--sequence") { Description = "A number that grows from release to release [default: the number of commits]", HelpName = "N" };
        var key = new Option<string?>("--key") { Description = $"The private key, PEM or PKCS#12, or its PKCS#11 URI [default: what is in {SigningKeyFile.KeyVariable}; without both the manifest is not signed]", HelpName = "K.pem" };
        var output = new Option<string?>("--output") { Description = $"Where to write the manifest [default: DIR/{ReleaseFileNames.Manifest}]", HelpName = "F" };
        var facts = new Option<string?>("--facts") { Description = "What the build knows about the release, JSON [default: the commit, from git]", HelpName = "FILE" };
        var packages = new Option<string?>("--package-folder") { Description = "NuGet's folder of packages, to record who signed those of the release", HelpName = "DIR" };
        var baseImage = new Option<string?>("--base-image") { Description = "The image that the container of the release is built on, with its digest", HelpName = "IMAGE" };
        var command = new Command("create", $"Writes {ReleaseFileNames.Sums} and {ReleaseFileNames.Manifest}.") { directory, name, version, sequence, key, output, facts, packages, baseImage };
        command.SetAction(result => Run(
            result.GetRequiredValue(directory),
            result.GetRequiredValue(name),
            result.GetRequiredValue(version),
            result.GetValue(sequence),
            result.GetValue(key),
            result.GetValue(output),
            result.GetValue(facts),
            result.GetValue(packages),
            result.GetValue(baseImage)));
        return command.WithExample("manifest create publish --name Storefront --version 1.4.0 --key release.pem");
    }

    private static int Run(string directory, string name, string version, long? sequence, string? keyPath, string? output, string? factsPath, string? packageFolder, string? baseImage)
    {
        ReleaseWriter.Remove(directory, output);
        using var key = SigningKeyFile.Load(keyPath);
        var git = new GitRepository(directory);
        var facts = factsPath is null ? new ReleaseFacts { Source = git.Source() } : ReleaseFacts.Parse(InputFile.Read(factsPath, "facts file", FactsBytes), factsPath);
        var signers = packageFolder is null ? null : new PackageSigners(packageFolder);
        var description = new ReleaseDescription { Name = name, Version = version, Sequence = sequence ?? git.CommitCount(), Facts = Complete(facts, signers, baseImage) };

        var written = ReleaseWriter.Write(directory, description, key, output);
        Console.Out.WriteLine(Printable.Of($"Wrote {output ?? Path.Combine(directory, ReleaseFileNames.Manifest)}: {name} {version}, {Counted.Of(written.Manifest.Files.Count, "file")}"));
        Console.Out.WriteLine($"Release {written.Digest}");
        if (written.KeyId is not null)
            Console.Out.WriteLine($"Signed by key {written.KeyId}");
        else
            Console.Error.WriteLine($"notice: the manifest is not signed and verify will refuse it; give --key or {SigningKeyFile.KeyVariable}");
        if (written.Manifest.Sequence is null)
            Console.Error.WriteLine("notice: the manifest has no sequence number, because there is no full git history here; give --sequence");
        return ExitCodes.Success;
    }

    private static ReleaseFacts Complete(ReleaseFacts facts, PackageSigners? signers, string? baseImage) => new()
    {
        Source = facts.Source,
        Toolchain = facts.Toolchain,
        Target = baseImage is null ? facts.Target : new TargetFacts
        {
            Framework = facts.Target?.Framework,
            RuntimeIdentifier = facts.Target?.RuntimeIdentifier,
            Configuration = facts.Target?.Configuration,
            BaseImage = baseImage,
        },
        Packages = facts.Packages is { } packages && signers is not null ? signers.Complete(packages) : facts.Packages,
        Configuration = facts.Configuration,
        Migrations = facts.Migrations,
        Checks = facts.Checks,
        Documents = facts.Documents,
    };
}
