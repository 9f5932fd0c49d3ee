using StageReady.Configuration;
using StageReady.Configuration.Json;

namespace StageReady.Privacy;

/// <summary>STG5001: a setting is about a person. The message says what it is, never which.</summary>
internal sealed class PersonalDataInConfiguration : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        foreach (var file in facts.Files)
        {
            foreach (var value in file.Values.Values)
            {
                if (value.Node.Kind is JsonKind.String or JsonKind.Number && PersonalData.In(value.Key, value.Text!) is { } kind)
                    yield return Create(value, kind, facts.SeverityIn(file, Severity.Warning));
            }
        }
    }

    private static Finding Create(ConfigurationValue value, string kind, Severity severity) => new(
        Catalogue.PersonalDataInConfiguration,
        value.Span,
        $"The key {MessageText.Quote(value.Key)} holds {kind}. Use that of a role, or let the deployment supply it")
    {
        Severity = severity,
        Subject = value.Key,
    };
}
