using System.Xml.Linq;

namespace StageReady.Configuration;

/// <summary>What a transform does to an attribute.</summary>
internal enum XmlTransformChange
{
    None,

    /// <summary>Takes it away, with its element or alone.</summary>
    Removed,

    /// <summary>Gives it the value that the transform has.</summary>
    Set,
}

/// <summary>Reads the instructions of an XML document transform (xdt).</summary>
internal static class XmlTransform
{
    private static readonly XNamespace Namespace = "http://schemas.microsoft.com/XML-Document-Transform";

    /// <summary>What an element of a transform, or one around it, does to its attribute.</summary>
    public static XmlTransformChange ChangeOf(XElement element, string attribute)
    {
        var (name, arguments) = InstructionOf(element);
        var isNamed = arguments.Length == 0 || arguments.Contains(attribute);
        return name switch
        {
            "Remove" or "RemoveAll" => XmlTransformChange.Removed,
            "RemoveAttributes" => isNamed ? XmlTransformChange.Removed : XmlTransformChange.None,
            "SetAttributes" => isNamed && element.Attribute(attribute) is not null ? XmlTransformChange.Set : XmlTransformChange.None,
            "Replace" or "Insert" or "InsertIfMissing" or "InsertBefore" or "InsertAfter" => element.Attribute(attribute) is null ? XmlTransformChange.Removed : XmlTransformChange.Set,
            _ => element.Parent is { } parent && InstructionOf(parent).Name is "Replace" or "Insert" or "InsertIfMissing" ? XmlTransformChange.Set : XmlTransformChange.None,
        };
    }

    private static (string Name, string[] Arguments) InstructionOf(XElement element)
    {
        var text = element.Attribute(Namespace + "Transform")?.Value.Trim() ?? "";
        var open = text.IndexOf('(');
        return open < 0
            ? (text, [])
            : (text.Substring(0, open).Trim(), [.. text.Substring(open + 1).TrimEnd(')', ' ').Split(',').Select(argument => argument.Trim()).Where(argument => argument.Length > 0)]);
    }
}
