using System.Xml.Linq;

namespace StageReady.Projects;

/// <summary>
/// Evaluates project files as far as their text goes: imports inside the tree, properties, conditions and items, in MSBuild's order. Nothing runs: no SDK, no package and no property
/// function that reaches the machine, so what those decide stays uncertain.
/// </summary>
/// <remarks>One evaluator reads each file once, however many projects import it.</remarks>
internal sealed class ProjectEvaluator(RepositoryTree tree)
{
    private readonly Dictionary<string, ProjectXml?> _files = new(StringComparer.Ordinal);
    private readonly List<ProjectProblem> _problems = [];

    /// <summary>The files that could not be read as projects, each once.</summary>
    public IReadOnlyList<ProjectProblem> Problems => _problems;

    /// <summary>Null if the project file itself cannot be used; the problem says why. A file-based app has its own path.</summary>
    public Project? Evaluate(string path)
    {
        if (Load(path) is null)
            return null;

        var outer = Run(path, targetFramework: null, Configurations[0]);
        string[] frameworks = [.. outer.List("TargetFrameworks")];
        return new Project(path, [.. from framework in frameworks.Length > 0 ? frameworks : [null!]
                                     from configuration in Configurations
                                     select Run(path, framework, configuration)])
        {
            ContinuousIntegration = Run(path, frameworks.FirstOrDefault(), Configurations[0], [.. BuildServer, "ContinuousIntegrationBuild"]),
            AsOnBuildServer = new Lazy<Evaluation>(() => Run(path, frameworks.FirstOrDefault(), Configurations[0], BuildServer)),
        };
    }

    // What build servers set, as far as project files ask for it.
    private static readonly string[] BuildServer = ["CI", "GITHUB_ACTIONS", "TF_BUILD"];

    private static readonly string[] Configurations = ["Release", "Debug"];

    private Evaluation Run(string path, string? targetFramework, string configuration, params string[] trueProperties)
    {
        var properties = new PropertyBag(tree);
        var name = RepositoryTree.FileNameOf(path);
        properties.SetReserved("MSBuildProjectFile", name);
        properties.SetReserved("MSBuildProjectName", Path.GetFileNameWithoutExtension(name));
        properties.SetReserved("MSBuildProjectExtension", Path.GetExtension(name));
        properties.SetReserved("MSBuildProjectDirectory", PropertyBag.Rooted(RepositoryTree.DirectoryOf(path)));
        properties.SetReserved("MSBuildProjectFullPath", "/" + path);
        properties.SetReserved("Configuration", configuration);
        properties.Set("Platform", new Evaluated<string>("AnyCPU", false));
        foreach (var property in trueProperties)
            properties.SetReserved(property, "true");
        if (targetFramework is not null)
            properties.SetReserved("TargetFramework", targetFramework);

        var pass = new PropertyPass(this, properties);
        var directory = RepositoryTree.DirectoryOf(path);
        pass.Import(tree.NearestAbove(directory, "Directory.Build.props"));
        pass.Import(tree.NearestAbove(directory, "Directory.Packages.props"));
        pass.Import(path);
        pass.Import(tree.NearestAbove(directory, "Directory.Build.targets"));
        var (items, compile, content) = ItemPass.Run(pass.Items, properties, Exists);
        return new Evaluation(properties, items, compile, pass.Sdks) { Content = content };
    }

    private ProjectXml? Load(string path)
    {
        if (_files.TryGetValue(path, out var known))
            return known;

        ProjectXml? xml = null;
        if (tree.Read(path) is not { } text)
        {
            _problems.Add(new ProjectProblem(path, 1, 1, "the file cannot be read, or is a link that leaves the checked directory"));
        }
        else
        {
            var file = new TextFile(path, text);
            if (path.EndsWith(FileBasedApp.Extension, StringComparison.OrdinalIgnoreCase))
                file = new TextFile(path, FileBasedApp.ProjectOf(file, tree));
            xml = ProjectXml.Parse(file, out var problem);
            if (problem is not null)
                _problems.Add(problem);
        }

        return _files[path] = xml;
    }

    // A file that is not in the tree can still be there when a build runs: generated, restored, ignored.
    private Evaluated<bool> Exists(string directory, string path)
    {
        var found = RepositoryTree.Resolve(directory, path) is { } resolved && (tree.Contains(resolved) || tree.Under(resolved).Any());
        return new Evaluated<bool>(found, found);
    }

    /// <summary>A group of items where it stands, to be evaluated when all properties are known.</summary>
    internal sealed record PlacedItems(XElement Group, ProjectXml File, Evaluated<bool> Context);

    /// <summary>MSBuild's first pass: properties and imports in the order of the text.</summary>
    private sealed class PropertyPass(ProjectEvaluator evaluator, PropertyBag properties)
    {
        // No real project nests or imports anything like this deep; a project that imports itself is read once, as by MSBuild.
        private const int MaxDepth = 32;

        private readonly HashSet<string> _imported = new(StringComparer.Ordinal);

        public List<PlacedItems> Items { get; } = [];

        public List<string> Sdks { get; } = [];

        public void Import(string? path)
        {
            if (path is not null)
                Import(path, new Evaluated<bool>(true, true), 0);
        }

        private void Import(string path, Evaluated<bool> context, int depth)
        {
            if (depth > MaxDepth || !_imported.Add(path) || evaluator.Load(path) is not { } file)
                return;

            properties.Enter(path);
            AddSdks(file.Root.Attribute("Sdk")?.Value);
            Visit(file.Root, file, context, depth);
        }

        private void Visit(XElement parent, ProjectXml file, Evaluated<bool> context, int depth)
        {
            foreach (var element in parent.Elements())
            {
                switch (element.Name.LocalName)
                {
                    case "PropertyGroup":
                        SetProperties(element, And(context, Holds(element, file)), file);
                        break;
                    case "ItemGroup":
                        Items.Add(new PlacedItems(element, file, context));
                        break;
                    case "Import" or "ImportGroup" or "Choose" when depth > MaxDepth:
                        break;
                    case "Import":
                        FollowImport(element, file, And(context, Holds(element, file)), depth);
                        break;
                    case "ImportGroup":
                        Visit(element, file, And(context, Holds(element, file)), depth + 1);
                        break;
                    case "Choose":
                        Choose(element, file, context, depth + 1);
                        break;
                    case "Sdk":
                        AddSdks(element.Attribute("Name")?.Value);
                        break;
                }
            }
        }

        private void Choose(XElement choose, ProjectXml file, Evaluated<bool> context, int depth)
        {
            var others = new Evaluated<bool>(true, true);
            foreach (var branch in choose.Elements())
            {
                var holds = branch.Name.LocalName == "When" ? Holds(branch, file) : new Evaluated<bool>(true, true);
                var taken = And(others, holds);
                if (MayHold(taken))
                    Visit(branch, file, And(context, taken), depth);
                others = And(others, holds with { Value = !holds.Value });
            }
        }

        private void FollowImport(XElement import, ProjectXml file, Evaluated<bool> context, int depth)
        {
            AddSdks(import.Attribute("Sdk")?.Value);
            if (import.Attribute("Sdk") is not null || import.Attribute("Project")?.Value is not { } written || !MayHold(context))
                return;

            var path = properties.ExpandAndUnescape(written);
            if (RepositoryTree.Resolve(RepositoryTree.DirectoryOf(file.Path), path.Value) is not { } resolved || !evaluator.Contains(resolved))
                return;

            Import(resolved, path.IsCertain ? context : context with { IsCertain = false }, depth + 1);
            properties.Enter(file.Path);
        }

        private void SetProperties(XElement group, Evaluated<bool> context, ProjectXml file)
        {
            foreach (var element in group.Elements())
            {
                var holds = And(context, Holds(element, file));
                var name = element.Name.LocalName;
                if (holds.Value)
                {
                    var value = properties.ExpandAndUnescape(element.Value);
                    properties.Set(name, new Evaluated<string>(value.Value.Trim(), value.IsCertain && holds.IsCertain), new PropertyElement(file, element));
                }
                else if (!holds.IsCertain)
                {
                    properties.Doubt(name, new PropertyElement(file, element));
                }
            }
        }

        private Evaluated<bool> Holds(XElement element, ProjectXml file) =>
            Condition.Evaluate(element.Attribute("Condition")?.Value, properties, path => evaluator.Exists(RepositoryTree.DirectoryOf(file.Path), path));

        private void AddSdks(string? list)
        {
            foreach (var sdk in Evaluation.Split(list ?? ""))
                Sdks.Add(sdk.Split('/')[0].Trim());
        }
    }

    private bool Contains(string path) => tree.Contains(path);

    internal static Evaluated<bool> And(Evaluated<bool> left, Evaluated<bool> right) =>
        new(left.Value && right.Value, (left.IsCertain && right.IsCertain) || (left.IsCertain && !left.Value) || (right.IsCertain && !right.Value));

    internal static bool MayHold(Evaluated<bool> condition) => condition.Value || !condition.IsCertain;
}
