using System.CommandLine;
using System.Text.Json;
using StageReady.Manifest;
using StageReady.Release;
using StageReady.Tool.Reporting;

namespace StageReady.Tool.Commands;

/// <summary><c>stageready rules</c>: the catalogue, or one of its entries.</summary>
internal sealed class RulesCommand : Command
{
    private readonly Argument<string?> _id = new("ID")
    {
        Description = "The rule to show; all if there is none",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "How to show them",
        HelpName = "text|json",
        DefaultValueFactory = _ => "text",
    };

    public RulesCommand()
        : base("rules", "List the rules, or show one")
    {
        _format.AcceptOnlyFromAmong("text", "json");
        Add(_id);
        Add(_format);
        this.WithExample("rules STG1008");
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        var id = arguments.GetValue(_id);
        var one = id is null ? null : Catalogue.Find(id);
        if (id is not null && one is null)
            throw new UnusableInputException($"There is no rule '{id}'; `stageready rules` lists them");

        var output = arguments.InvocationConfiguration.Output;
        if (arguments.GetRequiredValue(_format) == "json")
            WriteJson(output, one, id is null ? Catalogue.All : []);
        else if (one is not null)
            WriteRule(output, one);
        else
            WriteTable(output);
        return ExitCodes.Success;
    }

    private static void WriteTable(TextWriter output)
    {
        output.WriteLine($"{"ID",-8} {"Severity",-8} {"Reported by",-11} {"Fix",-3} Title");
        foreach (var rule in Catalogue.All)
            output.WriteLine($"{rule.Id,-8} {rule.Severity.Name(),-8} {Owner(rule),-11} {YesNo(rule.HasFix),-3} {rule.Title}");
    }

    private static void WriteRule(TextWriter output, Rule rule)
    {
        output.WriteLine(rule);
        output.WriteLine();
        output.WriteLine($"Severity:    {rule.Severity.Name()}");
        output.WriteLine($"Family:      {rule.Family.ToString().ToLowerInvariant()}");
        output.WriteLine($"Reported by: {Owner(rule)}");
        output.WriteLine($"Fix:         {YesNo(rule.HasFix)}");
        output.WriteLine($"Help:        {rule.HelpLink}");
    }

    private static void WriteJson(TextWriter output, Rule? one, IReadOnlyList<Rule> all) => IndentedJson.Write(output, json =>
    {
        if (one is not null)
        {
            WriteObject(json, one);
            return;
        }

        json.WriteStartArray();
        foreach (var rule in all)
            WriteObject(json, rule);
        json.WriteEndArray();
    });

    private static void WriteObject(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("title", rule.Title);
        json.WriteString("family", rule.Family.ToString().ToLowerInvariant());
        json.WriteString("severity", rule.Severity.Name());
        json.WriteString("owner", Owner(rule));
        json.WriteBoolean("fix", rule.HasFix);
        json.WriteString("help", rule.HelpLink);
        json.WriteEndObject();
    }

    private static string Owner(Rule rule) => rule.Owner.ToString().ToLowerInvariant();

    private static string YesNo(bool value) => value ? "yes" : "no";
}
