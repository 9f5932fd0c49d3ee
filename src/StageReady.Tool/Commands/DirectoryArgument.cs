using System.CommandLine;

namespace StageReady.Tool.Commands;

/// <summary>The directory that a command works on; the current one if none is given.</summary>
internal static class DirectoryArgument
{
    public static Argument<string> Create(string description)
    {
        var directory = new Argument<string>("DIR") { Description = description, DefaultValueFactory = _ => "." };

        // The parser takes an option that it does not know for the directory.
        directory.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] option }] && !Directory.Exists(option))
                result.AddError($"Unrecognized option '{option}'");
        });
        return directory;
    }
}
