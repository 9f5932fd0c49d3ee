using System.CommandLine;

namespace StageReady.Release;

/// <summary>The commands about release manifests, for every executable that offers them.</summary>
internal static class ReleaseCommands
{
    public static IEnumerable<Command> All() => [KeysCommand.Create(), ManifestCommand.Create(), InspectCommand.Create(), VerifyCommand.Create(), AttestCommand.Create(), PromoteCommand.Create(), PolicyCommand.Create()];
}
