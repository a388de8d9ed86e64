using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.TemporaryAccounts;

/// <summary>What can be seen of a temporary account.</summary>
internal enum AccountSight
{
    Exists,
    Deleted,
    Gone,

    /// <summary>No account of this login, and there never was one to be seen: it may as well have been mistyped.</summary>
    NotFound,

    /// <summary>The account of the person who is reminded.</summary>
    Own,
    Unreadable,
}

/// <summary>Looks for temporary accounts in the customer's directory, through the renewal service.</summary>
internal sealed class AccountLook(RenewalServiceClient service, TemporaryAccountOutbox accounts)
{
    public async Task<AccountSight> AtAsync(TemporaryAccount account, CancellationToken ct)
    {
        var (sight, objectId) = await AtAsync(new(account.TenantId, account.PersonId), account.RegistrationId, account.ObjectId ?? account.Login, ct);
        if (account.ObjectId is null && sight is AccountSight.Exists && objectId is not null)
        {
            await accounts.SeenAsync(account.Id, objectId, ct);
        }

        return sight is AccountSight.Gone && account.ObjectId is null ? AccountSight.NotFound : sight;
    }

    public async Task<(AccountSight Sight, string? ObjectId)> AtAsync(Person person, Guid registrationId, string loginOrId, CancellationToken ct)
    {
        var presence = (await service.GetAccountAsync(person, registrationId, loginOrId, ct)).Value;
        var sight = presence?.State switch
        {
            AccountState.Exists when string.Equals(presence.ObjectId, person.PersonId, StringComparison.OrdinalIgnoreCase) => AccountSight.Own,
            AccountState.Exists => AccountSight.Exists,
            AccountState.Deleted => AccountSight.Deleted,
            AccountState.Gone => AccountSight.Gone,
            _ => AccountSight.Unreadable,
        };
        return (sight, presence?.ObjectId);
    }

    /// <summary>How the reminders end with this sight; null as long as they go on.</summary>
    public static TemporaryAccountEnd? End(AccountSight sight) => sight switch
    {
        AccountSight.Deleted => TemporaryAccountEnd.Deleted,
        AccountSight.Gone => TemporaryAccountEnd.Gone,
        AccountSight.Own => TemporaryAccountEnd.OwnAccount,
        _ => null,
    };
}
