using System.CommandLine;

namespace StageReady.Release;

/// <summary>The option that chooses for whom a command writes: people or programs.</summary>
internal static class OutputFormat
{
    public const string Text = "text";
    public const string Json = "json";

    public static Option<string> Option() =>
        new Option<string>("--format") { Description = "For people or for programs", DefaultValueFactory = _ => Text }.AcceptOnlyFromAmong(Text, Json);
}
