namespace StageReady.RehearsalHost;

/// <summary><c>[Irreversible("REASON")]</c>, matched by name as everywhere.</summary>
internal static class Irreversible
{
    public static string? Declared(Type migration)
    {
        foreach (var attribute in migration.GetCustomAttributesData())
        {
            if (attribute.AttributeType.Name is "IrreversibleAttribute" or "Irreversible" && attribute.ConstructorArguments is [{ Value: string reason }, ..])
                return reason;
        }

        return null;
    }

    /// <summary>Whether an exception is thrown to say something, and not by a mistake.</summary>
    public static bool IsDeclaredBy(Exception thrown) =>
        thrown is NotSupportedException or NotImplementedException or InvalidOperationException || thrown.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) != true;
}
