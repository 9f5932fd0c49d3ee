using System.CommandLine;

namespace StageReady.Release;

/// <summary>Says whether a deploy policy can be used, before a deployment needs it.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "The deploy policy" };
        var check = new Command("check", "Reads a deploy policy; what is wrong with it is told with line and column.") { path };
        check.SetAction(result => Run(result.GetRequiredValue(path)));
        return new Command("policy", "Helps with deploy policies.") { check.WithExample("policy check deploy-policy.json") };
    }

    private static int Run(string path)
    {
        using var policy = PolicyFile.Load(path);
        Console.Out.WriteLine(Printable.Of($"{path} can be used: {policy.Application}, {policy.Keys.Count} keys, environments {string.Join(", ", policy.Environments.Select(environment => environment.Name))}"));
        return ExitCodes.Success;
    }
}
