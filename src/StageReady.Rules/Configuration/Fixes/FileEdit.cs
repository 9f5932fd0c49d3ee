namespace StageReady.Configuration.Fixes;

/// <summary>A change of a text file: characters that are taken out, and what stands there instead.</summary>
internal sealed record FileEdit(string Path, int Start, int Length, string Text);
