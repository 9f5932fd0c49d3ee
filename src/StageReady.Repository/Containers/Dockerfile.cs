namespace StageReady.Containers;

/// <summary>A Dockerfile: its stages, in the order of the text.</summary>
/// <param name="GlobalArguments">The <c>ARG</c> instructions before the first stage, which <c>FROM</c> can use.</param>
internal sealed record Dockerfile(TextFile File, IReadOnlyList<DockerInstruction> GlobalArguments, IReadOnlyList<DockerStage> Stages)
{
    /// <summary>The stage that a build without a target ends with.</summary>
    public DockerStage? Final => Stages.LastOrDefault();

    /// <summary>A stage and those it is built from, the outermost base first.</summary>
    public IReadOnlyList<DockerStage> Chain(DockerStage stage)
    {
        var chain = new List<DockerStage>();
        // A stage is based on an earlier one only, so that this ends.
        for (var current = stage; current is not null; current = BaseOf(current))
            chain.Add(current);
        chain.Reverse();
        return chain;
    }

    private DockerStage? BaseOf(DockerStage stage) => Stages.Take(stage.Index).LastOrDefault(
        other => string.Equals(other.Name, stage.Image?.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>The environment variables that the image of a stage sets. Arguments have their defaults; what needs another one is unknown.</summary>
    public IReadOnlyDictionary<string, DockerVariable> EnvironmentOf(DockerStage stage)
    {
        var environment = new Dictionary<string, DockerVariable>(StringComparer.Ordinal);
        foreach (var link in Chain(stage))
        {
            var arguments = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var instruction in link.Instructions)
            {
                foreach (var (name, value) in instruction.Assignments)
                {
                    if (instruction.Keyword == "ARG")
                        arguments[name.Value] = value is { } text ? Interpolation.Expand(text.Value, Lookup, '\\') : GlobalDefault(name.Value);
                    else if (instruction.Keyword == "ENV" && value is { } given)
                        environment[name.Value] = new DockerVariable(Interpolation.Expand(given.Value, Lookup, '\\'), given);
                }
            }

            string? Lookup(string name) => environment.TryGetValue(name, out var variable) ? variable.Value : arguments.TryGetValue(name, out var argument) ? argument : null;
        }

        return environment;
    }

    private string? GlobalDefault(string name)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (argument, value) in GlobalArguments.SelectMany(instruction => instruction.Assignments))
            values[argument.Value] = value is { } text ? Interpolation.Expand(text.Value, other => values.TryGetValue(other, out var known) ? known : null, '\\') : null;
        return values.TryGetValue(name, out var found) ? found : null;
    }
}

/// <summary>What one <c>FROM</c> begins.</summary>
/// <param name="Image">The base image or the earlier stage, as it is written.</param>
/// <param name="Name">After <c>AS</c>; null if it has none.</param>
internal sealed record DockerStage(int Index, PlacedText? Image, string? Name, IReadOnlyList<DockerInstruction> Instructions);

/// <summary>An instruction with its continuation lines joined.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Words">Its arguments as the shell would split them, without quotes; flags are apart.</param>
/// <param name="Flags"><c>--name=value</c> at its start.</param>
/// <param name="Span">From the keyword to the end of the last line, without the bodies of heredocs.</param>
internal sealed record DockerInstruction(string Keyword, IReadOnlyList<PlacedText> Words, IReadOnlyList<PlacedText> Flags, SourceSpan Span)
{
    /// <summary>The bodies of its heredocs (<c>&lt;&lt;EOF</c>).</summary>
    public IReadOnlyList<PlacedText> Heredocs { get; init; } = [];

    /// <summary>The names and values of <c>ENV</c> and <c>ARG</c>; the value is null for an argument without a default.</summary>
    public IEnumerable<(PlacedText Name, PlacedText? Value)> Assignments { get; init; } = [];
}

/// <summary>A variable of an image.</summary>
/// <param name="Value">Null if it is unknown.</param>
/// <param name="Written">As the instruction has it.</param>
internal readonly record struct DockerVariable(string? Value, PlacedText Written);
