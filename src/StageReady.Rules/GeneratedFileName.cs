namespace StageReady;

/// <summary>Names of C# files that a tool writes, and would write again: the Designer of a migration, the snapshot of a model, what generators leave.</summary>
internal static class GeneratedFileName
{
    private static readonly string[] Endings = [".designer.cs", ".generated.cs", ".g.cs", ".g.i.cs", "modelsnapshot.cs"];

    public static bool Is(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
