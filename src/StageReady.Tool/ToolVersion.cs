using System.Reflection;

namespace StageReady.Tool;

/// <summary>The version of this tool.</summary>
internal static class ToolVersion
{
    /// <summary>As the package has it, without the commit.</summary>
    public static string Semantic { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
