using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace StageReady.Tool.CSharp;

/// <summary>The global usings that the SDK would generate: the implicit ones of the project's kind, and its Using items.</summary>
internal static class GlobalUsings
{
    private static readonly string[] Base =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] Hosting =
        ["Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    private static readonly string[] Web =
        ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", .. Hosting];

    public static string Of(Project project)
    {
        var text = new StringBuilder();
        if (project.Release.IsTrue("ImplicitUsings") || string.Equals(project.Release["ImplicitUsings"], "enable", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var name in (string[])[.. Base, .. project.UsesSdk("Microsoft.NET.Sdk.Web") ? Web : project.UsesSdk("Microsoft.NET.Sdk.Worker") ? Hosting : []])
                text.Append("global using global::").Append(name).AppendLine(";");
        }

        foreach (var item in project.Release.ItemsOf("Using").Where(item => IsName(item.Include)))
        {
            text.Append("global using ");
            if (item["Alias"] is { } alias && SyntaxFacts.IsValidIdentifier(alias.Value))
                text.Append(alias.Value).Append(" = ");
            else if (item["Static"] is { } isStatic && isStatic.Value.Equals("true", StringComparison.OrdinalIgnoreCase))
                text.Append("static ");
            text.Append("global::").Append(item.Include).AppendLine(";");
        }

        return text.ToString();
    }

    private static bool IsName(string text) => text.Split('.').All(SyntaxFacts.IsValidIdentifier);
}
