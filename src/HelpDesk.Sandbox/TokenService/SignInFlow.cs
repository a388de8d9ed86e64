using HelpDesk.Sandbox.Teams;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>What happens in the browser between the link in the chat and "you may close this window".</summary>
internal sealed class SignInFlow(SignIns signIns, UserTokens tokens, IdentityClient identity, HandOver handOver)
{
    public IResult Start(string id)
    {
        if (signIns.FindLink(id) is not { } signIn || Connections.Find(signIn.ConnectionName) is not { } connection)
        {
            return SignInResultPages.TooOld();
        }

        var (state, attempt) = signIns.Begin(signIn);
        return Results.Redirect(identity.AuthorizePage(connection, state, attempt).AbsoluteUri);
    }

    public async Task<IResult> FinishAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (signIns.Take(query["state"]) is not { } attempt)
        {
            return SignInResultPages.TooOld();
        }

        if (query["error"].ToString() is { Length: > 0 } error)
        {
            return SignInResultPages.Refused(error, query["error_description"].ToString());
        }

        var answer = await identity.RedeemAsync(query["code"].ToString(), attempt, context.RequestAborted);
        if (answer.Token is not { } token || answer.Person is not { } person)
        {
            return SignInResultPages.Refused(answer.Error?["error"].AsText() ?? "server_error", answer.Error?["error_description"].AsText() ?? "");
        }

        var code = tokens.AddPending(attempt.SignIn.Key, token);
        return await handOver.TryAsync(attempt.SignIn, person, code, context.RequestAborted)
            ? SignInResultPages.Done(person)
            : SignInResultPages.TypeCode(person, code);
    }
}
