using HelpDesk.Bots;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Benchmarks.Bots;

/// <summary>Answers each message with one message.</summary>
internal sealed class EchoBot : ActivityHandler
{
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(MessageFactory.Text($"You said {turnContext.Activity.Text}"), cancellationToken);
}
