// A deploy tool that lets nothing run but what its policy admits:
//   DeployTool RELEASE POLICY ENVIRONMENT STATE NEXT
// copies the release to NEXT if it is verified, and says why not if it is not.

using System.Text.Json;
using StageReady.Manifest;

if (args is not [var release, var policyPath, var environment, var statePath, var next])
{
    Console.Error.WriteLine("Usage: DeployTool RELEASE POLICY ENVIRONMENT STATE NEXT");
    return 2;
}

// Ctrl-C ends the copying, and what was copied is removed.
using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    interrupt.Cancel();
};

try
{
    using var policy = DeployPolicy.Parse(File.ReadAllBytes(policyPath), policyPath);
    var state = ReleaseState.Load(statePath);
    using var stage = ReleaseStage.Create(next, interrupt.Token);
    var verification = ReleaseVerifier.VerifyForEnvironment(release, policy, environment, state: state, stage: stage);

    // The text may quote names of files, which could command a terminal.
    foreach (var problem in verification.Problems)
        Console.Error.WriteLine(JsonEncodedText.Encode(problem.ToString()));
    if (!verification.IsVerified)
        return verification.ExitCode;

    // In this order: whoever fails in between can try again.
    state.Accept(verification, environment);
    stage.Complete();
    Console.WriteLine($"{verification.Release!.Name} {verification.Release.Version} is verified and in {next}");
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception exception) when (exception is UnusableInputException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
