using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HelpDesk.Sandbox.World;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Sandbox.Tests.Hosting;

public sealed record SignedIn(string Code, string Verifier);

/// <summary>Somebody at the sign-in pages: keeps cookies, submits forms, follows no redirect to the app.</summary>
public sealed partial class Browser(Uri pages)
{
    private readonly HttpClient _http = Client(pages);

    public const string RedirectUri = "http://localhost/.auth/web/redirect";

    public static string NewVerifier() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static string AuthorizeAddress(string tenant, string? verifier = null, params (string Name, string Value)[] more)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = WorldIds.Vendor.SignInApp.ToString(),
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["scope"] = $"api://{WorldIds.Vendor.ServiceApp}/Check api://{WorldIds.Vendor.ServiceApp}/Renew openid profile offline_access",
            ["state"] = "the state",
        };
        if (verifier is not null)
        {
            query["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
            query["code_challenge_method"] = "S256";
        }

        foreach (var (name, value) in more)
        {
            query[name] = value;
        }

        return QueryHelpers.AddQueryString($"/{tenant}/oauth2/v2.0/authorize", query);
    }

    public Task<HttpResponseMessage> GetAsync(string address) => _http.GetAsync(address);

    public async Task<HttpResponseMessage> SubmitAsync(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _http.PostAsync(address, form);
    }

    /// <summary>The parameters with which the person was sent back to the app.</summary>
    public static Dictionary<string, string> Returned(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith(RedirectUri, response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(response.Headers.Location.Query).ToDictionary(q => q.Key, q => q.Value.ToString());
    }

    public async Task<SignedIn> SignInAsync(Person person)
    {
        var verifier = NewVerifier();
        var address = AuthorizeAddress(person.TenantId.ToString(), verifier);
        var response = await SubmitAsync(address, ("account", person.Id.ToString()), ("step", "account"));
        if (response.StatusCode == HttpStatusCode.OK && (await response.Content.ReadAsStringAsync()).Contains("second-factor", StringComparison.Ordinal))
        {
            response = await SubmitAsync(address, ("account", person.Id.ToString()), ("step", "second-factor"));
        }

        return new SignedIn(Returned(response)["code"], verifier);
    }

    public static async Task<string> HeadingAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(Heading().Match(await response.Content.ReadAsStringAsync()).Groups[1].Value);

    private static HttpClient Client(Uri pages)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("browser").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        var client = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("browser");
        client.BaseAddress = pages;
        return client;
    }

    [GeneratedRegex("<h1>(.*?)</h1>")]
    private static partial Regex Heading();
}
