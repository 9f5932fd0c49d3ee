using System.CommandLine;
using StageReady.Tool.Commands;

var root = new RootCommand("Tells whether a build is ready for staging, and proves that what goes to production is what staging passed")
{
    new CheckCommand(),
    new RulesCommand(),
};
root.AddExamples("stageready check", "stageready rules STG1008");
root.ShowExamples();

var arguments = root.Parse(args);
if (arguments.Errors.Count > 0)
{
    foreach (var error in arguments.Errors)
        Console.Error.WriteLine($"stageready: {error.Message}");
    Console.Error.WriteLine("stageready: --help shows how each command is used");
    return ExitCode.UnusableInput;
}

try
{
    return await arguments.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is not OperationCanceledException)
{
    Console.Error.WriteLine($"stageready: a defect of StageReady, please report it: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
    return ExitCode.Defect;
}
