using System.Net.Http.Json;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The product as an admin meets it: the Agents Playground in Chromium, and the newcomer's command behind it.</summary>
public sealed class PlaygroundStoryTests
{
    private const string Application = "HelpDesk";
    private const string AddIn = "HelpDesk for SharePoint";

    [BrowserFact]
    public Task From_the_unasked_warning_to_the_proven_outcome() => ChatWindow.PlayAsync(async (chat, sandbox) =>
    {
        var before = await sandbox.DirectoryAsync();
        await chat.SeesCardAsync("HelpDesk's client secret expires in 14 days");
        await chat.PictureAsync("Hello!", "greeting");
        await chat.PictureAsync("expires in 14 days", "warning");

        await chat.PressAsync("expires in 14 days", "Renew now");
        await chat.SeesCardAsync("Nothing is in the way");
        await chat.PictureAsync("Nothing is in the way", "checklist");
        await ContinueAsync(chat);
        await chat.PictureAsync("Ready to renew", "confirm");
        await chat.PressAsync("Ready to renew", "Renew the secret");
        await chat.SeesCardAsync($"{Application}: renewed and proven");
        await chat.PictureAsync($"{Application}: renewed and proven", "proven");

        var secret = Assert.Single((await sandbox.DirectoryAsync()).NewPasswords(before, Application));
        Assert.True(secret.HasToken, "No token was obtained with the new secret.");
        await chat.SayAsync("status");
        var status = await chat.SeesCardAsync("Your secrets");
        Assert.Contains($"valid until {secret.End.UtcDateTime:d MMM yyyy}", await status.InnerTextAsync(), StringComparison.Ordinal);
        await chat.PictureAsync("Your secrets", "status");
    });

    [BrowserFact]
    public Task What_the_old_secret_leaves_is_removed_with_one_click_and_a_sign_in() => ChatWindow.PlayAsync(async (chat, sandbox) =>
    {
        var before = await sandbox.DirectoryAsync();
        await ToTheConfirmationAsync(chat);
        await chat.PressAsync("Ready to renew", "Renew the secret");
        await chat.SeesCardAsync($"{Application}: renewed and proven");

        await sandbox.AdvanceAsync("P15D");
        await chat.SeesCardAsync("Nobody needs it any more");
        await chat.PictureAsync("Nobody needs it any more", "retired");
        await chat.SayAsync("status");
        await chat.SeesCardAsync("still listed in your directory");
        await chat.PictureAsync("still listed in your directory", "status-leftovers");
        await chat.PressToSignInAsync("still listed in your directory", "Clean up");
        await using (var page = await chat.SignInAgainAsync())
        {
            await page.ShowsAsync("You are signed in");
        }

        await chat.SeesCardAsync($"{Application}: clean-up");
        await chat.PictureAsync($"{Application}: clean-up", "cleaned-up");

        var left = await sandbox.DirectoryAsync();
        Assert.Single(before.Passwords, b => left.Passwords.All(p => p.KeyId != b.KeyId));
        Assert.True(Assert.Single(left.NewPasswords(before, Application)).HasToken);
    });

    [BrowserFact]
    public Task A_secret_of_the_access_control_service_propagates_and_is_proven_when_the_old_one_has_run_out() => ChatWindow.PlayAsync(async (chat, sandbox) =>
    {
        var before = await sandbox.DirectoryAsync();
        await chat.SeesCardAsync("expires in 14 days");
        await chat.SayAsync("renew");
        await chat.SeesCardAsync("Which secret?");
        await chat.PictureAsync("Which secret?", "choose");
        await chat.PressAsync("Which secret?", AddIn);
        await chat.SeesCardAsync("3 points are worth a look");
        await chat.PictureAsync("3 points are worth a look", "checklist-questions");
        await chat.SayAsync("open sharePointApps");
        await chat.SeesCardAsync("Nobody but a SharePoint Administrator can see");
        await chat.PictureAsync("Nobody but a SharePoint Administrator can see", "check-question");
        await chat.PressAsync("Nobody but a SharePoint Administrator can see", "I have done this");
        await chat.SeesCardAsync("said that this is done");
        await chat.PictureAsync("said that this is done", "checklist-confirmed");
        await ContinueAsync(chat, "3 points are worth a look");
        await chat.PressAsync("Ready to renew", "Renew the secret");
        await chat.SeesCardAsync("proof follows");
        await chat.PressAsync("proof follows", "Why?");
        await chat.PictureAsync("proof follows", "propagating");
        var secret = Assert.Single((await sandbox.DirectoryAsync()).NewPasswords(before, AddIn));
        Assert.False(secret.HasToken);

        await sandbox.AdvanceAsync("P76D");
        await chat.SeesCardAsync($"{AddIn}: renewed and proven");
        Assert.True((await sandbox.DirectoryAsync()).Passwords.Single(p => p.KeyId == secret.KeyId).HasToken);
        await chat.PressAsync($"{AddIn}: renewed and proven", "Evidence");
        await chat.PictureAsync($"{AddIn}: renewed and proven", "proven-evidence");

        // Meanwhile the other secret has run out, and nobody renewed it.
        await chat.SeesCardAsync("HelpDesk's client secret has expired");
        await chat.PictureAsync("HelpDesk's client secret has expired", "expired");
        await chat.PressAsync("HelpDesk's client secret has expired", "Renew now");
        await chat.SeesCardAsync("HelpDesk is down since");
        await chat.PictureAsync("HelpDesk is down since", "checklist-expired");
        await chat.PressAsync("HelpDesk is down since", "For support");
        await chat.SeesCardAsync("copy them and send them");
        await chat.PictureAsync("copy them and send them", "support");
        await chat.SayAsync("history");
        await chat.SeesCardAsync("Earlier renewals");
        await chat.PictureAsync("Earlier renewals", "history");
    });

    [BrowserFact]
    public Task The_wrong_account_is_refused_and_a_blocked_one_is_told_on_the_page() => ChatWindow.PlayAsync(async (chat, sandbox) =>
    {
        var before = await sandbox.DirectoryAsync();
        // What comes unasked has come: nothing pushes the next cards out of the picture.
        await chat.SeesCardAsync("HelpDesk's client secret expires in 14 days");
        await chat.SayAsync("help");
        await chat.SeesCardAsync("What I can do");
        await chat.PictureAsync("What I can do", "help");
        await chat.SayAsync("make me a coffee");
        await chat.SeesCardAsync("I didn't understand that");
        await chat.PictureAsync("I didn't understand that", "not-understood");

        await chat.SeesCardAsync("expires in 14 days");
        await chat.PressAsync("expires in 14 days", "Check first");
        await chat.SeesCardAsync("Nothing is in the way");
        await chat.PressAsync("Nothing is in the way", "Use another account");
        await using (var blocked = await chat.SignInAsync("Daniel Okafor"))
        {
            await blocked.ShowsAsync("You cannot access this right now");
            await blocked.PictureAsync("page-blocked");
        }

        await using (var ordinary = await chat.SignInAsync("Grace Kim"))
        {
            await ordinary.ShowsAsync("One more step");
            await ordinary.PictureAsync("page-code");
            await chat.SayAsync(await ordinary.CodeAsync());
        }

        await chat.SeesCardAsync("Checked for Grace Kim");
        await chat.PictureAsync("Checked for Grace Kim", "refused");
        await chat.PressAsync("Checked for Grace Kim", "What to do");
        await chat.SeesCardAsync("Who could do it");
        await chat.PictureAsync("Who could do it", "check-step");
        await chat.SayAsync("AADSTS53003: Access has been blocked by Conditional Access policies.");
        await chat.SeesCardAsync("AADSTS53003");
        await chat.PictureAsync("AADSTS53003", "sign-in-error");
        await chat.PressAsync("Who could do it", "Use another account");
        await using (var federated = await chat.SignInAsync("Bruno Weiss"))
        {
            await chat.SayAsync(await federated.CodeAsync());
        }

        await chat.SeesCardAsync("Signed in as Bruno Weiss");
        await chat.PictureAsync("Signed in as Bruno Weiss", "confirm-other-account");
        await chat.PressAsync("Signed in as Bruno Weiss", "Cancel");
        await chat.SeesTextAsync("All right, I stopped. Nothing was changed.");
        Assert.Empty((await sandbox.DirectoryAsync()).NewPasswords(before, Application));
    });

    [BrowserFact]
    public Task A_policy_that_forbids_new_secrets_leaves_the_old_one_untouched_and_is_named() => ChatWindow.PlayAsync(async (chat, sandbox) =>
    {
        var before = await sandbox.DirectoryAsync();
        await ToTheConfirmationAsync(chat);
        using var policy = await sandbox.Control.PostAsJsonAsync(
            "sandbox/tenants/contoso.onmicrosoft.com", new { applicationRestrictions = new[] { new { restrictionType = "passwordAddition" } } });
        policy.EnsureSuccessStatusCode();
        await chat.PressAsync("Ready to renew", "Renew the secret");

        await chat.SeesCardAsync($"{Application}: not renewed");
        await chat.PictureAsync($"{Application}: not renewed", "not-renewed");
        Assert.Equal(before.Passwords.Select(p => p.KeyId), (await sandbox.DirectoryAsync()).Passwords.Select(p => p.KeyId));
    });

    [BrowserFact]
    public Task A_role_that_was_not_activated_blocks_and_the_card_says_what_to_do() => ChatWindow.PlayAsync(
        async (chat, _) =>
        {
            await chat.SeesCardAsync("expires in 14 days");
            await chat.PressAsync("expires in 14 days", "Renew now");
            await chat.SeesCardAsync("blocks the renewal");
            await chat.PressAsync("blocks the renewal", "Why?");
            await chat.PictureAsync("blocks the renewal", "blocked");

            await chat.PressAsync("blocks the renewal", "What to do");
            await chat.SeesCardAsync("Open \"My roles\" in Privileged Identity Management");
            await chat.PressAsync("Open \"My roles\" in Privileged Identity Management", "Temporary account (last resort)");
            await chat.SeesCardAsync("I still need one");
            await chat.PictureAsync("I still need one", "last-resort");
            await chat.PressAsync("I still need one", "I still need one");
            await chat.SeesCardAsync("A temporary admin account, step by step");
            await chat.PictureAsync("A temporary admin account, step by step", "temporary-account");
        },
        new() { Options = ["--tenant-user", "Elif"] });

    [BrowserFact]
    public Task A_HelpDesk_that_renews_by_password_is_told_the_truth_and_led_to_its_own_page() => ChatWindow.PlayAsync(
        async (chat, _) =>
        {
            await chat.SeesCardAsync("expires in 14 days");
            await chat.PressAsync("expires in 14 days", "Renew now");
            await chat.SeesCardAsync("Renewals by login and password have stopped working");
            await chat.SeesCardAsync("Open Settings → About");
            await chat.PictureAsync("Open Settings → About", "checklist-by-password");
        },
        new() { Options = ["--tenant-user", "Chloe", "--by-password"] });

    private static async Task ToTheConfirmationAsync(PlaygroundPage chat)
    {
        await chat.SeesCardAsync("expires in 14 days");
        await chat.PressAsync("expires in 14 days", "Renew now");
        await chat.SeesCardAsync("Nothing is in the way");
        await ContinueAsync(chat);
    }

    private static async Task ContinueAsync(PlaygroundPage chat, string checklist = "Nothing is in the way")
    {
        await chat.PressToSignInAsync(checklist, "Continue");
        await using (var page = await chat.SignInAsync("Ada Lindqvist"))
        {
            await page.ShowsAsync("You are signed in");
        }

        await chat.SeesCardAsync("Ready to renew");
    }
}
