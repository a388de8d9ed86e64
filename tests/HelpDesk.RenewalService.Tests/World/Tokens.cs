using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.AspNetCore.WebUtilities;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>Tokens of the sandbox's identity platform: real sign-ins, and, signed by the same key, ones that no sign-in would give.</summary>
public sealed class Tokens(SandboxHost sandbox, Func<HttpClient> http)
{
    private const string RedirectUri = "http://localhost/.auth/web/redirect";

    private static readonly string Api = $"api://{WorldIds.Vendor.ServiceApp}";

    private readonly ConcurrentDictionary<string, Task<string>> _known = new();

    /// <summary>The bot's own, as it asks for it.</summary>
    public Task<string> OfBotAsync() => _known.GetOrAdd("bot", _ => AskAsync(WorldIds.Vendor.Tenant, new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = $"{WorldIds.Vendor.BotApp}",
        ["client_secret"] = sandbox.World.Own.Bot.ClientSecret.Reveal(),
        ["scope"] = $"{Api}/.default",
    }));

    /// <summary>A person's, who signs in through the pages once; it stays good for an hour.</summary>
    public Task<string> OfAsync(Guid person) => _known.GetOrAdd($"{person}", _ => SignInAsync(sandbox.World.FindPerson(person)!));

    /// <summary>What a person's token says, to be changed before it is signed.</summary>
    public Dictionary<string, object> Delegated(Guid person)
    {
        var who = sandbox.World.FindPerson(person)!;
        return new()
        {
            ["tid"] = $"{who.TenantId}",
            ["oid"] = $"{who.Id}",
            ["azp"] = $"{WorldIds.Vendor.SignInApp}",
            ["scp"] = "Check Renew",
            ["name"] = who.Name,
            ["preferred_username"] = who.UserPrincipalName,
            ["idtyp"] = "user",
            ["ver"] = "2.0",
            ["wids"] = who.ActiveRoles.Select(r => $"{r.TemplateId}").ToArray(),
        };
    }

    /// <summary>What the bot's token says.</summary>
    public static Dictionary<string, object> OfApp() => new()
    {
        ["tid"] = $"{WorldIds.Vendor.Tenant}",
        ["oid"] = $"{WorldIds.Vendor.BotPrincipal}",
        ["azp"] = $"{WorldIds.Vendor.BotApp}",
        ["roles"] = new[] { "Watch" },
        ["idtyp"] = "app",
        ["ver"] = "2.0",
    };

    public string Sign(Dictionary<string, object> claims, string? audience = null, string? issuer = null)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return sandbox.Signer.SignEntra(
            issuer ?? TokenSigner.Issuer(sandbox.Addresses.Https, (string)claims["tid"]), audience ?? $"{WorldIds.Vendor.ServiceApp}", claims, TimeSpan.FromHours(1));
    }

    private async Task<string> SignInAsync(Person person)
    {
        var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var scope = $"{Api}/Check {Api}/Renew openid profile offline_access";
        var address = new Uri(sandbox.Addresses.Pages, QueryHelpers.AddQueryString($"/{person.TenantId}/oauth2/v2.0/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = $"{WorldIds.Vendor.SignInApp}",
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["scope"] = scope,
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        }));
        using var form = new FormUrlEncodedContent([new("account", $"{person.Id}"), new("step", "account")]);
        using var client = http();
        using var back = await client.PostAsync(address, form);
        Assert.True(back.Headers.Location is not null, await back.Content.ReadAsStringAsync());
        return await AskAsync(person.TenantId, new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = $"{WorldIds.Vendor.SignInApp}",
            ["client_secret"] = sandbox.World.Own.SignIn.ClientSecret.Reveal(),
            ["code"] = QueryHelpers.ParseQuery(back.Headers.Location!.Query)["code"].ToString(),
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = verifier,
            ["scope"] = scope,
        });
    }

    private async Task<string> AskAsync(Guid tenant, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var client = http();
        using var response = await client.PostAsync(new Uri(sandbox.Addresses.Https, $"/{tenant}/oauth2/v2.0/token"), form);
        var text = await response.Content.ReadAsStringAsync();
        return (string?)JsonNode.Parse(text)!["access_token"] ?? throw new InvalidOperationException(text);
    }
}
