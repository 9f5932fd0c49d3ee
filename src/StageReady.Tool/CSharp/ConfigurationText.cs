using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.Tool.CSharp;

/// <summary>A configuration file as a build hands it to the analyzers.</summary>
internal sealed class ConfigurationText(string path, string text) : AdditionalText
{
    public override string Path => path;

    /// <summary>What the SDK marks it as; null if its name tells.</summary>
    public string? Kind { get; init; }

    /// <summary>Where the application finds it; null if that is where it is.</summary>
    public string? Place { get; init; }

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
