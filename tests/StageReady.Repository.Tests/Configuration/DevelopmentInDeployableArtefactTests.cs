namespace StageReady.Repository.Tests.Configuration;

public class DevelopmentInDeployableArtefactTests
{
    private const string Compose = """
        services:
          shop:
            image: shop
            environment:
              - ASPNETCORE_ENVIRONMENT=Development
        """;

    public static TheoryData<string, string> Violations => new()
    {
        { "--- Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT=Development", "Dockerfile(2,28)" },
        { "--- Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT Development", "Dockerfile(2,28)" },
        { "--- Dockerfile\nFROM aspnet\nENV A=1 \\\n  # why\n  DOTNET_ENVIRONMENT=\"Development\" B=2", "Dockerfile(4,22)" },
        { "--- Dockerfile\n# escape=`\nFROM aspnet\nENV A=1 `\n  DOTNET_ENVIRONMENT=Development", "Dockerfile(4,22)" },
        { "--- Dockerfile\nFROM aspnet AS base\nENV DOTNET_ENVIRONMENT=Development\nFROM sdk AS build\nFROM base", "Dockerfile(2,24)" },
        { "--- Dockerfile\nARG NAME=Development\nFROM aspnet\nARG NAME\nENV DOTNET_ENVIRONMENT=$NAME", "Dockerfile(4,24)" },
        { "--- Dockerfile\nFROM aspnet\nARG NAME=Development\nENV DOTNET_ENVIRONMENT=${NAME}", "Dockerfile(3,24)" },
        { "--- Shop.Dockerfile\nFROM aspnet\nENV DOTNET_ENVIRONMENT=dev", "Shop.Dockerfile(2,24)" },
        { "--- DevOps/Dockerfile\nFROM aspnet\nENV DOTNET_ENVIRONMENT=Development", "DevOps/Dockerfile(2,24)" },
        { "--- docker-compose.yml\n" + Compose, "docker-compose.yml(5,32)" },
        { "--- docker-compose.prod.yml\n" + Compose, "docker-compose.prod.yml(5,32)" },
        { "--- compose.yaml\nservices:\n  shop:\n    environment:\n      ASPNETCORE_ENVIRONMENT: ${NAME:-Development}", "compose.yaml(4,31)" },
        { "--- compose.yaml\nservices:\n  shop:\n    environment:\n      ASPNETCORE_ENVIRONMENT: ${NAME-${OTHER:-Development}}", "compose.yaml(4,31)" },
        { "--- compose.yaml\nx-env: &env\n  DOTNET_ENVIRONMENT: Development\nservices:\n  a:\n    environment: *env\n  b:\n    environment:\n      <<: *env\n      A: 1", "compose.yaml(2,23)" },
        { "--- k8s/shop.yaml\napiVersion: v1\nkind: Service\n---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          env:\n            - name: ASPNETCORE_ENVIRONMENT\n              value: \"Development\"", "k8s/shop.yaml(13,22)" },
        { "--- k8s/job.yaml\napiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          initContainers:\n            - env: [{ name: DOTNET_ENVIRONMENT, value: Development }]", "k8s/job.yaml(9,56)" },
        { "--- k8s/map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  ASPNETCORE_ENVIRONMENT: Development", "k8s/map.yaml(4,27)" },
        { "--- k8s/list.yaml\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  data:\n    ASPNETCORE_ENVIRONMENT: Development", "k8s/list.yaml(7,29)" },
        // What a service extends, includes, and reads from files.
        { "--- compose.yml\nservices:\n  shop:\n    extends: { file: common.yml, service: base }\n--- common.yml\nservices:\n  base:\n    environment:\n      DOTNET_ENVIRONMENT: Development", "common.yml(4,27)" },
        { "--- compose.yml\ninclude:\n  - parts/shop.yml\nservices: {}\n--- parts/shop.yml\nservices:\n  shop:\n    environment: [DOTNET_ENVIRONMENT=Development]", "parts/shop.yml(3,38)" },
        { "--- compose.yml\ninclude:\n  - path: [parts/shop.yml, parts/other.yml]\n--- parts/other.yml\nservices:\n  shop:\n    environment: [DOTNET_ENVIRONMENT=Development]", "parts/other.yml(3,38)" },
        { "--- compose.yml\nservices:\n  shop:\n    env_file: shop.env\n--- shop.env\nDOTNET_ENVIRONMENT=Development", "shop.env(1,20)" },
        { "--- compose.yml\nservices:\n  shop:\n    env_file:\n      - path: env/first.env\n        required: false\n      - env/second.env\n--- env/first.env\nDOTNET_ENVIRONMENT=Production\n--- env/second.env\nDOTNET_ENVIRONMENT=Development", "env/second.env(1,20)" },
        { "--- deploy/compose.yml\nservices:\n  shop:\n    extends: { file: ../common/base.yml, service: base }\n--- common/base.yml\nservices:\n  base:\n    env_file: base.env\n--- common/base.env\nDOTNET_ENVIRONMENT=Development", "common/base.env(1,20)" },
        { "--- docker-compose.yml\n" + Compose + "\n--- docker-compose.prod.yml\nservices:\n  other:\n    environment: [ASPNETCORE_ENVIRONMENT=Production]", "docker-compose.yml(5,32)" },
        { "--- docker-compose.yml\n" + Compose + "\n--- docker-compose.test.yml\nservices:\n  shop:\n    environment: [ASPNETCORE_ENVIRONMENT=Test]", "docker-compose.yml(5,32)" },
        { "--- docker-compose.yml\n" + Compose + "\n--- docker-compose.prod.yml\nservices:\n  shop:\n    image: shop:2", "docker-compose.yml(5,32)" },
        // Kustomize and Helm.
        { "--- k8s/kustomization.yaml\nconfigMapGenerator:\n  - name: shop\n    literals:\n      - A=1\n      - ASPNETCORE_ENVIRONMENT=Development", "k8s/kustomization.yaml(5,32)" },
        { "--- k8s/kustomization.yaml\nsecretGenerator:\n  - name: shop\n    envs: [shop.env]\n--- k8s/shop.env\nDOTNET_ENVIRONMENT=Development", "k8s/shop.env(1,20)" },
        { "--- shop/Chart.yaml\nname: shop\n--- shop/values.yaml\nenv:\n  - name: ASPNETCORE_ENVIRONMENT\n    value: Development", "shop/values.yaml(3,12)" },
        { "--- shop/Chart.yaml\nname: shop\n--- shop/values-production.yaml\nshop:\n  extraEnv:\n    DOTNET_ENVIRONMENT: Development", "shop/values-production.yaml(3,25)" },
        { "--- shop/templates/shop.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include \"shop.name\" . }}\n  labels:\n    {{- include \"shop.labels\" . | nindent 4 }}\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: \"{{ .Values.image }}:{{ .Values.tag }}\"\n          env:\n            {{- if .Values.debug }}\n            - name: DOTNET_ENVIRONMENT\n              value: Development\n            {{- end }}\n            - name: ASPNETCORE_ENVIRONMENT\n              value: \"Development\"", "shop/templates/shop.yaml(19,22)" },
        // Containers that a script of the deployment starts.
        { "--- deploy/start.sh\ndocker run -d \\\n  -e ASPNETCORE_ENVIRONMENT=Development shop:1", "deploy/start.sh(2,29)" },
        { "--- run-prod.sh\nsudo docker run --env \"DOTNET_ENVIRONMENT=Development\" shop:1", "run-prod.sh(1,43)" },
        { "--- release.ps1\npodman create --env=DOTNET_ENVIRONMENT=Development shop:1", "release.ps1(1,40)" },
        { "--- deploy.sh\ndocker run --env-file shop.env shop:1\n--- shop.env\nDOTNET_ENVIRONMENT=Development", "shop.env(1,20)" },
        { "--- Shop/web.config\n<configuration><system.webServer><aspNetCore>\n<environmentVariables>\n  <environmentVariable name=\"ASPNETCORE_ENVIRONMENT\" value=\"Development\" />\n</environmentVariables></aspNetCore></system.webServer></configuration>", "Shop/web.config(3,3)" },
        { "--- stageready.json\n{ \"environments\": { \"Laptop\": \"development\" } }\n--- compose.yml\nservices:\n  shop:\n    environment:\n      DOTNET_ENVIRONMENT: Laptop", "compose.yml(4,27)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT=Production",
        "--- Dockerfile\nFROM aspnet\n# ENV ASPNETCORE_ENVIRONMENT=Development",
        "--- Dockerfile\nFROM aspnet\nRUN <<EOF\nENV ASPNETCORE_ENVIRONMENT=Development\nEOF",
        // What a later stage, or a later line, puts in its place.
        "--- Dockerfile\nFROM aspnet AS base\nENV DOTNET_ENVIRONMENT=Development\nFROM base\nENV DOTNET_ENVIRONMENT=Production",
        // A stage that the image is not made of.
        "--- Dockerfile\nFROM sdk AS test\nENV DOTNET_ENVIRONMENT=Development\nFROM aspnet",
        // What only the build knows.
        "--- Dockerfile\nFROM aspnet\nARG NAME\nENV DOTNET_ENVIRONMENT=$NAME",
        "--- Dockerfile\nFROM aspnet\nENV DOTNET_ENVIRONMENT='$NAME'",
        "--- compose.yml\nservices:\n  shop:\n    environment:\n      - ASPNETCORE_ENVIRONMENT\n      - DOTNET_ENVIRONMENT=${NAME}\n      - NODE_ENV=Development",
        "--- compose.yml\nservices:\n  shop:\n    environment:\n      DOTNET_ENVIRONMENT: ${NAME:-Production}",
        "--- compose.yml\nservices:\n  shop:\n    environment:\n      DOTNET_ENVIRONMENT: $$Development",
        // Made for developers, by the name of the file or of a folder.
        "--- docker-compose.override.yml\n" + Compose,
        "--- docker-compose.dev.yml\n" + Compose,
        "--- docker-compose.development.yml\n" + Compose,
        "--- compose.local.yaml\n" + Compose,
        "--- docker-compose.debug.yml\n" + Compose,
        "--- dev/docker-compose.yml\n" + Compose,
        "--- deploy/overlays/dev/compose.yml\n" + Compose,
        "--- .devcontainer/docker-compose.yml\n" + Compose,
        "--- Dockerfile.local\nFROM aspnet\nENV DOTNET_ENVIRONMENT=Development",
        // The machine's own file, and workflows, which run on build servers.
        "--- .env\nASPNETCORE_ENVIRONMENT=Development",
        "--- compose.yml\nservices:\n  shop:\n    env_file: .env\n--- .env\nASPNETCORE_ENVIRONMENT=Development",
        "--- .github/workflows/ci.yml\nenv:\n  ASPNETCORE_ENVIRONMENT: Development\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps: []",
        "--- Shop/Properties/launchSettings.json\n{ \"profiles\": { \"Shop\": { \"environmentVariables\": { \"ASPNETCORE_ENVIRONMENT\": \"Development\" } } } }",
        // What is not effective: the service's own variable, or the file of the environment that is deployed, takes its place.
        "--- compose.yml\nservices:\n  shop:\n    extends: { file: common.yml, service: base }\n    environment: [DOTNET_ENVIRONMENT=Production]\n--- common.yml\nservices:\n  base:\n    environment: [DOTNET_ENVIRONMENT=Development]",
        "--- compose.yml\nservices:\n  shop:\n    env_file: shop.env\n    environment: [DOTNET_ENVIRONMENT=Production]\n--- shop.env\nDOTNET_ENVIRONMENT=Development",
        "--- compose.yml\nservices:\n  shop:\n    env_file: shop.env\n    environment: [DOTNET_ENVIRONMENT]\n--- shop.env\nDOTNET_ENVIRONMENT=Development",
        "--- compose.yml\nservices:\n  shop:\n    env_file: [first.env, second.env]\n--- first.env\nDOTNET_ENVIRONMENT=Development\n--- second.env\nDOTNET_ENVIRONMENT=Production",
        "--- docker-compose.yml\n" + Compose + "\n--- docker-compose.prod.yml\nservices:\n  shop:\n    environment: [ASPNETCORE_ENVIRONMENT=Production]",
        "--- docker-compose.yml\n" + Compose + "\n--- docker-compose.staging.yml\nservices:\n  shop:\n    environment:\n      ASPNETCORE_ENVIRONMENT: ${NAME}",
        "--- shop/Chart.yaml\nname: shop\n--- shop/values.yaml\nenv: { ASPNETCORE_ENVIRONMENT: Development }\n--- shop/values-prod.yaml\nenv: { ASPNETCORE_ENVIRONMENT: Production }",
        // Files that only those for developers read, and files that nothing reads.
        "--- docker-compose.override.yml\nservices:\n  shop:\n    env_file: shop.env\n--- shop.env\nDOTNET_ENVIRONMENT=Development",
        "--- compose.yml\nservices:\n  shop:\n    env_file: local.env\n--- local.env\nDOTNET_ENVIRONMENT=Development",
        "--- shop.env\nDOTNET_ENVIRONMENT=Development",
        "--- common.yml\nservices:\n  base:\n    environment: [DOTNET_ENVIRONMENT=Development]",
        "--- k8s/overlays/dev/kustomization.yaml\nconfigMapGenerator:\n  - name: shop\n    literals: [ASPNETCORE_ENVIRONMENT=Development]",
        "--- shop/Chart.yaml\nname: shop\n--- shop/values-dev.yaml\nenv: { ASPNETCORE_ENVIRONMENT: Development }",
        "--- shop/Chart.yaml\nname: shop\n--- shop/values.yaml\nenv: { ASPNETCORE_ENVIRONMENT: \"{{ .Values.global.environment }}\" }",
        "--- values.yaml\nenv: { ASPNETCORE_ENVIRONMENT: Development }",
        "--- shop/templates/shop.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  ASPNETCORE_ENVIRONMENT: {{ .Values.environment | default \"Development\" }}",
        // A script that says nothing of deployment, and a step of a workflow.
        "--- run.sh\ndocker run -e ASPNETCORE_ENVIRONMENT=Development shop:1",
        "--- deploy/dev.sh\ndocker run -e ASPNETCORE_ENVIRONMENT=Development shop:1",
        "--- deploy.sh\ndocker run -e ASPNETCORE_ENVIRONMENT=$NAME shop:1\ndocker exec -e ASPNETCORE_ENVIRONMENT=Development shop ls",
        "--- .github/workflows/ci.yml\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker run -e ASPNETCORE_ENVIRONMENT=Development shop:1",
        // No objects of Kubernetes.
        "--- values.yaml\nkind: x\nASPNETCORE_ENVIRONMENT: Development",
        "--- chart/templates/map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  {{- range .Values }}\n  ASPNETCORE_ENVIRONMENT: Development",
        "--- k8s/secret.yaml\napiVersion: v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - env:\n            - name: ASPNETCORE_ENVIRONMENT\n              valueFrom: { secretKeyRef: { name: a, key: b } }",
        "--- k8s/map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  ASPNETCORE_ENVIRONMENT: ${ENVIRONMENT}",
        "--- web.config\n<configuration><environmentVariable name=\"ASPNETCORE_ENVIRONMENT\" value=\"Development\" /></configuration>",
        // A name that the team gave another role.
        "--- stageready.json\n{ \"environments\": { \"Dev\": \"test\" } }\n--- compose.yml\nservices:\n  shop:\n    environment:\n      DOTNET_ENVIRONMENT: Dev",
        "--- Dockerfile\nFROM aspnet\n# stageready: ignore STG1019 an image for workshops\nENV DOTNET_ENVIRONMENT=Development",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void What_is_deployed_and_sets_development_is_reported_at_the_value(string files, string place) => Assert.Equal([place], Files.Places("STG1019", files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void What_is_for_developers_or_not_known_is_not_reported(string files) => Assert.Empty(Files.Places("STG1019", files));

    [Fact]
    public void The_names_of_folders_above_the_checked_directory_say_nothing() =>
        Assert.Equal(["local/shop/compose.yml(5,32)"], Files.Places("STG1019", "--- local/shop/compose.yml\n" + Compose, directory: "local/shop"));

    [Fact]
    public void The_message_says_whether_it_is_a_default() => Assert.Equal(
        ["DOTNET_ENVIRONMENT is 'Development' by default, so that what is deployed from this file runs with the settings and pages of developers. "
            + "Leave it out, so that the host runs in Production, and set it in a file for developers (override, local or dev in its name)"],
        Files.Messages("STG1019", "--- compose.yml\nservices:\n  shop:\n    environment:\n      DOTNET_ENVIRONMENT: ${NAME:-Development}"));
}
