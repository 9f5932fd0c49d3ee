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
        "--- dev/docker-compose.yml\n" + Compose,
        "--- deploy/overlays/dev/compose.yml\n" + Compose,
        "--- .devcontainer/docker-compose.yml\n" + Compose,
        "--- Dockerfile.local\nFROM aspnet\nENV DOTNET_ENVIRONMENT=Development",
        // The machine's own file, and workflows, which run on build servers.
        "--- .env\nASPNETCORE_ENVIRONMENT=Development",
        "--- compose.yml\nservices:\n  shop:\n    env_file: .env\n--- .env\nASPNETCORE_ENVIRONMENT=Development",
        "--- .github/workflows/ci.yml\nenv:\n  ASPNETCORE_ENVIRONMENT: Development\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps: []",
        "--- Shop/Properties/launchSettings.json\n{ \"profiles\": { \"Shop\": { \"environmentVariables\": { \"ASPNETCORE_ENVIRONMENT\": \"Development\" } } } }",
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
