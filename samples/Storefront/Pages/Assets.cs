using Microsoft.AspNetCore.StaticAssets;

namespace Storefront.Pages;

/// <summary>The addresses of the files in wwwroot. Each holds a hash of the file, so that browsers can keep it for ever.</summary>
internal sealed class Assets(EndpointDataSource endpoints)
{
    private readonly Lazy<Dictionary<string, string>> _addresses = new(() => Addresses(endpoints));

    /// <param name="path">Below wwwroot, such as <c>images/leaf.svg</c>.</param>
    public string this[string path] => _addresses.Value[path];

    // The endpoint of the address with the hash has the file's name as its label.
    private static Dictionary<string, string> Addresses(EndpointDataSource endpoints)
    {
        var addresses = new Dictionary<string, string>();
        foreach (var asset in endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>())
        {
            if (asset.Properties.FirstOrDefault(property => property.Name == "label") is { } label)
                addresses[label.Value] = $"/{asset.Route}";
        }

        return addresses;
    }
}
