using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

/// <summary>What a restore for net10.0 keeps in its assets file.</summary>
internal sealed class Restore(string target, string direct, string logs = "", string pins = "")
{
    private const string Project = "App.csproj";

    private readonly PackageRequest[] _requests =
        [.. direct.Split(';', StringSplitOptions.RemoveEmptyEntries).Select((pair, index) => new PackageRequest(pair.Split('=')[0], pair.Split('=')[1], new SourceSpan(Project, 0, 0, index + 10, 1, index + 10, 1), PackageRequestKind.PackageReference))];

    public RestoredPlaces Places => new(SourceSpan.StartOf(Project), _requests);

    public ProjectAssets Assets => ProjectAssets.Parse($$"""
        {
          "version": 4,
          "targets": { "net10.0": { {{target}} } },
          "libraries": {},
          "project": {
            "restore": { "CentralPackageTransitivePinningEnabled": {{(pins.Length > 0 ? "true" : "false")}} },
            "frameworks": { "net10.0": {
              "framework": "net10.0", "targetAlias": "net10.0",
              "dependencies": { {{string.Join(", ", _requests.Select(request => $"\"{request.Id}\": {{ \"target\": \"Package\", \"version\": \"{request.Version}\" }}"))}} },
              "centralPackageVersions": { {{pins}} }
            } }
          },
          "logs": [ {{logs}} ]
        }
        """)!;

    public RestoredGraph Graph => Assets.Graph("net10.0", ".NETCoreApp,Version=v10.0")!;

    public static string Package(string id, string version, string dependencies = "", string assets = "") =>
        $$"""
        "{{id}}/{{version}}": { "type": "package", "dependencies": { {{dependencies}} }, "compile": { {{assets}} } }
        """;

    public static string Log(string code, string message, string library) =>
        $$"""
        { "code": "{{code}}", "level": "Warning", "message": "{{message}}", "libraryId": "{{library}}" }
        """;
}
