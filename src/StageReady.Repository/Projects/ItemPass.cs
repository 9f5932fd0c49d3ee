using System.Xml.Linq;
using static StageReady.Projects.ProjectEvaluator;

namespace StageReady.Projects;

/// <summary>MSBuild's second pass: items, with the final values of all properties.</summary>
internal static class ItemPass
{
    // Far beyond any real project: a list of lists cannot fill the memory.
    private const int MaxItems = 100_000;

    public static (IReadOnlyList<ProjectItem> Items, IReadOnlyList<CompilePattern> Compile, IReadOnlyList<ContentChange> Content) Run(
        IReadOnlyList<PlacedItems> groups, PropertyBag properties, Func<string, string, Evaluated<bool>> exists)
    {
        var items = new List<ProjectItem>();
        var compile = new List<CompilePattern>();
        var content = new List<ContentChange>();
        foreach (var (group, file, context) in groups)
        {
            properties.Enter(file.Path);
            Evaluated<bool> Holds(XElement element) =>
                Condition.Evaluate(element.Attribute("Condition")?.Value, properties, path => exists(RepositoryTree.DirectoryOf(file.Path), path));

            var groupHolds = And(context, Holds(group));
            if (!MayHold(groupHolds))
                continue;

            foreach (var element in group.Elements())
            {
                var holds = And(groupHolds, Holds(element));
                if (!MayHold(holds) || items.Count + compile.Count + content.Count >= MaxItems)
                    continue;
                if (element.Name.LocalName != "Compile")
                    Apply(element, file, holds, properties, items, Holds);
                else if (holds.Value)
                    AddPatterns(element, properties, compile);
                if (element.Name.LocalName is "Content" or "None" or "EmbeddedResource" && ContentChangeOf(element, holds, properties, Holds) is { } change)
                    content.Add(change);
            }
        }

        return (items, compile, content);
    }

    private static void AddPatterns(XElement element, PropertyBag properties, List<CompilePattern> compile)
    {
        foreach (var name in (string[])["Include", "Remove"])
        {
            if (element.Attribute(name)?.Value is { } list)
                compile.AddRange(Evaluation.Split(properties.ExpandAndUnescape(list).Value).Select(pattern => new CompilePattern(pattern, name == "Remove")));
        }
    }

    private static ContentChange? ContentChangeOf(XElement element, Evaluated<bool> holds, PropertyBag properties, Func<XElement, Evaluated<bool>> condition)
    {
        foreach (var operation in (ContentOperation[])[ContentOperation.Include, ContentOperation.Update, ContentOperation.Remove])
        {
            if (element.Attribute(operation.ToString())?.Value is not { } written)
                continue;

            var list = properties.ExpandAndUnescape(written);
            var excluded = operation == ContentOperation.Include ? properties.ExpandAndUnescape(element.Attribute("Exclude")?.Value ?? "").Value : "";
            return new ContentChange(
                element.Name.LocalName, operation, [.. Evaluation.Split(list.Value)], [.. Evaluation.Split(excluded)], Metadata(element, properties, condition), holds is { Value: true, IsCertain: true } && list.IsCertain);
        }

        return null;
    }

    private static void Apply(
        XElement element, ProjectXml file, Evaluated<bool> holds, PropertyBag properties, List<ProjectItem> items, Func<XElement, Evaluated<bool>> condition)
    {
        var type = element.Name.LocalName;
        var certain = holds is { Value: true, IsCertain: true };
        bool IsSame(ProjectItem item, string include) =>
            string.Equals(item.Type, type, StringComparison.OrdinalIgnoreCase) && string.Equals(item.Include, include, StringComparison.OrdinalIgnoreCase);

        if (element.Attribute("Include")?.Value is { } include)
        {
            var list = properties.ExpandAndUnescape(include);
            var metadata = Metadata(element, properties, condition);
            foreach (var entry in Evaluation.Split(list.Value))
                items.Add(new ProjectItem(type, entry, file.SpanOf(element), certain && list.IsCertain).With(metadata, file.SpanOf(element)));
        }
        else if (element.Attribute("Update")?.Value is { } update)
        {
            var metadata = Metadata(element, properties, condition);
            var isVersion = metadata.ContainsKey("Version") || metadata.ContainsKey("VersionOverride");
            foreach (var entry in Evaluation.Split(properties.ExpandAndUnescape(update).Value))
            {
                for (var i = 0; i < items.Count; i++)
                {
                    if (IsSame(items[i], entry))
                        items[i] = items[i].With(certain ? metadata : Doubtful(metadata), isVersion ? file.SpanOf(element) : items[i].Span);
                }
            }
        }
        else if (element.Attribute("Remove")?.Value is { } remove)
        {
            foreach (var entry in Evaluation.Split(properties.ExpandAndUnescape(remove).Value))
            {
                if (certain)
                    items.RemoveAll(item => IsSame(item, entry));
                else
                    items.AddRange(TakeAll(items, item => IsSame(item, entry)).Select(item => item with { IsCertain = false }));
            }
        }
    }

    private static List<ProjectItem> TakeAll(List<ProjectItem> items, Predicate<ProjectItem> predicate)
    {
        var taken = items.FindAll(predicate);
        items.RemoveAll(predicate);
        return taken;
    }

    private static Dictionary<string, Evaluated<string>> Metadata(XElement element, PropertyBag properties, Func<XElement, Evaluated<bool>> condition)
    {
        var metadata = new Dictionary<string, Evaluated<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.LocalName is not ("Include" or "Update" or "Remove" or "Exclude" or "Condition")))
            metadata[attribute.Name.LocalName] = Value(properties, attribute.Value, true);
        foreach (var child in element.Elements())
        {
            var holds = condition(child);
            if (MayHold(holds))
                metadata[child.Name.LocalName] = Value(properties, child.Value, holds.IsCertain);
        }

        return metadata;
    }

    private static Evaluated<string> Value(PropertyBag properties, string text, bool isCertain)
    {
        var value = properties.ExpandAndUnescape(text.Trim());
        return value with { IsCertain = value.IsCertain && isCertain };
    }

    private static Dictionary<string, Evaluated<string>> Doubtful(Dictionary<string, Evaluated<string>> metadata) =>
        metadata.ToDictionary(pair => pair.Key, pair => pair.Value with { IsCertain = false }, StringComparer.OrdinalIgnoreCase);
}
