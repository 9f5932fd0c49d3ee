namespace StageReady.Configuration;

/// <summary>A step that the code of an application takes with the sources of its host's configuration, after the host has added its own files.</summary>
/// <param name="Path">The JSON file that it adds, below the project's folder; null if that is not to be seen, empty if it clears all sources, <see cref="Vault"/> if it adds secrets.</param>
/// <param name="IsCertain">Whether every start takes it.</param>
internal sealed record AddedFile(string? Path, bool IsCertain)
{
    /// <summary>Stands in the path for the name of the environment; no file name holds it.</summary>
    public const char Hole = '\0';

    /// <summary>Stands for a store of secrets, which no file can be called.</summary>
    public const string Vault = "\0\0";
}
