using System.Net;
using System.Security.Cryptography;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.RenewalService.Tests.SignIn;

public sealed class AuthenticationTests(ServiceWorld world) : RefusalTest(world)
{
    private string Issuer => TokenSigner.Issuer(World.Sandbox.Addresses.Https, $"{WorldIds.Contoso.Tenant}");

    [Fact]
    public Task Without_a_token_no_route_answers() => UnauthenticatedAsync(null);

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")]
    public Task Garbage_is_no_token(string token) => UnauthenticatedAsync(token);

    [Fact]
    public async Task Another_scheme_is_no_sign_in()
    {
        var answer = await Api.SendAsync(HttpMethod.Get, "/v1/me", null, null, ("Authorization", "Basic YWRhOnBhc3N3b3Jk"));

        answer.Refused(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_token_signed_by_another_key_is_refused()
    {
        using var rsa = RSA.Create(2048);
        // The key's name is the real one's, so only the signature tells.
        var real = new JsonWebToken(await Tokens.OfAsync(Ada));

        await UnauthenticatedAsync(Forge(new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = real.Kid }, SecurityAlgorithms.RsaSha256)));
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_shared_secret_is_refused()
    {
        var keys = World.Sandbox.Signer.EntraKeys()["keys"]![0]!;
        var secret = new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes((string)keys["n"]!)) { KeyId = (string)keys["kid"]! };

        await UnauthenticatedAsync(Forge(new SigningCredentials(secret, SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public async Task A_token_whose_claims_were_changed_after_signing_is_refused()
    {
        var parts = (await Tokens.OfAsync(Ada)).Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace($"{WorldIds.Contoso.Ada}", $"{WorldIds.Contoso.Bruno}", StringComparison.Ordinal);

        await UnauthenticatedAsync($"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}");
    }

    [Fact]
    public Task A_token_without_a_signature_is_refused() => UnauthenticatedAsync(Forge(null));

    [Fact]
    public Task A_token_for_Graph_is_no_token_for_the_service() => UnauthenticatedAsync(Tokens.Sign(Tokens.Delegated(Ada), "https://graph.microsoft.com"));

    [Fact]
    public Task A_token_for_the_sign_in_client_is_no_token_for_the_service() =>
        UnauthenticatedAsync(Tokens.Sign(Tokens.Delegated(Ada), $"{WorldIds.Vendor.SignInApp}"));

    [Fact]
    public async Task A_token_of_a_tenant_that_is_not_onboarded_is_refused()
    {
        var claims = Tokens.Delegated(Ada);
        claims["tid"] = $"{Ids.Unknown}";

        await UnauthenticatedAsync(Tokens.Sign(claims));
    }

    [Fact]
    public Task A_token_whose_issuer_is_not_the_tenant_that_it_names_is_refused() => UnauthenticatedAsync(
        Tokens.Sign(Tokens.Delegated(Ada), issuer: TokenSigner.Issuer(World.Sandbox.Addresses.Https, $"{WorldIds.Fabrikam.Tenant}")));

    [Fact]
    public Task An_expired_token_is_refused() => UnauthenticatedAsync(
        World.Sandbox.Signer.SignEntra(Issuer, $"{WorldIds.Vendor.ServiceApp}", Tokens.Delegated(Ada), TimeSpan.FromMilliseconds(1) - TimeSpan.FromHours(1)));

    private Task UnauthenticatedAsync(string? token) => RefusedAsync(HttpStatusCode.Unauthorized, Routes.All, token);

    private string Forge(SigningCredentials? key)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = $"{WorldIds.Vendor.ServiceApp}",
            Claims = Tokens.Delegated(Ada),
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(1),
            SigningCredentials = key,
        });
    }
}
