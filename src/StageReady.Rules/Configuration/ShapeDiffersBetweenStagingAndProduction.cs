namespace StageReady.Configuration;

/// <summary>STG1003: staging and production give a key values that no one type can be bound to, so that code which works with one fails with the other.</summary>
internal sealed class ShapeDiffersBetweenStagingAndProduction : ConfigurationRule
{
    /// <summary>Serilog's reader takes most of its settings in several shapes.</summary>
    private const string FreelyShapedSection = "Serilog";

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        // One finding for the place in production, however many staging environments are otherwise.
        var clashes =
            from pair in facts.Pairs
            from production in pair.Production.Shapes.All
            let staging = pair.Staging.Shapes.At(production.Key)
            where staging is not null && IsCompared(production.Key, facts.Settings)
            let clash = Clash(staging, production)
            where clash is not null
            group (pair, clash) by (production.Key, clash.InProduction);

        foreach (var group in clashes)
        {
            var (_, clash) = group.First();
            var stagings = group.Select(entry => entry.pair.Staging.Environment).Distinct(StringComparer.Ordinal).ToList();
            yield return new Finding(
                Catalogue.ShapeDiffersBetweenStagingAndProduction,
                clash.InProduction,
                $"{MessageText.Quote(group.Key.Key)} is {clash.ProductionKind} in {group.First().pair.Production.Environment} and {clash.StagingKind} in {MessageText.Join(stagings)}. "
                    + "Code that binds the one fails with the other: give both the same form")
            {
                Subject = group.Key.Key,
                Related = [clash.InStaging],
            };
        }
    }

    // What stands at one index of two arrays need not be the same thing.
    private static bool IsCompared(string key, StageReadySettings settings) =>
        KeyPath.OfArray(key).Length == key.Length && !KeyPath.Root(key).Equals(FreelyShapedSection, StringComparison.OrdinalIgnoreCase) && !settings.IsExternal(key);

    private static ShapeClash? Clash(ConfigurationShape staging, ConfigurationShape production)
    {
        if (IsOpen(staging) || IsOpen(production) || ReferenceEquals(staging.Scalar, production.Scalar) && HaveSameSection(staging, production))
            return null;
        if (!HaveSameSection(staging, production) || staging.Scalar is null != production.Scalar is null)
            return new ShapeClash(Describe(staging, production), SpanOf(staging, production), Describe(production, staging), SpanOf(production, staging));
        return staging.Scalar is null || ScalarKinds.AreAlike(staging.Scalar, production.Scalar!)
            ? null
            : new ShapeClash(ScalarKinds.Describe(ScalarKinds.Of(staging.Scalar)), staging.Scalar.Span, ScalarKinds.Describe(ScalarKinds.Of(production.Scalar!)), production.Scalar!.Span);
    }

    // Null, and what the deployment fills in, can take any form.
    private static bool IsOpen(ConfigurationShape shape) => shape.Section is null && (shape.Scalar is null || Placeholder.Is(shape.Scalar.Text!));

    private static bool HaveSameSection(ConfigurationShape one, ConfigurationShape other) => one.IsArray == other.IsArray && one.IsObject == other.IsObject;

    /// <summary>What a shape has and the other has not; all of it if it has less.</summary>
    private static string Describe(ConfigurationShape shape, ConfigurationShape other) =>
        IsSectionOdd(shape, other) ? shape.IsArray ? "an array" : "a section" : ScalarKinds.Describe(ScalarKinds.Of(shape.Scalar!));

    private static SourceSpan SpanOf(ConfigurationShape shape, ConfigurationShape other) => IsSectionOdd(shape, other) ? shape.SectionSpan : shape.Scalar!.Span;

    private static bool IsSectionOdd(ConfigurationShape shape, ConfigurationShape other) => shape.Section is not null && (shape.Scalar is null || !HaveSameSection(shape, other));

    private sealed record ShapeClash(string StagingKind, SourceSpan InStaging, string ProductionKind, SourceSpan InProduction);
}
