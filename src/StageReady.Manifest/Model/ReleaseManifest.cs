namespace StageReady.Manifest;

/// <summary>What a manifest says about a release: its name, how it came about, and every file of it.</summary>
public sealed class ReleaseManifest
{
    /// <summary>The in-toto predicate type of a release manifest.</summary>
    public const string PredicateType = "https://stageready.dev/release/v1";

    /// <summary>The product's name.</summary>
    public required string Name { get; init; }

    /// <summary>The product's version, as the build named it.</summary>
    public required string Version { get; init; }

    /// <summary>A number that grows from release to release and guards against going back; null if the build knew none.</summary>
    public long? Sequence { get; init; }

    /// <summary>What the build knew about itself.</summary>
    public ReleaseFacts Facts { get; init; } = new();

    /// <summary>Every file of the release but the two that StageReady writes, in the order of their UTF-8 paths.</summary>
    public required IReadOnlyList<ReleaseFile> Files { get; init; }

    /// <summary>The payload of a manifest: an in-toto Statement v1 in its one canonical form. The same release gives the same bytes.</summary>
    public byte[] ToPayload() => ReleaseStatement.Write(this);

    /// <summary>Reads a payload strictly. The result is only worth what the signatures over these very bytes are worth.</summary>
    /// <param name="payload">The payload's bytes.</param>
    /// <param name="where">What the payload is from, for a problem's path.</param>
    /// <exception cref="ReleaseException">The payload is no release statement: malformed, duplicate-key, limit-exceeded, predicate-type, path-unsafe, path-collision, subject-mismatch.</exception>
    public static ReleaseManifest Parse(ReadOnlyMemory<byte> payload, string where)
    {
        var statement = ReleaseStatement.Read(payload, where);
        if (statement.Manifest is null)
        {
            throw new ReleaseException(
                ProblemCode.PredicateType, where, PredicateType, statement.PredicateType, "The statement is not about a release");
        }

        return statement.Problems.Count == 0 ? statement.Manifest : throw new ReleaseException(statement.Problems);
    }
}
