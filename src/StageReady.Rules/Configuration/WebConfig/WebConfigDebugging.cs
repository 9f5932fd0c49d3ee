using System.Xml.Linq;

namespace StageReady.Configuration;

/// <summary>A debug setting that the deployed web.config keeps.</summary>
/// <param name="Description">The element and its attribute: <c>&lt;compilation debug="true"&gt;</c>.</param>
internal sealed record WebConfigSetting(SourceSpan Span, string Description, string Mend);

/// <summary>Finds the debug settings of system.web that no transform takes out on the way to a deployed environment.</summary>
internal static class WebConfigDebugging
{
    private static readonly (string Element, string Attribute, string Bad, string Good)[] Settings =
    [
        ("compilation", "debug", "true", "false"),
        ("trace", "enabled", "true", "false"),
        ("customErrors", "mode", "Off", "RemoteOnly"),
    ];

    public static IEnumerable<WebConfigSetting> In(IReadOnlyList<TextFile> files, EnvironmentRoles roles)
    {
        foreach (var folder in files.GroupBy(file => FolderOf(file.Path), StringComparer.Ordinal))
        {
            var configs = folder.Select(WebConfigFile.Read).OfType<WebConfigFile>().ToList();
            if (configs.FirstOrDefault(config => config.Transform is null) is not { } main)
                continue;

            // A deployment is built in Release; the transform of its environment comes after.
            var release = configs.FirstOrDefault(config => "Release".Equals(config.Transform, StringComparison.OrdinalIgnoreCase));
            var environments = configs.Where(config => config.Transform is { } name && roles.IsDeployed(name)).ToList();
            var chains = environments.Count == 0 ? [[main, release]] : environments.Select(environment => new[] { main, release, environment });
            foreach (var setting in chains.SelectMany(chain => LeftBy(chain.OfType<WebConfigFile>())).GroupBy(setting => setting.Span).Select(group => group.First()))
                yield return setting;
        }
    }

    private static IEnumerable<WebConfigSetting> LeftBy(IEnumerable<WebConfigFile> chain)
    {
        foreach (var (element, attribute, bad, good) in Settings)
        {
            var held = new List<(XElement Element, WebConfigFile File)>();
            foreach (var file in chain)
            {
                var elements = file.Find("system.web", element);
                if (file.Transform is not null)
                {
                    var changes = elements.Select(found => XmlTransform.ChangeOf(found, attribute)).Concat(file.Find("system.web").Select(section => XmlTransform.ChangeOf(section, attribute)));
                    if (changes.Any(change => change != XmlTransformChange.None))
                        held.Clear();
                    elements = [.. elements.Where(found => XmlTransform.ChangeOf(found, attribute) == XmlTransformChange.Set)];
                }

                held.AddRange(elements.Where(found => bad.Equals(found.Attribute(attribute)?.Value.Trim(), StringComparison.OrdinalIgnoreCase)).Select(found => (found, file)));
            }

            foreach (var (found, file) in held)
            {
                var mend = file.Transform is null
                    ? $"Let web.Release.config set {attribute} to {good}"
                    : $"Set {attribute} to {good}";
                yield return new WebConfigSetting(file.Lines.StartTag(found), $"<{element} {attribute}=\"{bad}\">", mend);
            }
        }
    }

    private static string FolderOf(string path)
    {
        path = path.Replace('\\', '/');
        return path.Substring(0, Math.Max(0, path.LastIndexOf('/')));
    }
}
