using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>One step of a waterfall: asks something, or does something and goes on with <see cref="WaterfallStepContext.NextAsync"/>.</summary>
public delegate Task<DialogTurnResult> WaterfallStep(WaterfallStepContext stepContext, CancellationToken cancellationToken);

/// <summary>Steps in a fixed order. Each gets the result of the dialog that the step before it has begun.</summary>
public class WaterfallDialog : Dialog
{
    private const string PersistedOptions = "options";
    private const string PersistedStepIndex = "stepIndex";
    private const string PersistedValues = "values";

    private readonly List<WaterfallStep> _steps;
    private string? _version;

    public WaterfallDialog(string dialogId, IEnumerable<WaterfallStep>? actions = null)
        : base(dialogId) => _steps = actions is null ? [] : [.. actions];

    /// <summary>Changes when a step comes or goes.</summary>
    public override string GetVersion() => _version ??= string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}:{_steps.Count}");

    public WaterfallDialog AddStep(WaterfallStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        _steps.Add(step);
        _version = null;
        return this;
    }

    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        dc.ActiveDialog!.Version = GetVersion();
        var state = dc.ActiveDialog.State;
        if (options is not null)
        {
            state[PersistedOptions] = options;
        }

        state[PersistedValues] = new Dictionary<string, object>(StringComparer.Ordinal);
        return RunStepAsync(dc, 0, DialogReason.BeginCalled, null, cancellationToken);
    }

    /// <summary>A message that no inner dialog has asked for is the result of the step; other activities are not for a waterfall.</summary>
    public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.Context.Activity.Type == ActivityTypes.Message
            ? ResumeDialogAsync(dc, DialogReason.ContinueCalled, dc.Context.Activity.Text, cancellationToken)
            : Task.FromResult(EndOfTurn);
    }

    public override Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return RunStepAsync(dc, dc.ActiveDialog!.State.Get<int>(PersistedStepIndex) + 1, reason, result, cancellationToken);
    }

    /// <summary>Runs a step. Override it to see every step.</summary>
    protected virtual Task<DialogTurnResult> OnStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stepContext);
        return _steps[stepContext.Index](stepContext, cancellationToken);
    }

    protected Task<DialogTurnResult> RunStepAsync(
        DialogContext dc, int index, DialogReason reason, object? result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (index >= _steps.Count)
        {
            return dc.EndDialogAsync(result, cancellationToken);
        }

        var state = dc.ActiveDialog!.State;
        state[PersistedStepIndex] = index;
        var values = (IDictionary<string, object>)state[PersistedValues];
        state.TryGetValue(PersistedOptions, out var options);
        return OnStepAsync(new WaterfallStepContext(this, dc, options, values, index, reason, result), cancellationToken);
    }
}

/// <summary>What a step works with.</summary>
public class WaterfallStepContext : DialogContext
{
    private readonly WaterfallDialog _waterfall;
    private bool _nextCalled;

    public WaterfallStepContext(
        WaterfallDialog parentWaterfall,
        DialogContext dc,
        object? options,
        IDictionary<string, object> values,
        int index,
        DialogReason reason,
        object? result = null)
        : base(dc?.Dialogs!, dc?.Context!, new DialogState(dc?.Stack))
    {
        _waterfall = parentWaterfall;
        Parent = dc!.Parent;
        Options = options;
        Values = values;
        Index = index;
        Reason = reason;
        Result = result;
    }

    /// <summary>The step's number, from 0.</summary>
    public int Index { get; }

    /// <summary>
    /// What the waterfall was begun with. After the first turn it has been through JSON: read it with <see cref="Schema.BotJson.Read{T}"/> unless
    /// it is of a type that <see cref="DialogValues"/> names.
    /// </summary>
    public object? Options { get; }

    public DialogReason Reason { get; }

    /// <summary>The result of what the step before has begun.</summary>
    public object? Result { get; }

    /// <summary>What the steps share. See <see cref="DialogValues"/>.</summary>
    public IDictionary<string, object> Values { get; }

    /// <summary>Goes on with the next step in the same turn.</summary>
    public Task<DialogTurnResult> NextAsync(object? result = null, CancellationToken cancellationToken = default)
    {
        if (_nextCalled)
        {
            throw new InvalidOperationException($"Step {Index} of '{_waterfall.Id}' has gone on already.");
        }

        _nextCalled = true;
        return _waterfall.ResumeDialogAsync(this, DialogReason.NextCalled, result, cancellationToken);
    }
}
