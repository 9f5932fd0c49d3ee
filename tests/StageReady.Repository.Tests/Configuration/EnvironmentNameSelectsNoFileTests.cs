namespace StageReady.Repository.Tests.Configuration;

public class EnvironmentNameSelectsNoFileTests
{
    private const string Web = "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />";

    // Two applications: Shop.Api has a file for Staging, Shop.Worker none.
    private const string Projects = $$"""
        --- src/Shop.Api/Shop.Api.csproj
        {{Web}}
        --- src/Shop.Api/appsettings.json
        {}
        --- src/Shop.Api/appsettings.Staging.json
        {}
        --- src/Shop.Worker/Shop.Worker.csproj
        {{Web}}

        """;

    public static TheoryData<string, string> Violations => new()
    {
        { "--- src/Shop.Api/Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT=staging", "src/Shop.Api/Dockerfile(2,28)" },
        { "--- src/Shop.Api/Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT=\"Staging \"", "src/Shop.Api/Dockerfile(2,28)" },
        { "--- src/Shop.Api/Dockerfile\nFROM aspnet\nARG NAME=STAGING\nENV ASPNETCORE_ENVIRONMENT=$NAME", "src/Shop.Api/Dockerfile(3,28)" },
        { "--- docker/Dockerfile\nFROM aspnet\nENV DOTNET_ENVIRONMENT=staging\nENTRYPOINT [\"dotnet\", \"Shop.Api.dll\"]", "docker/Dockerfile(2,24)" },
        { "--- Dockerfile\nFROM aspnet\nENV DOTNET_ENVIRONMENT=staging", "Dockerfile(2,24)" },
        // The file that it should select is linked.
        {
            "--- src/Shop.Jobs/Shop.Jobs.csproj\n<Project Sdk=\"Microsoft.NET.Sdk.Worker\"><ItemGroup><Content Include=\"../shared/appsettings.*.json\" CopyToOutputDirectory=\"Always\" /></ItemGroup></Project>\n"
                + "--- src/shared/appsettings.Staging.json\n{}\n--- src/Shop.Jobs/Dockerfile\nFROM aspnet\nENV DOTNET_ENVIRONMENT=staging",
            "src/Shop.Jobs/Dockerfile(2,24)"
        },
        // By build context, in a file of its own or in the one below, by image and by the service's name.
        { "--- compose.yml\nservices:\n  web:\n    build: ./src/Shop.Api\n    environment:\n      - ASPNETCORE_ENVIRONMENT=staging", "compose.yml(5,32)" },
        { "--- compose.yml\nservices:\n  web:\n    build: { context: ., dockerfile: src/Shop.Api/Dockerfile }\n--- src/Shop.Api/Dockerfile\nFROM aspnet\n--- compose.staging.yml\nservices:\n  web:\n    environment:\n      ASPNETCORE_ENVIRONMENT: staging", "compose.staging.yml(4,31)" },
        { "--- deploy/compose.yml\nservices:\n  web:\n    image: ${REGISTRY:-example.com}/shop/api:${TAG:-1.0}\n    environment:\n      ASPNETCORE_ENVIRONMENT: ${NAME:-staging}", "deploy/compose.yml(5,31)" },
        { "--- deploy/compose.yml\nservices:\n  shop-api:\n    environment:\n      ASPNETCORE_ENVIRONMENT: ' Staging'", "deploy/compose.yml(4,31)" },
        { "--- deploy/compose.yml\nservices:\n  shop-api:\n    env_file: [{ path: shop.env }]\n--- deploy/shop.env\n# the shop\nexport ASPNETCORE_ENVIRONMENT=\"staging\" ", "deploy/shop.env(2,32)" },
        { "--- k8s/api.yaml\napiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - image: registry.example.com/shop-api:1.0\n          env:\n            - { name: ASPNETCORE_ENVIRONMENT, value: staging }", "k8s/api.yaml(9,54)" },
        { "--- k8s/api.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop-api }\nspec:\n  template:\n    spec:\n      containers:\n        - envFrom: [{ configMapRef: { name: settings } }]\n--- k8s/map.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { ASPNETCORE_ENVIRONMENT: staging }", "k8s/map.yaml(4,33)" },
        { "--- k8s/map.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop-api-config }\ndata: { ASPNETCORE_ENVIRONMENT: staging }", "k8s/map.yaml(4,33)" },
        { "--- src/Shop.Api/k8s/pod.yaml\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: x\n      env: [{ name: ASPNETCORE_ENVIRONMENT, value: staging }]", "src/Shop.Api/k8s/pod.yaml(6,52)" },
        { "--- deploy/compose.yml\nservices:\n  web:\n    extends: { file: base.yml, service: shop }\n--- deploy/base.yml\nservices:\n  shop:\n    build: ../src/Shop.Api\n    environment: { ASPNETCORE_ENVIRONMENT: staging }", "deploy/base.yml(4,44)" },
        { "--- deploy/kustomization.yaml\nconfigMapGenerator:\n  - name: shop-api-env\n    literals: [ASPNETCORE_ENVIRONMENT=staging]", "deploy/kustomization.yaml(3,39)" },
        { "--- charts/shop-api/Chart.yaml\nname: shop-api\n--- charts/shop-api/values-staging.yaml\nenv:\n  - { name: ASPNETCORE_ENVIRONMENT, value: staging }", "charts/shop-api/values-staging.yaml(2,44)" },
        { "--- start.sh\nif true; then docker run -d -e ASPNETCORE_ENVIRONMENT='staging' registry.example.com/shop-api:1.0; fi", "start.sh(1,56)" },
        { "--- src/Shop.Api/start.ps1\ndocker run --rm `\n  --env ASPNETCORE_ENVIRONMENT=staging `\n  my-image", "src/Shop.Api/start.ps1(2,32)" },
        { "--- start.sh\ndocker run --env-file=staging.env shop-api\n--- staging.env\nASPNETCORE_ENVIRONMENT=staging", "staging.env(1,24)" },
        { "--- .github/workflows/ci.yml\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          docker run -e ASPNETCORE_ENVIRONMENT=staging shop-api", ".github/workflows/ci.yml(6,48)" },
        { "--- .github/workflows/ci.yml\nenv:\n  ASPNETCORE_ENVIRONMENT: staging\njobs:\n  test:\n    runs-on: ubuntu-24.04", ".github/workflows/ci.yml(2,27)" },
        { "--- .github/workflows/ci.yml\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: dotnet test\n        env: { DOTNET_ENVIRONMENT: staging }", ".github/workflows/ci.yml(6,36)" },
        { "--- src/Shop.Api/Properties/launchSettings.json\n{ \"profiles\": { \"Shop\": { \"environmentVariables\": { \"ASPNETCORE_ENVIRONMENT\": \"staging\" } } } }", "src/Shop.Api/Properties/launchSettings.json(1,79)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- src/Shop.Api/Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT=Staging",
        // No file of any case: nothing is missed.
        "--- src/Shop.Api/Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT=production",
        "--- src/Shop.Worker/Dockerfile\nFROM aspnet\nENV DOTNET_ENVIRONMENT=staging",
        // What the container starts is another project than the folder's.
        "--- src/Shop.Api/Dockerfile\nFROM aspnet\nENV DOTNET_ENVIRONMENT=staging\nENTRYPOINT dotnet Shop.Worker.dll",
        // A candidate matches exactly.
        "--- src/Shop.Api/appsettings.staging.json\n{}\n--- src/Shop.Api/Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT=staging",
        "--- src/Other/Other.csproj\n<Project />\n--- src/Other/Other.settings.staging.json\n{}\n--- .github/workflows/ci.yml\nenv:\n  ASPNETCORE_ENVIRONMENT: staging\njobs:\n  test:\n    runs-on: ubuntu-24.04",
        "--- start.sh\ndocker run -e ASPNETCORE_ENVIRONMENT=Staging shop-api\ndocker run -e ASPNETCORE_ENVIRONMENT=staging other-image\necho docker run -e ASPNETCORE_ENVIRONMENT=staging shop-api",
        // Not known.
        "--- compose.yml\nservices:\n  shop-api:\n    environment:\n      - ASPNETCORE_ENVIRONMENT=${NAME}\n      - DOTNET_ENVIRONMENT",
        "--- compose.yml\nservices:\n  other:\n    image: example.com/other\n    environment:\n      ASPNETCORE_ENVIRONMENT: staging",
        "--- compose.yml\nservices:\n  web:\n    build: https://example.com/shop.git\n    environment:\n      ASPNETCORE_ENVIRONMENT: staging",
        "--- .github/workflows/ci.yml\nenv:\n  ASPNETCORE_ENVIRONMENT: ${{ inputs.name }}\njobs:\n  test:\n    runs-on: ubuntu-24.04",
        // These systems find a file whatever the case of its name.
        "--- src/Shop.Api/Dockerfile\nFROM mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2025\nENV ASPNETCORE_ENVIRONMENT=staging",
        "--- .github/workflows/ci.yml\nenv:\n  ASPNETCORE_ENVIRONMENT: staging\njobs:\n  test:\n    runs-on: [windows-2025]",
        // Another variable.
        "--- src/Shop.Api/Dockerfile\nFROM aspnet\nENV NODE_ENV=staging",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_name_that_misses_its_file_is_reported_at_the_value(string files, string place) => Assert.Equal([place], Files.Places("STG1018", Projects + files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void A_name_that_finds_its_file_or_may_do_so_is_not_reported(string files) => Assert.Empty(Files.Places("STG1018", Projects + files));

    [Fact]
    public void The_message_names_the_file_and_what_to_write() => Assert.Equal(
        ["ASPNETCORE_ENVIRONMENT is 'staging', which differs in case from the name of appsettings.Staging.json, so that on Linux the file is not loaded. Write 'Staging'"],
        Files.Messages("STG1018", Projects + "--- src/Shop.Api/Dockerfile\nFROM aspnet\nENV ASPNETCORE_ENVIRONMENT=staging"));
}
