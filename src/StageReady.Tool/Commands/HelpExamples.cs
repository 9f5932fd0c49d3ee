using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace StageReady.Tool.Commands;

/// <summary>Ends the help of a command with examples.</summary>
internal static class HelpExamples
{
    private static readonly Dictionary<Command, string[]> Examples = [];

    public static void AddExamples(this Command command, params string[] examples) => Examples.Add(command, examples);

    /// <summary>Replaces the help of the whole command line by one that knows the examples.</summary>
    public static void ShowExamples(this RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            if (Examples.TryGetValue(parseResult.CommandResult.Command, out var examples))
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine(examples.Length == 1 ? "Example:" : "Examples:");
                foreach (var example in examples)
                    output.WriteLine($"  {example}");
            }

            return code;
        }
    }
}
