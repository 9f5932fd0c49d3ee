using System.Buffers;
using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>An in-toto Statement v1 as StageReady reads it: its predicate type, and for a release what the manifest says and what contradicts itself in it.</summary>
internal sealed class ReleaseStatement
{
    public const string PayloadType = "application/vnd.in-toto+json";
    public const string StatementType = "https://in-toto.io/Statement/v1";

    private ReleaseStatement(string predicateType, ReleaseManifest? manifest, IReadOnlyList<Problem> problems) =>
        (PredicateType, Manifest, Problems) = (predicateType, manifest, problems);

    public string PredicateType { get; }

    /// <summary>Null if the statement is about something else than a release.</summary>
    public ReleaseManifest? Manifest { get; }

    /// <summary>Unsafe and colliding paths, and a subject that is not the sums of the files.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    public static byte[] Write(ReleaseManifest manifest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("_type", StatementType);
            writer.WriteStartArray("subject");
            writer.WriteStartObject();
            writer.WriteString("name", ReleaseFileNames.Sums);
            writer.WriteDigest(Sha256Hex.Of(SumsFile.Write(manifest.Files)));
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteString("predicateType", ReleaseManifest.PredicateType);
            WritePredicate(writer, manifest);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="ReleaseException">The payload is no statement, or a release statement with missing or wrong members.</exception>
    public static ReleaseStatement Read(ReadOnlyMemory<byte> payload, string where)
    {
        using var document = StrictJson.Parse(payload, where);
        var root = JsonObjectReader.Root(document.RootElement, where);
        if (root.Text("_type") is var type and not StatementType)
            throw root.Wrong("_type", StatementType, $"'{type}'");
        var predicateType = root.Text("predicateType");
        return predicateType == ReleaseManifest.PredicateType ? ReadRelease(root, where) : new ReleaseStatement(predicateType, null, []);
    }

    private static void WritePredicate(Utf8JsonWriter writer, ReleaseManifest manifest)
    {
        writer.WriteStartObject("predicate");
        writer.WriteString("name", manifest.Name);
        writer.WriteString("version", manifest.Version);
        if (manifest.Sequence is { } sequence)
            writer.WriteNumber("sequence", sequence);
        FactsWriter.WriteBeforeFiles(writer, manifest.Facts);
        writer.WriteStartArray("files");
        foreach (var file in manifest.Files.OrderBy(file => file.Path, ReleasePath.Utf8Order))
        {
            writer.WriteStartObject();
            writer.WriteString("path", file.Path);
            writer.WriteNumber("size", file.Size);
            writer.WriteString("sha256", file.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        FactsWriter.WriteAfterFiles(writer, manifest.Facts);
        writer.WriteEndObject();
    }

    private static ReleaseStatement ReadRelease(JsonObjectReader root, string where)
    {
        var predicate = root.Object("predicate");
        var problems = new List<Problem>();
        var files = ReadFiles(predicate, where, problems);
        var manifest = new ReleaseManifest
        {
            Name = predicate.Label("name"),
            Version = predicate.Label("version"),
            Sequence = predicate.OptionalCount("sequence"),
            Facts = new FactsReader(refuseUnknown: false).ReadFacts(predicate),
            Files = files,
        };
        CheckSubject(root, where, files, problems);
        return new ReleaseStatement(ReleaseManifest.PredicateType, manifest, problems);
    }

    private static List<ReleaseFile> ReadFiles(JsonObjectReader predicate, string where, List<Problem> problems)
    {
        var files = new List<ReleaseFile>();
        var collisions = new PathCollisions();
        foreach (var entry in predicate.Objects("files"))
        {
            if (files.Count == Limits.Files)
                throw new ReleaseException(ProblemCode.LimitExceeded, where, $"at most {Limits.Files} files", "more", $"The manifest lists more than {Limits.Files} files");
            var file = new ReleaseFile(entry.PathText("path"), entry.Count("size"), entry.Sha256("sha256"));
            files.Add(file);
            if (ReleasePath.Objection(file.Path) is { } objection)
                problems.Add(PathProblems.Unsafe(file.Path, objection));
            else if (collisions.Add(file.Path) is { } first)
                problems.Add(PathProblems.Collision(file.Path, first));
        }

        if (files.Count == 0)
            throw predicate.Wrong("files", "at least one file", "none");
        files.Sort((left, right) => ReleasePath.Utf8Order.Compare(left.Path, right.Path));
        return files;
    }

    // One subject only: where several are allowed, verifiers ask whether any of them matches.
    private static void CheckSubject(JsonObjectReader root, string where, IReadOnlyList<ReleaseFile> files, List<Problem> problems)
    {
        var subjects = root.Objects("subject").Take(2).ToList();
        if (subjects.Count != 1)
            throw root.Wrong("subject", "exactly one subject", subjects.Count == 0 ? "none" : "several");
        var name = subjects[0].Text("name");
        var digest = subjects[0].Object("digest").Sha256("sha256");
        var sums = Sha256Hex.Of(SumsFile.Write(files));
        if (name != ReleaseFileNames.Sums)
            problems.Add(new Problem(ProblemCode.SubjectMismatch, where, ReleaseFileNames.Sums, name, "The subject of the manifest is not the file of sums"));
        else if (digest != sums)
            problems.Add(new Problem(ProblemCode.SubjectMismatch, where, sums, digest, "The subject of the manifest is not the sums of the files it lists"));
    }
}
