namespace StageReady.Infrastructure;

/// <summary>A file of a Terraform module: <c>*.tf</c> or <c>*.tf.json</c>.</summary>
internal sealed class TerraformFile(TextFile file)
{
    public const string Extension = ".tf";

    public const string JsonExtension = ".tf.json";

    /// <summary>Written by <c>terraform init</c>, with the version and the hashes of each provider.</summary>
    public const string LockFileName = ".terraform.lock.hcl";

    private readonly HclBlock _root = file.Path.EndsWith(JsonExtension, StringComparison.OrdinalIgnoreCase) ? TerraformJson.Read(file) : HclReader.Read(file);

    public string Path => file.Path;

    /// <summary>The modules that it calls.</summary>
    public IEnumerable<HclBlock> Modules => _root.BlocksOf("module");

    /// <summary>The providers that it configures.</summary>
    public IEnumerable<HclBlock> Providers => _root.BlocksOf("provider");

    /// <summary>The providers that it asks for with a version.</summary>
    public IEnumerable<HclAttribute> RequiredProviders => _root.BlocksOf("terraform").SelectMany(terraform => terraform.BlocksOf("required_providers")).SelectMany(required => required.Attributes);
}
