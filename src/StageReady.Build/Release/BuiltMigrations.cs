using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StageReady.Build.Release;

/// <summary>A migration that an assembly holds.</summary>
/// <param name="Context">The full name of the context that it belongs to; for FluentMigrator, which has none, that word.</param>
/// <param name="IsWhollyJudged">Whether there would be a finding if something in it were not reversible: the class itself defines Up and Down (a finding about an inherited body is reported for one of those who
/// inherit it), and EF Core applies it (of FluentMigrator's expressions some stay unread without a finding).</param>
internal sealed record BuiltMigration(string Context, string Id, bool IsWhollyJudged);

/// <summary>Finds the migrations of an assembly by their attributes, without loading it. What the assembly holds is what can be applied, whatever the sources say.</summary>
internal static class BuiltMigrations
{
    private const string FluentMigrator = "FluentMigrator";

    /// <summary>None for a file that is no managed assembly.</summary>
    public static IReadOnlyList<BuiltMigration> Read(string path)
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        try
        {
            return file.HasMetadata ? Read(file.GetMetadataReader()) : [];
        }
        catch (BadImageFormatException)
        {
            return [];
        }
    }

    private static List<BuiltMigration> Read(MetadataReader metadata)
    {
        var migrations = new List<BuiltMigration>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            string? context = null, id = null;
            var type = metadata.GetTypeDefinition(handle);
            foreach (var attribute in type.GetCustomAttributes())
                Read(metadata, metadata.GetCustomAttribute(attribute), ref context, ref id);
            if (context is not null && id is not null)
                migrations.Add(new BuiltMigration(context, id, context != FluentMigrator && Defines(metadata, type, "Up") && Defines(metadata, type, "Down")));
        }

        return migrations;
    }

    private static bool Defines(MetadataReader metadata, TypeDefinition type, string method) =>
        type.GetMethods().Any(handle => metadata.StringComparer.Equals(metadata.GetMethodDefinition(handle).Name, method));

    // ECMA-335 II.23.3: two bytes of prolog, then the arguments; a type is written as its name.
    private static void Read(MetadataReader metadata, CustomAttribute attribute, ref string? context, ref string? id)
    {
        switch (NameOf(metadata, attribute))
        {
            case ("Microsoft.EntityFrameworkCore.Migrations", "MigrationAttribute"):
                id = Arguments(metadata, attribute).ReadSerializedString();
                break;
            case ("Microsoft.EntityFrameworkCore.Infrastructure", "DbContextAttribute"):
                context = Arguments(metadata, attribute).ReadSerializedString()?.Split(',')[0];
                break;
            case (FluentMigrator, "MigrationAttribute"):
                context = FluentMigrator;
                id = Arguments(metadata, attribute).ReadInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
                break;
        }
    }

    private static BlobReader Arguments(MetadataReader metadata, CustomAttribute attribute)
    {
        var arguments = metadata.GetBlobReader(attribute.Value);
        arguments.ReadUInt16();
        return arguments;
    }

    // Attributes that the assembly defines itself are none of these.
    private static (string Namespace, string Name)? NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
        {
            return null;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return (metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }
}
