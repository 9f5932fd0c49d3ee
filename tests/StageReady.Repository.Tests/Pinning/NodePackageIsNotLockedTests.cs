namespace StageReady.Repository.Tests.Pinning;

public class NodePackageIsNotLockedTests
{
    private const string Rule = "STG3025";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- package.json\n{ \"dependencies\": { \"a\": \"1.2.3\", \"b\": \"^1.2.3\", \"c\": \"~2.0.0\" } }", "package.json(1,40)" },
        { "--- package.json\n{ \"devDependencies\": { \"a\": \"*\" } }", "package.json(1,29)" },
        { "--- package.json\n{ \"dependencies\": { \"a\": \"npm:b@^1.0.0\" } }", "package.json(1,26)" },
        { "--- package.json\n{ \"dependencies\": { \"a\": \"^1.0.0\", \"b\": \"latest\" } }\n--- package-lock.json\n{}", "package.json(1,41)" },
        { "--- web/package.json\n{ \"dependencies\": { \"a\": \"1.x\" } }\n--- package-lock.json\n{}", "web/package.json(1,26)" },
        // Beside the members of the workspace.
        { "--- apps/web/package.json\n{ \"dependencies\": { \"a\": \"^1.0.0\" } }\n--- package.json\n{ \"workspaces\": [\"packages/*\"] }\n--- package-lock.json\n{}", "apps/web/package.json(1,26)" },
        { "--- packages/old/package.json\n{ \"dependencies\": { \"a\": \"^1.0.0\" } }\n--- pnpm-workspace.yaml\npackages:\n  - 'packages/*'\n  - '!packages/old'\n--- pnpm-lock.yaml\n", "packages/old/package.json(1,26)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: npm install", ".github/workflows/ci.yml(4,14)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: |\n          cd web\n          npm --prefix web i", ".github/workflows/ci.yml(6,11)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: npm install -g @scope/tool yarn@1.22.22", ".github/workflows/ci.yml(4,14)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: npm i yarn@1", ".github/workflows/ci.yml(4,14)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- package.json\n{ \"dependencies\": { \"a\": \"1.2.3\", \"b\": \"v1.2.3-beta.1\", \"c\": \"npm:d@1.0.0\" } }",
        "--- package.json\n{ \"dependencies\": { \"a\": \"^1.2.3\" } }\n--- yarn.lock\n",
        "--- web/package.json\n{ \"dependencies\": { \"a\": \"^1.2.3\" } }\n--- package.json\n{ \"workspaces\": [\"web\"] }\n--- package-lock.json\n{}",
        "--- packages/a/b/package.json\n{ \"dependencies\": { \"a\": \"^1.2.3\" } }\n--- package.json\n{ \"workspaces\": { \"packages\": [\"./packages/**\"] } }\n--- yarn.lock\n",
        "--- packages/a/package.json\n{ \"dependencies\": { \"a\": \"^1.2.3\" } }\n--- lerna.json\n{ \"packages\": [\"packages/*/\"] }\n--- yarn.lock\n",
        "--- web/package.json\n{ \"dependencies\": { \"a\": \"^1.2.3\" } }\n--- pnpm-workspace.yaml\n\n--- pnpm-lock.yaml\n",
        "--- package.json\n{ \"engines\": { \"node\": \">=20\" }, \"peerDependencies\": { \"a\": \"^1.0.0\" } }",
        "--- package.json\n{ \"dependencies\": { \"a\": \"file:../a\", \"b\": \"workspace:*\", \"c\": \"github:us/c\", \"d\": \"us/d\", \"e\": \"git+https://example.com/e.git\" } }",
        "--- node_modules/a/package.json\n{ \"dependencies\": { \"a\": \"^1.2.3\" } }",
        "--- package.json\n{",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: npm ci && npm run build && npm test",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - run: npm install -g yarn@1.22.22 @scope/tool@1.0.0 ./local $TOOL",
        "--- build.sh\nnpm install",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));

    [Fact]
    public void An_entry_of_the_settings_suppresses_it_where_no_comment_can() => Assert.Empty(Files.Places(
        Rule, "--- stageready.json\n{ \"suppressions\": [ { \"rule\": \"STG3025\", \"file\": \"package.json\", \"reason\": \"a template\" } ] }\n--- package.json\n{ \"dependencies\": { \"a\": \"*\" } }"));
}
