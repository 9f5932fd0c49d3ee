using System.CommandLine;

namespace StageReady.Release;

internal static class ManifestCommand
{
    public static Command Create() => new("manifest", "Writes, shows, compares and exports release manifests.") { ManifestCreateCommand.Create(), InspectCommand.Create(), ManifestDiffCommand.Create(), ManifestExportCommand.Create() };
}
