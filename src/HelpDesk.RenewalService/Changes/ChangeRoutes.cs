using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Problems;
using HelpDesk.RenewalService.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.RenewalService.Changes;

internal static class ChangeRoutes
{
    private const int MostAtOnce = 200;

    public static void MapChanges(this WebApplication app) =>
        app.MapGet("/v1/changes", ReadAsync).RequireAuthorization(Policies.Watch).WithTags("Changes").WithSummary("What happened after a sequence number, oldest first");

    private static async Task<Results<Ok<ChangePage>, ProblemHttpResult>> ReadAsync(IChangeFeed feed, CancellationToken cancellation, long after = 0, int take = 50) =>
        after < 0 || take is < 1 or > MostAtOnce
            ? Problem.Of(StatusCodes.Status400BadRequest, Problem.BadRequest, $"'after' has to be 0 or more and 'take' between 1 and {MostAtOnce}.")
            : TypedResults.Ok(await feed.ReadAsync(after, take, cancellation));
}
