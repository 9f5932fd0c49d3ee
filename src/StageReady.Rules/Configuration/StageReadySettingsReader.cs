using System.Globalization;
using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>Reads stageready.json, and says at its place what no rule would understand.</summary>
internal sealed class StageReadySettingsReader
{
    private const string Suppressions = "suppressions";
    private const string FilePattern = "a file or a pattern of files, relative to this folder";

    private static readonly string[] RoleNames = [.. Enum.GetNames(typeof(EnvironmentRole)).Select(name => name.ToLowerInvariant())];

    private static readonly string[] SuppressionMembers = ["file", "key", "rule", "reason", "expires"];

    private static readonly string[] DocumentMembers = ["path", "headings"];

    private static readonly Dictionary<string, Func<StageReadySettingsReader, StageReadySettings, JsonMember, StageReadySettings>> Settings = new(StringComparer.Ordinal)
    {
        ["environments"] = (reader, settings, member) => settings with { Roles = new EnvironmentRoles(reader.Environments(member)) },
        ["hosts"] = (reader, settings, member) => settings with { Hosts = reader.Hosts(member) },
        ["externalKeys"] = (reader, settings, member) => settings with { ExternalKeys = reader.List(member, "a key", DeclaredKey.Parse) },
        ["sharedResources"] = (reader, settings, member) => settings with { SharedResources = reader.List(member, "the name of a resource, or a key that names it", NotEmpty) },
        ["sidecars"] = (reader, settings, member) => settings with { Sidecars = reader.List(member, "a host or host:port", DeclaredSidecar.Parse) },
        ["encryptedProviders"] = (reader, settings, member) => settings with { EncryptedProviders = reader.List(member, FilePattern, reader.File) },
        ["requiredDocuments"] = (reader, settings, member) => settings with { RequiredDocuments = reader.Items(member, "paths, or objects with a path and headings", reader.Document) },
        [Suppressions] = (reader, settings, member) => settings with { Suppressions = reader.Items(member, "objects with a rule, a file and a reason", reader.Suppression) },
    };

    private readonly TextFile _source;
    private readonly string _folder;
    private readonly List<ConfigurationProblem> _problems = [];

    private StageReadySettingsReader(TextFile source)
    {
        _source = source;
        var path = source.Path.Replace('\\', '/');
        _folder = path.Substring(0, Math.Max(0, path.LastIndexOf('/')));
    }

    /// <summary>The names of all settings.</summary>
    public static IReadOnlyCollection<string> KnownSettings => Settings.Keys;

    public static StageReadySettings Read(TextFile source)
    {
        var reader = new StageReadySettingsReader(source);
        var settings = reader.Root() is { } root ? reader.All(root) : new StageReadySettings();
        return settings with { Problems = reader._problems };
    }

    /// <summary>Reads stageready.baseline.json, which has suppressions and nothing else.</summary>
    public static StageReadySettings ReadBaseline(TextFile source)
    {
        var reader = new StageReadySettingsReader(source);
        var settings = new StageReadySettings();
        if (reader.Root() is { } root)
        {
            foreach (var member in reader.Distinct(root))
            {
                if (member.Name == Suppressions)
                    settings = Settings[Suppressions](reader, settings, member);
                else
                    reader.AddUnknown(member, "member of a baseline", [Suppressions]);
            }
        }

        return settings with { Problems = reader._problems };
    }

    private JsonNode? Root()
    {
        if (_source.Text.Length > ConfigurationFile.MaxLength)
        {
            _problems.Add(new ConfigurationProblem(SourceSpan.StartOf(_source.Path), $"The file is larger than {ConfigurationFile.MaxLength / 1_000_000} million characters and is not read"));
            return null;
        }

        var (root, error) = JsonReader.Read(_source.Text);
        if (error is not null)
            _problems.Add(new ConfigurationProblem(_source.Span(error.Offset, Math.Min(1, _source.Text.Length - error.Offset)), $"The settings cannot be read: {error.Message}"));
        else if (root!.Kind != JsonKind.Object)
            AddProblem(root, "The settings must be a JSON object");
        else
            return root;

        return null;
    }

    private StageReadySettings All(JsonNode root)
    {
        var settings = new StageReadySettings();
        foreach (var member in Distinct(root))
        {
            if (Settings.TryGetValue(member.Name, out var read))
                settings = read(this, settings, member);
            else if (member.Name != "$schema")
                AddUnknown(member, "setting", KnownSettings);
        }

        return settings;
    }

    private Dictionary<string, EnvironmentRole> Environments(JsonMember member)
    {
        var roles = new Dictionary<string, EnvironmentRole>(StringComparer.OrdinalIgnoreCase);
        if (!IsObject(member.Value, "'environments' must be an object of environment names and roles"))
            return roles;

        foreach (var environment in Distinct(member.Value))
        {
            if (Role(environment.Value.Text) is { } role)
                roles[environment.Name] = role;
            else
                AddProblem(environment.Value, $"The role of {MessageText.Quote(environment.Name)} must be one of {MessageText.Join(RoleNames, "or")}{Suggestion(environment.Value.Text, RoleNames)}");
        }

        return roles;
    }

    private Dictionary<EnvironmentRole, IReadOnlyList<string>> Hosts(JsonMember member)
    {
        var hosts = new Dictionary<EnvironmentRole, IReadOnlyList<string>>();
        if (!IsObject(member.Value, "'hosts' must be an object of roles and arrays of hosts"))
            return hosts;

        foreach (var role in Distinct(member.Value))
        {
            if (Role(role.Name) is { } known)
                hosts[known] = List(role, "a host, in which '*' may stand for any characters", HostPattern);
            else
                AddUnknown(role, "role", RoleNames);
        }

        return hosts;
    }

    private RequiredDocument? Document(JsonNode node)
    {
        if (node.Kind != JsonKind.Object)
            return Parse(node, "A value of 'requiredDocuments' must be a path, or an object with a path and headings", NotEmpty) is { } alone ? new RequiredDocument(Slashes(alone), [], Span(node)) : null;

        var members = Members(node, "document", DocumentMembers);
        var headings = members.TryGetValue("headings", out var member) ? List(member, "a heading", NotEmpty) : [];
        return Required(members, node, "path", "a document", "a path", NotEmpty) is { } path ? new RequiredDocument(Slashes(path), headings, Span(node)) : null;
    }

    private DeclaredSuppression? Suppression(JsonNode node)
    {
        if (!IsObject(node, "A suppression must be an object with a rule, a file and a reason"))
            return null;

        var members = Members(node, "suppression", SuppressionMembers);
        var rule = Required(members, node, "rule", "a suppression", "the id of a rule", Catalogue.Find);
        var file = Required(members, node, "file", "a suppression", FilePattern, File);
        var key = Optional(members, "key", "a key", DeclaredKey.Parse);
        var reason = Optional(members, "reason", "a sentence", NotEmpty);
        var expires = Optional(members, "expires", "a day as in 2027-03-31", text => Day(text) is null ? null : text);

        // An entry whose limits are not understood must not hold without them.
        var isLimited = members.ContainsKey("key") == key is not null && members.ContainsKey("expires") == expires is not null;
        return rule is not null && file is not null && isLimited
            ? new DeclaredSuppression(rule, file, Span(node)) { Key = key, Reason = reason, Expires = expires is null ? null : Day(expires) }
            : null;
    }

    private static EnvironmentRole? Role(string? name) =>
        RoleNames.Contains(name) ? (EnvironmentRole)Enum.Parse(typeof(EnvironmentRole), name, ignoreCase: true) : null;

    private static string? HostPattern(string text) => text.All(character => Endpoints.IsHostCharacter(character) || character is '*' or '?') ? NotEmpty(text) : null;

    private DeclaredFile? File(string text) => NotEmpty(text) is null ? null : new DeclaredFile(_folder, text.Replace('\\', '/'));

    private static DateTime? Day(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? NotEmpty(string text) => text.Length > 0 ? text : null;

    private static string Slashes(string path)
    {
        path = path.Replace('\\', '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
    }

    /// <summary>An array of strings, without what is no <paramref name="expected"/>.</summary>
    private IReadOnlyList<T> List<T>(JsonMember member, string expected, Func<string, T?> parse)
        where T : class =>
        Items(member, $"strings, each {expected}", element => Parse(element, $"A value of '{member.Name}' must be {expected}, as a string", parse));

    private IReadOnlyList<T> Items<T>(JsonMember member, string expected, Func<JsonNode, T?> read)
        where T : class
    {
        if (member.Value.Kind == JsonKind.Array)
            return [.. member.Value.Elements.Select(read).OfType<T>()];

        AddProblem(member.Value, $"'{member.Name}' must be an array of {expected}");
        return [];
    }

    private Dictionary<string, JsonMember> Members(JsonNode node, string kind, IReadOnlyCollection<string> known)
    {
        var members = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        foreach (var member in Distinct(node))
        {
            if (known.Contains(member.Name))
                members.Add(member.Name, member);
            else
                AddUnknown(member, $"member of a {kind}", known);
        }

        return members;
    }

    private T? Required<T>(Dictionary<string, JsonMember> members, JsonNode owner, string name, string kind, string expected, Func<string, T?> parse)
        where T : class
    {
        if (!members.ContainsKey(name))
            AddProblem(owner, $"'{name}' is missing: {kind} must have {expected}");
        return Optional(members, name, expected, parse);
    }

    private T? Optional<T>(Dictionary<string, JsonMember> members, string name, string expected, Func<string, T?> parse)
        where T : class =>
        members.TryGetValue(name, out var member) ? Parse(member.Value, $"'{name}' must be {expected}, as a string", parse) : null;

    private T? Parse<T>(JsonNode node, string otherwise, Func<string, T?> parse)
        where T : class
    {
        var value = node.Kind == JsonKind.String ? parse(node.Text!.Trim()) : null;
        if (value is null)
            AddProblem(node, otherwise);
        return value;
    }

    private bool IsObject(JsonNode node, string otherwise)
    {
        if (node.Kind != JsonKind.Object)
            AddProblem(node, otherwise);
        return node.Kind == JsonKind.Object;
    }

    private IEnumerable<JsonMember> Distinct(JsonNode node)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in node.Members)
        {
            if (names.Add(member.Name))
                yield return member;
            else
                AddProblem(member, $"{MessageText.Quote(member.Name)} is given twice");
        }
    }

    private SourceSpan Span(JsonNode node) => _source.Span(node.Start, node.Length);

    private void AddUnknown(JsonMember member, string kind, IEnumerable<string> known) =>
        AddProblem(member, $"The {kind} {MessageText.Quote(member.Name)} is unknown{Suggestion(member.Name, known)}");

    private void AddProblem(JsonMember member, string message) =>
        _problems.Add(new ConfigurationProblem(_source.Span(member.Start, member.Length), message) { Key = member.Name });

    private void AddProblem(JsonNode node, string message) => _problems.Add(new ConfigurationProblem(Span(node), message));

    private static string Suggestion(string? name, IEnumerable<string> known) =>
        name is not null && MessageText.Nearest(name, known) is { } nearest ? $". Did you mean '{nearest}'?" : "";
}
