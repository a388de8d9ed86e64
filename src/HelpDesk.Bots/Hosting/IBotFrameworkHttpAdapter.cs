using Microsoft.AspNetCore.Http;

namespace HelpDesk.Bots.Hosting;

/// <summary>Takes an activity from an HTTP request, runs the bot's turn and answers.</summary>
public interface IBotFrameworkHttpAdapter
{
    Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default);
}
