using StageReady.Shell;

namespace StageReady.Pinning;

/// <summary>A command of the .NET CLI that brings a tool or a package: <c>dotnet tool install</c>, <c>dotnet tool update</c> or <c>dotnet add package</c>.</summary>
/// <param name="Verb"><c>tool install</c>, <c>tool update</c> or <c>add package</c>.</param>
/// <param name="Operands">What it brings, perhaps as <c>ID@VERSION</c>; none with <c>--all</c>.</param>
/// <param name="VersionOption">The value of <c>--version</c>; null if it has none.</param>
internal sealed record InstallCommand(ShellCommand Command, string Verb, IReadOnlyList<ShellWord> Operands, ShellWord? VersionOption)
{
    private const string AddPackage = "add package";

    private static readonly string[] OptionsWithValue =
    [
        "--version", "-v", "--verbosity", "--tool-path", "--add-source", "--source", "-s", "--configfile", "--framework", "-f", "-a", "--arch", "--tool-manifest", "--package-directory", "--project", "--file",
    ];

    public bool IsPackage => Verb == AddPackage;

    public ShellWord? Operand => Operands.FirstOrDefault();

    public string Id => Operand is null ? "" : At < 0 ? Operand.Value : Operand.Value.Substring(0, At);

    /// <summary>As it is written; null if nothing is.</summary>
    public string? Version => VersionOption?.Value ?? (At < 0 ? null : Operand!.Value.Substring(At + 1));

    /// <summary>Whether only the run could tell what is meant.</summary>
    public bool IsUnknown => Operands.Any(operand => operand.HasVariable) || VersionOption?.HasVariable == true;

    private int At => Operand?.Value.IndexOf('@', 1) ?? -1;

    /// <summary>Null if it is another command.</summary>
    public static InstallCommand? Read(ShellCommand command)
    {
        if (command.Program is not ("dotnet" or "dotnet.exe") || Parts(command) is not var (verb, operands) || command.Arguments.Any(word => word.Value.StartsWith("@", StringComparison.Ordinal)))
            return null;
        if (operands.Count == 0 && !(verb == "tool update" && command.Arguments.Any(word => word.Value == "--all")))
            return null;

        // '-v' is the verbosity of 'dotnet tool'.
        var version = command.ValuesOf(verb == AddPackage ? ["--version", "-v"] : ["--version"]).LastOrDefault();
        return new InstallCommand(command, verb, operands, version);
    }

    // 'dotnet add PROJECT package ID' and 'dotnet package add ID' are one.
    private static (string Verb, List<ShellWord> Operands)? Parts(ShellCommand command)
    {
        if (command.Begins("tool", "install") || command.Begins("tool", "update"))
            return ("tool " + command.Arguments[1].Value, [.. command.Operands(2, OptionsWithValue)]);
        if (command.Begins("package", "add"))
            return (AddPackage, [.. command.Operands(2, OptionsWithValue)]);

        var operands = command.Operands(0, OptionsWithValue).ToList();
        var package = operands.FindIndex(word => word.Value == "package");
        return command.Begins("add") && package is 1 or 2 ? (AddPackage, operands.GetRange(package + 1, operands.Count - package - 1)) : null;
    }
}
