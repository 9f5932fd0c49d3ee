using StageReady.Pinning;
using StageReady.Pinning.Fixes;

namespace StageReady.Tool.Network;

/// <summary>Asks the network what floating references are today, each once. No credentials are read or sent.</summary>
internal sealed class PinResolver : IDisposable
{
    private readonly ContainerRegistries _registries = new();
    private readonly GitRemotes _remotes = new();
    private readonly Dictionary<ImageReference, Resolution> _digests = [];
    private readonly Dictionary<(string Repository, string Reference), Resolution> _commits = [];

    public Resolution DigestOf(ImageReference image)
    {
        if (!_digests.TryGetValue(image, out var digest))
            _digests[image] = digest = _registries.DigestOf(image);
        return digest;
    }

    public Resolution CommitOf(ActionReference action)
    {
        if (!_commits.TryGetValue((action.Repository, action.Reference), out var commit))
            _commits[(action.Repository, action.Reference)] = commit = _remotes.CommitOf(action);
        return commit;
    }

    public void Dispose() => _registries.Dispose();
}
