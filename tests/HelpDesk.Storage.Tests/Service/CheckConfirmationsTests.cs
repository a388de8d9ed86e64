using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Watching;
using HelpDesk.Storage.Service;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Storage.Tests.Service;

/// <summary>What admins said, and by which route a HelpDesk is renewed, is still known after a restart.</summary>
public abstract class CheckConfirmationsTests(DatabaseProvider provider) : ServiceDatabase(provider)
{
    private ICheckConfirmations Words => Get<ICheckConfirmations>();

    [SkippableFact]
    public async Task What_an_admin_said_survives_a_restart()
    {
        await Words.AddAsync(HelpDesk.Id, Said("role", "Ada Lindqvist", "ada"), default);

        await using var restarted = Build();

        Assert.Equal([Said("role", "Ada Lindqvist")], await restarted.GetRequiredService<ICheckConfirmations>().ListAsync(HelpDesk.Id, default));
    }

    [SkippableFact]
    public async Task A_later_word_replaces_the_same_person_s_earlier_one_and_nobody_else_s()
    {
        await Words.AddAsync(HelpDesk.Id, Said("role", "Ada Lindqvist", "ada"), default);
        await Words.AddAsync(HelpDesk.Id, Said("role", "Farid Haddad", "farid"), default);
        await Words.AddAsync(HelpDesk.Id, Said("vaultSecret", "Ada Lindqvist", "ada"), default);
        var later = Said("role", "Ada Lindqvist-Weiss") with { At = Start.AddDays(1) };
        await Words.AddAsync(HelpDesk.Id, later, default);

        var words = await Words.ListAsync(HelpDesk.Id, default);

        Assert.Equal([later, Said("role", "Farid Haddad", "farid"), Said("vaultSecret", "Ada Lindqvist")], words.OrderBy(w => w.CheckName).ThenBy(w => w.PersonName));
    }

    [SkippableFact]
    public async Task Each_registration_has_its_own()
    {
        var other = HelpDesk with { Id = Guid.NewGuid() };
        await Registrations.UpsertAsync(other, [], default);

        await Words.AddAsync(other.Id, Said("role", "Ada Lindqvist", "ada"), default);

        Assert.Empty(await Words.ListAsync(HelpDesk.Id, default));
    }

    [SkippableFact]
    public async Task A_name_that_is_too_long_is_cut_and_not_refused()
    {
        await Words.AddAsync(HelpDesk.Id, Said("role", new('a', 300), "ada"), default);

        Assert.Equal(CheckConfirmations.LongestName, Assert.Single(await Words.ListAsync(HelpDesk.Id, default)).PersonName.Length);
    }

    [SkippableFact]
    public async Task The_route_and_the_page_of_a_HelpDesk_survive_a_restart_and_follow_the_configuration()
    {
        var about = new Uri("https://helpdesk.contoso.example/settings/about");
        await Registrations.UpsertAsync(HelpDesk with { Route = SignInRoute.LegacyPassword, AboutPage = about }, [], default);

        await using (var restarted = Build())
        {
            var found = (await restarted.GetRequiredService<IRegistrations>().FindAsync(Tenant, HelpDesk.Id, default))!;
            Assert.Equal((SignInRoute.LegacyPassword, about), (found.Route, found.AboutPage));
        }

        await Registrations.UpsertAsync(HelpDesk, [], default);
        var now = (await Registrations.FindAsync(Tenant, HelpDesk.Id, default))!;
        Assert.Equal((SignInRoute.Delegated, null), (now.Route, now.AboutPage));
    }

    private static HandConfirmation Said(string check, string name, string person = "ada") => new(check, person, name, Start);

    public sealed class OnSqlite() : CheckConfirmationsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : CheckConfirmationsTests(DatabaseProvider.PostgreSql);
}
