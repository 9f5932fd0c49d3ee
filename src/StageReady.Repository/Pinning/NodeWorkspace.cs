using StageReady.Configuration.Json;
using StageReady.Projects;
using StageReady.Yaml;

namespace StageReady.Pinning;

/// <summary>The packages of npm, Yarn, pnpm or Lerna that are installed together, with one lock file at their root.</summary>
internal static class NodeWorkspace
{
    private const string Pnpm = "pnpm-workspace.yaml", Lerna = "lerna.json";

    /// <summary>Whether the workspace of a folder has the package of another as its member. One that lists no members has all of them.</summary>
    public static bool Includes(string root, string directory, RepositoryTree tree)
    {
        if (MembersOf(root, tree) is not { } members)
            return false;

        var path = root.Length == 0 ? directory : directory.Substring(root.Length + 1);
        return members.Count == 0 || (members.Any(member => Matches(member, path)) && !members.Any(member => member[0] == '!' && Matches(member.Substring(1), path)));
    }

    // Null if the folder is the root of no workspace.
    private static List<string>? MembersOf(string root, RepositoryTree tree)
    {
        var members = new List<string>();
        var isWorkspace = false;
        if (tree.ReadFile(RepositoryTree.Join(root, Pnpm)) is { } pnpm)
        {
            isWorkspace = true;
            members.AddRange(YamlReader.Read(pnpm).Documents.SelectMany(document => document["packages"]?.Items ?? []).Select(item => item.Scalar).OfType<string>());
        }

        if (Json(RepositoryTree.Join(root, Lerna), tree) is { } lerna)
        {
            isWorkspace = true;
            members.AddRange(Texts(lerna.Member("packages")));
        }

        if (Json(RepositoryTree.Join(root, NodePackageIsNotLocked.FileName), tree).Member("workspaces") is { } workspaces)
        {
            isWorkspace = true;
            members.AddRange(Texts(workspaces).Concat(Texts(workspaces.Member("packages"))));
        }

        members.RemoveAll(member => member.Length == 0);
        return isWorkspace ? members : null;
    }

    private static bool Matches(string member, string path) => new Glob((member.StartsWith("./", StringComparison.Ordinal) ? member.Substring(2) : member).TrimEnd('/')).Matches(path);

    private static IEnumerable<string> Texts(JsonNode? list) => (list?.Elements ?? []).Select(element => element.Text()).OfType<string>();

    private static JsonNode? Json(string path, RepositoryTree tree) => tree.Read(path) is { } text ? JsonReader.Read(text).Root : null;
}
