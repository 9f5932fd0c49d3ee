using System.Globalization;

namespace StageReady.Analyzers;

/// <summary>The symbols that the .NET SDK defines for a target framework (docs: "Target frameworks", "How to specify a target framework").</summary>
internal static class TargetFrameworkSymbols
{
    private const string OrGreater = "_OR_GREATER";

    private static readonly string[] Families = ["NETCOREAPP", "NETSTANDARD", "NETFRAMEWORK"];

    /// <summary>Whether a symbol speaks of the target framework; other symbols are the project's own.</summary>
    public static bool Is(string symbol) =>
        symbol == "NET" || (symbol.StartsWith("NET", StringComparison.Ordinal) && symbol.Length > 3 && char.IsDigit(symbol[3])) || Array.Exists(Families, family => symbol.StartsWith(family, StringComparison.Ordinal));

    /// <summary>Whether the symbol is defined for a framework such as <c>net10.0</c>, <c>net10.0-windows</c>, <c>netstandard2.0</c> or <c>net48</c>; null if that framework is not understood.</summary>
    public static bool? IsDefined(string symbol, string framework)
    {
        var (family, version) = Parse(framework.Split('-')[0]);
        if (version is null)
            return null;

        // .NET 5 and later is .NETCoreApp too.
        if (symbol == family || (family == "NET" && symbol == "NETCOREAPP"))
            return true;
        var isOrGreater = symbol.EndsWith(OrGreater, StringComparison.Ordinal);
        var (symbolFamily, symbolVersion) = Parse((isOrGreater ? symbol.Substring(0, symbol.Length - OrGreater.Length) : symbol).Replace('_', '.'));
        if (symbolVersion is null)
            return false;
        return isOrGreater
            ? symbolVersion <= version && (symbolFamily == family || (family == "NET" && symbolFamily == "NETCOREAPP"))
            : symbolVersion == version && symbolFamily == family;
    }

    // "net10.0", "NETCOREAPP3.1", "net472": dotted names are .NET (Core) and .NET Standard, others .NET Framework, one digit for each part.
    private static (string Family, Version? Version) Parse(string name)
    {
        name = name.ToUpperInvariant();
        foreach (var family in Families)
        {
            if (name.StartsWith(family, StringComparison.Ordinal))
                return (family, Version.TryParse(name.Substring(family.Length), out var version) ? version : null);
        }

        if (!name.StartsWith("NET", StringComparison.Ordinal))
            return ("", null);
        var digits = name.Substring(3);
        if (digits.IndexOf('.') >= 0)
            return ("NET", Version.TryParse(digits, out var version) ? version : null);
        return digits.Length is 2 or 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? ("NETFRAMEWORK", new Version(digits[0] - '0', digits[1] - '0', digits.Length == 3 ? digits[2] - '0' : 0))
            : ("", null);
    }
}
