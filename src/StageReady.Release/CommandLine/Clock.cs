using System.CommandLine;
using System.Globalization;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>The option that sets the time of a command, for tests and for repeating what was decided.</summary>
internal static class Clock
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"];

    public static Option<string?> Option() => new("--now") { Description = "The time to go by, such as 2027-01-31T12:00:00Z [default: the clock's]", HelpName = "T" };

    /// <exception cref="UnusableInputException">The text is no time.</exception>
    public static DateTimeOffset Read(string? text) => text is null ? DateTimeOffset.UtcNow : Read(text, "--now");

    /// <exception cref="UnusableInputException">The text is no time.</exception>
    public static DateTimeOffset Read(string text, string option) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new UnusableInputException($"{option}: expected a time with its zone, such as 2027-01-31T12:00:00Z, found '{text}'");
}
