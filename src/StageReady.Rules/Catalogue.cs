namespace StageReady;

/// <summary>Every rule there is, in the order of ids. The README's table, the globalconfigs, the index of the pages and the analyzer release files are generated from here.</summary>
internal static partial class Catalogue
{
    // A property, not a field: static fields of a partial class are initialised in the order of its files, which nothing fixes.
    public static IReadOnlyList<Rule> All => AllRules.Value;

    private static readonly Lazy<IReadOnlyList<Rule>> AllRules = new(() =>
    [
        .. ConfigurationRules(),
        .. MigrationRules(),
        .. PinningRules(),
        .. ReleaseRules(),
        .. PrivacyRules(),
    ]);

    /// <summary>The rule of that id, by any case; null if there is none.</summary>
    public static Rule? Find(string id) => All.FirstOrDefault(rule => string.Equals(rule.Id, id, StringComparison.OrdinalIgnoreCase));
}
