using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using StageReady.Build.Configuration;
using StageReady.Configuration;
using StageReady.Migrations;
using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Release;

namespace StageReady.Build.Release;

/// <summary>Writes what the build knows about a release into a file, for the manifest. Nothing in it depends on the machine, the folder or the time.</summary>
public sealed class WriteReleaseFacts : StageReadyTask
{
    /// <summary>The file to write.</summary>
    [Required]
    public string FactsFile { get; set; } = "";

    /// <summary>Files and folders that this build writes or is given: new ones are no change of the sources.</summary>
    public ITaskItem[] OwnPaths { get; set; } = [];

    /// <summary>The version of the .NET SDK.</summary>
    public string? SdkVersion { get; set; }

    /// <summary>The version of the runtime that the SDK comes with.</summary>
    public string? RuntimeVersion { get; set; }

    /// <summary>The compiler's API version.</summary>
    public string? CompilerVersion { get; set; }

    /// <summary>The property of that name.</summary>
    public string? TargetFramework { get; set; }

    /// <summary>The property of that name.</summary>
    public string? RuntimeIdentifier { get; set; }

    /// <summary>The property of that name.</summary>
    public string? Configuration { get; set; }

    /// <summary>The property of that name: the application's name for its host.</summary>
    public string AssemblyName { get; set; } = "";

    /// <summary>The restore's result.</summary>
    public string ProjectAssetsFile { get; set; } = "";

    /// <summary>The lock file, whether it exists or not.</summary>
    public string LockFile { get; set; } = "";

    /// <summary>The configuration files, with their kind as metadata.</summary>
    public ITaskItem[] ConfigurationFiles { get; set; } = [];

    /// <summary>The property StageReadyIsApplication.</summary>
    public bool IsApplication { get; set; }

    /// <summary>The root of the repository, by which files are named.</summary>
    public string? RepositoryRoot { get; set; }

    /// <summary>The projects that the release is made of, with what their builds left: CompileLog, Results, MigrationsAfter, Scripts.</summary>
    public ITaskItem[] Parts { get; set; } = [];

    /// <summary>The results of checks that no project owns.</summary>
    public ITaskItem[] SharedResults { get; set; } = [];

    /// <summary>The assemblies of this project and of those that it references.</summary>
    public ITaskItem[] Assemblies { get; set; } = [];

    /// <summary>The project files of this project and of those that it references, whether they use StageReady or not.</summary>
    public ITaskItem[] Projects { get; set; } = [];

    /// <summary>The SQL scripts that are published beside the assemblies.</summary>
    public ITaskItem[] PublishedScripts { get; set; } = [];

    private protected override void Run()
    {
        var directory = Path.GetDirectoryName(ProjectFile)!;
        var paths = new RepositoryPath(RepositoryRoot);
        var project = ConfigurationItems.Read(ConfigurationFiles, directory, AssemblyName, IsApplication, isTest: false);
        var checks = new ReleaseChecks(paths, Severities);
        ReleasePart[] parts = [.. Parts.Select(ReleasePart.From)];
        foreach (var part in parts)
            checks.Add(part);
        foreach (var results in SharedResults)
            checks.AddResults(results.GetMetadata("FullPath"));
        checks.AddComments(project);

        var source = ReleaseSource.Read(GitWorkTreeReader.Read(directory, OwnPaths.Select(path => path.GetMetadata("FullPath"))));
        var json = JsonText.Object(
            ("source", source is null ? null : JsonText.Object(
                ("uri", JsonText.Optional(source.Address)),
                ("commit", JsonText.String(source.Commit)),
                ("tag", JsonText.Optional(source.Tag)),
                ("clean", JsonText.Boolean(source.IsClean)))),
            ("toolchain", JsonText.Object(
                ("sdk", JsonText.Optional(SdkVersion)),
                ("runtime", JsonText.Optional(RuntimeVersion)),
                ("compiler", JsonText.Optional(CompilerVersion)),
                ("stageready", JsonText.String(ProductVersion.Current)))),
            ("target", JsonText.Object(
                ("framework", JsonText.Optional(TargetFramework)),
                ("runtimeIdentifier", JsonText.Optional(RuntimeIdentifier)),
                ("configuration", JsonText.Optional(Configuration)))),
            ("packages", Packages()),
            ("configuration", ConfigurationKeys.ToJson(ConfigurationFacts.Read(project, CancellationToken.None))),
            ("migrations", Migrations(checks, Scripts(parts, paths))),
            ("checks", checks.ToJson()),
            ("documents", Documents(paths)));

        Directory.CreateDirectory(Path.GetDirectoryName(FactsFile)!);
        File.WriteAllText(FactsFile, json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private string? Packages()
    {
        if (!File.Exists(ProjectAssetsFile) || ProjectAssets.Parse(File.ReadAllText(ProjectAssetsFile)) is not { } assets)
            return null;

        var lockFile = File.Exists(LockFile) ? PackagesLockFile.Parse(File.ReadAllText(LockFile)) : null;
        return JsonText.Array(assets.Libraries
            .OrderBy(library => library.Id, StringComparer.OrdinalIgnoreCase).ThenBy(library => library.Version)
            .Select(library => JsonText.Object(
                ("id", JsonText.String(library.Id)),
                ("version", JsonText.String(library.Version.ToNormalizedString())),
                ("contentHash", JsonText.Optional(lockFile?.ContentHash(library.Id, library.Version))),
                ("sha512", JsonText.Optional(library.Sha512)),
                ("source", JsonText.Optional(FeedOf(library, assets.PackageFolders))))));
    }

    private static string? FeedOf(ResolvedPackage library, IReadOnlyList<string> folders) => library.Path is null ? null : folders
        .Select(folder => Path.Combine(folder, library.Path, PackageFeed.NoteName))
        .Where(File.Exists)
        .Select(note => PackageFeed.Parse(File.ReadAllText(note)))
        .FirstOrDefault();

    private string Migrations(ReleaseChecks checks, IEnumerable<ReleasedMigration> scripts) => JsonText.Array(Assemblies
        .Select(assembly => assembly.GetMetadata("FullPath"))
        .Where(File.Exists)
        .SelectMany(assembly => BuiltMigrations.Read(assembly).Select(migration => new ReleasedMigration(migration.Context, migration.Id, checks.VerdictOn(assembly, migration))))
        .Concat(scripts)
        .GroupBy(migration => (migration.Context, migration.Id))
        .Select(group => group.First())
        .OrderBy(migration => migration.Context, StringComparer.Ordinal).ThenBy(migration => migration.Id, StringComparer.Ordinal)
        .Select(migration => JsonText.Object(
            ("context", JsonText.String(migration.Context)),
            ("id", JsonText.String(migration.Id)),
            ("reversibility", JsonText.String(migration.Verdict.Reversibility)),
            ("reason", JsonText.Optional(migration.Verdict.Reason)))));

    private IEnumerable<ReleasedMigration> Scripts(IReadOnlyCollection<ReleasePart> parts, RepositoryPath paths)
    {
        if (string.IsNullOrEmpty(RepositoryRoot))
            return [];

        var projects = Projects.Select(project => paths.Of(project.GetMetadata("FullPath"))).OfType<string>();
        var carried = parts.SelectMany(part => part.Scripts).Concat(PublishedScripts.Select(script => script.GetMetadata("FullPath"))).Select(paths.Of).OfType<string>();
        return ReleasedScripts.Find(RepositoryListing.Read(RepositoryRoot!), new HashSet<string>(projects, StringComparer.Ordinal), new HashSet<string>(carried, StringComparer.Ordinal))
            .Select(script => new ReleasedMigration(script.Place, script.Reversibility.Id, MigrationVerdict.Of(script.Reversibility)));
    }

    // A document that is not there is a finding (STG4006), and none of the release's.
    private string? Documents(RepositoryPath paths)
    {
        var folder = Path.GetDirectoryName(SettingsFile);
        return Settings.RequiredDocuments.Count == 0 ? null : JsonText.Array(Settings.RequiredDocuments
            .Select(document => Path.Combine(folder!, document.Path))
            .Distinct(StringComparer.Ordinal)
            .Where(File.Exists)
            .Select(file => (File: file, Path: paths.Of(file)))
            .Where(document => document.Path is not null)
            .Select(document => JsonText.Object(
                ("path", JsonText.String(document.Path!)),
                ("sha256", JsonText.String(Sha256(document.File))))));
    }

    private static string Sha256(string file)
    {
        using var stream = File.OpenRead(file);
        using var sha256 = SHA256.Create();
        return string.Concat(sha256.ComputeHash(stream).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }
    private sealed record ReleasedMigration(string Context, string Id, MigrationVerdict Verdict);
}
