using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.CodeAnalysis.Text;
using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.Adoption;

/// <summary>Writes down in stageready.json which environments the settings files name, and the hosts that they give to staging and to production.</summary>
internal static class SettingsAdoption
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static AdoptionStep Plan(CheckedDirectory directory, IReadOnlyList<Project> projects, CancellationToken cancellationToken)
    {
        var path = RepositoryTree.Join(directory.Scope, StageReadySettings.FileName);
        if (directory.IsPresent(path))
            return AdoptionStep.None;

        var configuration = new ConfigurationFiles(directory, projects);
        var settings = projects.Select(configuration.Of).Concat(configuration.WithoutProject()).ToList();
        var names = settings.Select(files => ConfigurationFacts.Read(files, cancellationToken)).SelectMany(fact => fact.Folders).SelectMany(folder => folder.Environments).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var roles = names.ToDictionary(name => name, RoleOf);
        string[] notes = [.. names.Where(name => roles[name] is null).Select(name => $"The environment {MessageText.Quote(name)} has no role, and counts as not deployed: if it is deployed, name its role in {StageReadySettings.FileName}")];
        var environments = roles.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => Name(pair.Value!.Value));
        if (environments.Count == 0)
            return new AdoptionStep(null, notes);

        var content = new Dictionary<string, object> { ["environments"] = environments };
        // By the roles that are written down now.
        var known = new TextFile(path, JsonSerializer.Serialize(content, Indented));
        var hosts = Hosts(settings.Select(files => ConfigurationFacts.Read(files with { Settings = files.Settings ?? known }, cancellationToken)));
        if (hosts.Count > 0)
            content["hosts"] = hosts;
        return new AdoptionStep(new AdoptedFile(path, SourceText.From(JsonSerializer.Serialize(content, Indented) + "\n"), "the environments that the settings files name"), notes);
    }

    // By the whole name, or by one of its words: AzureProd.
    private static EnvironmentRole? RoleOf(string environment)
    {
        if (EnvironmentRoles.Default.RoleOf(environment) is { } role)
            return role;
        var words = KeyPath.Words(environment).Select(EnvironmentRoles.Default.RoleOf).OfType<EnvironmentRole>().Distinct().ToList();
        return words.Count == 1 ? words[0] : null;
    }

    // What one key gives to both, in one domain: a host of somebody else would be a guess.
    private static Dictionary<string, string[]> Hosts(IEnumerable<ConfigurationFacts> facts)
    {
        var (staging, production) = (new SortedSet<string>(StringComparer.OrdinalIgnoreCase), new SortedSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var pair in facts.SelectMany(fact => fact.Pairs))
        {
            foreach (var (key, value) in pair.Staging.Values)
            {
                if (pair.Production.Values.TryGetValue(key, out var other) && HostOf(value) is { } left && HostOf(other) is { } right && left != right && Domain(left) is { } domain && domain == Domain(right))
                {
                    staging.Add(left);
                    production.Add(right);
                }
            }
        }

        var shared = staging.Intersect(production, StringComparer.OrdinalIgnoreCase).ToList();
        staging.ExceptWith(shared);
        production.ExceptWith(shared);
        return new[] { (EnvironmentRole.Staging, Hosts: staging), (EnvironmentRole.Production, Hosts: production) }
            .Where(role => role.Hosts.Count > 0)
            .ToDictionary(role => Name(role.Item1), role => role.Hosts.ToArray());
    }

    private static string? HostOf(ConfigurationValue value) =>
        value.Text is { Length: > 0 } text && Endpoints.In(text) is [var endpoint] && !LocalHost.IsLocal(endpoint.Host) && endpoint.Host.Any(char.IsLetter) ? endpoint.Host.ToLowerInvariant() : null;

    private static string? Domain(string host) => host.Split('.') is { Length: > 2 } labels ? string.Join('.', labels[^2..]) : null;

    private static string Name(EnvironmentRole role) => role.ToString().ToLowerInvariant();
}
