using StageReady.Build.Release;

namespace StageReady.Build.Tests.Release;

public class BuiltMigrationsTests
{
    [Fact]
    public void What_is_no_assembly_holds_none()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Empty(BuiltMigrations.Read(file));
            File.WriteAllText(file, "MZ no assembly");
            Assert.Empty(BuiltMigrations.Read(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void An_assembly_without_migrations_holds_none() => Assert.Empty(BuiltMigrations.Read(typeof(BuiltMigrations).Assembly.Location));
}
