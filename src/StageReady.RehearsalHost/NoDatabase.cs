using System.Reflection;
using FluentMigrator;

namespace StageReady.RehearsalHost;

/// <summary>Stands for the database while nothing is run: it says of which kind it is, and answers no question about what it holds.</summary>
internal class NoDatabase : DispatchProxy
{
    private IMigrationProcessor? _processor;

    public static IMigrationProcessor Like(IMigrationProcessor processor)
    {
        var proxy = Create<IMigrationProcessor, NoDatabase>();
        ((NoDatabase)proxy)._processor = processor;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name is "get_DatabaseType" or "get_DatabaseTypeAliases" ? targetMethod.Invoke(_processor, args) : throw new CannotOpenException("There is no database yet");
}
