using System.CommandLine;
using StageReady.Release;

var root = new RootCommand("Writes, signs and verifies release manifests. Runs where there is no .NET.");
foreach (var command in ReleaseCommands.All())
    root.Add(command);
return CommandRunner.Run(root, args);
