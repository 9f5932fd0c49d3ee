using NuGet.Versioning;
using StageReady.Configuration.Json;
using StageReady.Projects;
using StageReady.Shell;

namespace StageReady.Pinning;

/// <summary>STG3025: ranges without a lock file give each install other packages, and <c>npm install</c> rewrites the lock file rather than keeps to it.</summary>
internal static class NodePackageIsNotLocked
{
    public const string FileName = "package.json";

    private static readonly string[] LockFiles = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"];
    private static readonly string[] Sections = ["dependencies", "devDependencies", "optionalDependencies"];

    // Not from a registry: a folder, an address, another package of the workspace.
    private static readonly string[] OtherPlaces = ["file:", "link:", "portal:", "workspace:", "catalog:", "patch:", "http:", "https:", "git:", "git+", "github:", "gitlab:", "bitbucket:"];

    private static readonly string[] OptionsWithValue = ["--prefix", "-C", "--registry", "--workspace", "-w", "--cache", "--loglevel", "--userconfig"];

    /// <summary>At most one finding: what mends the first mends all.</summary>
    public static Finding? JudgeFile(TextFile file, RepositoryTree tree)
    {
        if (JsonReader.Read(file.Text).Root is not { Kind: JsonKind.Object } root)
            return null;

        var isLocked = IsLocked(RepositoryTree.DirectoryOf(file.Path), tree);
        var packages =
            from section in Sections
            from member in root.Member(section).Members()
            let version = member.Value.Text()?.Trim()
            where version is not null && (isLocked ? version == "latest" : IsRange(version))
            select (member.Name, Version: version, file.Span(member.Value.Start, member.Value.Length));
        foreach (var (name, version, span) in packages)
        {
            return At(span, name, isLocked
                ? $"{name} is asked for as 'latest', which the next change of the lock file takes to whatever is the newest. Write the version that is used"
                : $"{name} is asked for as {MessageText.Quote(version)} and no lock file is tracked, so that each install takes what is the newest. Commit the lock file");
        }

        return null;
    }

    /// <summary>What a workflow runs.</summary>
    public static Finding? Judge(ShellCommand command)
    {
        if (Packages(command) is not { } packages)
            return null;
        if (packages.Count == 0)
            return At(command.Span, "npm install", "'npm install' takes newer packages than the lock file has, and changes it. Run 'npm ci'");
        return packages.Find(package => !package.HasVariable && IsFloatingPackage(package.Value)) is { } floating
            ? At(command.Span, floating.Value, $"'npm install' takes the newest version of {floating.Value}. Write {NameOf(floating.Value)}@VERSION, or list it in package.json and run 'npm ci'")
            : null;
    }

    /// <summary>Whether only the run could tell what is installed.</summary>
    public static bool IsUnknown(ShellCommand command) => Packages(command) is { } packages && packages.Exists(package => package.HasVariable) && Judge(command) is null;

    // Null for another command; empty where it installs what package.json lists.
    private static List<ShellWord>? Packages(ShellCommand command)
    {
        var operands = command.Operands(0, OptionsWithValue).ToList();
        return command.Program == "npm" && operands.Count > 0 && operands[0].Value is "install" or "i"
            ? operands.GetRange(1, operands.Count - 1)
            : null;
    }

    private static bool IsFloatingPackage(string package) =>
        package[0] is not ('.' or '/') && !package.Contains(':') && !package.EndsWith(".tgz", StringComparison.Ordinal) && package.Substring(NameOf(package).Length) is var version && (version.Length == 0 || IsRange(version.Substring(1)));

    // @scope/name@version
    private static string NameOf(string package) => package.IndexOf('@', 1) is > 0 and var at ? package.Substring(0, at) : package;

    private static bool IsRange(string version)
    {
        if (version.StartsWith("npm:", StringComparison.Ordinal))
            version = version.IndexOf('@', "npm:@".Length) is > 0 and var at ? version.Substring(at + 1) : "";
        // OWNER/NAME is a repository on GitHub.
        return !OtherPlaces.Any(place => version.StartsWith(place, StringComparison.Ordinal)) && version.IndexOf('/') < 0 && !SemanticVersion.TryParse(version.TrimStart('=', 'v'), out _);
    }

    // In the folder itself, or at the root of the workspace that it belongs to.
    private static bool IsLocked(string directory, RepositoryTree tree) => RepositoryTree.AtAndAbove(directory).Any(folder =>
        LockFiles.Any(name => tree.Contains(RepositoryTree.Join(folder, name))) && (folder == directory || NodeWorkspace.Includes(folder, directory, tree)));

    private static Finding At(SourceSpan span, string name, string message) => new(Catalogue.NodePackageIsNotLocked, span, message) { Subject = name };
}
