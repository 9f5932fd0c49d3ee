using System.CommandLine;

namespace StageReady.Release;

internal static class ManifestCommand
{
    public static Command Create() => new("manifest", "Writes, shows and compares release manifests.") { ManifestCreateCommand.Create(), InspectCommand.Create(), ManifestDiffCommand.Create() };
}
