namespace StageReady.Configuration;

/// <summary>An entry of <c>requiredDocuments</c>: a document that a release must have.</summary>
/// <param name="Path">Relative to the folder of stageready.json, with forward slashes.</param>
/// <param name="Headings">The headings that it must hold, without their marks.</param>
/// <param name="Span">Where the entry stands in stageready.json.</param>
internal sealed record RequiredDocument(string Path, IReadOnlyList<string> Headings, SourceSpan Span);
