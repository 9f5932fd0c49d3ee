using StageReady.Configuration.Json;
using StageReady.Pinning;
using StageReady.Shell;

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

    /// <summary>The images from elsewhere that it is built upon or copies from.</summary>
    public IEnumerable<ImageUse> Images =>
        from stage in Stages
        from image in stage.Instructions.SelectMany(ImagesOf)
        where image.Value is null || !IsStageBefore(image.Value, stage.Index)
        select image;

    /// <summary>What its <c>RUN</c> instructions run, here documents included.</summary>
    public IEnumerable<ShellCommand> Commands => Stages.SelectMany(stage => stage.Instructions).Where(instruction => instruction.Keyword == "RUN").SelectMany(CommandsOf);

    private IEnumerable<ImageUse> ImagesOf(DockerInstruction instruction) => instruction.Keyword switch
    {
        "FROM" => instruction.Words.Take(1).Select(image => new ImageUse(image, Interpolation.Expand(image.Value, GlobalDefault, '\\'))),
        "COPY" => Fields(instruction, "--from=", [' ']),
        "RUN" => Fields(instruction, "--mount=", [',']).Where(field => field.Written.Value.StartsWith("from=", StringComparison.Ordinal)).Select(field => Behind("from=", field.Written)),
        _ => [],
    };

    // The values of a flag; arguments are not expanded there by every builder.
    private IEnumerable<ImageUse> Fields(DockerInstruction instruction, string flag, char[] separators)
    {
        foreach (var written in instruction.Flags.Where(written => written.Value.StartsWith(flag, StringComparison.Ordinal)))
        {
            var start = flag.Length;
            foreach (var field in written.Value.Substring(flag.Length).Split(separators))
            {
                yield return Part(written, start, field.Length);
                start += field.Length + 1;
            }
        }
    }

    private ImageUse Behind(string prefix, PlacedText text) => Part(text, prefix.Length, text.Value.Length - prefix.Length);

    private ImageUse Part(PlacedText text, int start, int length)
    {
        var value = text.Value.Substring(start, length);
        var span = text.Span.Length == text.Value.Length ? File.Span(text.Span.Start + start, length) : text.Span;
        return new ImageUse(new PlacedText(value, span), value.IndexOf('$') < 0 ? value : null);
    }

    private bool IsStageBefore(string name, int index) =>
        int.TryParse(name, out _) || Stages.Take(index).Any(stage => string.Equals(stage.Name, name, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<ShellCommand> CommandsOf(DockerInstruction run)
    {
        if (run.Words.Count == 0)
            return [];

        var start = run.Words[0].Span.Start;
        var source = new ShellText(File.Text.Substring(start, run.Span.Start + run.Span.Length - start), (first, length) => File.Span(start + first, length), JoinsLines: true);
        var commands = source.Text[0] == '[' ? ExecForm(source) : ShellReader.Read(source);
        var isScript = run.Words[0].Value.StartsWith("<<", StringComparison.Ordinal) || commands.Count > 0 && commands[0].Program is "sh" or "bash";
        return isScript ? commands.Concat(run.Heredocs.SelectMany(body => ShellReader.Read(new ShellText(body.Value, (first, length) => File.Span(body.Span.Start + first, length))))) : commands;
    }

    // RUN ["apt-get", "install", "curl"]
    private static IReadOnlyList<ShellCommand> ExecForm(ShellText source)
    {
        ShellWord[] words = [.. (JsonReader.Read(source.Text).Root?.Elements ?? []).Where(word => word.Text is not null).Select(word => new ShellWord(word.Text!, word.Start, word.Length, HasVariable: false))];
        return words.Length == 0 ? [] : [new ShellCommand(words[0].Value.Substring(words[0].Value.LastIndexOf('/') + 1), [.. words.Skip(1)], source.SpanOf(0, source.Text.Length), source)];
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
