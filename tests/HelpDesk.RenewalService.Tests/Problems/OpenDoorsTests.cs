using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;

namespace HelpDesk.RenewalService.Tests.Problems;

/// <summary>What answers without a sign-in, and that nothing else does.</summary>
public sealed class OpenDoorsTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task Health_says_that_the_database_answers_and_no_more()
    {
        var answer = await Api.GetAsync("/health");

        Assert.Equal(("Healthy", System.Net.HttpStatusCode.OK), (answer.Text, answer.Status));
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_exactly_the_routes_of_the_service()
    {
        var document = (await Api.GetAsync("/openapi/v1.json")).Good();

        Assert.StartsWith("3.", (string?)document["openapi"], StringComparison.Ordinal);
        var paths = document["paths"]!.AsObject();
        Assert.Equal(
        [
            "GET /v1/changes",
            "GET /v1/me",
            "GET /v1/me/candidates",
            "GET /v1/me/evidence/verification",
            "GET /v1/me/registrations",
            "GET /v1/registrations/{id}/renewals/{renewalId}",
            "GET /v1/registrations/{id}/renewals/{renewalId}/evidence",
            "GET /v1/tenants/{tenantId}/people/{personId}/evidence/verification",
            "GET /v1/tenants/{tenantId}/people/{personId}/registrations",
            "GET /v1/tenants/{tenantId}/people/{personId}/registrations/{id}/accounts/{loginOrId}",
            "GET /v1/tenants/{tenantId}/people/{personId}/registrations/{id}/renewals",
            "GET /v1/tenants/{tenantId}/people/{personId}/registrations/{id}/renewals/{renewalId}/evidence",
            "POST /v1/registrations/{id}/checks",
            "POST /v1/registrations/{id}/clean-ups",
            "POST /v1/registrations/{id}/renewals",
            "POST /v1/tenants/{tenantId}/people/{personId}/registrations/{id}/checks",
            "POST /v1/tenants/{tenantId}/people/{personId}/registrations/{id}/checks/{name}/confirmation",
        ],
        paths.SelectMany(p => p.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}")).Order(StringComparer.Ordinal));
        Assert.All(paths.SelectMany(p => p.Value!.AsObject()), o => Assert.NotEmpty((string)o.Value!["summary"]!));
    }

    [Fact]
    public async Task No_schema_of_the_document_has_room_for_a_secret()
    {
        var schemas = (await Api.GetAsync("/openapi/v1.json")).Good()["components"]!["schemas"]!.AsObject();

        var properties = schemas.SelectMany(s => (s.Value!["properties"] as JsonObject ?? []).Select(p => p.Key)).ToList();
        Assert.Contains("newKeyId", properties);
        Assert.DoesNotContain(properties, p => p.EndsWith("secret", StringComparison.OrdinalIgnoreCase) || p.Contains("password", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is()
    {
        var answer = await Api.GetAsync("/health");

        Assert.DoesNotContain("Server", answer.Headers.Keys);
        Assert.DoesNotContain("X-Powered-By", answer.Headers.Keys);
    }
}
