using System.CommandLine;
using StageReady.Release;
using StageReady.Tool.Commands;

var root = new RootCommand("Tells whether a build is ready for staging, and proves that what goes to production is what staging passed.")
{
    new CheckCommand(),
    new FixCommand(),
    new BaselineCommand(),
    new InitCommand(),
    new RehearseCommand(),
    new RulesCommand(),
};
foreach (var command in ReleaseCommands.All())
    root.Add(command);
return CommandRunner.Run(root, args);
