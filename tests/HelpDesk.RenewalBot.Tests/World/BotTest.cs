namespace HelpDesk.RenewalBot.Tests.World;

/// <summary>A test in a world of its own; whatever the bot called without anybody having planned it fails the test.</summary>
public abstract class BotTest : IAsyncLifetime
{
    protected BotWorld World { get; } = new();

    protected FakeService Service => World.Service;

    protected FakeChannel Channel => World.Channel;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await World.DisposeAsync();
        Assert.Empty(World.Internet.Unplanned);
    }
}
