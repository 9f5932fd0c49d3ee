using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.Tool.CSharp;

/// <summary>A configuration file as a build hands it to the analyzers.</summary>
/// <param name="path">Where it is.</param>
/// <param name="place">Where the application finds it.</param>
/// <param name="text">What it holds.</param>
internal sealed class ConfigurationText(string path, string place, string text) : AdditionalText
{
    public override string Path => path;

    public string Place => place;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
