using System.Reflection;

namespace StageReady.Build;

/// <summary>The version of StageReady, without the commit it was built from.</summary>
internal static class ProductVersion
{
    public static string Current { get; } = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
