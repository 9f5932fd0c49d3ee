using System.Buffers;
using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>What a build knows about itself and hands to the manifest. Every member is optional; what is unknown is left out, never guessed.</summary>
public sealed class ReleaseFacts
{
    /// <summary>The commit the release was built from.</summary>
    public SourceFacts? Source { get; init; }

    /// <summary>What built it.</summary>
    public ToolchainFacts? Toolchain { get; init; }

    /// <summary>What it was built for.</summary>
    public TargetFacts? Target { get; init; }

    /// <summary>The packages it contains, by id and version.</summary>
    public IReadOnlyList<PackageFacts>? Packages { get; init; }

    /// <summary>The configuration keys of each environment, never their values.</summary>
    public IReadOnlyList<EnvironmentFacts>? Configuration { get; init; }

    /// <summary>The database migrations it brings, by context and id.</summary>
    public IReadOnlyList<MigrationFacts>? Migrations { get; init; }

    /// <summary>What StageReady checked before.</summary>
    public CheckFacts? Checks { get; init; }

    /// <summary>The documents that belong to it, by path.</summary>
    public IReadOnlyList<DocumentFacts>? Documents { get; init; }

    /// <summary>Reads facts that a build wrote: a JSON object, in which an unknown member is refused so that no fact is lost by a typing error.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="name">What the text is, for messages: the file's name.</param>
    /// <exception cref="UnusableInputException">The text is no such object; the message names the member.</exception>
    public static ReleaseFacts Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        try
        {
            using var document = StrictJson.Parse(utf8, name);
            return new FactsReader(refuseUnknown: true).ReadFacts(JsonObjectReader.Root(document.RootElement, name));
        }
        catch (ReleaseException exception)
        {
            throw new UnusableInputException($"{name}: {exception.Problems[0].Message}");
        }
    }

    /// <summary>The facts as JSON in canonical form, which <see cref="Parse"/> reads.</summary>
    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            writer.WriteStartObject();
            FactsWriter.WriteBeforeFiles(writer, this);
            FactsWriter.WriteAfterFiles(writer, this);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>The commit a release was built from.</summary>
public sealed class SourceFacts
{
    /// <summary>The repository's address without credentials.</summary>
    public string? Uri { get; init; }

    /// <summary>The full commit id, in lower-case hexadecimal.</summary>
    public required string Commit { get; init; }

    /// <summary>The tag at the commit.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether the work tree had no uncommitted change.</summary>
    public required bool Clean { get; init; }
}

/// <summary>The versions of the tools that built a release.</summary>
public sealed class ToolchainFacts
{
    /// <summary>The .NET SDK.</summary>
    public string? Sdk { get; init; }

    /// <summary>The .NET runtime that the release runs on or contains.</summary>
    public string? Runtime { get; init; }

    /// <summary>The compiler.</summary>
    public string? Compiler { get; init; }

    /// <summary>StageReady.</summary>
    public string? StageReady { get; init; }
}

/// <summary>What a release was built for.</summary>
public sealed class TargetFacts
{
    /// <summary>The target framework, as <c>net10.0</c>.</summary>
    public string? Framework { get; init; }

    /// <summary>The runtime identifier, as <c>linux-x64</c>.</summary>
    public string? RuntimeIdentifier { get; init; }

    /// <summary>The build configuration, as <c>Release</c>.</summary>
    public string? Configuration { get; init; }

    /// <summary>The image that its container is built on, with the digest that was used.</summary>
    public string? BaseImage { get; init; }
}

/// <summary>A package that a release contains.</summary>
public sealed class PackageFacts
{
    /// <summary>The package's id.</summary>
    public required string Id { get; init; }

    /// <summary>The resolved version.</summary>
    public required string Version { get; init; }

    /// <summary>NuGet's content hash, in base64: the same on every feed.</summary>
    public string? ContentHash { get; init; }

    /// <summary>The SHA-512 of the .nupkg, in base64: differs between feeds that sign.</summary>
    public string? Sha512 { get; init; }

    /// <summary>The feed it came from, without credentials.</summary>
    public string? Source { get; init; }

    /// <summary>The SHA-256 fingerprint of the author's or the repository's signing certificate.</summary>
    public string? Signer { get; init; }
}

/// <summary>The configuration keys of an environment.</summary>
public sealed class EnvironmentFacts
{
    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The keys, by name.</summary>
    public required IReadOnlyList<ConfigurationKeyFacts> Keys { get; init; }
}

/// <summary>A configuration key. There is no room for a value, nor for the hash of one.</summary>
public sealed class ConfigurationKeyFacts
{
    /// <summary>The full key, with <c>:</c> between its parts.</summary>
    public required string Key { get; init; }

    /// <summary>What kind of value it has: <c>string</c>, <c>number</c>, <c>boolean</c> or <c>null</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether the value is a secret.</summary>
    public bool Secret { get; init; }

    /// <summary>Whether the deployment supplies the value.</summary>
    public bool External { get; init; }

    /// <summary>Whether the value differs from another deployed environment's.</summary>
    public bool Differs { get; init; }
}

/// <summary>A database migration.</summary>
public sealed class MigrationFacts
{
    /// <summary>The full name of the context type.</summary>
    public required string Context { get; init; }

    /// <summary>The migration's id.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it can be taken back.</summary>
    public required Reversibility Reversibility { get; init; }

    /// <summary>Why it cannot; given if and only if it is declared irreversible.</summary>
    public string? Reason { get; init; }
}

/// <summary>Whether a migration can be taken back.</summary>
public enum Reversibility
{
    /// <summary>Nobody could tell.</summary>
    Unverified,

    /// <summary>Its Down undoes its Up.</summary>
    Reversible,

    /// <summary>Its author says that it cannot, and why.</summary>
    DeclaredIrreversible,
}

/// <summary>What StageReady checked before the release was made.</summary>
public sealed class CheckFacts
{
    /// <summary>The ids of the rules that ran.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>How many findings were errors.</summary>
    public required long Errors { get; init; }

    /// <summary>How many findings were warnings.</summary>
    public required long Warnings { get; init; }

    /// <summary>How many findings were information.</summary>
    public required long Infos { get; init; }

    /// <summary>The findings that were suppressed, with the reasons given.</summary>
    public IReadOnlyList<SuppressionFacts> Suppressions { get; init; } = [];

    /// <summary>The findings that the baseline holds back, with the reasons given.</summary>
    public IReadOnlyList<SuppressionFacts> Baseline { get; init; } = [];
}

/// <summary>A finding that somebody decided to live with.</summary>
public sealed class SuppressionFacts
{
    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>The file of the finding, relative to the repository with <c>/</c>.</summary>
    public string? Path { get; init; }

    /// <summary>Why, in the words of whoever decided; null if none was given.</summary>
    public string? Reason { get; init; }
}

/// <summary>A document that belongs to a release.</summary>
public sealed class DocumentFacts
{
    /// <summary>Relative to the repository, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The content's SHA-256 in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
