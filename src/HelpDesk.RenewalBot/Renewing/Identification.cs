using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>Finds out, from a sign-in that the service has verified, who sits in a chat whose channel does not say so.</summary>
internal sealed class Identification(RenewalServiceClient service, UserState users, Chats chats, OutboxSignal signal)
{
    private const string EmulatedToken = "emulatedToken_";
    private readonly IStatePropertyAccessor<VerifiedPerson> _verified = users.CreateProperty<VerifiedPerson>("verifiedPerson");

    public async Task<VerifiedPerson?> FindAsync(ITurnContext turnContext, CancellationToken ct) => await _verified.FindAsync(turnContext, ct);

    public async Task<ServiceResult<SignedInAdmin>> IdentifyAsync(ITurnContext turnContext, string token, CancellationToken ct)
    {
        var result = await service.GetSignedInAsync(token, ct);
        if (result.Value is { } admin && !Chats.Of(turnContext).IsIdentifiedByChannel)
        {
            var person = new Person(admin.TenantId.ToLowerInvariant(), admin.PersonId.ToLowerInvariant());
            await _verified.SetAsync(
                turnContext, new VerifiedPerson { TenantId = person.TenantId, PersonId = person.PersonId, Name = admin.Name }, ct);
            await chats.IdentifyAsync(turnContext, person.TenantId, person.PersonId, ct);
            signal.Wake();
        }

        return result;
    }

    public async Task ForgetAsync(ITurnContext turnContext, CancellationToken ct)
    {
        if (!Chats.Of(turnContext).IsIdentifiedByChannel)
        {
            await _verified.DeleteAsync(turnContext, ct);
            await chats.IdentifyAsync(turnContext, null, null, ct);
        }
    }

    /// <summary>The Emulator's test button makes tokens up. No service would take them; the person gets to know why.</summary>
    public static bool IsEmulated(string? token) => token?.StartsWith(EmulatedToken, StringComparison.Ordinal) == true;
}
