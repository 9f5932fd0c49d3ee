namespace StageReady.Configuration;

/// <summary>A host that stageready.json declares to run beside the application in every environment.</summary>
internal sealed record DeclaredSidecar
{
    private readonly Endpoint _endpoint;

    private DeclaredSidecar(Endpoint endpoint) => _endpoint = endpoint;

    /// <summary><c>localhost:4317</c>, <c>host.docker.internal</c>; null for anything that is not one host.</summary>
    public static DeclaredSidecar? Parse(string text) => Endpoints.In(text) is [var endpoint] ? new DeclaredSidecar(endpoint) : null;

    /// <summary>A declaration without a port holds for all ports; loopback has many names and is one.</summary>
    public bool Is(Endpoint endpoint) =>
        (string.Equals(_endpoint.Host, endpoint.Host, StringComparison.OrdinalIgnoreCase) || (LocalHost.IsLoopback(_endpoint.Host) && LocalHost.IsLoopback(endpoint.Host)))
        && (_endpoint.Port is null || _endpoint.Port == endpoint.Port);
}
