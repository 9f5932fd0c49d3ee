using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>A context whose model is given.</summary>
internal sealed class ChangingContext(Provider provider, DbConnection connection, Action<ModelBuilder> configure) : DbContext
{
    public IModel DesignTimeModel => this.GetService<IDesignTimeModel>().Model;

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.Use(provider, connection).ReplaceService<IModelCacheKeyFactory, ByContext>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => configure(modelBuilder);

    private sealed class ByContext : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context, designTime);
    }
}
