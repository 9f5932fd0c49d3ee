using System.Security.Cryptography;
using System.Text.Json;
using StageReady.Manifest;
using StageReady.Rehearsal;
using StageReady.Release;

namespace StageReady.Tool.Reporting;

/// <summary>Puts the result of a rehearsal, signed, beside the release that the migrations belong to. A rehearsal that failed is evidence too.</summary>
internal sealed class RehearsalEvidence : IDisposable
{
    private readonly string _manifest;
    private readonly string _environment;
    private readonly SigningKey _key;

    private RehearsalEvidence(string manifest, string environment, SigningKey key) => (_manifest, _environment, _key) = (manifest, environment, key);

    /// <summary>Reads what is needed, so that what is missing is said before anything runs.</summary>
    /// <returns>Null if no evidence is asked for.</returns>
    /// <exception cref="UnusableInputException">The manifest, the key or the environment is missing or cannot be used.</exception>
    /// <exception cref="ReleaseException">The manifest is malformed.</exception>
    public static RehearsalEvidence? Open(string? manifest, string? key, string? environment)
    {
        if (manifest is null)
            return key is null && environment is null ? null : throw new UnusableInputException("--key and --environment are for evidence; give --manifest too");
        if (environment is null)
            throw new UnusableInputException("Evidence names its environment; give --environment");
        ManifestFile.Read(manifest);
        return new RehearsalEvidence(
            manifest, environment, SigningKeyFile.Load(key) ?? throw new UnusableInputException($"Evidence is signed; give --key or {SigningKeyFile.KeyVariable}"));
    }

    public void Append(RehearsalResult result, TextWriter error)
    {
        var evidence = new Evidence
        {
            Kind = EvidenceKind.Rehearsal,
            Environment = _environment,
            RunId = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Time = DateTimeOffset.UtcNow,
            WriteMembers = json => Write(json, result),
        };
        var digest = EvidenceWriter.Append(_manifest, evidence, _key);
        error.WriteLine(Printable.Of($"Appended to {_manifest}: rehearsal {(result.Succeeded ? "passed" : "failed")} for release {digest}"));
    }

    public void Dispose() => _key.Dispose();

    private static void Write(Utf8JsonWriter json, RehearsalResult result)
    {
        json.WriteString("result", result.Succeeded ? "passed" : "failed");
        json.WriteString("tool", result.Tool);
        json.WriteString("provider", result.Provider.Name());
        json.WriteString("database", result.Version);
        json.WriteNumber("applied", result.Before);
        json.WriteStartArray("migrations");
        foreach (var migration in result.Migrations)
        {
            json.WriteStartObject();
            json.WriteString("id", migration.Step.Id);
            json.WriteString("outcome", migration.Outcome.Name());
            if (migration.Step.Reason is not null)
                json.WriteString("reason", migration.Step.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
