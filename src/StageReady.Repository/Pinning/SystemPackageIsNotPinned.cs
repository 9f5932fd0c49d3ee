using StageReady.Containers;
using StageReady.Shell;

namespace StageReady.Pinning;

/// <summary>STG3021: the distribution's newest packages come into the image, other ones with every build.</summary>
internal static class SystemPackageIsNotPinned
{
    private const int NamedPackages = 3;

    private static readonly string[] AptOptionsWithValue = ["-o", "--option", "-t", "--target-release", "--default-release", "-c", "--config-file", "-a", "--host-architecture"];
    private static readonly string[] ApkOptionsWithValue = ["-t", "--virtual", "-X", "--repository", "-p", "--root", "--keys-dir", "--repositories-file", "--wait", "--arch", "--cache-dir", "--timeout"];

    private static readonly char[] ApkVersion = ['=', '~', '<', '>'];

    public static IEnumerable<Finding> Judge(Dockerfile dockerfile)
    {
        foreach (var command in dockerfile.Commands)
        {
            var unpinned = Unpinned(command).Where(package => !package.HasVariable).Select(package => package.Value).ToList();
            if (unpinned.Count == 0)
                continue;

            yield return new Finding(Catalogue.SystemPackageIsNotPinned, command.Span,
                $"{command.Program} installs the newest {Name(unpinned)} of the day. Write the versions that were tested ({unpinned[0]}=VERSION), or take a base image that has {(unpinned.Count == 1 ? "it" : "them")}")
            {
                Subject = unpinned[0],
            };
        }
    }

    /// <summary>The packages that a command installs without a version; a variable can hold several, and their versions.</summary>
    public static IReadOnlyList<ShellWord> Unpinned(ShellCommand command)
    {
        var packages = command.Program switch
        {
            "apt-get" or "apt" => Packages(command, "install", AptOptionsWithValue).Where(package => package.Value.IndexOf('=') < 0 && !IsRemoved(package.Value)),
            "apk" => Packages(command, "add", ApkOptionsWithValue).Where(package => package.Value.IndexOfAny(ApkVersion) < 0),
            _ => [],
        };
        return [.. packages.Where(package => !IsFile(package.Value))];
    }

    private static IEnumerable<ShellWord> Packages(ShellCommand command, string verb, string[] optionsWithValue)
    {
        var operands = command.Operands(0, optionsWithValue).ToList();
        return operands.Count > 0 && operands[0].Value == verb ? operands.Skip(1) : [];
    }

    private static string Name(List<string> packages) => packages.Count <= NamedPackages
        ? MessageText.Join(packages)
        : $"{string.Join(", ", packages.Take(NamedPackages))} and {packages.Count - NamedPackages} more";

    private static bool IsFile(string package) => package.IndexOf('/') >= 0 || package.EndsWith(".deb", StringComparison.OrdinalIgnoreCase) || package.EndsWith(".apk", StringComparison.OrdinalIgnoreCase);

    // 'apt-get install a b-' takes b away.
    private static bool IsRemoved(string package) => package.EndsWith("-", StringComparison.Ordinal);
}
