using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>Whatever the directory does, the outcome is told as it is and no live key is lost.</summary>
public sealed class DirectoryFaultTests(ServiceWorld world) : ServiceTest(world)
{
    [Theory]
    [InlineData(FaultKind.LostAnswer)]
    [InlineData(FaultKind.Malformed)]
    public async Task A_password_whose_answer_was_lost_is_found_by_its_name_and_removed(FaultKind kind)
    {
        World.Fault(new() { Kind = kind, Area = Area.Graph, Path = "*/addPassword" });

        var renewal = await RenewAsync(Ids.HelpDesk);

        FailedWith(renewal, "RolledBack", "lost answer");
        Assert.Equal(WorldIds.Contoso.HelpDeskPassword, Assert.Single(HelpDeskApplication.Passwords).KeyId);
        Assert.Equal(["addPassword", "removePassword"], Writes().Select(c => c.Path.Split('/')[^1]));
    }

    [Theory]
    [InlineData(FaultKind.Reset, 0)]
    [InlineData(FaultKind.Status, 503)]
    [InlineData(FaultKind.Status, 408)]
    public async Task A_password_that_may_or_may_not_have_been_added_is_not_asked_for_twice(FaultKind kind, int status)
    {
        World.Fault(new() { Kind = kind, Status = status, Area = Area.Graph, Path = "*/addPassword" });

        var renewal = await RenewAsync(Ids.HelpDesk);

        FailedWith(renewal, "RolledBack", "directory");
        Assert.Contains("The directory shows no new password", LastEvidence(renewal), StringComparison.Ordinal);
        Assert.Single(HelpDeskApplication.Passwords);
        Assert.Single(Writes());
    }

    [Fact]
    public async Task Keys_that_a_policy_refuses_after_the_password_are_rolled_back_and_it_is_said_so()
    {
        var before = AddInPrincipal;
        World.Fault(Policy("CredentialTypeNotAllowedAsPerAppPolicy"));

        var renewal = await RenewAsync(Ids.AddIn);

        FailedWith(renewal, "RolledBack", "policy");
        Assert.Contains("CredentialTypeNotAllowedAsPerAppPolicy", (string?)renewal["cause"], StringComparison.Ordinal);
        Assert.Contains("was removed again", LastEvidence(renewal), StringComparison.Ordinal);
        Assert.Equal(before.Passwords, AddInPrincipal.Passwords);
        Assert.Equal(before.Keys, AddInPrincipal.Keys);
        Assert.Equal(["addPassword", $"{WorldIds.Contoso.AddInPrincipal}", "removePassword"], Writes().Select(c => c.Path.Split('/')[^1]));
    }

    [Theory]
    [InlineData("symmetricKeyAddition")]
    [InlineData("passwordAddition")]
    public async Task A_policy_that_can_be_read_beforehand_refuses_before_anything_is_written(string restriction)
    {
        World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with
        {
            AppManagement = new() { IsEnabled = true, ServicePrincipals = [new() { RestrictionType = restriction }] },
        });

        var renewal = await RenewAsync(Ids.AddIn);

        FailedWith(renewal, "RolledBack", restriction);
        Assert.Empty(Writes());
    }

    [Fact]
    public async Task A_password_that_cannot_be_removed_again_is_named_to_a_person_and_covers_nothing()
    {
        World.Fault(Policy("CredentialTypeNotAllowedAsPerAppPolicy"));
        World.Fault(new() { Kind = FaultKind.Status, Status = 403, Area = Area.Graph, Path = "*/removePassword" });

        var renewal = await RenewAsync(Ids.AddIn);

        FailedWith(renewal, "NeedsPerson", "still in the directory");
        Assert.Contains((string)renewal["newKeyId"]!, (string?)renewal["cause"], StringComparison.Ordinal);
        var mine = (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good().AsArray();
        Assert.Equal(WorldIds.Contoso.AddInPassword, (Guid)mine.Single(r => (Guid)r!["id"]! == Ids.AddIn)!["keyId"]!);
    }

    [Fact]
    public async Task The_next_renewal_removes_what_a_failed_one_left_behind()
    {
        World.Fault(Policy("CredentialTypeNotAllowedAsPerAppPolicy"));
        World.Fault(new() { Kind = FaultKind.Status, Status = 403, Area = Area.Graph, Path = "*/removePassword" });
        var failed = await RenewAsync(Ids.AddIn);

        var renewal = await RenewAsync(Ids.AddIn);

        Assert.Equal("Propagating", (string?)renewal["state"]);
        Assert.DoesNotContain(AddInPrincipal.Passwords, p => p.KeyId == (Guid)failed["newKeyId"]!);
        Assert.Equal(3, AddInPrincipal.Passwords.Count);
    }

    [Fact]
    public async Task Keys_that_were_written_though_the_answer_was_lost_are_kept()
    {
        World.Fault(new() { Kind = FaultKind.LostAnswer, Area = Area.Graph, Method = "PATCH" });

        var renewal = await RenewAsync(Ids.AddIn);

        Assert.Equal("Propagating", (string?)renewal["state"]);
        Assert.Equal(6, AddInPrincipal.Keys.Count);
    }

    [Fact]
    public async Task A_throttled_write_waits_as_told_and_goes_on()
    {
        World.Fault(new() { Kind = FaultKind.Status, Status = 429, RetryAfter = "1", Area = Area.Graph, Path = "*/addPassword" });

        var renewal = await RenewAsync(Ids.HelpDesk);

        Assert.Equal("Proven", (string?)renewal["state"]);
        Assert.Equal([429, 200], Writes().Select(c => c.Status));
        Assert.Equal(2, HelpDeskApplication.Passwords.Count);
    }

    [Fact]
    public async Task A_directory_that_stays_busy_is_said_to_be_busy()
    {
        World.Fault(new() { Kind = FaultKind.Status, Status = 429, RetryAfter = "1", Area = Area.Graph, Path = "*/addPassword", Count = 10 });

        var renewal = await RenewAsync(Ids.HelpDesk);

        FailedWith(renewal, "RolledBack", "busy");
        Assert.Single(HelpDeskApplication.Passwords);
    }

    [Fact]
    public async Task Without_a_role_nothing_begins()
    {
        var answer = (await Api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(WorldIds.Contoso.Elif))).Refused(HttpStatusCode.Forbidden, "roleMissing");

        Assert.Contains("Cloud Application Administrator", answer.Detail, StringComparison.Ordinal);
        Assert.Empty(Writes());
    }

    [Fact]
    public async Task A_role_that_was_taken_away_after_the_sign_in_is_refused_by_the_directory_and_told()
    {
        var token = await Tokens.OfAsync(WorldIds.Contoso.Farid);
        World.Sandbox.World.ChangePerson(WorldIds.Contoso.Farid, p => p with { ActiveRoles = [] });

        var accepted = (await Api.RenewAsync(Ids.HelpDesk, token)).Good(HttpStatusCode.Accepted);
        await Host.RestAsync();
        var renewal = await ShowAsync(accepted);

        FailedWith(renewal, "RolledBack", "does not allow");
        Assert.Single(HelpDeskApplication.Passwords);
    }

    [Fact]
    public async Task An_app_that_lives_in_another_tenant_cannot_be_renewed_here()
    {
        await Host.QueryAsync(async c =>
        {
            c.Registrations.Single(r => r.Id == Ids.HelpDesk).ClientId = $"{WorldIds.Vendor.ServiceApp}";
            return await c.SaveChangesAsync();
        });

        var answer = (await Api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Refused(HttpStatusCode.Conflict, "notRenewable");

        Assert.Contains("ask the publisher", answer.Detail, StringComparison.Ordinal);
    }

    private static Fault Policy(string code) => new()
    {
        Kind = FaultKind.Status,
        Status = 400,
        Area = Area.Graph,
        Method = "PATCH",
        Body = new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "Credential type is not allowed as per the app management policy." } },
    };

    private static void FailedWith(JsonNode renewal, string state, string cause)
    {
        Assert.Equal(state, (string?)renewal["state"]);
        Assert.Contains(cause, (string?)renewal["cause"], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(States(renewal), s => s is "Delivered" or "Proven");
    }

    private static string LastEvidence(JsonNode renewal) => (string)renewal["steps"]!.AsArray()[^1]!["evidence"]!;
}
