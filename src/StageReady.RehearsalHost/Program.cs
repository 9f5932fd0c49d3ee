using System.Text.Json;

namespace StageReady.RehearsalHost;

/// <summary>
/// Runs an application's migrations in a process with the application's own dependencies, as <c>dotnet exec --depsfile A.deps.json --runtimeconfig A.runtimeconfig.json</c> starts it. It takes a
/// request a line on the standard input and answers each with a line on the standard output, so that connection strings stand in no argument.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // The application may write to the console, which is ours.
        using var answers = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(Console.Error);
        using var requests = new StreamReader(Console.OpenStandardInput());

        IMigrations? migrations = null;
        try
        {
            var application = new Application(arguments[0], arguments[1]);
            while (requests.ReadLine() is { } line)
            {
                var request = JsonSerializer.Deserialize(line, ProtocolJson.Default.Request)!;
                answers.WriteLine(JsonSerializer.Serialize(Answer(request), ProtocolJson.Default.Answer));
            }

            return 0;

            Answer Answer(Request request)
            {
                try
                {
                    if (request.Do == "open")
                    {
                        migrations = application.Open(request.Context, request.Provider);
                        return new Answer { Opened = migrations.Describe() };
                    }

                    if (request.Do == "up")
                        migrations!.Up(request.Id!, request.Connection!);
                    else
                        migrations!.Down(request.Id!, request.Connection!);
                    return new Answer();
                }
                catch (CannotOpenException exception)
                {
                    return new Answer { Error = exception.Message };
                }
                catch (Exception exception)
                {
                    return request.Do == "open" ? new Answer { Error = Failure.Describe(exception) } : new Answer { Failed = Failure.Describe(exception) };
                }
            }
        }
        finally
        {
            migrations?.Dispose();
        }
    }
}
