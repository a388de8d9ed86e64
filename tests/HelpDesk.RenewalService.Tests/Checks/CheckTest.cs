using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;

namespace HelpDesk.RenewalService.Tests.Checks;

public abstract class CheckTest(ServiceWorld world) : ServiceTest(world)
{
    protected static string Result(JsonNode checklist, string name) => (string)Check(checklist, name)["result"]!;

    protected static string Evidence(JsonNode checklist, string name) => (string)Check(checklist, name)["evidence"]!;

    protected static JsonNode Check(JsonNode checklist, string name)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return checklist["checks"]!.AsArray().Single(c => (string?)c!["name"] == name)!;
    }

    protected static bool MayContinue(JsonNode checklist)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return (bool)checklist["mayContinue"]!;
    }
}
