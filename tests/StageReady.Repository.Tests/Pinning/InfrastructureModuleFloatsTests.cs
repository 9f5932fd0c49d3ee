namespace StageReady.Repository.Tests.Pinning;

public class InfrastructureModuleFloatsTests
{
    private const string Rule = "STG3026";

    public static TheoryData<string, string> Violations => new()
    {
        { "--- main.tf\nterraform {\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \"~> 5.0\" # why\n    }\n    random = \"3.*\"\n    null = { source = \"hashicorp/null\" }\n  }\n}", "main.tf(5,17) main.tf(7,14) main.tf(8,5)" },
        { "--- main.tf\nprovider \"aws\" {\n  region = \"eu\"\n}", "main.tf(1,1)" },
        { "--- main.tf\nprovider \"aws\" {\n  version = \">= 2\"\n}", "main.tf(2,13)" },
        { "--- main.tf\nmodule \"a\" {\n  source = \"git::https://example.com/a.git//sub?ref=v1.0\"\n}", "main.tf(2,12)" },
        { "--- main.tf\nmodule \"a\" {\n  source = \"github.com/us/a\"\n}", "main.tf(2,12)" },
        { "--- main.tf\nmodule \"a\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n}\nmodule \"b\" {\n  source  = \"example.com/us/vpc/aws//sub\"\n  version = \"~> 1.0\"\n}", "main.tf(2,12) main.tf(6,13)" },
        { "--- env/main.tf\nmodule \"a\" { source = \"../a\" }\nmodule \"b\" {\n  source = \"us/b/aws\"\n}\n--- env/.terraform.lock.hcl\n", "env/main.tf(3,12)" },
        { "--- main.bicep\nmodule a 'br:ours.azurecr.io/a:latest' = {\n}", "main.bicep(1,11)" },
        { "--- main.bicepparam\nusing 'br/ours:a:latest'\nparam x = 1", "main.bicepparam(1,8)" },
        {
            "--- main.tf.json\n{\n  \"terraform\": { \"required_providers\": {\n    \"aws\": { \"source\": \"hashicorp/aws\", \"version\": \"~> 5.0\" } } },\n  \"provider\": [\n    { \"google\": { \"region\": \"eu\" } }],\n  \"module\": { \"a\": {\n    \"source\": \"git::https://example.com/a.git?ref=main\" } }\n}",
            "main.tf.json(3,52) main.tf.json(5,7) main.tf.json(7,15)"
        },
        { "--- main.bicepparam\nusing './b.bicep'\n--- b.bicep\nmodule a 'br/ours:a:latest' = {}", "b.bicep(1,11)" },
        { "--- chart/Chart.yaml\napiVersion: v2\ndependencies:\n  - name: redis\n    version: ~19.0\n    repository: https://charts.example.com\n  - name: kafka\n    repository: https://charts.example.com", "chart/Chart.yaml(4,14) chart/Chart.yaml(6,11)" },
        { "--- chart/Chart.yaml\ndependencies:\n  - name: redis\n    version: \"19.1\"\n    repository: https://charts.example.com\n  - name: kafka\n    version: v1.2.3\n    repository: https://charts.example.com", "chart/Chart.yaml(3,14)" },
        { "--- chart/Chart.yaml\ndependencies:\n  - name: redis\n    version: 19.x.x\n    repository: https://charts.example.com\n--- chart/Chart.lock\ndependencies:\n  - name: kafka\n    version: 1.0.0", "chart/Chart.yaml(3,14)" },
    };

    public static TheoryData<string> Exemptions =>
    [
        "--- main.tf\nterraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\", version = \"5.1.0\" }\n    null = { version = \"= 3.2.1\", source = \"hashicorp/null\" }\n    tf = { source = \"terraform.io/builtin/terraform\" }\n  }\n}\nprovider \"aws\" {}",
        "--- main.tf\nterraform {\n  required_providers {\n    aws = { version = \"~> 5.0\" }\n  }\n}\nprovider \"azurerm\" {}\n--- .terraform.lock.hcl\n",
        // A module of the repository is locked where it is called.
        "--- env/main.tf\nmodule \"a\" {\n  source = \"../modules/a\"\n}\n--- modules/a/main.tf\nterraform {\n  required_providers {\n    aws = { version = \">= 5.0\" }\n  }\n}",
        "--- main.tf\nmodule \"a\" {\n  source = \"./a\"\n}\nmodule \"b\" {\n  source = \"git::ssh://git@example.com/b.git?depth=1&ref=3d3c42e5aac5ba805825da76410c181273ba90b1\"\n}\nmodule \"c\" {\n  source  = \"us/c/aws\"\n  version = \"1.2.3\"\n}\nmodule \"d\" {\n  source  = \"us/d/aws\"\n  version = var.version\n}\nmodule \"e\" {\n  source = \"https://example.com/e.zip\"\n}",
        "--- main.tf\n# module \"a\" { source = \"us/a/aws\" }\n/* provider \"aws\" {} */\nlocals {\n  text = <<-EOF\n    provider \"aws\" {}\n  EOF\n  more = { a = \"${join(\"}\", [\"x\"])}\", b = [1, 2] }\n  last = var.x ? \"a\" : \"b\"\n}\noutput \"x\" { value = \"provider {\" }",
        "--- main.tf.json\n{ \"terraform\": [{ \"required_providers\": { \"aws\": { \"version\": \"5.1.0\" } } }], \"provider\": { \"aws\": {} }, \"module\": { \"a\": { \"source\": \"./a\" }, \"b\": { \"source\": \"us/b/aws\", \"version\": \"${var.b}\" } }, \"resource\": { \"module\": {} } }",
        "--- terraform.tfvars.json\n{ \"module\": { \"a\": { \"source\": \"us/a/aws\" } } }",
        "--- main.bicepparam\nusing 'br/ours:a:1.2.3'\n// using 'br/ours:a:latest'",
        "--- main.bicep\n// module a 'br/ours:a:latest' = {}\n/*\nmodule b 'br/ours:a:latest' = {}\n*/\nmodule c 'br/public:avm/res/a:0.1.0' = {}\nmodule d './d.bicep' = {}",
        "--- chart/Chart.yaml\ndependencies:\n  - name: redis\n    version: 19.0.2\n    repository: https://charts.example.com\n  - name: ours\n    version: \">=1\"\n    repository: file://../ours\n  - name: beside\n    version: \"*\"\n  - name: kafka\n    version: ~1.0\n    repository: https://charts.example.com\n--- chart/Chart.lock\ndependencies:\n  - name: kafka\n    version: 1.0.0",
        "--- main.tf\n# stageready: ignore STG3026 the lock file is made in the pipeline\nprovider \"aws\" {}",
        "--- main.bicep\n// stageready: ignore STG3026 a playground\nmodule a 'br/ours:a:latest' = {}",
    ];

    [Theory]
    [MemberData(nameof(Violations))]
    public void It_stands_at_the_place(string files, string places) => Assert.Equal(places.Split(' '), Files.Places(Rule, files));

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void Nothing_is_reported(string files) => Assert.Empty(Files.Places(Rule, files));
}
