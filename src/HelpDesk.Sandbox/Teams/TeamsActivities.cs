using System.Globalization;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Teams;

/// <summary>The activities of a personal chat in the form in which Teams posts them.</summary>
internal sealed class TeamsActivities(Person person, string conversationId, string serviceUrl, OwnRegistration bot, TimeProvider clock)
{
    public string BotId => $"28:{bot.AppId}";

    public JsonObject Installation(string action)
    {
        var activity = New("installationUpdate");
        activity["action"] = action;
        activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = conversationId } };
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        activity["entities"] = new JsonArray(ClientInfo());
        return activity;
    }

    public JsonObject MembersAdded()
    {
        var activity = New("conversationUpdate");
        activity["membersAdded"] = new JsonArray(
            new JsonObject { ["id"] = person.TeamsId, ["aadObjectId"] = person.Id.ToString() },
            new JsonObject { ["id"] = BotId });
        return activity;
    }

    public JsonObject Text(string text)
    {
        var activity = FromPerson("message");
        activity["text"] = text;
        activity["textFormat"] = "plain";
        return activity;
    }

    public JsonObject Submit(string cardId, JsonObject value, string? text = null)
    {
        var activity = FromPerson("message");
        activity["value"] = value;
        activity["replyToId"] = cardId;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        if (text is not null)
        {
            activity["text"] = text;
            activity["textFormat"] = "plain";
        }

        return activity;
    }

    public JsonObject Execute(string cardId, CardButton button, JsonObject data, string trigger)
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["title"] = button.Title, ["verb"] = button.Verb, ["data"] = data };
        if (button.Id is not null)
        {
            action["id"] = button.Id;
        }

        var activity = Invoke("adaptiveCard/action", new JsonObject { ["action"] = action, ["trigger"] = trigger });
        activity["replyToId"] = cardId;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    public JsonObject Invoke(string name, JsonNode value)
    {
        var activity = FromPerson("invoke");
        activity["name"] = name;
        activity["value"] = value;
        return activity;
    }

    private JsonObject FromPerson(string type)
    {
        var activity = New(type);
        activity["from"]!["name"] = person.Name;
        activity["locale"] = "en-US";
        activity["localTimezone"] = "Etc/UTC";
        activity["localTimestamp"] = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        activity["entities"] = new JsonArray(ClientInfo());
        return activity;
    }

    private JsonObject New(string type) => new()
    {
        ["type"] = type,
        ["id"] = $"f:{Guid.NewGuid()}",
        ["timestamp"] = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["channelId"] = "msteams",
        ["serviceUrl"] = serviceUrl,
        ["from"] = new JsonObject { ["id"] = person.TeamsId, ["aadObjectId"] = person.Id.ToString() },
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = bot.Name },
        ["conversation"] = new JsonObject
        {
            ["conversationType"] = "personal",
            ["tenantId"] = person.TenantId.ToString(),
            ["id"] = conversationId,
        },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = person.TenantId.ToString() } },
    };

    private static JsonObject ClientInfo() => new()
    {
        ["type"] = "clientInfo",
        ["locale"] = "en-US",
        ["country"] = "US",
        ["platform"] = "Web",
        ["timezone"] = "Etc/UTC",
    };
}
