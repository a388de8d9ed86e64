namespace HelpDesk.EndToEnd.Tests;

/// <summary>
/// Everybody of the sandbox asks for the renewal in their own chat, and each sees the checklist of their story. What is expected comes from the
/// story that the sandbox tells of the person, and from what Microsoft documents of such an account.
/// </summary>
public sealed class EveryPersonTests
{
    private const string Blocks = "no, and that blocks the renewal";
    private const string DoesNotBlock = "no, but this way of signing in does not need it";
    private const string Role = "The account is an administrator";
    private const string Login = "The login is in the tenant's initial domain";
    private const string MultiFactor = "Multi-factor authentication does not stand in the way";
    private const string Legacy = "Legacy authentication is not needed or not blocked";
    private const string Access = "Conditional Access lets this account sign in";

    /// <summary>What is not passed, in the order in which it is shown, with the words that its evidence has to have.</summary>
    private static readonly Dictionary<string, (string Title, string Result, string Evidence)[]> Stories = new()
    {
        ["ada@contoso.onmicrosoft.com"] = [],
        ["bruno@contoso.com"] = [(Login, DoesNotBlock, "contoso.com is federated")],
        ["chloe@contoso.onmicrosoft.com"] = [(MultiFactor, DoesNotBlock, "enforced")],
        ["daniel@contoso.onmicrosoft.com"] = [(Access, Blocks, "Block sign-in from unmanaged devices"), (Legacy, DoesNotBlock, "keeps old clients out")],
        ["elif@contoso.onmicrosoft.com"] = [(Role, Blocks, "may become Global Administrator but has not activated")],
        ["farid@contoso.onmicrosoft.com"] = [],
        ["hana@fabrikam.onmicrosoft.com"] = [],
        ["ivan@fabrikam.com"] = [(Login, DoesNotBlock, "fabrikam.com is federated")],
        ["jun@fabrikam.onmicrosoft.com"] = [(MultiFactor, DoesNotBlock, "enforced")],
        ["karin@fabrikam.onmicrosoft.com"] = [(Access, Blocks, "Block sign-in from unmanaged devices"), (Legacy, DoesNotBlock, "keeps old clients out")],
        ["luca@fabrikam.onmicrosoft.com"] = [(Role, Blocks, "may become Application Administrator but has not activated")],
        ["maya@fabrikam.onmicrosoft.com"] = [],
    };

    [Fact]
    public async Task Everybody_who_looks_after_a_secret_sees_their_own_checklist()
    {
        await using var sandbox = await SandboxProcess.StartAsync("--no-playground");
        foreach (var (login, open) in Stories)
        {
            var chat = new SandboxChat(sandbox, login);
            await chat.InstallAsync();
            await chat.SayAsync("renew");
            if (login.Contains("contoso", StringComparison.Ordinal))
            {
                await chat.SeesAsync("Which secret?");
                await chat.PressAsync("HelpDesk");
            }

            Check(login, await chat.SeesAsync("Checked for"), open);
        }
    }

    [Fact]
    public async Task Who_holds_no_role_is_told_after_signing_in_and_who_could_do_it()
    {
        await using var sandbox = await SandboxProcess.StartAsync("--no-playground");
        foreach (var (admin, other, colleague) in new[]
        {
            ("ada@contoso.onmicrosoft.com", "grace@contoso.onmicrosoft.com", "Bruno Weiss"),
            ("hana@fabrikam.onmicrosoft.com", "noor@fabrikam.onmicrosoft.com", "Maya Cohen"),
        })
        {
            var chat = new SandboxChat(sandbox, admin);
            await chat.InstallAsync();
            await chat.SayAsync("renew");
            if (admin.StartsWith("ada", StringComparison.Ordinal))
            {
                await chat.SeesAsync("Which secret?");
                await chat.PressAsync("HelpDesk");
            }

            await chat.SeesAsync("Checked for");
            await chat.PressAsync("Use another account");
            await chat.SignInAsync(other);
            // Read on behalf of an account without any role, which may not look at eligible roles and at SharePoint's settings.
            Check(
                other,
                await chat.SeesAsync("Checked for"),
                [(Role, Blocks, "holds no role that suffices now. Whether one could be activated could not be read"), (Legacy, "could not be read", "the permission to read it is missing")]);
            await chat.PressAsync("What to do");
            Assert.Contains(colleague, await chat.SeesAsync("Who could do it"), StringComparison.Ordinal);
        }
    }

    private static void Check(string person, string checklist, (string Title, string Result, string Evidence)[] open)
    {
        // A card as text is broken into lines.
        var flat = string.Join(' ', checklist.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" \u2502 ", " ", StringComparison.Ordinal);
        var marks = flat.Split(["\u2715 ", "! ", "? ", "\u2013 "], StringSplitOptions.None).Length - 1;
        Assert.True(open.Length == marks, $"{person}: {marks} open points instead of {open.Length}.\n{checklist}");
        var at = 0;
        foreach (var (title, result, evidence) in open)
        {
            at = flat.IndexOf($"{title}: {result}", at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{person}: '{title}: {result}' is missing or in the wrong place.\n{checklist}");
            Assert.Contains(evidence, flat, StringComparison.Ordinal);
        }

        var blocked = open.Any(o => o.Result == Blocks);
        Assert.Equal(!blocked, checklist.Contains("[Continue]", StringComparison.Ordinal));
    }
}
