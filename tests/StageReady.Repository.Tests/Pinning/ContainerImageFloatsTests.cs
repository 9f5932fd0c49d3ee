namespace StageReady.Repository.Tests.Pinning;

public class ContainerImageFloatsTests
{
    private const string Rule = "STG3019";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- Dockerfile\nFROM aspnet", "Dockerfile(1,6)" },
        { "--- Dockerfile\nFROM --platform=linux/amd64 host:5000/aspnet:latest AS run", "Dockerfile(1,29)" },
        { "--- Dockerfile\nARG TAG=latest\nFROM aspnet:${TAG}", "Dockerfile(2,6)" },
        { "--- Dockerfile\nFROM aspnet:${TAG:-latest}", "Dockerfile(1,6)" },
        { "--- Dockerfile\nFROM a:1 AS one\nFROM one\nCOPY --from=tools /a /b", "Dockerfile(3,13)" },
        { "--- Dockerfile\nFROM a:1\nRUN --mount=type=bind,from=tools,target=/t \\\n  --mount=type=cache,target=/c make", "Dockerfile(2,28)" },
        { "--- docker-compose.yml\nservices:\n  db:\n    image: postgres\n  cache:\n    image: \"redis:latest\"", "docker-compose.yml(3,12) docker-compose.yml(5,12)" },
        { "--- compose.yml\nservices:\n  db:\n    image: postgres:${TAG:-latest}", "compose.yml(3,12)" },
        { "--- k8s/a.yaml\napiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      initContainers:\n        - image: init\n      containers:\n        - image: shop:latest", "k8s/a.yaml(7,18) k8s/a.yaml(9,18)" },
        { "--- .devcontainer/devcontainer.json\n{\n  // here\n  \"image\": \"mcr.microsoft.com/devcontainers/dotnet\"\n}", ".devcontainer/devcontainer.json(3,12)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    container: node\n    services:\n      db:\n        image: postgres:latest", ".github/workflows/ci.yml(3,16) .github/workflows/ci.yml(6,16)" },
        { "--- .github/workflows/ci.yml\njobs:\n  a:\n    strategy:\n      matrix:\n        image: [node:20, \"node:latest\"]\n    container:\n      image: ${{ matrix.image }}", ".github/workflows/ci.yml(5,26)" },
        { "--- compose.yml\nservices:\n  db:\n    extends: { file: common.yml, service: db }\n--- common.yml\nservices:\n  db:\n    image: postgres", "common.yml(3,12)" },
        // If a chart renders it at all.
        { "--- chart/templates/a.yaml\n{{- if .Values.on }}\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: \"{{ .Values.image }}:{{ .Values.tag | default \"latest\" }}\"\n    - image: {{ .Values.image }}:latest\n    {{- with .Values.more }}\n    - image: shop\n    {{- else }}\n    - image: shop:1\n    {{- end }}\n{{- end }}\n{{- define \"x\" }}\n    - image: defined\n{{- end }}", "chart/templates/a.yaml(7,14) chart/templates/a.yaml(9,14)" },
        // Wherever it comes from.
        { "--- Dockerfile\nARG REGISTRY\nFROM ${REGISTRY}/aspnet:latest", "Dockerfile(2,6)" },
        { "--- compose.yml\nservices:\n  db:\n    image: ${REGISTRY}/postgres:latest", "compose.yml(3,12)" },
        { "--- deploy/compose.yml\nservices:\n  db:\n    image: ${IMAGE}\n  cache:\n    image: redis:${TAG}\n--- deploy/.env\n# what runs\nNAME=postgres\nIMAGE=${NAME}:latest\nTAG=8", "deploy/compose.yml(3,12)" },
        { "--- k8s/a.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: shop\n--- k8s/kustomization.yaml\nimages:\n  - name: shop\n    newName: host/shop\n    newTag: latest", "k8s/kustomization.yaml(4,13)" },
        { // An own image that is deployed by a moving tag.
          "--- compose.yml\nservices:\n  shop:\n    build: .\n    image: shop:latest\n--- k8s.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: shop:latest", "k8s.yaml(5,14)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- Dockerfile\nFROM scratch\nFROM a:1 AS one\nFROM one\nFROM One AS two\nCOPY --from=0 /a /b\nCOPY --from=One /a /b\nRUN --mount=from=one,target=/t --mount=type=cache,target=/c make",
        "--- Dockerfile\n# syntax=docker/dockerfile\nARG IMAGE\nARG TAG\nFROM $IMAGE\nFROM aspnet:$TAG",
        "--- Dockerfile\nFROM aspnet:latest@sha256:abababababababababababababababababababababababababababababababab",
        "--- Dockerfile\nFROM a:1\nRUN <<EOF\nFROM aspnet\nEOF",
        "--- tests/Snapshots/Publish.verified.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: nginx",
        "--- compose.yml\nservices:\n  shop:\n    build: .\n    image: ${NAME}:${TAG}\n--- .env\nNAME=shop\nTAG=latest\n--- compose.prod.yml\nservices:\n  other:\n    image: shop:latest",
        "--- deploy/compose.yml\nservices:\n  db:\n    image: ${IMAGE}\n--- .env\nIMAGE=postgres",
        "--- compose.yml\nservices:\n  shop:\n    build: .\n    image: ${REGISTRY}/shop:latest\n--- compose.prod.yml\nservices:\n  other:\n    image: ${REGISTRY}/shop:latest\n  more:\n    image: ${IMAGE:-shop:latest}${TAG}",
        "--- compose.yml\nservices:\n  shop:\n    build: .\n    image: shop\n  web:\n    image: web:$TAG",
        // Laid over each other.
        "--- compose.yml\nservices:\n  shop:\n    build: .\n--- compose.prod.yml\nservices:\n  shop:\n    image: shop",
        // What the repository builds for itself.
        "--- compose.yml\nservices:\n  base:\n    build: .\n    image: shop-base\n  shop:\n    image: shop-base\n--- Dockerfile\nFROM shop-base",
        "--- compose.yml\nservices:\n  shop:\n    build:\n      context: .\n      additional_contexts:\n        tools: ./tools\n--- Dockerfile\nFROM a:1\nCOPY --from=tools /a /b",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          tags: shop-local,shop-local:1\n      - run: docker build . --tag=web-local\n--- compose.yml\nservices:\n  shop:\n    image: shop-local\n  web:\n    image: web-local",
        // What a template or a deployment tool fills in.
        "--- k8s.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: \"{{ .Values.image }}\"\n    - image: shop:$(Build.BuildId)\n    - image: \"#{image}#\"\n    - image: __IMAGE__\n    - image: <image>",
        "--- k8s/a.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: shop\n--- k8s/kustomization.yaml\nimages:\n  - name: shop\n    newTag: \"1\"",
        "--- k8s/a.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: shop\n    - image: web\n--- skaffold.yaml\napiVersion: skaffold/v4beta6\nkind: Config\nbuild:\n  artifacts:\n    - image: shop\nprofiles:\n  - name: more\n    build:\n      artifacts:\n        - image: web",
        "--- .github/workflows/ci.yml\njobs:\n  a:\n    container: ${{ matrix.image }}\n    services:\n      db:\n        image: ${{ inputs.image }}",
        // GitHub reads the folder at the root only.
        "--- docs/.github/workflows/ci.yml\njobs:\n  a:\n    container: node",
        "--- .github/workflows/old/ci.yml\njobs:\n  a:\n    container: node",
        "--- .devcontainer/devcontainer.json\n{ \"build\": { \"dockerfile\": \"Dockerfile\" } }",
        "--- .devcontainer/devcontainer.json\n{ \"image\": \"${localEnv:IMAGE}\" }",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));

    [Fact]
    public void A_comment_suppresses_it_in_every_format()
    {
        Assert.Empty(Files.Places(Rule, "--- Dockerfile\n# stageready: ignore STG3019 for a workshop\nFROM aspnet"));
        Assert.Empty(Files.Places(Rule, "--- compose.yml\nservices:\n  db:\n    image: postgres # stageready: ignore STG3019 for a workshop"));
        Assert.Empty(Files.Places(Rule, "--- .devcontainer/devcontainer.json\n{\n  // stageready: ignore STG3019 for a workshop\n  \"image\": \"dotnet\"\n}"));
    }
}
