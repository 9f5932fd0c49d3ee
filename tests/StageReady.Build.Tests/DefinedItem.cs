using System.Collections;
using Microsoft.Build.Framework;

namespace StageReady.Build.Tests;

/// <summary>A PackageReference as MSBuild hands it to a task: it knows the file that defines it.</summary>
internal sealed class DefinedItem(string id, string version, string definingProject) : ITaskItem
{
    private readonly Dictionary<string, string> _metadata = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Version"] = version,
        ["DefiningProjectFullPath"] = definingProject,
    };

    public string ItemSpec { get; set; } = id;

    public ICollection MetadataNames => _metadata.Keys;

    public int MetadataCount => _metadata.Count;

    public string GetMetadata(string metadataName) => _metadata.GetValueOrDefault(metadataName, "");

    public void SetMetadata(string metadataName, string metadataValue) => _metadata[metadataName] = metadataValue;

    public void RemoveMetadata(string metadataName) => _metadata.Remove(metadataName);

    public void CopyMetadataTo(ITaskItem destinationItem) => throw new NotSupportedException();

    public IDictionary CloneCustomMetadata() => new Dictionary<string, string>(_metadata);
}
