using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace StageReady.Release;

/// <summary>Ends the help of each command with an example.</summary>
internal static class HelpExamples
{
    private static readonly ConditionalWeakTable<Command, string> Examples = [];

    /// <param name="command">The command.</param>
    /// <param name="example">The command line without the name of the executable.</param>
    public static T WithExample<T>(this T command, string example)
        where T : Command
    {
        Examples.Add(command, example);
        return command;
    }

    /// <summary>Makes the help option of an executable show the examples.</summary>
    public static void ShowIn(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is SynchronousCommandLineAction help and not HelpWithExample)
                option.Action = new HelpWithExample(help);
        }
    }

    private sealed class HelpWithExample(SynchronousCommandLineAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult result)
        {
            var exitCode = help.Invoke(result);
            if (ExampleOf(result.CommandResult.Command) is { } example)
            {
                var output = result.InvocationConfiguration.Output;
                output.WriteLine("Example:");
                output.WriteLine($"  {result.RootCommandResult.Command.Name} {example}");
                output.WriteLine();
            }

            return exitCode;
        }
    }

    // A group of commands shows the example of its first.
    private static string? ExampleOf(Command command) =>
        Examples.TryGetValue(command, out var example) ? example : command.Subcommands.Select(ExampleOf).FirstOrDefault(found => found is not null);
}
