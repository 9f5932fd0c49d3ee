using System.Text.RegularExpressions;
using NuGet.Versioning;
using StageReady.Configuration.Json;

namespace StageReady.Pinning;

/// <summary>The packages and projects that restore chose for one target framework, with what each of them asks for.</summary>
internal sealed class RestoredGraph
{
    // 'net45' and its like; 'net10.0' has a dot.
    private static readonly Regex FrameworkFolder = new(@"^(lib|ref)/net[1-4]\d{1,2}(-[^/]*)?/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly ILookup<string, Requirement> _requirements;

    /// <param name="target">The member of <c>targets</c>.</param>
    /// <param name="direct">What the project itself asks for.</param>
    /// <param name="pins">The central versions that hold for transitive packages too.</param>
    public RestoredGraph(JsonNode target, IReadOnlyDictionary<string, string> direct, IEnumerable<JsonMember> pins)
    {
        Nodes = [.. target.Members().Select(NodeOf).OfType<RestoredNode>()];
        var requirements = Nodes.SelectMany(node => node.Dependencies.Select(dependency => new Requirement(node, dependency.Key, dependency.Value)))
            .Concat(direct.Select(pair => new Requirement(null, pair.Key, pair.Value)))
            .Concat(pins.Select(pin => new Requirement(null, pin.Name, pin.Value.Text() ?? "")));
        _requirements = requirements.ToLookup(requirement => requirement.Id, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<RestoredNode> Nodes { get; }

    /// <summary>The packages among them.</summary>
    public IEnumerable<RestoredNode> Packages => Nodes.Where(node => node.IsPackage);

    /// <summary>The version that is asked for; null if that is not one version, or nobody asks.</summary>
    public NuGetVersion? MinimumOf(RestoredNode node)
    {
        NuGetVersion? minimum = null;
        foreach (var requirement in _requirements[node.Id])
        {
            if (!VersionRange.TryParse(requirement.Range, allowFloating: true, out var range) || range.IsFloating || !range.HasLowerBound || !range.IsMinInclusive)
                return null;
            if (minimum is null || range.MinVersion! > minimum)
                minimum = range.MinVersion;
        }

        return minimum;
    }

    /// <summary>Whether the package lies above what another one allows.</summary>
    public bool IsAboveAnUpperBound(RestoredNode node) => _requirements[node.Id].Any(requirement =>
        requirement.By is not null && VersionRange.TryParse(requirement.Range, out var range) && range.HasUpperBound && !range.Satisfies(node.Version) && node.Version >= range.MaxVersion!);

    /// <summary>Whether a package brings assemblies of .NET Framework, though it is used elsewhere.</summary>
    public static bool IsForAnotherFramework(RestoredNode node, string framework) =>
        !Regex.IsMatch(framework, @"^net[1-4]\d{1,2}(-|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase) && node.Assets.Any(asset => FrameworkFolder.IsMatch(asset));

    /// <summary>Whether a package comes in through another one.</summary>
    public bool Reaches(string from, RestoredNode to)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Stack<RestoredNode>([to]);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (string.Equals(node.Id, from, StringComparison.OrdinalIgnoreCase))
                return true;
            foreach (var requirement in _requirements[node.Id])
            {
                if (requirement.By is { } by && seen.Add(by.Id))
                    pending.Push(by);
            }
        }

        return false;
    }

    private static RestoredNode? NodeOf(JsonMember member)
    {
        var name = member.Name.Split('/');
        return name.Length == 2 && NuGetVersion.TryParse(name[1], out var version)
            ? new RestoredNode(
                name[0],
                version,
                member.Value.Member("type").Text() == "package",
                member.Value.Member("dependencies").Members().ToDictionary(dependency => dependency.Name, dependency => dependency.Value.Text() ?? ""),
                [.. member.Value.Member("compile").Members().Concat(member.Value.Member("runtime").Members()).Select(asset => asset.Name)])
            : null;
    }

    private sealed record Requirement(RestoredNode? By, string Id, string Range);
}

/// <summary>A package or project that restore chose.</summary>
/// <param name="Dependencies">The ranges that it asks for, by id.</param>
/// <param name="Assets">Its assemblies, as paths in the package.</param>
internal sealed record RestoredNode(string Id, NuGetVersion Version, bool IsPackage, IReadOnlyDictionary<string, string> Dependencies, IReadOnlyList<string> Assets);
