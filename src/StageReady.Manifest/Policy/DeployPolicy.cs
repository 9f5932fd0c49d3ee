using System.Globalization;

namespace StageReady.Manifest;

/// <summary>
/// What the deploying side asks of a release, for each environment. It comes from the deploying side: never from the directory that is verified.
/// </summary>
public sealed class DeployPolicy : IDisposable
{
    /// <summary>How large one may be.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int Version = 1;

    private DeployPolicy(string application, string digest, IReadOnlyList<PolicyKey> keys, IReadOnlyList<TrustedCertificate> timestampAuthorities, IReadOnlyList<EnvironmentPolicy> environments) =>
        (Application, Digest, Keys, TimestampAuthorities, Environments) = (application, digest, keys, timestampAuthorities, environments);

    /// <summary>The application that it is for: the name in the release's manifest.</summary>
    public string Application { get; }

    /// <summary>The SHA-256 of the policy's bytes in lower-case hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>The keys that it trusts, no two of them the same.</summary>
    public IReadOnlyList<PolicyKey> Keys { get; }

    /// <summary>Whose timestamps it trusts, for signatures that outlived their certificate.</summary>
    public IReadOnlyList<TrustedCertificate> TimestampAuthorities { get; }

    /// <summary>The environments; at least one.</summary>
    public IReadOnlyList<EnvironmentPolicy> Environments { get; }

    /// <summary>Reads a policy, and refuses whatever it does not understand: a requirement with a typing error would be one that nobody checks.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="name">What the text is, for messages: the file's name.</param>
    /// <exception cref="UnusableInputException">It is no policy; the message has line and column.</exception>
    public static DeployPolicy Parse(ReadOnlySpan<byte> utf8, string name)
    {
        if (utf8.Length > MaxBytes)
            throw new UnusableInputException($"{name} is larger than {MaxBytes / 1024} KiB, so it is something else");
        var root = PlacedJson.Parse(utf8, name).Only("$schema", "version", "application", "keys", "timestampAuthorities", "environments");
        if (root.Required("version").Count is var version and not Version)
            throw root.Required("version").Refuse($"version {Version}", version.ToString(CultureInfo.InvariantCulture));

        var application = root.Required("application").Label;
        var keys = new List<PolicyKey>();
        var authorities = new List<TrustedCertificate>();
        try
        {
            foreach (var item in root.Required("keys").Items)
                keys.Add(ReadKey(item, keys));
            foreach (var item in root.Optional("timestampAuthorities")?.Items ?? [])
                authorities.Add(ReadAuthority(item));
            var environments = root.Required("environments").Members.Select(member => ReadEnvironment(member.Name, member.Value, keys)).ToList();
            return environments.Count > 0
                ? new DeployPolicy(application, Sha256Hex.Of(utf8), keys, authorities, environments)
                : throw root.Required("environments").Refuse("at least one environment", "none");
        }
        catch
        {
            keys.ForEach(key => key.Key.Dispose());
            authorities.ForEach(authority => authority.Dispose());
            throw;
        }
    }

    /// <summary>The requirements of an environment; null if the policy does not know it.</summary>
    /// <param name="name">The environment's name.</param>
    public EnvironmentPolicy? Environment(string name) => Environments.FirstOrDefault(environment => environment.Name == name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in Keys)
            key.Key.Dispose();
        foreach (var authority in TimestampAuthorities)
            authority.Dispose();
    }

    private static PolicyKey ReadKey(PlacedJson item, List<PolicyKey> before)
    {
        item.Only("name", "pem", "roles", "validFrom", "validTo");
        var name = item.Required("name").Label;
        if (before.Any(key => key.Name == name))
            throw item.Required("name").Refuse("a name of its own for each key", $"'{name}' twice");
        var roles = item.Required("roles").Items.Select(role => role.Label).ToList();
        if (roles.Count == 0)
            throw item.Required("roles").Refuse("at least one role", "none");
        var (from, to) = (item.Optional("validFrom") is { } start ? TimeOf(start) : default(DateTimeOffset?), item.Optional("validTo") is { } end ? TimeOf(end) : default(DateTimeOffset?));
        if (to <= from)
            throw item.Required("validTo").Refuse("a time after validFrom", "an earlier one");

        var pem = item.Required("pem");
        var trusted = TrustedKey.FromPem(pem.Text, $"{pem.Place}: key '{name}'");

        // One key under two names would count twice where two people are asked for.
        if (before.FirstOrDefault(key => key.Key.KeyId == trusted.KeyId) is { } same)
        {
            trusted.Dispose();
            throw pem.Refuse($"another key than that of '{same.Name}'", "the same");
        }

        return new PolicyKey(name, trusted, roles, from, to);
    }

    private static TrustedCertificate ReadAuthority(PlacedJson item)
    {
        item.Only("name", "pem");
        var (name, pem) = (item.Required("name").Label, item.Required("pem"));
        return TrustedCertificate.FromPem(pem.Text, $"{pem.Place}: time-stamping authority '{name}'");
    }

    private static EnvironmentPolicy ReadEnvironment(string name, PlacedJson value, List<PolicyKey> keys)
    {
        value.Only("manifest", "evidence", "approvals", "promotion", "suppressions", "irreversibleMigrations", "rollback", "configuration", "packages");
        if (!JsonObjectReader.IsLabel(name))
            throw value.Refuse("an environment with a name", "none");
        return new EnvironmentPolicy
        {
            Name = name,
            ManifestSigner = RoleOf(value.Required("manifest").Only("signer").Required("signer"), keys),
            Evidence = [.. (value.Optional("evidence")?.Items ?? []).Select(item => ReadEvidence(item, name, keys))],
            Approvals = [.. (value.Optional("approvals")?.Items ?? []).Select(item => ReadApproval(item, keys))],
            Promotion = value.Optional("promotion") is { } promotion ? ReadPromotion(promotion, name, keys) : null,
            MaxSuppressions = value.Optional("suppressions")?.Only("max").Required("max").Count,
            MaxIrreversibleMigrations = value.Optional("irreversibleMigrations")?.Only("max").Required("max").Count,
            AllowsRollback = value.Optional("rollback") is not { } rollback ? null : !rollback.IsText ? false : rollback.Text switch
            {
                "refuse" => false,
                "allow" => true,
                var other => throw rollback.Refuse("refuse, allow, or an object that says who may permit it", $"'{other}'"),
            },
            Rollback = value.Optional("rollback") is { IsText: false } permission ? ReadRollback(permission, keys) : null,
            Configuration = value.Optional("configuration") is { } configuration ? ReadConfiguration(configuration, name) : null,
            Packages = value.Optional("packages") is { } packages ? ReadPackages(packages) : null,
        };
    }

    private static RollbackPermission ReadRollback(PlacedJson item, List<PolicyKey> keys)
    {
        item.Only("signer", "maxAge");
        return new RollbackPermission(RoleOf(item.Required("signer"), keys), item.Optional("maxAge") is { } age ? DurationOf(age) : null);
    }

    private static SuppliedConfiguration ReadConfiguration(PlacedJson item, string environment)
    {
        item.Only("environment", "supplied");
        return new SuppliedConfiguration(item.Optional("environment")?.Label ?? environment, [.. item.Required("supplied").Items.Select(key => key.Label)]);
    }

    private static PackageRequirement ReadPackages(PlacedJson item)
    {
        item.Only("sources", "signers");
        var signers = item.Optional("signers")?.Items.Select(signer => Sha256Hex.IsValid(signer.Text) ? signer.Text : throw signer.Refuse("64 lower-case hexadecimal digits", "other text")).ToList();
        var sources = item.Optional("sources")?.Items.Select(source => source.Label).ToList();
        return sources is { Count: > 0 } || signers is { Count: > 0 } ? new PackageRequirement(sources, signers) : throw item.Refuse("at least one of sources or signers", "none");
    }

    private static EvidenceRequirement ReadEvidence(PlacedJson item, string environment, List<PolicyKey> keys)
    {
        item.Only("kind", "signer", "environment", "maxAge", "scenarios");
        var kind = item.Required("kind");
        var known = EvidenceKind.All.Where(one => one != EvidenceKind.Approval && one != EvidenceKind.Rollback).ToList();
        return new EvidenceRequirement(
            known.FirstOrDefault(one => one.Name == kind.Text) ?? throw kind.Refuse($"one of {string.Join(", ", known)}", $"'{kind.Text}'{(kind.Text == EvidenceKind.Approval.Name ? ", which belongs under approvals" : kind.Text == EvidenceKind.Rollback.Name ? ", which belongs under rollback" : "")}"),
            RoleOf(item.Required("signer"), keys),
            item.Optional("environment")?.Label ?? environment,
            item.Optional("maxAge") is { } age ? DurationOf(age) : null,
            [.. (item.Optional("scenarios")?.Items ?? []).Select(scenario => scenario.Label)]);
    }

    private static ApprovalRequirement ReadApproval(PlacedJson item, List<PolicyKey> keys)
    {
        item.Only("role", "count");
        var role = RoleOf(item.Required("role"), keys);
        var count = item.Optional("count")?.Count ?? 1;
        var holders = keys.Count(key => key.Roles.Contains(role));
        // Who knows how many certificates a root has issued.
        var isOpen = keys.Exists(key => key.Roles.Contains(role) && key.Key.Certificate is { IsRoot: true });
        return count >= 1 && (isOpen || count <= holders)
            ? new ApprovalRequirement(role, count)
            : throw item.Required("count").Refuse($"a number from 1 to {holders}, as many keys have the role '{role}'", count.ToString(CultureInfo.InvariantCulture));
    }

    private static PromotionRequirement ReadPromotion(PlacedJson item, string environment, List<PolicyKey> keys)
    {
        item.Only("from", "signer", "maxAge");
        var from = item.Required("from");
        return from.Label != environment
            ? new PromotionRequirement(from.Label, RoleOf(item.Required("signer"), keys), item.Optional("maxAge") is { } age ? DurationOf(age) : null)
            : throw from.Refuse("another environment", "the environment itself");
    }

    private static string RoleOf(PlacedJson role, List<PolicyKey> keys) =>
        keys.Exists(key => key.Roles.Contains(role.Label)) ? role.Label : throw role.Refuse("a role that one of the keys has", $"'{role.Text}'");

    private static DateTimeOffset TimeOf(PlacedJson value) =>
        DateTimeOffset.TryParseExact(value.Text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw value.Refuse("a time with its zone, such as 2027-01-31T00:00:00Z", $"'{value.Text}'");

    // ISO 8601 without months and years, which are not equally long.
    private static TimeSpan DurationOf(PlacedJson value)
    {
        var text = value.Text;
        var total = TimeSpan.Zero;
        var (inTime, last, isValid) = (false, -1, text.StartsWith('P'));
        for (var i = 1; isValid && i < text.Length;)
        {
            if (text[i] == 'T' && !inTime)
            {
                (inTime, i) = (true, i + 1);
                isValid = i < text.Length;
                continue;
            }

            var digits = text.AsSpan(i).IndexOfAnyExceptInRange('0', '9');
            isValid = digits is > 0 and < 7;
            if (!isValid)
                break;
            var number = int.Parse(text.AsSpan(i, digits), NumberStyles.None, CultureInfo.InvariantCulture);
            var (unit, length) = (inTime, text[i + digits]) switch
            {
                (false, 'W') => (0, TimeSpan.FromDays(7)),
                (false, 'D') => (1, TimeSpan.FromDays(1)),
                (true, 'H') => (2, TimeSpan.FromHours(1)),
                (true, 'M') => (3, TimeSpan.FromMinutes(1)),
                (true, 'S') => (4, TimeSpan.FromSeconds(1)),
                _ => (-1, TimeSpan.Zero),
            };
            isValid = unit > last;
            (total, last, i) = (total + (number * length), unit, i + digits + 1);
        }

        return isValid && total > TimeSpan.Zero ? total : throw value.Refuse("a duration of weeks, days, hours, minutes and seconds, such as P7D or PT12H", $"'{text}'");
    }
}
