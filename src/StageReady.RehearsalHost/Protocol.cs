using System.Text.Json.Serialization;

namespace StageReady.RehearsalHost;

/// <param name="Do">open, up or down.</param>
/// <param name="Context">The name of the DbContext, of several.</param>
/// <param name="Provider">sqlite or postgresql; null leaves it to the application.</param>
/// <param name="Id">The migration.</param>
/// <param name="Connection">The disposable database.</param>
internal sealed record Request(string Do, string? Context = null, string? Provider = null, string? Id = null, string? Connection = null);

/// <summary>One of its members at most is there; none means done.</summary>
internal sealed class Answer
{
    public OpenedMigrations? Opened { get; init; }

    /// <summary>Why the migrations cannot be run at all.</summary>
    public string? Error { get; init; }

    /// <summary>Why a migration fails.</summary>
    public string? Failed { get; init; }
}

/// <param name="Tool">The tool with its version.</param>
/// <param name="Provider">sqlite or postgresql.</param>
/// <param name="HistoryTables">Where the tool notes what has run.</param>
internal sealed record OpenedMigrations(string Tool, string Provider, IReadOnlyList<string> HistoryTables, IReadOnlyList<OpenedMigration> Migrations);

/// <param name="Path">The file that it is compiled from; null without symbols.</param>
/// <param name="Line">The line of its Up.</param>
/// <param name="HasDown">Whether anything overrides the framework's, which throws.</param>
/// <param name="IsForwardOnly">Whether its class is one that has no Down.</param>
/// <param name="Reason">What an attribute gives as the reason that it cannot be reversed, or the exception that Down throws.</param>
internal sealed record OpenedMigration(string Id, string? Path, int Line, bool HasDown, bool IsForwardOnly, string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
