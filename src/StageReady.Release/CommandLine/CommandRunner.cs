using System.CommandLine;
using System.CommandLine.Invocation;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Runs a command line: whatever goes wrong ends in one line on stderr and the documented exit code, never in a stack trace.</summary>
internal static class CommandRunner
{
    // An argument that begins with @ is a file's name like any other.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    // Whoever is interrupted tidies up first: a disposable database may have to go.
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };

    public static int Run(RootCommand root, string[] args)
    {
        HelpExamples.ShowIn(root);
        try
        {
            var result = root.Parse(args, Parser);
            return result.Action is ParseErrorAction || (result.Action is null && result.Errors.Count > 0) ? UsageError(result) : result.Invoke(Invocation);
        }
        catch (UnusableInputException exception)
        {
            return Fail(exception.Message, ExitCodes.Usage);
        }
        catch (OperationCanceledException)
        {
            return Fail("interrupted", ExitCodes.Interrupted);
        }
        catch (ReleaseException exception)
        {
            foreach (var problem in exception.Problems)
                Console.Error.WriteLine(ProblemLine.Of(problem));
            return (int)exception.Problems.Max(problem => problem.Code.Class);
        }
        catch (Exception exception)
        {
            return Fail($"this is a defect of StageReady, please report it: {exception.GetType().Name}: {exception.Message}", ExitCodes.Defect);
        }
    }

    private static int UsageError(ParseResult result)
    {
        var message = string.Join(' ', result.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return Fail($"{message}; see `{CommandPath(result.CommandResult.Command)} --help`", ExitCodes.Usage);
    }

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine($"error: {Printable.Of(message)}");
        return exitCode;
    }

    private static string CommandPath(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{CommandPath(parent)} {command.Name}" : command.Name;
}
