using System.CommandLine;

namespace StageReady.Release;

/// <summary>For whom a command writes.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}

internal static class OutputFormats
{
    public static Option<OutputFormat> Option() =>
        new Option<OutputFormat>("--format") { Description = "How to write the result", HelpName = "text|json", DefaultValueFactory = _ => OutputFormat.Text };
}
