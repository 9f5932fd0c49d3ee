namespace StageReady.Packages.Tests;

/// <summary>Sources that test projects share.</summary>
internal static class Sources
{
    /// <summary>As much of EF Core as makes a migration; its Down is missing.</summary>
    public const string MigrationWithoutDown = """
        namespace Microsoft.EntityFrameworkCore.Migrations
        {
            public class MigrationBuilder { public void AddColumn(string name, string table) { } }
            public abstract class Migration
            {
                protected abstract void Up(MigrationBuilder migrationBuilder);
                protected virtual void Down(MigrationBuilder migrationBuilder) { }
            }
        }
        namespace App
        {
            public class AddNote : Microsoft.EntityFrameworkCore.Migrations.Migration
            {
                protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn("Note", "Orders");
            }
        }
        """;

    /// <summary>A hard-coded host, which is a warning of the catalogue.</summary>
    public const string Tunnel = "class Tunnel { public System.Uri Address { get; } = new(\"https://abc.ngrok.io/\"); }\n";

    /// <summary>An empty class, so that there is something to compile.</summary>
    public const string Nothing = "class Nothing { }\n";

    /// <summary>A project of .NET 10 with StageReady.Sdk.</summary>
    public static string Project(string sdk, string properties, string items) => $"""
        <Project Sdk="{sdk}">
          <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;
}
