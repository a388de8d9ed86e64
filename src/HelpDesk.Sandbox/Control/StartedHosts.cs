namespace HelpDesk.Sandbox.Control;

/// <summary>The programs beside the sandbox that remember its story. There are none when a test hosts the sandbox alone.</summary>
public sealed class StartedHosts
{
    /// <summary>Tells the story anew while they are stopped, and returns once they answer again, remembering nothing.</summary>
    public Func<Action, Task> StartOver { get; set; } = tellAnew =>
    {
        tellAnew();
        return Task.CompletedTask;
    };
}
