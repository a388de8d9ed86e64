namespace HelpDesk.Bots.Schema;

/// <summary>The value of a task/fetch or task/submit invoke.</summary>
public sealed class TaskModuleRequest : WireObject
{
    public object? Data { get; set; }

    public TaskModuleRequestContext? Context { get; set; }
}

public sealed class TaskModuleRequestContext : WireObject
{
    public string? Theme { get; set; }
}

/// <summary>The answer to a task/fetch or task/submit invoke.</summary>
public sealed class TaskModuleResponse : WireObject
{
    public object? Task { get; set; }
}
