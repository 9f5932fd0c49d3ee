using System.Globalization;

namespace StageReady.Tool.CSharp;

/// <summary>The preprocessor symbols that the SDK defines for a target framework.</summary>
internal static class TargetFrameworkSymbols
{
    private static readonly (int Major, int Minor)[] CoreApps = [(1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1)];

    private const int FirstNet = 5;

    public static IEnumerable<string> Of(string framework)
    {
        var name = framework.Split('-')[0];
        if (name.StartsWith("netstandard", StringComparison.OrdinalIgnoreCase))
            return ["NETSTANDARD", "NETSTANDARD" + name["netstandard".Length..].Replace('.', '_')];
        if (!name.StartsWith("net", StringComparison.OrdinalIgnoreCase) || !name.Contains('.')
            || !int.TryParse(name["net".Length..name.IndexOf('.')], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major is < FirstNet or > 99)
            return [];

        return
        [
            "NET",
            $"NET{major}_0",
            .. Enumerable.Range(FirstNet, major - FirstNet + 1).Select(version => $"NET{version}_0_OR_GREATER"),
            "NETCOREAPP",
            .. CoreApps.Select(version => $"NETCOREAPP{version.Major}_{version.Minor}_OR_GREATER"),
        ];
    }
}
