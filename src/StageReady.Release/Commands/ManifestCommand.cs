using System.CommandLine;

namespace StageReady.Release;

internal static class ManifestCommand
{
    public static Command Create() => new("manifest", "Writes and shows release manifests.") { ManifestCreateCommand.Create(), InspectCommand.Create() };
}
