namespace StageReady;

/// <summary>A piece of a file as it is meant (without quotes and escapes), and the place where it is written.</summary>
internal readonly record struct PlacedText(string Value, SourceSpan Span);

/// <summary>A file that its format does not allow, or that is not read: one line, with the place.</summary>
internal sealed record ArtefactProblem(SourceSpan Span, string Message);
