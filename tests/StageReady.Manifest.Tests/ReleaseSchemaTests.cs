using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace StageReady.Manifest.Tests;

/// <summary>The published schema of release/v1 says what is written and what is read, no more and no less.</summary>
public sealed class ReleaseSchemaTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", "release-v1.schema.json"));
    private static readonly JsonSchema Schema = JsonSchema.FromText(Text);

    [Fact]
    public void A_manifest_with_every_fact_is_valid_and_the_schema_knows_every_member_of_it()
    {
        AssertNothingIsLeftOut(TestFacts.Every, nameof(ReleaseFacts));
        var predicate = Predicate();
        Assert.True(IsValid(predicate));
        var schema = JsonNode.Parse(Text)!.AsObject();
        AssertKnown(schema, predicate, schema, "predicate");
    }

    [Fact]
    public void What_a_later_version_adds_is_valid()
    {
        var predicate = Predicate();
        predicate["later"] = new JsonObject();
        predicate["files"]![0]!["later"] = 1;
        Assert.True(IsValid(predicate));
        Assert.True(IsRead(predicate));
    }

    public static TheoryData<string, Action<JsonNode>> Changes => new()
    {
        { "no name", predicate => predicate.AsObject().Remove("name") },
        { "an empty name", predicate => predicate["name"] = " " },
        { "a name with a line feed", predicate => predicate["name"] = "Store\nfront" },
        { "no files", predicate => predicate["files"] = new JsonArray() },
        { "a file without a size", predicate => predicate["files"]![0]!.AsObject().Remove("size") },
        { "a hash in capitals", predicate => predicate["files"]![0]!["sha256"] = new string('A', 64) },
        { "a negative sequence", predicate => predicate["sequence"] = -1 },
        { "a sequence in words", predicate => predicate["sequence"] = "7" },
        { "a short commit", predicate => predicate["source"]!["commit"] = "0123456" },
        { "clean in words", predicate => predicate["source"]!["clean"] = "yes" },
        { "another kind of value", predicate => predicate["configuration"]![0]!["keys"]![0]!["kind"] = "object" },
        { "a migration without its reason", predicate => predicate["migrations"]![0]!.AsObject().Remove("reason") },
        { "a reason that nothing needs", predicate => predicate["migrations"]![1]!["reason"] = "none" },
        { "checks without counts", predicate => predicate["checks"]!.AsObject().Remove("counts") },
        { "a document without a hash", predicate => predicate["documents"]![0]!.AsObject().Remove("sha256") },
        { "packages of another type", predicate => predicate["packages"] = new JsonObject() },
        { "a member that is null", predicate => predicate["target"] = null },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_the_schema_refuses_is_refused_when_it_is_read(string change, Action<JsonNode> apply)
    {
        var predicate = Predicate();
        apply(predicate);
        Assert.Equal((change, false, false), (change, IsValid(predicate), IsRead(predicate)));
    }

    private static JsonObject Predicate()
    {
        var manifest = new ReleaseManifest { Name = "Storefront", Version = "1.4.0", Sequence = 7, Facts = TestFacts.Every, Files = [new ReleaseFile("app.dll", 15, new string('0', 64))] };
        return JsonNode.Parse(manifest.ToPayload())!["predicate"]!.DeepClone().AsObject();
    }

    private static bool IsValid(JsonObject predicate) => Schema.Evaluate(JsonSerializer.SerializeToElement(predicate)).IsValid;

    private static bool IsRead(JsonObject predicate)
    {
        var statement = JsonNode.Parse(new ReleaseManifest { Name = "Storefront", Version = "1.4.0", Files = [new ReleaseFile("app.dll", 15, new string('0', 64))] }.ToPayload())!;
        statement["predicate"] = predicate.DeepClone();
        try
        {
            ReleaseManifest.Parse(JsonSerializer.SerializeToUtf8Bytes(statement), "test");
            return true;
        }
        catch (ReleaseException)
        {
            return false;
        }
    }

    // A member that nobody sets here could be missing in the schema without being noticed.
    private static void AssertNothingIsLeftOut(object value, string path)
    {
        if (value is IEnumerable items and not string)
        {
            Assert.NotEmpty(items);
            AssertNothingIsLeftOut(items.Cast<object>().First(), path);
        }
        else if (value.GetType().Namespace == typeof(ReleaseFacts).Namespace && !value.GetType().IsEnum)
        {
            Assert.All(value.GetType().GetProperties(), property =>
            {
                var member = property.GetValue(value);
                Assert.True(member is not (null or false), $"{path}.{property.Name} is not in the example");
                AssertNothingIsLeftOut(member, $"{path}.{property.Name}");
            });
        }
    }

    private static void AssertKnown(JsonObject root, JsonNode? value, JsonNode schema, string path)
    {
        while ((string?)schema["$ref"] is { } reference)
            schema = root["$defs"]![reference["#/$defs/".Length..]]!;
        if (value is JsonArray items)
        {
            foreach (var item in items)
                AssertKnown(root, item, schema["items"]!, path);
        }
        else if (value is JsonObject members)
        {
            foreach (var (name, member) in members)
            {
                Assert.True(schema["properties"]![name] is not null, $"The schema does not know {path}.{name}");
                AssertKnown(root, member, schema["properties"]![name]!, $"{path}.{name}");
            }
        }
    }
}
