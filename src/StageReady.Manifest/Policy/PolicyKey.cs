namespace StageReady.Manifest;

/// <summary>A key that a policy trusts, and for what.</summary>
public sealed class PolicyKey
{
    internal PolicyKey(string name, TrustedKey key, IReadOnlyList<string> roles, DateTimeOffset? validFrom, DateTimeOffset? validTo) =>
        (Name, Key, Roles, ValidFrom, ValidTo) = (name, key, roles, validFrom, validTo);

    /// <summary>The name that the policy gives to the key.</summary>
    public string Name { get; }

    /// <summary>The key.</summary>
    public TrustedKey Key { get; }

    /// <summary>What the key's owner may sign for; at least one.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>From when on the key counts; null for always.</summary>
    public DateTimeOffset? ValidFrom { get; }

    /// <summary>Until when the key counts, that moment not included; null for always.</summary>
    public DateTimeOffset? ValidTo { get; }

    /// <summary>
    /// Whether the key counts at the time of a verification. The time that a statement gives itself would not do: whoever has stolen an old key can write any time.
    /// </summary>
    /// <param name="now">The time of the verification.</param>
    public bool IsValidAt(DateTimeOffset now) => !(now < ValidFrom) && !(now >= ValidTo);
}
