using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Storefront.Data;

/// <summary>A release whose database still lacks its migrations is not ready to serve.</summary>
internal sealed class SchemaIsCurrent(StorefrontContext store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var pending = await store.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? HealthCheckResult.Unhealthy($"Pending migrations: {string.Join(", ", pending)}") : HealthCheckResult.Healthy();
    }
}
