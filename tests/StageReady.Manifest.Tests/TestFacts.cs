namespace StageReady.Manifest.Tests;

/// <summary>What a build can know, each fact once.</summary>
internal static class TestFacts
{
    public static ReleaseFacts Every { get; } = ReleaseFacts.Parse("""
        {
          "source": { "uri": "https://example.com/storefront", "commit": "0123456789012345678901234567890123456789", "tag": "v1.4.0", "clean": true },
          "toolchain": { "sdk": "10.0.100", "runtime": "10.0.0", "compiler": "5.0.0", "stageready": "0.1.0" },
          "target": { "framework": "net10.0", "runtimeIdentifier": "linux-x64", "configuration": "Release", "baseImage": "mcr.microsoft.com/dotnet/aspnet:10.0" },
          "packages": [ { "id": "Dapper", "version": "2.1.0", "contentHash": "AA==", "sha512": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "source": "https://api.nuget.org/v3/index.json", "signer": "ab" } ],
          "configuration": [ { "environment": "Production", "keys": [ { "key": "A:B", "kind": "string", "secret": true, "external": true, "differs": true } ] } ],
          "migrations": [ { "context": "Shop", "id": "1", "reversibility": "declaredIrreversible", "reason": "drops" }, { "context": "Shop", "id": "2", "reversibility": "reversible" } ],
          "checks": { "rules": ["STG1001"], "counts": { "error": 0, "warning": 1, "info": 2 },
            "suppressions": [ { "rule": "STG1001", "path": "a.json", "reason": "known" } ], "baseline": [ { "rule": "STG1001", "path": "a.json", "reason": "old" } ] },
          "documents": [ { "path": "docs/runbook.md", "sha256": "0000000000000000000000000000000000000000000000000000000000000000" } ]
        }
        """u8.ToArray(), "facts");
}
