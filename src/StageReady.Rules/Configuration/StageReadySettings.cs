using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>What stageready.json says to the configuration rules. What it says wrongly is a problem at its place, and counts as unsaid.</summary>
internal sealed class StageReadySettings
{
    public const string FileName = "stageready.json";

    private static readonly string[] KnownMembers =
    [
        "environments", "sidecars", "hosts", "externalKeys", "sharedResources", "encryptedProviders", "requiredDocuments", "suppressions",
    ];

    private static readonly string[] RoleNames = [.. Enum.GetNames(typeof(EnvironmentRole)).Select(name => name.ToLowerInvariant())];

    private readonly List<ConfigurationProblem> _problems = [];
    private readonly Dictionary<string, EnvironmentRole> _environments = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Endpoint> _sidecars = [];
    private readonly List<string> _externalKeys = [];

    private StageReadySettings(TextFile? source)
    {
        if (source is not null)
            Read(source);
        Roles = new EnvironmentRoles(_environments);
    }

    public EnvironmentRoles Roles { get; }

    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>The defaults if there is no such file.</summary>
    public static StageReadySettings Read(TextFile? source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new StageReadySettings(source);
    }

    /// <summary>Whether a host runs beside the application by declaration. A declaration without a port holds for all ports; loopback has many names and is one.</summary>
    public bool IsSidecar(Endpoint endpoint) => _sidecars.Any(sidecar =>
        (string.Equals(sidecar.Host, endpoint.Host, StringComparison.OrdinalIgnoreCase) || (LocalHost.IsLoopback(sidecar.Host) && LocalHost.IsLoopback(endpoint.Host)))
        && (sidecar.Port is null || sidecar.Port == endpoint.Port));

    /// <summary>Whether the deployment supplies a key, by its own declaration or that of a section around it.</summary>
    public bool IsExternal(string key) => _externalKeys.Any(external =>
        key.StartsWith(external, StringComparison.OrdinalIgnoreCase) && (key.Length == external.Length || key[external.Length] == ':'));

    private void Read(TextFile source)
    {
        if (source.Text.Length > ConfigurationFile.MaxLength)
        {
            _problems.Add(new ConfigurationProblem(SourceSpan.StartOf(source.Path), $"The file is larger than {ConfigurationFile.MaxLength / 1_000_000} million characters and is not read"));
            return;
        }

        var (root, error) = JsonReader.Read(source.Text);
        if (error is not null)
        {
            _problems.Add(new ConfigurationProblem(source.Span(error.Offset, Math.Min(1, source.Text.Length - error.Offset)), $"The settings cannot be read: {error.Message}"));
            return;
        }

        if (root!.Kind != JsonKind.Object)
        {
            AddProblem(root, "The settings must be a JSON object");
            return;
        }

        foreach (var member in Distinct(root))
            ReadMember(member);

        void ReadMember(JsonMember member)
        {
            switch (member.Name)
            {
                case "environments":
                    ReadEnvironments(member.Value);
                    break;
                case "sidecars":
                    ReadStrings(member, "a host or host:port", text =>
                    {
                        var endpoints = Endpoints.In(text);
                        _sidecars.AddRange(endpoints);
                        return endpoints.Count == 1;
                    });
                    break;
                case "externalKeys":
                    ReadStrings(member, "a key", text =>
                    {
                        var key = text.Replace("__", ":");
                        key = key.EndsWith(":*", StringComparison.Ordinal) ? key.Substring(0, key.Length - 2) : key;
                        _externalKeys.Add(key);
                        return key.Length > 0 && !key.Contains("*");
                    });
                    break;
                case "$schema":
                    break;
                default:
                    if (!KnownMembers.Contains(member.Name))
                        AddNameProblem(member, $"The setting {MessageText.Quote(member.Name)} is unknown", KnownMembers);
                    break;
            }
        }

        void ReadEnvironments(JsonNode node)
        {
            if (node.Kind != JsonKind.Object)
            {
                AddProblem(node, "'environments' must be an object of environment names and roles");
                return;
            }

            foreach (var member in Distinct(node))
            {
                if (member.Value.Kind == JsonKind.String && RoleNames.Contains(member.Value.Text!))
                    _environments[member.Name] = (EnvironmentRole)Enum.Parse(typeof(EnvironmentRole), member.Value.Text!, ignoreCase: true);
                else
                    AddProblem(member.Value, $"The role of {MessageText.Quote(member.Name)} must be one of {MessageText.Join(RoleNames, "or")}{Suggestion(member.Value.Text, RoleNames)}");
            }
        }

        void ReadStrings(JsonMember member, string expected, Func<string, bool> accept)
        {
            if (member.Value.Kind != JsonKind.Array)
            {
                AddProblem(member.Value, $"'{member.Name}' must be an array of strings, each {expected}");
                return;
            }

            foreach (var element in member.Value.Elements)
            {
                if (element.Kind != JsonKind.String || !accept(element.Text!.Trim()))
                    AddProblem(element, $"A value of '{member.Name}' must be {expected}, as a string");
            }
        }

        IEnumerable<JsonMember> Distinct(JsonNode node)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in node.Members)
            {
                if (names.Add(member.Name))
                    yield return member;
                else
                    AddNameProblem(member, $"{MessageText.Quote(member.Name)} is given twice", []);
            }
        }

        void AddNameProblem(JsonMember member, string message, IReadOnlyList<string> known) => _problems.Add(
            new ConfigurationProblem(source.Span(member.Start, member.Length), message + Suggestion(member.Name, known)) { Key = member.Name });

        void AddProblem(JsonNode node, string message) => _problems.Add(new ConfigurationProblem(source.Span(node.Start, node.Length), message));
    }

    private static string Suggestion(string? name, IReadOnlyList<string> known) =>
        name is not null && MessageText.Nearest(name, known) is { } nearest ? $". Did you mean '{nearest}'?" : "";
}
