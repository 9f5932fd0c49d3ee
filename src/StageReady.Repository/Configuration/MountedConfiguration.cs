using StageReady.Containers;
using StageReady.Projects;

namespace StageReady.Configuration;

/// <summary>
/// The settings files that a ConfigMap or a Secret of Kubernetes holds as a block of text, and that are mounted over those of the image. What they lack the image may have, and a tool may fill in what
/// waits to be replaced, so that only what they say is judged.
/// </summary>
internal static class MountedConfiguration
{
    // Each block is a text as long as the manifest: etcd takes no larger object, and nobody writes more of them.
    private const int MaxLength = 1_000_000;
    private const int MaxBlocks = 32;

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Catalogue.StagingHostInProduction,
        Catalogue.LocalResourceInDeployedEnvironment,
        Catalogue.SecretInConnectionString,
        Catalogue.SecretKeyHasLiteralValue,
        Catalogue.CredentialsInUri,
        Catalogue.PlainHttpInProduction,
        Catalogue.DebugSettingInDeployedEnvironment,
        Catalogue.TransportSecurityOff,
        Catalogue.ConfigurationFileCannotLoad,
        Catalogue.PersonalDataInConfiguration,
    ];

    /// <param name="manifests">The files.</param>
    /// <param name="tree">Where the settings of StageReady are.</param>
    /// <param name="directory">The checked directory: what the names of folders above it say does not count.</param>
    public static IEnumerable<Finding> Judge(IEnumerable<KubernetesFile> manifests, RepositoryTree tree, string directory) =>
        from manifest in manifests
        where !ManifestTemplate.Is(manifest.File) && manifest.File.Text.Length <= MaxLength
        from item in manifest.Objects.Select((item, i) => (Data: item.Data.Where(IsSettings), Folder: $"{manifest.File.Path}/{i}")).Where(item => item.Data.Any()).Take(MaxBlocks)
        let files = item.Data
            .Take(MaxBlocks)
            .Select(entry => BlockOf(manifest.File, entry.Value.Span, $"{item.Folder}/{entry.Name}"))
            .OfType<TextFile>()
            .ToList()
        where files.Count > 0
        let settings = tree.NearestAbove(RepositoryTree.DirectoryOf(manifest.File.Path), StageReadySettings.FileName)
        let project = new ConfigurationProject(
            item.Folder, "", IsApplication: !DevelopmentInDeployableArtefact.IsForDevelopers(manifest.File.Path, directory), IsTest: false, files, settings is null ? null : tree.ReadFile(settings))
        from finding in ConfigurationCheck.Run(project, CancellationToken.None)
        where Rules.Contains(finding.Rule)
        select finding with { Span = InManifest(finding.Span, manifest.File), Related = [.. finding.Related.Select(span => InManifest(span, manifest.File))] };

    private static bool IsSettings(KubernetesVariable entry) => ConfigurationFileName.Parse(entry.Name, applicationName: "") is not null;

    // As a file of its own in which everything else is white space, so that places are those of the manifest; null for what is no block.
    private static TextFile? BlockOf(TextFile manifest, SourceSpan span, string path)
    {
        if (span.Length == 0 || manifest.Text[span.Start] is not ('|' or '>') || manifest.Text.IndexOf('\n', span.Start, span.Length) is not (> 0 and var header))
            return null;

        var text = new char[manifest.Text.Length];
        for (var i = 0; i < text.Length; i++)
            text[i] = manifest.Text[i] is '\r' or '\n' || (i > header && i < span.Start + span.Length) ? manifest.Text[i] : ' ';
        return new TextFile(path, new string(text));
    }

    private static SourceSpan InManifest(SourceSpan span, TextFile manifest) =>
        span.Path.StartsWith(manifest.Path + "/", StringComparison.Ordinal) ? span with { Path = manifest.Path } : span;
}
