namespace StageReady.Repository.Tests.Configuration;

public class MountedConfigurationTests
{
    private const string Map = """
        --- k8s/settings.yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: shop }
        data:
          LOG: "1"
          appsettings.Production.json: |-
            {
              "ConnectionStrings": {
                "Shop": "Server=db;User Id=shop;Password=k9#vF2qLm8Rz"
              },
              "Mail": { "Host": "localhost" }
            }
        ---
        """;

    [Theory]
    [InlineData("STG1010", Map, "k8s/settings.yaml(9,17)")]
    [InlineData("STG1008", Map, "k8s/settings.yaml(11,25)")]
    [InlineData("STG1011", "--- k8s/secret.yaml\napiVersion: v1\nkind: Secret\nstringData:\n  appsettings.json: |\n    { \"Stripe\": { \"ApiKey\": \"q83vEjRWeJCrze8SNFZ4kKvN\" } }\n", "k8s/secret.yaml(5,29)")]
    [InlineData("STG1021", "--- k8s/map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  appsettings.json: |\n    { \"A\": 1, }\n    }\n", "k8s/map.yaml(6,5)")]
    [InlineData("STG1008", "--- k8s/map.yaml\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  data:\n    appsettings.json: >\n      { \"Api\": \"https://localhost:5001/\" }\n", "k8s/map.yaml(8,16)")]
    public void What_a_ConfigMap_mounts_is_judged_where_it_stands(string rule, string files, string place) => Assert.Equal([place], Files.Places(rule, files));

    [Theory]
    // A placeholder that a tool fills in, a template, a base file for developers, a suppression in either syntax, other files, and what is no block of text.
    [InlineData("STG1010", "--- map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  appsettings.json: |\n    { \"Db\": \"Server=db;User Id=shop;Password=${PASSWORD}\" }\n")]
    [InlineData("STG1009", "--- map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  appsettings.Production.json: |\n    { \"Db\": \"${DB}\" }\n")]
    [InlineData("STG1008", "--- templates/map.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Release.Name }} }\ndata:\n  appsettings.Production.json: |\n    { \"Api\": \"https://localhost/\" }\n")]
    [InlineData("STG1008", "--- overlays/dev/map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  appsettings.json: |\n    { \"Api\": \"https://localhost/\" }\n")]
    [InlineData("STG1008", "--- map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  appsettings.Development.json: |\n    { \"Api\": \"https://localhost/\" }\n  appsettings.Production.json: |\n    {}\n")]
    [InlineData("STG1008", "--- map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  # stageready: ignore STG1008 the proxy runs in the pod\n  appsettings.json: |\n    { \"Api\": \"https://localhost/\" } // stageready: ignore STG1008 the proxy runs in the pod\n")]
    [InlineData("STG1008", "--- map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  other.json: |\n    { \"Api\": \"https://localhost/\" }\n")]
    [InlineData("STG1008", "--- map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  appsettings.json: 'none'\n")]
    [InlineData("STG1008", "--- stageready.json\n{ \"sidecars\": [\"localhost\"] }\n--- map.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  appsettings.json: |\n    { \"Api\": \"https://localhost/\" }\n")]
    public void What_is_filled_in_for_developers_or_suppressed_is_not_reported(string rule, string files) => Assert.Empty(Files.Places(rule, files));
}
