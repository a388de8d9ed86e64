using System.Buffers.Binary;
using System.Text.Json;

namespace HelpDesk.Solution.Tests;

/// <summary>
/// What Teams refuses an app package for, from the documentation of the app manifest
/// (https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema).
/// </summary>
public sealed class ManifestTests
{
    private static readonly JsonElement Manifest =
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf("manifest", "manifest.json"))).RootElement;

    [Theory]
    [InlineData("name.short", 30)]
    [InlineData("name.full", 100)]
    [InlineData("description.short", 80)]
    [InlineData("description.full", 4000)]
    [InlineData("developer.name", 32)]
    public void Texts_keep_to_their_length(string path, int limit)
    {
        var text = path.Split('.').Aggregate(Manifest, (e, name) => e.GetProperty(name)).GetString()!;

        Assert.InRange(text.Length, 1, limit);
    }

    [Fact]
    public void Ids_are_guids_and_belong_together()
    {
        var bot = Manifest.GetProperty("bots")[0].GetProperty("botId").GetString()!;

        Assert.True(Guid.TryParse(Manifest.GetProperty("id").GetString(), out _));
        Assert.True(Guid.TryParse(bot, out _));
        Assert.Equal($"api://botid-{bot}", Manifest.GetProperty("webApplicationInfo").GetProperty("resource").GetString());
        Assert.Contains(Manifest.GetProperty("validDomains").EnumerateArray(), d => d.GetString() == "token.botframework.com");
    }

    [Fact]
    public void Addresses_are_https()
    {
        Assert.All(
            Manifest.GetProperty("developer").EnumerateObject().Where(p => p.Name.EndsWith("Url", StringComparison.Ordinal)),
            p => Assert.StartsWith("https://", p.Value.GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_keep_to_ten_and_to_their_lengths()
    {
        var commands = Manifest.GetProperty("bots")[0].GetProperty("commandLists")[0].GetProperty("commands").EnumerateArray().ToArray();

        Assert.InRange(commands.Length, 1, 10);
        Assert.All(commands, c => Assert.InRange(c.GetProperty("title").GetString()!.Length, 1, 32));
        Assert.All(commands, c => Assert.InRange(c.GetProperty("description").GetString()!.Length, 1, 128));
    }

    [Theory]
    [InlineData("color", 192)]
    [InlineData("outline", 32)]
    public void Icons_have_the_sizes_that_Teams_wants(string icon, int side)
    {
        var file = Repository.PathOf("manifest", Manifest.GetProperty("icons").GetProperty(icon).GetString()!);
        var header = File.ReadAllBytes(file).AsSpan(0, 24);

        Assert.True(header[1..4].SequenceEqual("PNG"u8));
        Assert.Equal(side, BinaryPrimitives.ReadInt32BigEndian(header[16..20]));
        Assert.Equal(side, BinaryPrimitives.ReadInt32BigEndian(header[20..24]));
    }
}
