using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Feed;

/// <summary>Polls the change feed.</summary>
internal sealed partial class FeedFollower(ChangeFeed feed, IOptions<FeedOptions> options, TimeProvider time, ILogger<FeedFollower> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await feed.ReadAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.ReadFailed(log, e);
            }

            await Task.Delay(options.Value.PollInterval, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3031, LogLevel.Error, "The change feed could not be handled; it goes on from the same place.")]
        public static partial void ReadFailed(ILogger logger, Exception exception);
    }
}
