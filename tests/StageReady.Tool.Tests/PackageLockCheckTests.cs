namespace StageReady.Tool.Tests;

/// <summary>The rules about lock files and restores as a check of text finds them: many projects, one run.</summary>
public sealed class PackageLockCheckTests : IDisposable
{
    private const string LockProperties = "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile><RestoreLockedMode Condition=\"'$(CI)' == 'true'\">true</RestoreLockedMode>";

    private const string Lock =
        """{"version":1,"dependencies":{"net10.0":{"Example":{"type":"Direct","requested":"[1.0.0, )","resolved":"1.0.0","contentHash":"x"},"Helper":{"type":"Transitive","resolved":"1.0.0"}}}}""";

    private readonly CheckedRepository _repository = new();
    private readonly ToolResult _result;

    public PackageLockCheckTests()
    {
        _repository.Git("init", "--quiet");
        Project("Application", "<OutputType>Exe</OutputType>");
        Project("Library", "");
        Project("Test", "<OutputType>Exe</OutputType><IsTestProject>true</IsTestProject>");
        Project("Bare", "<OutputType>Exe</OutputType>", item: "");
        Project("NoWarn", "<OutputType>Exe</OutputType><NoWarn>STG3006</NoWarn>");
        Project("Unlocked", $"<OutputType>Exe</OutputType>{LockProperties}");
        Project("Locked", LockProperties, Lock);
        Project("Stale", LockProperties, Lock.Replace("[1.0.0, )", "[0.9.0, )"));
        // Library asks for Example 1.0.0; what a project keeps for itself is in no other lock file.
        Project("Dependent", LockProperties, LockOf("[1.0.0, )"), item: """<PackageReference Include="Example" Version="1.0.0" /><ProjectReference Include="../Library/Library.csproj" />""");
        Project("DependentBefore", LockProperties, LockOf("[0.9.0, )"), item: """<PackageReference Include="Example" Version="1.0.0" /><ProjectReference Include="../Library/Library.csproj" />""");
        Project("Private", "", item: """<PackageReference Include="Own" Version="1.0.0" PrivateAssets="all" /><PackageReference Include="System.Pruned" Version="1.0.0" />""");
        Project("DependentOnPrivate", LockProperties, LockOf("[1.0.0, )").Replace("library", "private"), item: """<PackageReference Include="Example" Version="1.0.0" /><ProjectReference Include="../Private/Private.csproj" />""");
        Project("OtherFramework", LockProperties, Lock.Replace("net10.0", "net9.0"));
        Project("Forced", $"{LockProperties}<RestoreForceEvaluate>true</RestoreForceEvaluate>", Lock);
        Project("Loose", "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>", Lock);
        Project("Versionless", "", item: """<PackageReference Include="Example" />""");
        Project("Range", "", item: """<PackageReference Include="Example" Version="[1.0.0, 2.0.0)" />""");
        Project("Restored", "<NoWarn>$(NoWarn);NU1701</NoWarn>", item: """<PackageReference Include="Example" Version="1.0.1" />""");
        Project("RestoredBefore", "", item: """<PackageReference Include="Example" Version="1.0.2" />""");
        Project("SuppressedByComment", "<OutputType>Exe</OutputType>");
        _repository.Write("SuppressedByComment/SuppressedByComment.csproj", "<!-- stageready: ignore STG3006 a tool of our own --> " + File.ReadAllText(_repository.Path("SuppressedByComment/SuppressedByComment.csproj")));
        _repository.Write("stageready.json", """{ "suppressions": [ { "rule": "STG3009", "file": "Forced/packages.lock.json", "key": "Helper", "reason": "comes without" } ] }""");
        _repository.Commit();

        Project("Untracked", LockProperties);
        _repository.Write(".gitignore", "obj/\nUntracked/packages.lock.json\n");
        _repository.Commit();
        _repository.Write("Untracked/packages.lock.json", Lock);
        foreach (var name in (string[])["Restored", "RestoredBefore"])
            _repository.Write($"{name}/obj/project.assets.json", Assets);
        _result = _repository.Check("--report-suppressed");
    }

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Each_project_gets_what_its_text_and_its_files_decide()
    {
        string[] families = ["STG3002", "STG3003", "STG3004", "STG3005", "STG3006", "STG3007", "STG3008", "STG3009", "STG3010", "STG3011"];
        var found = _result.Lines.Where(line => !line.Contains("suppressed") && families.Any(family => line.Contains($" {family}: "))).Select(line => line[..(line.IndexOf(": ", line.IndexOf("STG", StringComparison.Ordinal), StringComparison.Ordinal))]);

        Assert.Equal(
            [
                "Application/Application.csproj(1,1): warning STG3006",
                "Dependent/packages.lock.json(1,130): error STG3009",
                "DependentBefore/DependentBefore.csproj(3,68): error STG3008",
                "DependentBefore/packages.lock.json(1,130): error STG3009",
                "DependentOnPrivate/packages.lock.json(1,130): error STG3009",
                "Forced/Forced.csproj(3,141): warning STG3010",
                "Library/Library.csproj(1,1): info STG3006",
                "Locked/packages.lock.json(1,130): error STG3009",
                "Loose/packages.lock.json(1,1): warning STG3007",
                "Loose/packages.lock.json(1,130): error STG3009",
                "OtherFramework/OtherFramework.csproj(3,68): error STG3008",
                "OtherFramework/packages.lock.json(1,129): error STG3009",
                "Private/Private.csproj(1,1): info STG3006",
                "Range/Range.csproj(1,1): info STG3006",
                "Range/Range.csproj(6,5): info STG3003",
                "Restored/Restored.csproj(1,1): info STG3006",
                "Restored/Restored.csproj(3,5): warning STG3005",
                "Restored/Restored.csproj(6,5): warning STG3004",
                "Restored/Restored.csproj(6,5): warning STG3005",
                "RestoredBefore/RestoredBefore.csproj(1,1): info STG3006",
                "Stale/Stale.csproj(3,68): error STG3008",
                "Stale/packages.lock.json(1,130): error STG3009",
                "Test/Test.csproj(1,1): info STG3006",
                "Unlocked/Unlocked.csproj(3,96): error STG3008",
                "Untracked/Untracked.csproj(3,68): error STG3008",
                "Versionless/Versionless.csproj(1,1): info STG3006",
                "Versionless/Versionless.csproj(6,5): warning STG3002",
            ],
            found.Order(StringComparer.Ordinal));
    }

    private void Project(string name, string properties, string? lockFile = null, string item = """<PackageReference Include="Example" Version="1.0.0" />""")
    {
        _repository.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {item}
              </ItemGroup>
            </Project>
            """);
        if (lockFile is not null)
            _repository.Write($"{name}/packages.lock.json", lockFile);
    }

    private static string LockOf(string asked) =>
        Lock.Replace("\"resolved\":\"1.0.0\"}}", "\"resolved\":\"1.0.0\"},\"library\":{\"type\":\"Project\",\"dependencies\":{\"Example\":\"" + asked + "\"}}}", StringComparison.Ordinal);

    private const string Assets = """
        {
          "version": 4,
          "targets": { "net10.0": { "Example/1.0.5": { "type": "package", "compile": { "lib/net45/Example.dll": {} } } } },
          "libraries": { "Example/1.0.5": { "type": "package" } },
          "project": { "frameworks": { "net10.0": { "framework": "net10.0", "targetAlias": "net10.0", "dependencies": { "Example": { "target": "Package", "version": "[1.0.1, )" } } } } },
          "logs": [ { "code": "NU1603", "level": "Warning", "message": "Restored depends on Example (>= 1.0.1).", "libraryId": "Example" } ]
        }
        """;
}
