using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Playground;

/// <summary>
/// The Playground's <c>.m365agentsplayground.yml</c> with the sandbox's tenant, people and bot. The Playground refuses a file
/// with an unknown key, or with another number of further people than five.
/// </summary>
public static class PlaygroundConfiguration
{
    public const string FileName = ".m365agentsplayground.yml";

    private const int OtherPeople = 5;

    private static readonly JsonSerializerOptions Scalars = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(SandboxWorld world, Person chats)
    {
        var tenant = world.Tenant(chats.TenantId);
        var yaml = new StringBuilder();
        yaml.AppendLine("version: \"0.1.1\"");
        Value(yaml, "", "tenantId", tenant.Id);
        yaml.AppendLine("bot:");
        Value(yaml, "  ", "id", $"28:{world.Own.Bot.AppId}");
        Value(yaml, "  ", "name", world.Own.Bot.Name);
        yaml.AppendLine("currentUser:");
        Someone(yaml, "  ", chats);
        yaml.AppendLine("users:");
        foreach (var person in tenant.People.Where(p => p.Id != chats.Id).Take(OtherPeople))
        {
            yaml.AppendLine("  -");
            Someone(yaml, "    ", person);
        }

        yaml.AppendLine("personalChat:");
        Value(yaml, "  ", "id", $"a:playground-{chats.Id}");
        yaml.AppendLine("groupChat:");
        Value(yaml, "  ", "id", $"19:{tenant.Id:N}@thread.v2");
        Value(yaml, "  ", "name", $"{tenant.Name} administrators");
        yaml.AppendLine("team:");
        Value(yaml, "  ", "id", $"19:{tenant.Id:N}@thread.tacv2");
        Value(yaml, "  ", "name", $"{tenant.Name} IT");
        Value(yaml, "  ", "aadGroupId", tenant.Id);
        yaml.AppendLine("  channels: []");
        return yaml.ToString();
    }

    private static void Someone(StringBuilder yaml, string indent, Person person)
    {
        Value(yaml, indent, "id", person.TeamsId);
        Value(yaml, indent, "name", person.Name);
        // The schema spells it so.
        Value(yaml, indent, "userPrincipleName", person.UserPrincipalName);
        Value(yaml, indent, "aadObjectId", person.Id);
        Value(yaml, indent, "givenName", person.GivenName);
        Value(yaml, indent, "surname", person.Surname);
        Value(yaml, indent, "email", person.UserPrincipalName);
    }

    /// <summary>A JSON string is a YAML scalar, whatever characters are in it.</summary>
    private static void Value(StringBuilder yaml, string indent, string key, object value) =>
        yaml.Append(indent).Append(key).Append(": ").AppendLine(JsonSerializer.Serialize(value.ToString(), Scalars));
}
