using System.Text.Json;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Schema;

/// <summary>Every file under Wire is a case: what a client sends survives reading and writing.</summary>
public sealed class WireRoundTripTests
{
    public static TheoryData<string> Payloads => [.. WireFiles.Names()];

    [Theory, MemberData(nameof(Payloads))]
    public void An_activity_survives_reading_and_writing(string name)
    {
        var sent = WireFiles.Read(name);
        var activity = JsonSerializer.Deserialize(sent, BotJson.TypeInfo<Activity>())!;

        var written = JsonSerializer.Serialize(activity, BotJson.TypeInfo<Activity>());

        Assert.Equal(JsonText.Normalize(sent), JsonText.Normalize(written));
    }

    [Theory, MemberData(nameof(Payloads))]
    public void An_activity_has_the_type_of_its_folder(string name)
    {
        var activity = JsonSerializer.Deserialize(WireFiles.Read(name), BotJson.TypeInfo<Activity>())!;

        Assert.True(name.StartsWith($"{activity.Type}/", StringComparison.Ordinal) || name.StartsWith("unknown/", StringComparison.Ordinal));
    }
}
