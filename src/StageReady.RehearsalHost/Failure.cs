using System.Data.Common;
using System.Reflection;

namespace StageReady.RehearsalHost;

/// <summary>What went wrong, in a line: the database's own message where there is one.</summary>
internal static class Failure
{
    public static string Describe(Exception exception)
    {
        var cause = exception;
        while (cause is TargetInvocationException or AggregateException or TypeInitializationException && cause.InnerException is { } inner)
            cause = inner;
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (inner is DbException)
                return InALine(inner.Message);
        }

        return cause is FileNotFoundException { FileName: { } file } ? $"{file} is not among the files of the application" : InALine(cause.Message);
    }

    private static string InALine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
