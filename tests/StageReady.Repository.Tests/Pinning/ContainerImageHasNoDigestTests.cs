namespace StageReady.Repository.Tests.Pinning;

public class ContainerImageHasNoDigestTests
{
    private const string Rule = "STG3020";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- Dockerfile\nFROM host:5000/aspnet:10.0", "Dockerfile(1,6)" },
        { "--- Dockerfile\nARG VERSION=10.0\nFROM aspnet:$VERSION", "Dockerfile(2,6)" },
        { "--- Dockerfile\nFROM a@sha256:abababababababababababababababababababababababababababababababab\nCOPY --from=b:1 /a /b\nRUN --mount=from=c:1,target=/c make", "Dockerfile(2,13) Dockerfile(3,18)" },
        { "--- compose.yml\nservices:\n  db:\n    image: postgres:17", "compose.yml(3,12)" },
        { "--- k8s.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: shop:1", "k8s.yaml(5,14)" },
        { "--- k8s/kustomization.yaml\nimages:\n  - name: shop\n    newTag: 1.2.3", "k8s/kustomization.yaml(3,13)" },
        { "--- .devcontainer.json\n{ \"image\": \"dotnet:10.0\" }", ".devcontainer.json(1,12)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    container: node:20", ".github/workflows/ci.yml(3,16)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- k8s/kustomization.yaml\nimages:\n  - name: shop\n    newTag: 1.2.3\n    digest: sha256:abababababababababababababababababababababababababababababababab\n  - name: web\n    newName: host/web\n  - name: other\n    newTag: $TAG",
        "--- Dockerfile\n# syntax=docker/dockerfile:1\nFROM aspnet:10.0@sha256:abababababababababababababababababababababababababababababababab",
        // That is STG3019.
        "--- Dockerfile\nFROM aspnet",
        "--- Dockerfile\nFROM scratch",
        "--- Dockerfile\nFROM aspnet:$TAG",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    strategy:\n      matrix:\n        image: [node:20]\n    container: ${{ matrix.image }}",
        "--- compose.yml\nservices:\n  shop:\n    build: .\n    image: shop:1",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));
}
