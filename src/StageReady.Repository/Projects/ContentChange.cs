namespace StageReady.Projects;

internal enum ContentOperation
{
    Include,
    Update,
    Remove,
}

/// <summary>What a project says of files that a build or a publish can copy: one element of Content, None or EmbeddedResource.</summary>
/// <param name="Patterns">The entries of its list, expanded.</param>
/// <param name="CopyToPublishDirectory">The metadata of that name; null if the element does not set it.</param>
/// <param name="CopyToOutputDirectory">The same.</param>
/// <param name="IsCertain">Whether the text decides that the element counts.</param>
internal sealed record ContentChange(
    string Type, ContentOperation Operation, IReadOnlyList<string> Patterns, Evaluated<string>? CopyToPublishDirectory, Evaluated<string>? CopyToOutputDirectory, bool IsCertain);
