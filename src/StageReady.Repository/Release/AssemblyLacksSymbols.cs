namespace StageReady.Release;

/// <summary>What a published assembly and its symbols say of each other.</summary>
/// <param name="Name">Its path in the publish output.</param>
/// <param name="HasSymbols">Whether symbols with its id are in it or are published beside it.</param>
/// <param name="HasOtherSymbols">Whether symbols of its name are published that belong to another build.</param>
/// <param name="HasSourceLink">Whether the symbols say where the sources are.</param>
internal sealed record PublishedAssembly(string Name, bool HasSymbols, bool HasOtherSymbols, bool HasSourceLink);

/// <summary>STG4004: without its symbols a stack trace has no lines, and without Source Link the lines have no sources.</summary>
internal static class AssemblyLacksSymbols
{
    // Those for which the .NET SDK itself makes Source Link.
    private static readonly string[] LinkedHosts = ["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com", "visualstudio.com"];

    /// <param name="origin">The public address of the repository; null if it has none.</param>
    public static Finding? Judge(PublishedAssembly assembly, string project, string? origin)
    {
        var name = MessageText.Quote(assembly.Name);
        if (assembly.HasOtherSymbols)
            return At($"The symbols that are published with {name} belong to another build of it. Clean and publish again");
        if (!assembly.HasSymbols)
            return At($"{name} is published without its symbols, so that its stack traces have no lines. Set DebugType to portable or embedded, and do not keep symbols out of the publish output");
        return !assembly.HasSourceLink && origin is not null && LinkedHosts.Any(host => IsHost(origin, host))
            ? At($"The symbols of {name} do not say where the sources are. Leave EnableSourceLink on, and build from a git work tree")
            : null;

        Finding At(string message) => new(Catalogue.AssemblyLacksSymbols, SourceSpan.StartOf(project), message) { Subject = assembly.Name };
    }

    private static bool IsHost(string origin, string host)
    {
        var name = Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host : origin.Substring(origin.IndexOf('@') + 1).Split(':')[0];
        return string.Equals(name, host, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + host, StringComparison.OrdinalIgnoreCase);
    }
}
