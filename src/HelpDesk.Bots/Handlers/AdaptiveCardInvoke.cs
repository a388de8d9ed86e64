using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots;

/// <summary>Reads the value of an adaptiveCard/action invoke.</summary>
internal static class AdaptiveCardInvoke
{
    public const string Name = "adaptiveCard/action";
    private const string ExecuteAction = "Action.Execute";

    /// <summary>The value, or null and the answer that refuses it.</summary>
    public static AdaptiveCardInvokeValue? Parse(object? value, out AdaptiveCardInvokeResponse? refusal)
    {
        if (!BotJson.TryRead<AdaptiveCardInvokeValue>(value, out var invoke) || invoke.Action is null)
        {
            refusal = Error("BadRequest", "The invoke has no action.");
            return null;
        }

        if (invoke.Action.Type != ExecuteAction)
        {
            refusal = Error("NotSupported", "The action is not of the type Action.Execute.");
            return null;
        }

        refusal = null;
        return invoke;
    }

    public static AdaptiveCardInvokeResponse Error(string code, string message, int status = 400) => new()
    {
        StatusCode = status,
        Type = AdaptiveCardInvokeResponseTypes.Error,
        Value = new Error { Code = code, Message = message },
    };
}
