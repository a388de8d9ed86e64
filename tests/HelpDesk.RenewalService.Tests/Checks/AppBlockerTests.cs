using System.Text.Json.Nodes;
using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>Today's blockers, each made in the directory and seen on the checklist before anything is written.</summary>
public sealed class AppBlockerTests(ServiceWorld world) : CheckTest(world)
{
    private SandboxWorld Directory => World.Sandbox.World;

    [Fact]
    public async Task A_disabled_app_blocks_and_says_how_to_enable_it()
    {
        Directory.Change<ServicePrincipal>(WorldIds.Contoso.HelpDeskPrincipal, p => p with { IsEnabled = false });

        var principal = await BlockedAsync(Ids.HelpDesk, "principal");

        Assert.Contains("disabled", (string?)principal["evidence"], StringComparison.Ordinal);
        Assert.NotEmpty(principal["steps"]!.AsArray());
    }

    [Fact]
    public async Task A_missing_app_blocks()
    {
        Directory.Remove(WorldIds.Contoso.HelpDeskPrincipal);
        Directory.Remove(WorldIds.Contoso.HelpDeskApplication);

        Assert.Contains("no app", (string?)(await BlockedAsync(Ids.HelpDesk, "principal"))["evidence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_of_another_tenant_blocks_and_names_that_tenant()
    {
        Directory.Remove(WorldIds.Contoso.HelpDeskApplication);
        Directory.Change<ServicePrincipal>(WorldIds.Contoso.HelpDeskPrincipal, p => p with { HomeTenantId = WorldIds.Vendor.Tenant });

        Assert.Contains($"{WorldIds.Vendor.Tenant}", (string?)(await BlockedAsync(Ids.HelpDesk, "principal"))["evidence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_of_the_principals_does_not_hinder_a_renewal_on_the_registration()
    {
        Directory.Change<Application>(WorldIds.Contoso.HelpDeskApplication, a => a with { Lock = new() { AllProperties = true } });

        var checklist = await AfterSignInAsync(Ada, Ids.HelpDesk);

        Assert.Equal("Passed", Result(checklist, "principal"));
        Assert.Contains("locks", Evidence(checklist, "principal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_against_new_passwords_blocks_before_anything_is_written()
    {
        ChangeContoso(t => t with { AppManagement = new() { IsEnabled = true, Applications = [new() { RestrictionType = "passwordAddition" }] } });

        Assert.Contains("passwordAddition", (string?)(await BlockedAsync(Ids.HelpDesk, "appPolicy"))["evidence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_against_symmetric_keys_concerns_the_add_in_only()
    {
        CredentialRestriction[] noKeys = [new() { RestrictionType = "symmetricKeyAddition" }];
        ChangeContoso(t => t with { AppManagement = new() { IsEnabled = true, Applications = noKeys, ServicePrincipals = noKeys } });

        Assert.Contains("symmetricKeyAddition", (string?)(await BlockedAsync(Ids.AddIn, "appPolicy"))["evidence"], StringComparison.Ordinal);
        Assert.Equal("Passed", Result(await AfterSignInAsync(Ada, Ids.HelpDesk), "appPolicy"));
    }

    [Fact]
    public async Task A_policy_for_newer_apps_spares_the_older_one_and_asks_where_the_age_is_not_told()
    {
        CredentialRestriction[] forNewer = [new() { RestrictionType = "passwordAddition", ForAppsCreatedAfter = World.Sandbox.Clock.GetUtcNow().AddDays(-1) }];
        ChangeContoso(t => t with { AppManagement = new() { IsEnabled = true, Applications = forNewer, ServicePrincipals = forNewer } });

        Assert.Equal("Passed", Result(await AfterSignInAsync(Ada, Ids.HelpDesk), "appPolicy"));
        Assert.Equal("CannotTell", Result(await AfterSignInAsync(Ada, Ids.AddIn), "appPolicy"));
    }

    [Fact]
    public async Task A_policy_that_is_assigned_to_the_app_counts_instead_of_the_tenant_s()
    {
        ChangeContoso(t => t with { AppManagement = new() { IsEnabled = true, Applications = [new() { RestrictionType = "passwordAddition" }] } });
        Assign(new() { RestrictionType = "passwordLifetime", MaxLifetime = TimeSpan.FromDays(90) });

        var checklist = await AfterSignInAsync(Ada, Ids.HelpDesk);

        Assert.Equal("Passed", Result(checklist, "appPolicy"));
        Assert.Contains("90 days", Evidence(checklist, "appPolicy"), StringComparison.Ordinal);

        ChangeContoso(t => t with { AppManagement = new() });
        Assign(new() { RestrictionType = "passwordAddition" });
        await BlockedAsync(Ids.HelpDesk, "appPolicy");
    }

    [Fact]
    public async Task A_vault_that_cannot_be_written_blocks()
    {
        // As a full disk: nothing can be added.
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON VaultEntries BEGIN SELECT RAISE(ABORT, 'full'); END");
        try
        {
            await BlockedAsync(Ids.HelpDesk, "vaultWritable");
        }
        finally
        {
            await ExecuteAsync("DROP TRIGGER full");
        }

        Assert.Equal("Passed", Result(await AfterSignInAsync(Ada, Ids.HelpDesk), "vaultWritable"));
    }

    [Fact]
    public async Task A_secret_that_somebody_added_in_the_portal_is_asked_about()
    {
        await KeepCurrentSecretAsync();
        Assert.Equal("Passed", Result(await AfterSignInAsync(Ada, Ids.AddIn), "vaultSecret"));

        var current = AddInPrincipal.Passwords[^1];
        Directory.Change<ServicePrincipal>(WorldIds.Contoso.AddInPrincipal, p => p with
        {
            Passwords = [.. p.Passwords, current with { KeyId = Guid.NewGuid(), DisplayName = null, Start = World.Sandbox.Clock.GetUtcNow(), End = current.End.AddYears(1) }],
        });

        var checklist = await AfterSignInAsync(Ada, Ids.AddIn);
        Assert.Equal("CannotTell", Result(checklist, "vaultSecret"));
        Assert.Contains("newer secret", Evidence(checklist, "vaultSecret"), StringComparison.Ordinal);
        Assert.True(MayContinue(checklist));
    }

    [Fact]
    public async Task A_vault_that_cannot_be_opened_is_not_an_empty_one()
    {
        await Host.QueryAsync(async c =>
        {
            c.VaultEntries.Add(new() { RegistrationId = Ids.AddIn, Name = VaultNames.ClientSecret, Ciphertext = [1, 2, 3], WrittenAt = World.Sandbox.Clock.GetUtcNow() });
            return await c.SaveChangesAsync();
        });

        Assert.Equal("CouldNotBeRead", Result(await AfterSignInAsync(Ada, Ids.AddIn), "vaultSecret"));
    }

    [Fact]
    public async Task Access_control_is_asked_with_the_secret_that_works()
    {
        await KeepCurrentSecretAsync();

        var checklist = await AfterSignInAsync(Ada, Ids.AddIn);

        Assert.Equal("Passed", Result(checklist, "accessControl"));
        Assert.Contains("gave a token", Evidence(checklist, "accessControl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AcsRetirement.UnauthorizedClient)]
    [InlineData(AcsRetirement.NotFound)]
    public async Task A_retired_access_control_blocks_and_shows_the_way_to_an_Entra_application(AcsRetirement retirement)
    {
        await KeepCurrentSecretAsync();
        ChangeContoso(t => t with { AcsRetirement = retirement });

        var check = await BlockedAsync(Ids.AddIn, "accessControl");

        Assert.NotEmpty(check["steps"]!.AsArray());
        Assert.EndsWith("from-acs-to-aad-apps", (string?)check["fix"]!["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_control_that_does_not_answer_could_not_be_read()
    {
        await KeepCurrentSecretAsync();
        World.Fault(new() { Kind = Sandbox.Control.FaultKind.Reset, Area = Sandbox.Hosting.Area.Acs, Count = 10 });

        Assert.Equal("CouldNotBeRead", Result(await AfterSignInAsync(Ada, Ids.AddIn), "accessControl"));
    }

    [Fact]
    public async Task A_renewal_that_has_just_ended_is_asked_about_by_its_name()
    {
        await RenewAsync(Ids.HelpDesk, WorldIds.Contoso.Farid);

        var checklist = await AfterSignInAsync(Ada, Ids.HelpDesk);

        Assert.Equal("CannotTell", Result(checklist, "recentRenewal"));
        Assert.Contains("Farid Haddad", Evidence(checklist, "recentRenewal"), StringComparison.Ordinal);
    }

    private async Task<JsonNode> BlockedAsync(Guid registration, string check)
    {
        var checklist = await AfterSignInAsync(Ada, registration);

        Assert.Equal([check], With(checklist, "FailedBlocks"));
        Assert.False(MayContinue(checklist));
        Assert.Empty(Writes());
        return Check(checklist, check);
    }

    /// <summary>The vault holds what HelpDesk works with now, and the schedule has seen what kind of app it is.</summary>
    private async Task KeepCurrentSecretAsync()
    {
        var current = AddInPrincipal.Passwords[^1];
        await Host.Services.GetRequiredService<ISecretVault>().WriteAsync(
            Ids.AddIn, VaultNames.ClientSecret, new(new SecretText(current.Secret.Reveal()), current.KeyId, current.End), default);
        await Host.TickAsync();
    }

    private void Assign(CredentialRestriction restriction) => Directory.Change<Application>(
        WorldIds.Contoso.HelpDeskApplication, a => a with { AssignedPolicy = new() { DisplayName = "HelpDesk", Restrictions = [restriction] } });

    private Task<int> ExecuteAsync(string statement) => Host.QueryAsync(c => c.Database.ExecuteSqlRawAsync(statement));
}
