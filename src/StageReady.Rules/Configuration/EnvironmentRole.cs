namespace StageReady.Configuration;

/// <summary>What an environment is for. "Deployed" is staging or production.</summary>
internal enum EnvironmentRole
{
    Development,
    Test,
    Staging,
    Production,
}

/// <summary>Maps the names of environments to roles; names are compared without case, as ASP.NET Core does.</summary>
internal sealed class EnvironmentRoles
{
    private static readonly Dictionary<string, EnvironmentRole> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Development"] = EnvironmentRole.Development,
        ["Dev"] = EnvironmentRole.Development,
        ["Local"] = EnvironmentRole.Development,
        ["Test"] = EnvironmentRole.Test,
        ["Testing"] = EnvironmentRole.Test,
        ["CI"] = EnvironmentRole.Test,
        ["Integration"] = EnvironmentRole.Test,
        ["QA"] = EnvironmentRole.Test,
        ["Staging"] = EnvironmentRole.Staging,
        ["Stage"] = EnvironmentRole.Staging,
        ["UAT"] = EnvironmentRole.Staging,
        ["PreProd"] = EnvironmentRole.Staging,
        ["PreProduction"] = EnvironmentRole.Staging,
        ["Production"] = EnvironmentRole.Production,
        ["Prod"] = EnvironmentRole.Production,
        ["Live"] = EnvironmentRole.Production,
    };

    private readonly Dictionary<string, EnvironmentRole> _roles;

    /// <summary>The defaults, with a project's own names added or put in their place.</summary>
    public EnvironmentRoles(IEnumerable<KeyValuePair<string, EnvironmentRole>> overrides)
    {
        _roles = new Dictionary<string, EnvironmentRole>(Defaults, StringComparer.OrdinalIgnoreCase);
        foreach (var pair in overrides)
            _roles[pair.Key] = pair.Value;
    }

    public static EnvironmentRoles Default { get; } = new([]);

    /// <summary>The role of an environment; null for a name that has none (<c>Docker</c>), which is not deployed.</summary>
    public EnvironmentRole? RoleOf(string environment) => _roles.TryGetValue(environment, out var role) ? role : null;

    public bool IsDeployed(string environment) => RoleOf(environment) is EnvironmentRole.Staging or EnvironmentRole.Production;
}
