using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Appends evidence to a manifest. What cannot be used appends nothing; what failed is evidence too.</summary>
internal static class AttestCommand
{
    private const string Approved = "approved";
    private const string Rejected = "rejected";

    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = $"What is attested: {string.Join(", ", EvidenceKind.All)}" };
        kind.AcceptOnlyFromAmong([.. EvidenceKind.All.Select(one => one.Name)]);
        var manifest = new Option<string>("--manifest") { Description = "The manifest of the release", HelpName = "F", Required = true };
        var key = new Option<string?>("--key") { Description = $"The private key of who attests it, PEM or PKCS#12, or its PKCS#11 URI [default: what is in {SigningKeyFile.KeyVariable}]", HelpName = "K.pem" };
        var environment = new Option<string>("--environment") { Description = "The environment that it was made in, or is approved for", HelpName = "E", Required = true };
        var results = new Option<string[]>("--result") { Description = "What the tool has written (TRX, JUnit, CTRF, SARIF, JSON); may be given several times", HelpName = "FILE" };
        var suite = new Option<string?>("--suite") { Description = "Which of several suites or scenarios", HelpName = "NAME" };
        var role = new Option<string?>("--role") { Description = "In which role somebody approves", HelpName = "R" };
        var decision = new Option<string?>("--decision") { Description = "What somebody decides" };
        decision.AcceptOnlyFromAmong(Approved, Rejected);
        var expires = new Option<string?>("--expires") { Description = "From when on it does not count any more, such as 2027-01-31T12:00:00Z; a rollback needs it", HelpName = "T" };
        var run = new Option<string?>("--run-id") { Description = "What sets the run apart from every other [default: random]", HelpName = "ID" };
        var now = Clock.Option();
        var command = new Command("attest", "Appends signed evidence about a release to its manifest.") { kind, manifest, key, environment, results, suite, role, decision, expires, run, now };
        command.Validators.Add(result =>
        {
            if (EvidenceKind.Named(result.GetResult(kind)?.Tokens is [{ Value: var name }] ? name : "") is not { } named)
                return;
            var isApproval = named == EvidenceKind.Approval;
            var isSaid = IsSaid(named);
            var hasResult = result.GetResult(results) is not null;
            if (isApproval != result.GetResult(role) is not null || isApproval != result.GetResult(decision) is not null)
                result.AddError(isApproval ? "An approval needs --role and --decision" : "--role and --decision are for approvals");
            else if (named == EvidenceKind.Rollback && result.GetResult(expires) is null)
                result.AddError("A permission to go back needs --expires");
            else if (isSaid == hasResult)
                result.AddError(isSaid ? "--result is for what a tool has written" : "--result is required: what the tool has written");
        });
        command.SetAction(result => Run(
            EvidenceKind.Named(result.GetRequiredValue(kind))!, result.GetRequiredValue(manifest), result.GetValue(key), result.GetRequiredValue(environment), result.GetValue(results) ?? [],
            result.GetValue(suite), result.GetValue(role), result.GetValue(decision), result.GetValue(expires) is { } end ? Clock.Read(end, "--expires") : null, result.GetValue(run), Clock.Read(result.GetValue(now))));
        return command.WithExample("attest test-result --manifest publish/release.intoto.jsonl --key qa.pem --environment staging --suite smoke --result smoke.trx");
    }

    private static int Run(
        EvidenceKind kind, string manifest, string? keyPath, string environment, string[] results, string? suite, string? role, string? decision, DateTimeOffset? expires, string? run,
        DateTimeOffset now)
    {
        var result = IsSaid(kind) ? null : EvidenceResult.Read(kind, [.. results.Select(path => new ResultFile(Path.GetFileName(path), InputFile.Read(path, "result", ResultFile.MaxBytes)))], now);
        using var key = SigningKeyFile.Load(keyPath) ?? throw new UnusableInputException($"Evidence is signed; give --key or {SigningKeyFile.KeyVariable}");
        var evidence = new Evidence
        {
            Kind = kind,
            Environment = environment,
            Suite = suite,
            Role = role,
            RunId = run ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            Time = now,
            Expires = expires,
            WriteMembers = writer => Write(writer, result, role, decision),
        };
        var digest = Append(manifest, evidence, key);
        var outcome = result is null ? decision ?? (kind == EvidenceKind.Rollback ? "permitted" : "acknowledged") : $"{(result.Passed ? "passed" : "failed")} ({result.Summary})";
        Console.Out.WriteLine(Printable.Of($"Appended to {manifest}: {kind} {outcome} for release {digest}"));
        return ExitCodes.Success;
    }

    // By a person, and not by a tool that leaves a file.
    private static bool IsSaid(EvidenceKind kind) => kind == EvidenceKind.Approval || kind == EvidenceKind.Acknowledgement || kind == EvidenceKind.Rollback;

    private static string Append(string manifest, Evidence evidence, SigningKey key)
    {
        try
        {
            return EvidenceWriter.Append(manifest, evidence, key);
        }
        catch (ReleaseException exception)
        {
            throw new UnusableInputException($"{exception.Problems[0].Path} is no manifest that evidence can be appended to: {exception.Problems[0].Message}");
        }
    }

    private static void Write(Utf8JsonWriter writer, EvidenceResult? result, string? role, string? decision)
    {
        if (result is not null)
            result.Write(writer);
        else if (decision is not null)
            writer.WriteString("decision", decision);
        if (role is not null)
            writer.WriteString("role", role);
    }
}
