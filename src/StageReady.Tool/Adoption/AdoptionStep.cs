using Microsoft.CodeAnalysis.Text;

namespace StageReady.Tool.Adoption;

/// <summary>A file as it is to become.</summary>
/// <param name="Path">Relative to the tree.</param>
/// <param name="Title">What is written, for who reads.</param>
internal sealed record AdoptedFile(string Path, SourceText Text, string Title);

/// <summary>A part of what StageReady needs in a repository.</summary>
/// <param name="File">Null if nothing is to be written.</param>
/// <param name="Notes">What is left to the user, one line each.</param>
internal sealed record AdoptionStep(AdoptedFile? File, params IReadOnlyList<string> Notes)
{
    public static AdoptionStep None { get; } = new(null, []);
}
