using System.CommandLine;

namespace StageReady.Release;

internal static class KeysCommand
{
    public static Command Create() => new("keys", "Makes keys for signing releases.") { KeysCreateCommand.Create() };
}
